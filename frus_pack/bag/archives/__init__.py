"""Bags serialised as tar, tar.gz and zip."""
