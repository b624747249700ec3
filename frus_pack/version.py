"""The version of this library, as Bag-Software-Agent records it.

Raise it with every change that makes another package of the same document, be it by a byte: what
a version has made of a volume is not made again by it to be compared
(`frus_pack.packing.standing`).
"""

__version__ = "0.2.0"
