"""The table of scores."""

from __future__ import annotations

from collections.abc import Mapping

from tests.truth import measures
from tests.truth.measures import Measure
from tests.truth.scoring import Score

_HEAD = ("field", "right", "wrong", "missing", "recall %", "precision %", "targets")


def table(scores: Mapping[str, Score]) -> str:
    """Return the scores as lines of columns, one field a line."""
    known = measures.read()
    rows: list[tuple[str, ...]] = [_HEAD]
    for name, score in scores.items():
        rows.append(_row(name, score, known.get(name, Measure())))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _row(name: str, score: Score, measure: Measure) -> tuple[str, ...]:
    counts = map(str, (score.right, score.wrong, score.missing))
    shares = (_percent(score.recall), _percent(score.precision))
    return (name, *counts, *shares, f"{measure.target_recall:g}/{measure.target_precision:g}")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.2f}"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
    return "  ".join(cells)
