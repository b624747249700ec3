"""Images that earlier checks decoded, as the ledger records them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.page_images.seen_images import DECODER, SeenImage
from frus_pack.images.image_inspection import ImageFacts
from frus_pack.keeping.ledger import stored_path, stored_text


def images_of(connection: sqlite3.Connection, place: str | bytes) -> tuple[SeenImage, ...]:
    """Return the images of a package that the present versions decoded."""
    rows = connection.execute(
        "SELECT path, sha512, facts, appearance FROM decoded_image"
        " WHERE package = (SELECT id FROM package WHERE place = ?) AND decoder = ?",
        (place, DECODER),
    )
    return tuple(
        SeenImage(BagPath(path), sha512, _facts(facts), appearance)
        for path, sha512, facts, appearance in rows
    )


def images_at(connection: sqlite3.Connection | None, place: Path) -> tuple[SeenImage, ...]:
    """Return the images of a package that a ledger knows; none without a ledger."""
    return images_of(connection, stored_path(place)) if connection else ()


def record_images(
    connection: sqlite3.Connection, package: int, images: Iterable[SeenImage]
) -> None:
    """Record the images of a package that a check decoded."""
    connection.executemany(
        "INSERT OR REPLACE INTO decoded_image VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                package,
                stored_text(one.path),
                one.sha512,
                DECODER,
                json.dumps(asdict(one.facts)),
                one.appearance,
            )
            for one in images
        ),
    )


def _facts(stored: str) -> ImageFacts:
    values = json.loads(stored)
    dpi = values["dpi"]
    return ImageFacts(**{**values, "dpi": None if dpi is None else tuple(dpi)})
