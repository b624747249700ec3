"""What is asked of the page images of a whole volume: the rows ``images.…``."""

from __future__ import annotations

from frus_pack.requirements.requirement import Requirement, Severity

_SERIES = "FRUS, faults of page images"


def _row(what: str, severity: Severity, clause: str, sentence: str) -> Requirement:
    return Requirement(f"images.{what}", severity, clause, sentence)


IMAGES = (
    _row(
        "unusable",
        "error",
        "frus-pack, layout of a package",
        "An image is a file of its own, whose name no other has but for case.",
    ),
    _row("unreadable", "error", "frus-pack, limits", "An image can be read."),
    _row(
        "damaged",
        "error",
        "the image's format",
        "An image is a whole PNG, TIFF, JPEG or JPEG 2000 file, named as one. Its structure was "
        "read to the end; it was not decoded.",
    ),
    _row("missing", "warning", _SERIES, "There is an image of every page."),
    _row("surplus", "warning", _SERIES, "An image belongs to a page."),
    _row(
        "shifted",
        "error",
        f"{_SERIES} (143)",
        "Images bear the scan numbers of their pages, and not ones greater or smaller by a "
        "constant.",
    ),
    _row(
        "numbered-elsewhere",
        "error",
        f"{_SERIES} (101)",
        "Images are numbered from where the scan numbers of the volume are.",
    ),
    _row(
        "never-scanned",
        "error",
        f"{_SERIES} (144)",
        "No page was left out in scanning, so that later images moved up to its number.",
    ),
    _row("double", "warning", _SERIES, "Different scans have different images."),
    _row(
        "cut-off",
        "warning",
        f"{_SERIES} (268)",
        "An image is not much shorter than facsimile says, or than the others.",
    ),
    _row(
        "size-differs",
        "warning",
        f"{_SERIES} (308)",
        "An image has the size in pixels that facsimile gives.",
    ),
    _row(
        "size-unusual",
        "warning",
        f"{_SERIES} (308)",
        "Where facsimile gives no size, an image has about that of the others.",
    ),
)
