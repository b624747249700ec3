"""What is asked of both JSON files of a package: the rows that their families share."""

from __future__ import annotations

from frus_pack.requirements.requirement import Requirement


def json_rows(family: str, file: str, schema: str) -> tuple[Requirement, ...]:
    """The rows of the family whose file is `file` and follows `schema`."""

    def row(what: str, clause: str, sentence: str) -> Requirement:
        return Requirement(f"{family}.{what}", "error", clause, sentence, family)

    layout = "frus-pack, layout of a package"
    return (
        row("missing", layout, f"A package has data/{file}."),
        row("unreadable", layout, f"{file} can be read; one that cannot was not checked."),
        row(
            "too-large",
            "frus-pack, limits",
            f"{file} has at most 8 MiB, 32 levels, 50,000 values and 2,000 in one list or object; "
            "beyond these it was not checked.",
        ),
        row("encoding", "RFC 8259 §8.1", f"{file} is in UTF-8, without a byte order mark."),
        row("json-malformed", "RFC 8259 §2", f"{file} is one JSON object."),
        row("key-twice", "RFC 8259 §4", f"No object in {file} has a key twice."),
        row(
            "character-forbidden",
            "XML 1.0 §2.2",
            f"{file} has no character that XML cannot hold, as TEI has to.",
        ),
        row(
            "schema-version",
            f"{schema}, schema",
            f"{file} follows the version of its schema that is known here; one of another version "
            "was not checked.",
        ),
        row("schema", schema, f"{file} follows its schema."),
    )
