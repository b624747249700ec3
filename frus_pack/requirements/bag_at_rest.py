"""What is asked of the files of a bag, and of the archive it may be: rows ``bag.…`` of the table of
requirements."""

from __future__ import annotations

from frus_pack.requirements.bag_row import ERROR, WARNING, row

AT_REST = (
    row("link", ERROR, "§2, §5.1", "A bag holds files and folders, no links."),
    row("special-file", ERROR, "§2", "A bag holds no devices, pipes or sockets."),
    row("unreadable", ERROR, "§3", "Every file can be read; this one was not checked."),
    row("archive-damaged", ERROR, "its format", "An archive is whole and undamaged."),
    row("archive-duplicate-member", ERROR, "its format", "An archive holds a file of a name once."),
    row(
        "archive-hidden-bytes",
        ERROR,
        "its format",
        "Nothing but zeros stands between or behind an archive's members, where some find more.",
    ),
    row("archive-overlap", ERROR, "its format", "No two members share bytes of the archive."),
    row(
        "archive-unsupported",
        ERROR,
        "its format",
        "No member is encrypted, sparse, or packed in a way that cannot be unpacked here.",
    ),
    row("archive-layout", ERROR, "BagIt 0.97 §4", "An archive holds one bag, nothing else."),
    row(
        "archive-no-base-folder",
        WARNING,
        "BagIt 0.97 §4",
        "An archive holds the bag as one folder.",
    ),
    row(
        "limit-exceeded",
        ERROR,
        "the caller's limits",
        "Reading the bag stays within the limits set; beyond them nothing was checked.",
    ),
)
