"""The workshop: the facilitator's page, the projector, and the addresses both ask."""
