"""Whether the head of an object already has the content of a package."""

from __future__ import annotations

from dataclasses import dataclass

from frus_pack.bag.reader import Bag
from frus_pack.bag.seal import SEALED_BY, is_sealed
from frus_pack.bag.tag_files.inventory import is_tag_file
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_files import BAG_INFO, parse_bag_info
from frus_pack.document import strict_json
from frus_pack.ocfl.inventory import ALGORITHMS
from frus_pack.ocfl.object_check import CheckedObject
from frus_pack.ocfl.object_files import read_file
from frus_pack.package.bag_info import RECIPE, SEAL
from frus_pack.package.paths import METADATA_PATH


@dataclass(frozen=True, slots=True)
class PackageContent:
    """What decides the content of a valid package whose seal is whole: its recipe, and the
    amendments that were made to it since."""

    recipe: str
    amendments: object

    @classmethod
    def of(cls, bag: Bag) -> PackageContent | None:
        """Return the content of a package; None if it has no recipe."""
        bag_info, metadata = (bag.read(path, bag.files[path]) for path in (BAG_INFO, METADATA_PATH))
        return _content(bag_info, metadata)

    def is_of(self, former: CheckedObject) -> bool:
        """Return whether the head of an object is a package of the same content.

        Packing a corrected volume into a new deposit makes packages of documents that did
        not change. They differ from the earlier ones in the bagging date, and in the digest and the
        place that they record of the volume's file. That needs no new version.
        """
        inventory = former.inventory
        head = inventory.versions[inventory.head].files()
        if (
            ALGORITHMS[inventory.algorithm] != SEALED_BY
            or not {BAG_INFO, METADATA_PATH} <= head.keys()
        ):
            return False
        known = {
            BagPath(path): read_file(former.folder, inventory.manifest[digest][0])
            for path, digest in head.items()
            if is_tag_file(path) or path == METADATA_PATH
        }
        if _content(known[BAG_INFO], known.pop(METADATA_PATH)) != self:
            return False
        payload = {
            BagPath(path): one.lower() for path, one in head.items() if not is_tag_file(path)
        }
        return is_sealed(SEAL, known, payload)


def _content(bag_info: bytes, metadata: bytes) -> PackageContent | None:
    recipe = dict(parse_bag_info(bag_info).tags).get(RECIPE)
    amendments = strict_json.parse(metadata).get("amendments")
    return None if recipe is None else PackageContent(recipe, amendments)
