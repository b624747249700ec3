"""The version of this library, and the version of the packages it makes."""

__version__ = "0.6.0"
"""Recorded in each package as Bag-Software-Agent."""

PACKAGE_FORMAT = 5
"""Raise it with every change that makes other content of the same document, even one byte.

It is part of the recipe of each package: packages of another format are not taken for unchanged.
"""
