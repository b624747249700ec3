"""Packages given out: unpacked, or described in the standards of others."""
