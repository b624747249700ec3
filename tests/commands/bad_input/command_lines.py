"""The wrong command lines, each with a name, and the folder that they are given in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import frus_pack
from tests.commands.bad_input.folders import DOCX, HTML, PDF
from tests.support.bags import make_bag
from tests.support.folders import METADATA, TEXT, document_folder

PACKAGE = "deposit/frus1958-60v99/frus1958-60v99-d7"


def make_place(place: Path) -> None:
    """Make what the command lines name: a document, its package, and files of other kinds."""
    document_folder(place / "letter")
    (document,) = frus_pack.read(place / "letter")
    frus_pack.pack(document, place / "deposit", bagging_date="2026-01-02")
    frus_pack.ingest(place / PACKAGE, ocfl=place / "root")
    make_bag(place / "bag")
    (place / "notes.txt").write_text("Buy milk.\n")
    (place / "letter.pdf").write_bytes(PDF)
    (place / "letter.docx").write_bytes(DOCX)
    (place / "letter.html").write_text(HTML)
    (place / "letter.tar").write_bytes(b"x" * 2000)
    (place / "empty").mkdir()
    (place / "info").write_text("Source-Organization Kestanian State Archive\n")
    (place / "own-info").write_text("Payload-Oxum: 1.1\n")
    (place / "profile.json").write_text("{")
    (place / "patch.json").write_text("[]")
    (place / "volume.xml").write_text("<TEI>")
    (place / "frus1958-60v99-d8.txt").write_text(TEXT.replace("7. ", "8. ", 1))
    (place / "readme").write_text(METADATA)


TO = ("--to", "to")
COMMAND_LINES: Mapping[str, tuple[str, ...]] = {
    "no-command": ("pakc", "letter", *TO),
    "deposit-empty-name": ("pack", "letter", "--to", ""),
    "deposit-is-a-file": ("pack", "letter", "--to", "notes.txt"),
    "deposit-in-the-source": ("pack", ".", "--to", "letter/deposit"),
    "source-missing": ("pack", "lettre", *TO),
    "source-is-a-package": ("pack", PACKAGE, *TO),
    "source-is-notes": ("pack", "notes.txt", *TO),
    "images-missing": ("pack", "letter", "--images", "scans", *TO),
    "images-a-file": ("pack", "letter", "--images", "notes.txt", *TO),
    "volume-wrong": ("pack", "notes.txt", "--volume", "1958-60 vol 99", *TO),
    "date-german": ("pack", "letter", "--bagging-date", "2.1.2026", *TO),
    "bag-info-missing": ("pack", "letter", "--bag-info", "nothing", *TO),
    "bag-info-without-colon": ("pack", "letter", "--bag-info", "info", *TO),
    "bag-info-of-ours": ("pack", "letter", "--bag-info", "own-info", *TO),
    "profile-not-json": ("pack", "letter", "--profile", "profile.json", *TO),
    "profile-missing": ("validate", PACKAGE, "--profile", "nothing"),
    "tag-file-without-name": ("pack", "letter", "--tag-file", "notes.txt", *TO),
    "validate-missing": ("validate", "depositt"),
    "validate-a-text": ("validate", "notes.txt"),
    "validate-a-pdf": ("validate", "letter.pdf"),
    "validate-a-source": ("validate", "letter"),
    "validate-empty": ("validate", "empty"),
    "validate-broken-tar": ("validate", "letter.tar"),
    "validate-output-folder": ("validate", PACKAGE, "--output", "none/report"),
    "validate-output-full": ("validate", PACKAGE, "--output", "/dev/full"),
    "show-missing": ("show", "nothing"),
    "show-a-source": ("show", "letter"),
    "show-a-bag": ("show", "bag"),
    "describe-missing": ("describe", "nothing.txt"),
    "describe-without-volume": ("describe", "notes.txt"),
    "describe-a-docx": ("describe", "letter.docx", "--volume", "frus1958-60v99"),
    "describe-a-pdf": ("describe", "letter.pdf", "--volume", "frus1958-60v99"),
    "describe-wrong-volume": ("describe", "readme", "--volume", "vol. 99"),
    "survey-missing": ("survey", "nothing.xml"),
    "survey-a-docx": ("survey", "letter.docx"),
    "survey-a-text": ("survey", "frus1958-60v99-d8.txt"),
    "survey-broken": ("survey", "volume.xml"),
    "survey-empty": ("survey", "empty"),
    "survey-since-notes": ("survey", "volume.xml", "--since", "notes.txt"),
    "unpack-a-text": ("unpack", "notes.txt", *TO),
    "unpack-to-a-file": ("unpack", "bag", "--to", "notes.txt"),
    "export-to-a-file": ("export", PACKAGE, "--as", "mods", "--to", "notes.txt"),
    "export-a-bag": ("export", "bag", "--as", "mods"),
    "export-iiif-without-address": ("export", PACKAGE, "--as", "iiif"),
    "ingest-a-bag": ("ingest", "bag", "--ocfl", "root"),
    "ingest-into-a-deposit": ("ingest", PACKAGE, "--ocfl", "deposit"),
    "retrieve-without-root": ("retrieve", "frus1958-60v99/d7", "--ocfl", "empty", *TO),
    "ingest-into-a-file": ("ingest", PACKAGE, "--ocfl", "notes.txt"),
    "survey-since-missing": ("survey", "letter", "--since", "nothing"),
    "list-missing": ("list", "nothing"),
    "audit-ledger-a-text": ("audit", "deposit", "--ledger", "notes.txt"),
    "audit-without-path": ("audit", "--ledger", "ledger"),
    "audit-age": ("audit", "deposit", "--ledger", "ledger", "--older-than", "90"),
    "audit-missing": ("audit", "depositt", "--ledger", "ledger"),
    "repair-without-replica": ("repair", PACKAGE, "--from", "nothing"),
    "amend-unknown-field": (
        *("amend", PACKAGE, "--set", "plaec=Lima"),
        *("--reason", "r", "--agent", "a"),
    ),
    "amend-bad-date": (
        *("amend", PACKAGE, "--set", "date.earliest=May 2"),
        *("--reason", "r", "--agent", "a"),
    ),
    "amend-without-equals": (
        *("amend", PACKAGE, "--set", "place Lima"),
        *("--reason", "r", "--agent", "a"),
    ),
    "amend-patch-a-list": (
        *("amend", PACKAGE, "--patch", "patch.json"),
        *("--reason", "r", "--agent", "a"),
    ),
    "amend-nothing": ("amend", PACKAGE, "--reason", "r", "--agent", "a"),
    "amend-patch-missing": (
        *("amend", PACKAGE, "--patch", "nothing"),
        *("--reason", "r", "--agent", "a"),
    ),
    "audit-summary-missing": ("audit", "--summary", "--ledger", "nothing"),
    "complete-from-missing": ("complete", "bag", "--from", "nothing"),
    "view-ledger-missing": ("view", "deposit", "--ledger", "nothing", *TO),
    "view-a-source": ("view", "letter", *TO),
    "export-a-deposit": ("export", "deposit", "--as", "mods"),
    "ingest-a-root": ("ingest", "root", "--ocfl", "other"),
    "unpack-a-root": ("unpack", "root", *TO),
    "retrieve-a-volume": ("retrieve", "frus1958-60v99", "--ocfl", "root", *TO),
    "explain-a-field": ("explain", "senders"),
    "rebag-a-folder": ("rebag", "empty"),
    "complete-without-fetch": ("complete", "bag", "--from", "empty"),
    "explain-misspelt": ("explain", "bag.payload-alterd"),
    "explain-field-misspelt": ("explain", "field", "titel"),
}
