"""Write a series to a folder: ``python -m tests.corpus VOLUMES DIR``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.corpus import images, volumes


def main() -> None:
    """Write the volumes, and below ``scans`` their images if asked for; say what was written."""
    parser = argparse.ArgumentParser(description="Volumes made for tests and benchmarks.")
    parser.add_argument("volumes", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=volumes.DOCUMENTS, help="in each volume")
    parser.add_argument("--images", action="store_true", help="draw the pages as well")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    written = volumes.write(
        options.folder, options.volumes, documents=options.documents, seed=options.seed
    )
    for volume in written:
        if options.images:
            images.draw(volume, options.folder / "scans")
        print(f"{volume.id}: {len(volume.documents)} documents, {len(volume.pages)} pages")


if __name__ == "__main__":
    main()
