"""METS 1."""
