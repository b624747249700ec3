"""Every export in XML is valid by the standard's own schema, whatever the description has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import frus_pack
from frus_pack.crosswalks.forms import CROSSWALKS, CrosswalkForm
from frus_pack.document.model import Metadata
from tests.crosswalks.descriptions import descriptions
from tests.crosswalks.records import bare, full, with_metadata
from tests.crosswalks.schemas import schema

XML_FORMS = ("oai_dc", "dcterms", "mods", "premis", "mets")


def faults(form: str, content: bytes) -> list[str]:
    found = schema(form)
    log: Any = () if found.validate(etree.fromstring(content)) else found.error_log
    return [f"{one.line}: {one.message}" for one in log]


@pytest.mark.parametrize("form", XML_FORMS)
def test_a_record_with_everything_is_valid(form: str) -> None:
    assert faults(form, CROSSWALKS[form].write(full())) == []


@pytest.mark.parametrize("form", XML_FORMS)
def test_a_record_with_next_to_nothing_is_valid(form: str) -> None:
    assert faults(form, CROSSWALKS[form].write(bare())) == []


@pytest.mark.parametrize("form", XML_FORMS)
@given(metadata=descriptions())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_description_leaves_out_leaves_nothing_empty(form: str, metadata: Metadata) -> None:
    content = CROSSWALKS[form].write(with_metadata(metadata))
    assert faults(form, content) == []
    assert [one.tag for one in etree.fromstring(content).iter("*") if _is_empty(one)] == []


@pytest.mark.parametrize("form", XML_FORMS)
def test_the_samples_are_valid(form: CrosswalkForm, sample_packages: tuple[Path, ...]) -> None:
    for path in sample_packages:
        assert faults(form, frus_pack.export(path, form)) == []


@pytest.mark.parametrize("form", XML_FORMS)
def test_the_true_documents_are_valid(form: CrosswalkForm, true_packages: tuple[Path, ...]) -> None:
    for path in true_packages:
        assert faults(form, frus_pack.export(path, form)) == []


def _is_empty(element: etree._Element) -> bool:
    return len(element) == 0 and not element.attrib and not (element.text or "").strip()


SPOILED = {
    "oai_dc": (b"dc:rights>", b"dc:right>"),
    "dcterms": (b">2026-01<", b">January 2026<"),
    "mods": (b'type="host"', b'type="hostess"'),
    "premis": (b"<premis:size>", b"<premis:size>x"),
    "mets": (b"<premis:size>", b"<premis:size>x"),
}


@pytest.mark.parametrize("form", XML_FORMS)
def test_what_is_wrong_is_told(form: str) -> None:
    content = CROSSWALKS[form].write(full()).replace(b">1964-05<", b">2026-01<")
    assert faults(form, content) == []
    spoiled = content.replace(*SPOILED[form])
    assert spoiled != content
    assert faults(form, spoiled) != []
