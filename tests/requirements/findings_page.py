"""``docs/findings.md``, made from the table of requirements.

python -m tests.requirements.findings_page     writes it
"""

from __future__ import annotations

from itertools import groupby

from frus_pack.requirements.table import ROWS, Requirement
from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "findings.md"
_OPENING = """\
# Findings

Every code that `validate` and `survey` can report, with its severity and the rule that it rests on.
An *error* makes a package invalid: a repository may refuse it. A *warning* says that some readers
will read the package differently, or that it falls short of what a standard recommends.
*Information* is worth knowing. The codes are stable.

This page is made from `frus_pack/requirements/table.csv` by
`python -m tests.requirements.findings_page`.
"""


def page() -> str:
    """The page as Markdown: a table for each family."""
    parts = [_OPENING]
    for family, rows in groupby(ROWS, key=lambda row: row.family):
        parts.append(f"\n## {family}\n\n| Code | Severity | Rule | Clause |\n|---|---|---|---|\n")
        parts.extend(map(_row, rows))
    return "".join(parts)


def _row(row: Requirement) -> str:
    cells = (f"`{row.code}`", row.severity, row.sentence, row.clause)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
