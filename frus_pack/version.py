"""The version of this library, as Bag-Software-Agent records it."""

__version__ = "0.1.0"
