"""Packages are taken into a repository's storage, and given back."""
