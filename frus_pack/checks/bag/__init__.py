"""Checks of a bag by RFC 8493 and BagIt Profiles."""
