"""Packages are made: written, published together, compared with what exists."""
