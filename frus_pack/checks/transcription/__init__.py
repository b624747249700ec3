"""Checks of the two transcriptions and of their agreement."""
