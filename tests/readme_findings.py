"""The README's list of findings, made from the table of requirements.

python -m tests.readme_findings     writes it into README.md
"""

from __future__ import annotations

from itertools import groupby

from frus_pack.requirements.requirement import Requirement
from frus_pack.requirements.table import ROWS
from tests.conftest import REPOSITORY

BEGIN = "<!-- findings: made by python -m tests.readme_findings -->\n"
END = "<!-- end of findings -->\n"
README = REPOSITORY / "README.md"


def section() -> str:
    """The list as Markdown: a table for each family."""
    parts = []
    for family, rows in groupby(ROWS, key=lambda row: row.family):
        parts.append(f"\n**{family}**\n\n| Code | Severity | Rule | Clause |\n|---|---|---|---|\n")
        parts.extend(map(_row, rows))
    return "".join(parts) + "\n"


def replaced(readme: str) -> str:
    """The README's text with the list as it should be."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{section()}{END}{after}"


def _row(row: Requirement) -> str:
    what = row.code.partition(".")[2]
    cells = (f"`{what}`", row.severity, row.sentence, row.clause)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    README.write_text(replaced(README.read_text()))
