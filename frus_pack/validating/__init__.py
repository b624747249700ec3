"""Validating packages, alone and many at once."""
