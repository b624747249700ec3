"""Checks of numbered series: pages and image files."""
