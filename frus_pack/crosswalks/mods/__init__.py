"""MODS 3."""
