"""What the browser fetches beside the picture: the texts of a model, and its network."""
