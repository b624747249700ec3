"""Small plots as SVG. Each has its numbers as text for those who do not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frus_pack.reports.html_pages import environment

_HERE = "frus_pack.viewing"
_WIDTH, _HEIGHT = 360, 120
_BOTTOM = 16
_MOST_BARS = 120
_LOWEST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a plot, in the units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int
    kind: str = ""


def bars(counts: Mapping[int, int], title: str) -> Markup:
    """Return a plot of how many there are by year, or by another whole number, none left out.

    Where there are very many, several years share a bar.
    """
    first, last = min(counts), max(counts)
    step = (last - first) // _MOST_BARS + 1
    starts = list(range(first, last + 1, step))
    sums = [sum(counts.get(start + n, 0) for n in range(step)) for start in starts]
    highest = max(sums)
    wide = _WIDTH / len(starts)
    drawn = [
        Bar(
            x=round(place * wide + wide * 0.1, 2),
            y=round(_HEIGHT - _high(count, highest), 2),
            width=round(min(wide * 0.8, 40), 2),
            height=round(_high(count, highest), 2),
            label=str(start) if step == 1 else f"{start}–{start + step - 1}",
            count=count,
        )
        for place, (start, count) in enumerate(zip(starts, sums, strict=True))
    ]
    return _drawn(
        "bars.svg", title=title, bars=drawn, first=str(first), last=str(last), highest=highest
    )


def _high(count: int, highest: int) -> float:
    """Return the height of a bar. A single document among thousands is still seen."""
    return max(count / highest * _HEIGHT, _LOWEST) if count else 0


def shares(counts: Mapping[str, int], title: str, kinds: Mapping[str, str]) -> Markup:
    """Return a plot of one bar that is divided among named parts.

    `kinds` says which part is ``good``, ``bad``, ``warn`` or ``none``.
    """
    total = sum(counts.values()) or 1
    drawn: list[Bar] = []
    x = 0.0
    for label, count in counts.items():
        width = count / total * _WIDTH
        drawn.append(Bar(round(x, 2), 0, round(width, 2), 24, label, count, kinds.get(label, "")))
        x += width
    return _drawn("shares.svg", title=title, bars=drawn)


def _drawn(template: str, **values: str | int | Sequence[Bar]) -> Markup:
    made = environment(_HERE).get_template(template)
    return Markup(made.render(wide=_WIDTH, high=_HEIGHT, bottom=_BOTTOM, **values))  # noqa: S704
