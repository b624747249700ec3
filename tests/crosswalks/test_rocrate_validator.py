"""RO-Crate: what the community's validator says of crates, without a network.

The validator loads the context of RO-Crate from the web, or from its cache. Here the cache holds a
context that defines the words of each crate as schema.org's, as RO-Crate's own does.
"""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

import frus_pack

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
SCHEMA = "http://schema.org/"
OTHERS = {"File": f"{SCHEMA}MediaObject", "conformsTo": "http://purl.org/dc/terms/conformsTo"}
REMAINING = {
    "A License entity SHOULD have an absolute HTTP(S) URL",
    "A Person entity SHOULD have an ORCID identifier",
    "An Organization entity SHOULD have a ROR identifier",
    "An Organization's contactPoint SHOULD reference a ContactPoint",
    "Encoding format entities SHOULD include WebPage and/or Standard types",
    "File Data Entities SHOULD have a `contentSize` property",
    "The Root Data Entity SHOULD have a `publisher` property",
    "At least one author or publisher Person/Organization SHOULD have a contact",
    "The author SHOULD have a Contextual Entity which specifies the organiz",
    "The author SHOULD have an organizational affiliation",
    "The organization SHOULD have a URL",
    "Web-based Data Entities SHOULD have a `contentSize` property",
    "Web-based Data Entities SHOULD have a `sdDatePublished` property",
}
"""The beginnings of what remains recommended, each named in docs/crosswalks.md."""


class _Served(BaseAdapter):
    """Answers every request with one text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 200, str(request.url), request
        answer.headers["Content-Type"] = "application/ld+json"
        answer.raw = HTTPResponse(
            io.BytesIO(self._content), dict(answer.headers), 200, preload_content=False
        )
        return answer

    def close(self) -> None:
        """Close nothing."""


def _words(part: Any) -> set[str]:
    """Return the types and properties of a graph."""
    if isinstance(part, list):
        return {word for one in part for word in _words(one)}
    if not isinstance(part, dict):
        return set()
    types = part.get("@type", [])
    named = {key for key in part if not key.startswith("@")}
    return named.union([types] if isinstance(types, str) else types, *map(_words, part.values()))


def _cache(place: Path, crate: bytes) -> None:
    """Fill the cache with the context that a crate needs."""
    requests_cache = pytest.importorskip("requests_cache", reason="needs the extra receivers")
    context = {word: f"{SCHEMA}{word}" for word in _words(json.loads(crate)["@graph"])} | OTHERS
    session = requests_cache.CachedSession(str(place), backend="sqlite")
    session.mount("https://", _Served(json.dumps({"@context": context}).encode()))
    session.get(CONTEXT)


def _said(package: Path, cache: Path) -> set[tuple[str, str]]:
    """Return severity and message of each finding, with the advice and above."""
    services = pytest.importorskip("rocrate_validator.services", reason="needs receivers")
    settings = {
        "rocrate_uri": str(package),
        "profile_identifier": "ro-crate-1.2",
        "requirement_severity": "RECOMMENDED",
        "cache_path": cache,
        "offline": True,
        "skip_availability_check": True,
    }
    issues = services.validate(settings).get_issues()
    return {(one.check.severity.name, one.message) for one in issues}


def _crate(package: Path, place: Path) -> Path:
    root = shutil.copytree(package, place / package.name)
    (root / "ro-crate-metadata.json").write_bytes(frus_pack.export(package, "ro-crate"))
    return root


@pytest.mark.slow
def test_nothing_required_is_missing_and_only_known_advice_remains(
    tmp_path: Path, sample_packages: tuple[Path, ...]
) -> None:
    for package in sample_packages[:1]:
        root, cache = _crate(package, tmp_path), tmp_path / f"{package.name}-cache"
        _cache(cache, (root / "ro-crate-metadata.json").read_bytes())
        said = _said(root, cache)
        assert {severity for severity, _ in said} == {"RECOMMENDED"}
        unknown = {text for _, text in said if not text.startswith(tuple(REMAINING))}
        assert unknown == set()


@pytest.mark.slow
def test_the_validator_sees_what_a_crate_lacks(
    tmp_path: Path, sample_packages: tuple[Path, ...]
) -> None:
    root = _crate(sample_packages[0], tmp_path)
    file = root / "ro-crate-metadata.json"
    crate = json.loads(file.read_bytes())
    del next(one for one in crate["@graph"] if one["@id"] == "./")["datePublished"]
    file.write_text(json.dumps(crate))
    _cache(tmp_path / "cache", file.read_bytes())
    severities = {severity for severity, _ in _said(root, tmp_path / "cache")}
    assert severities == {"RECOMMENDED", "REQUIRED"}
