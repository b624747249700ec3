"""``python -m tests.truth``: print how right the library's descriptions of true volumes are."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tests.truth import by_hand, measures
from tests.truth.fields import FIELDS
from tests.truth.measuring import measure, total
from tests.truth.scoring import Scores
from tests.truth.table import table

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    """Measure, and print the table and the differences that were asked for."""
    asked = _arguments()
    shared = Path(os.environ.get("FRUS_PACK_SHARED", SHARED))
    paths = sorted((shared / "volumes").glob("*.xml"))
    chosen = [path for path in paths if not asked.volume or path.stem in asked.volume]
    fields = [one for one in FIELDS if not asked.field or one.name in asked.field]
    measured = {path.stem: measure(path, fields) | by_hand.measure(path, shared) for path in chosen}
    scores = total(measured.values())
    shown = {name: scores[name] for name in scores if not asked.field or name in asked.field}
    print(table(shown))
    _print_differences(shown, asked.wrong)
    if asked.record:
        measures.record(scores, total(measured[name] for name in measures.A_DOZEN))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.truth", description=__doc__)
    parser.add_argument("--volume", action="append", default=[], metavar="ID")
    parser.add_argument("--field", action="append", default=[], metavar="NAME")
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="N", help="print N differences of each field"
    )
    parser.add_argument(
        "--record", action="store_true", help="write what is reached to measures.csv"
    )
    return parser.parse_args()


def _print_differences(scores: Scores, most: int) -> None:
    for name, score in scores.items():
        for difference in score.differences[:most]:
            print(f"{name}: {difference}")


if __name__ == "__main__":
    main()
