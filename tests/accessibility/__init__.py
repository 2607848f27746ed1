"""The accessibility statement, made of what the tests show."""
