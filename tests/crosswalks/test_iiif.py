"""IIIF Presentation 3: read by iiif-prezi3, and true to the document."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import frus_pack
from frus_pack.crosswalks.iiif import text_of_pages, to_iiif
from frus_pack.document.page import Page
from frus_pack.document.rights import RIGHTS
from tests.crosswalks.records import SCANS, VOLUME, bare, full, with_metadata

BASE = "https://example.org/deposit"
AT = f"{BASE}/frus1958-60v99/frus1958-60v99-d7"
TEXT = "7. Letter\n\nDear Sir: [Page 12] The harbor is open.\n"


def manifest(record: Any = None, text: str = TEXT) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(to_iiif(record or full(), text, f"{BASE}/"))
    return loaded


def _label(page: Page) -> dict[str, list[str]]:
    if page.page == "[]":
        return {"en": [f"Unnumbered page, scan {page.facs}"]}
    return {"none": [page.page]}


def test_iiif_prezi3_reads_every_manifest(packages: tuple[Path, ...]) -> None:
    prezi3 = pytest.importorskip("iiif_prezi3", reason="needs the extra receivers")
    for package in packages:
        content = frus_pack.export(package, "iiif", base_url=BASE)
        read = prezi3.Manifest(**json.loads(content))
        pages = frus_pack.open_package(package).pages
        labels = list(map(_label, pages)) or [{"en": ["Transcription"]}]
        assert [canvas.label for canvas in read.items or []] == labels


def test_a_canvas_has_size_image_and_text_of_its_page() -> None:
    first, second = manifest()["items"]
    assert (first["label"], second["label"]) == ({"none": ["11"]}, {"none": ["12"]})
    assert (first["width"], first["height"]) == (60, 90)
    (painted,) = first["items"][0]["items"]
    assert painted["body"]["id"] == f"{SCANS}/medium/0041.png"
    assert painted["target"] == first["id"] == f"{AT}/canvas/1"
    assert [one["id"] for one in first["rendering"]] == [f"{AT}/data/page-images/0041.tif"]
    (page,) = second["annotations"]
    (text,) = page["items"]
    assert (text["motivation"], text["body"]["value"]) == ("supplementing", "The harbor is open.")
    assert second["items"][0]["items"] == []


def test_the_ranges_lead_from_the_volume_to_the_pages() -> None:
    (volume,) = manifest()["structures"]
    (compilation,) = volume["items"]
    (chapter,) = compilation["items"]
    (document,) = chapter["items"]
    labels = [one["label"]["en"][0] for one in (volume, compilation, chapter, document)]
    title = "Letter From President Orlan to the Secretary of State"
    assert labels == ["Kestania", "The harbor", "1959", title]
    told = [one.get("label", {"en": [one["id"]]})["en"][0] for one in document["items"]]
    assert told == [f"{AT}/canvas/1", f"{AT}/canvas/2", "The harbor", "Ships"]


def test_rights_are_a_uri_only_where_the_standard_knows_it() -> None:
    assert "rights" not in manifest()
    drafted = manifest(with_metadata(replace(full().metadata, rights=RIGHTS)))
    assert drafted["rights"] == "http://rightsstatements.org/vocab/NoC-US/1.0/"
    assert drafted["requiredStatement"]["value"] == {"en": [RIGHTS]}


def test_it_leads_to_the_files_and_the_web_page_of_the_document() -> None:
    whole = manifest()
    assert whole["id"] == f"{AT}.iiif.json"
    assert [one["id"] for one in whole["homepage"]] == [f"{VOLUME}/d7"]
    assert [one["id"] for one in whole["seeAlso"]] == [f"{AT}/data/metadata.json"]
    assert [one["label"] for one in whole["provider"]] == [{"en": ["Kestanian State Archive"]}]
    assert "homepage" not in whole["provider"][0]


def test_without_an_organization_the_publishing_office_is_the_provider() -> None:
    (provider,) = manifest(replace(full(), organizations=()))["provider"]
    name = {"en": ["Office of the Historian, United States Department of State"]}
    assert (provider["label"], provider["homepage"][0]["label"]) == (name, name)


def test_a_document_of_unknown_pages_has_one_canvas_for_its_text() -> None:
    whole = manifest(bare(), "Editorial Note\n")
    (canvas,) = whole["items"]
    assert (canvas["label"], canvas["items"][0]["items"]) == ({"en": ["Transcription"]}, [])
    (page,) = canvas["annotations"]
    assert [one["body"]["value"] for one in page["items"]] == ["Editorial Note"]
    assert "structures" not in whole


PAGES = tuple(Page(page=number, sequence=n) for n, number in enumerate(("11", "12", "[]", "13"), 1))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("a [Page 12] b [Page []] c [Page 13] d", ("a", "b", "c", "d")),
        ("[Page 11] a [Page 12] b", ("a", "b", "", "")),
        ("a [Page 13] d", ("a", "", "", "d")),
        ("a [Page 99] still", ("a [Page 99] still", "", "", "")),
        ("a [Page 12] b [Page 12] b", ("a", "b [Page 12] b", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_text_is_cut_at_the_marks_of_pages(text: str, pages: tuple[str, ...]) -> None:
    assert text_of_pages(text, PAGES) == pages


def test_the_summary_is_the_editors_else_where_the_document_is_printed() -> None:
    printed = "Foreign Relations of the United States, 1958–1960, Volume XCIX, Kestania"
    whole = manifest()
    assert whole["summary"] == {"en": ["The harbor of Port Lorne was discussed."]}
    rows = {one["label"]["en"][0]: one["value"]["en"] for one in whole["metadata"]}
    assert rows["Printed in"] == [f"{printed}, Document 7, pp. 11–12"]
    assert rows["Attachments"] == ["Draft (1959-04)"]
    other = manifest(with_metadata(replace(full().metadata, summary=None)))
    assert other["summary"] == {"en": rows["Printed in"]}
