"""The examples of fields: right by the schema, and those of the page on document folders."""

from __future__ import annotations

from frus_pack.document import schemas
from frus_pack.sources.folder.field_examples import EXAMPLES, addable, example_of, keys_at
from frus_pack.sources.folder.yaml_text import format_yaml
from tests.conftest import REPOSITORY


def test_the_examples_follow_the_schema() -> None:
    original = {"form": "reading-text", "file": "t.txt", "sha512": "0" * 128}
    schema = schemas.identifier(schemas.DOCUMENT)
    data = {"schema": schema, **EXAMPLES, "original": original}
    assert schemas.faults(schemas.DOCUMENT, data) == ()


def test_the_page_on_document_folders_shows_every_field() -> None:
    page = (REPOSITORY / "docs" / "document-folder.md").read_text()
    assert f"```yaml\n{format_yaml(EXAMPLES, {})}```\n" in page


def test_examples_are_found_by_their_pointers() -> None:
    assert example_of(("source", "drafted_by", 3, "office")) == "ARA/BC"
    assert example_of(("date", "earliest")) == "1964-11-05"
    assert example_of(("colour",)) is None
    assert keys_at(("date",)) == ["earliest", "latest", "display"]
    assert "place" not in addable({"place": "Lima"})
