"""Packages are made: written, published together, told from what stands."""
