"""PREMIS 3."""
