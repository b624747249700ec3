"""Checks of the page images of a package."""
