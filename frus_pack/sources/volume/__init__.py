"""Whole TEI volumes."""
