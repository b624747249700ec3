"""Rights: in every form, a URI that says the same as the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frus_pack.crosswalks import bulkrax, dspace, inventory, islandora
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.crosswalks.iiif import to_iiif
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document.rights import FOREIGN_RIGHTS, RIGHTS
from tests.crosswalks.records import bare, full, with_metadata

VOCABULARY = "http://rightsstatements.org/vocab"
STATEMENTS = {
    RIGHTS: f"{VOCABULARY}/NoC-US/1.0/",
    f"In copyright: {VOCABULARY}/InC/1.0/.": f"{VOCABULARY}/InC/1.0/",
    FOREIGN_RIGHTS: f"{VOCABULARY}/CNE/1.0/",
    "CC BY: https://creativecommons.org/licenses/by/4.0/": (
        "https://creativecommons.org/licenses/by/4.0/"
    ),
    "Public domain": None,
}
TABLES = {"csv": inventory, "islandora": islandora, "bulkrax": bulkrax}
FORMS = (*CROSSWALKS, "iiif", "dspace", *TABLES)


def written(form: str, words: str) -> str:
    record = with_metadata(replace(bare().metadata, rights=words))
    if form == "iiif":
        return to_iiif(record, "Text", "https://example.org").decode()
    if form == "dspace":
        return dspace.files(record, ())["dublin_core.xml"].decode()
    if form in TABLES:
        return "\n".join(cell for row in TABLES[form].rows(record) for cell in row)
    return CROSSWALKS[form].write(record).decode()


@pytest.mark.parametrize("words", STATEMENTS)
@pytest.mark.parametrize("form", FORMS)
def test_the_words_and_their_uri_are_in_every_form(form: str, words: str) -> None:
    uri, content = STATEMENTS[words], written(form, words)
    assert words in content
    if uri is None:
        assert {one for one in STATEMENTS.values() if one and one in content} == set()
    else:
        beside = content.replace(words, "").count(uri.removeprefix("https:"))
        assert beside >= (form != "bulkrax" or "rights" in uri)


def test_an_address_of_rightsstatements_begins_with_http() -> None:
    secure = "In copyright: https://rightsstatements.org/vocab/InC/1.0/"
    assert rights_of(replace(bare().metadata, rights=secure)).uri == f"{VOCABULARY}/InC/1.0/"


def test_an_enclosure_is_never_called_free_of_copyright() -> None:
    whole = CROSSWALKS["mods"].write(with_metadata(replace(full().metadata, rights=RIGHTS)))
    enclosure = whole[whole.index(b'type="constituent"') :]
    assert b"CNE/1.0/" in enclosure[: enclosure.index(b"</mods:relatedItem>")]
