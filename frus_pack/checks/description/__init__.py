"""Checks of the description and of the other JSON files of a package."""
