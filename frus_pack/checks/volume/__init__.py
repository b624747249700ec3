"""Checks of a whole volume and its image folders."""
