"""Whether a package changed since its page was made."""

from __future__ import annotations

import hashlib
import os

from frus_pack.bag.tag_files.tag_files import BAG_INFO
from frus_pack.package.package import Package
from frus_pack.package.paths import METADATA_PATH
from frus_pack.storage.fixity import ALGORITHMS

_SHORT = 4 << 20


def state_of(package: Package) -> str:
    """Return a digest that changes with every deliberate change of the package.

    It covers bag-info.txt, which holds the seal, and the tag manifests, which list the digests of
    all manifests. Raises StorageError if one of them cannot be read.
    """
    digest = hashlib.sha256(os.fsencode(package.path))
    listed = (f"{kind}manifest-{name}.txt" for kind in ("tag", "") for name in ALGORITHMS)
    for path in (BAG_INFO, METADATA_PATH, *listed):
        if path in package:
            digest.update(f"\0{path}\0".encode())
            digest.update(package.read(path, _SHORT))
    return digest.hexdigest()
