"""What `frus_pack.view` writes, what it makes anew, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

import frus_pack
from frus_pack.keeping.check_outcomes import AuditOutcome
from frus_pack.viewing.building import build_site
from frus_pack.viewing.history import OUTCOME_WORDS
from frus_pack.viewing.page_records import read_record
from tests.support.folders import document_folders

D12 = "frus1958-60v99/d12.html"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_site_has_a_page_of_each_document_and_volume(sample_site: Path) -> None:
    pages = {path.relative_to(sample_site).as_posix() for path in sample_site.rglob("*.html")}
    documents = [f"frus1961-63v98/d{n}.html" for n in range(1, 9)]
    assert pages == {
        *(f"frus1958-60v99/d{n}.html" for n in (12, 13, 14)),
        "frus1958-60v99.html",
        *documents,
        "frus1961-63v98.html",
        "index.html",
    }


def test_a_page_says_how_to_cite_its_document(sample_site: Path) -> None:
    page = (sample_site / "frus1958-60v99" / "d12.html").read_text(encoding="utf-8")
    cited = page[page.index("<dt>Cite as</dt>") :].partition("<dt>")[2].partition("<dt>")[0]
    assert "Document 12, pp. 203–205</dd>" in cited
    address = "https://history.state.gov/historicaldocuments/frus1958-60v99/d12"
    assert f'<a class="web" rel="noreferrer" href="{address}">{address}</a></dd>' in cited


def test_divisions_inside_others_have_headings_of_a_lower_level(sample_site: Path) -> None:
    page = (sample_site / "frus1961-63v98.html").read_text(encoding="utf-8")
    found = re.findall(r'<(h[1-6])(?: class="(\w+)")?>', page)
    assert found == [("h1", ""), ("h2", ""), ("h3", "level1"), ("h4", "level2"), ("h4", "level2")]


def test_a_second_run_leaves_every_file_as_it_is(deposit: Path, tmp_path: Path) -> None:
    first = frus_pack.view(deposit, tmp_path / "site", jobs=1)
    before = tree(tmp_path / "site" / "frus1958-60v99")
    second = frus_pack.view(deposit, tmp_path / "site", jobs=1)
    assert (first.made, first.unchanged, second.made, second.unchanged) == (11, 0, 0, 11)
    assert tree(tmp_path / "site" / "frus1958-60v99") == before


def test_only_the_page_of_a_changed_package_is_made_anew(deposit: Path, tmp_path: Path) -> None:
    frus_pack.view(deposit, tmp_path / "site", jobs=1)
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d12"
    frus_pack.amend(package, {"place": "Port Lorne"}, reason="read again", agent="E. Hale")
    done = {one.identifier: one.status for one in build_site([deposit], tmp_path / "site", jobs=1)}
    assert [name for name, status in done.items() if status == "made"] == ["frus1958-60v99/d12"]
    page = (tmp_path / "site" / D12).read_text(encoding="utf-8")
    assert "read again" in page
    assert "<del>Washington</del> → <ins>Port Lorne</ins>" in page


def test_a_page_that_refers_to_a_new_document_is_made_anew(deposit: Path, tmp_path: Path) -> None:
    d12 = deposit / "frus1958-60v99" / "frus1958-60v99-d12"
    frus_pack.view(d12, tmp_path / "site", jobs=1)
    assert "d13.html" not in (tmp_path / "site" / D12).read_text(encoding="utf-8")
    frus_pack.view(deposit, tmp_path / "site", jobs=1)
    assert 'href="d13.html"' in (tmp_path / "site" / D12).read_text(encoding="utf-8")


def test_pages_of_packages_that_are_not_given_are_removed(deposit: Path, tmp_path: Path) -> None:
    frus_pack.view(deposit, tmp_path / "site", jobs=1)
    (tmp_path / "site" / "frus1958-60v99" / "mine.html").write_text("mine")
    (tmp_path / "site" / "notes.txt").write_text("mine")
    frus_pack.view(deposit / "frus1958-60v99" / "frus1958-60v99-d14", tmp_path / "site", jobs=1)
    assert sorted(os.listdir(tmp_path / "site")) == [
        ".frus-pack-site",
        "assets",
        "frus1958-60v99",
        "frus1958-60v99.html",
        "index.html",
        "notes.txt",
    ]
    assert sorted(os.listdir(tmp_path / "site" / "frus1958-60v99")) == [
        "d14.html",
        "mine.html",
        "texts",
    ]


def test_a_damaged_package_is_shown_as_not_valid(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d14"
    text = package / "data" / "transcription.txt"
    text.write_bytes(text.read_bytes().replace(b"e", b"o", 1))
    done = frus_pack.view(deposit, tmp_path / "site", jobs=1)
    record = read_record(tmp_path / "site" / "frus1958-60v99" / "d14.html")
    assert done.not_valid == 1
    assert record is not None
    assert (record.verdict, record.codes["bag.payload-altered"]) == ("not valid", 1)
    assert "frus1958-60v99/d14" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_damage_after_the_page_was_made_is_found_again(deposit: Path, tmp_path: Path) -> None:
    """The page says when it was checked; `again` checks anew."""
    frus_pack.view(deposit, tmp_path / "site", jobs=1)
    text = deposit / "frus1958-60v99" / "frus1958-60v99-d14" / "data" / "transcription.txt"
    text.write_bytes(text.read_bytes()[:-9])
    assert frus_pack.view(deposit, tmp_path / "site", jobs=1).not_valid == 0
    assert frus_pack.view(deposit, tmp_path / "site", again=True, jobs=1).not_valid == 1


def test_a_package_without_a_description_is_named(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d14"
    (package / "data" / "metadata.json").write_text("{}")
    done = frus_pack.view(deposit, tmp_path / "site", jobs=1)
    assert [one.source for one in done.failed] == [str(package)]
    overview = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "cannot be understood" in overview
    assert not (tmp_path / "site" / "frus1958-60v99" / "d14.html").exists()


def test_of_two_packages_of_a_document_the_first_is_shown(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d14"
    copy = deposit / "frus1958-60v99" / "zz"
    shutil.copytree(package, copy)
    done = frus_pack.view(deposit, tmp_path / "site", jobs=1)
    message = f"{copy}: is not shown: the site shows frus1958-60v99/d14 from {package}"
    assert [str(one.error) for one in done.failed] == [message]


def test_archives_are_shown_as_folders_are(samples: Path, tmp_path: Path) -> None:
    list(frus_pack.pack_all(samples / "d12-telegram", tmp_path / "d", serialize="zip", jobs=1))
    done = frus_pack.view(tmp_path / "d", tmp_path / "site", jobs=1)
    page = (tmp_path / "site" / D12).read_text(encoding="utf-8")
    assert (done.made, "frus1958-60v99-d12.zip (zip)" in page) == (1, True)


def test_a_storage_root_is_shown_with_its_versions(packed_samples: Path, tmp_path: Path) -> None:
    package = packed_samples / "frus1958-60v99" / "frus1958-60v99-d12"
    frus_pack.ingest(package, ocfl=tmp_path / "root", message="first deposit")
    done = frus_pack.view(tmp_path / "root", tmp_path / "site", jobs=1)
    page = (tmp_path / "site" / D12).read_text(encoding="utf-8")
    assert (done.made, done.failed) == (1, ())
    assert "<b>OCFL version v1</b>" in page
    assert "first deposit" in page


def test_the_checks_of_a_ledger_are_part_of_the_history(deposit: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "fixity.sqlite"
    (checked, *_) = sorted(
        frus_pack.audit(deposit, ledger=ledger, jobs=1), key=lambda one: str(one.place)
    )
    assert checked.outcome == "new"
    frus_pack.view(deposit, tmp_path / "site", ledger=ledger, jobs=1)
    page = (tmp_path / "site" / D12).read_text(encoding="utf-8")
    assert page.count("<b>fixity check</b>") == 1
    assert "valid, and not recorded before" in page
    assert "The last audit in the ledger was at" in page
    assert "oldest audit" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [("letter.txt", "is not a site of pages"), ("bagit.txt", "is inside a bag")],
)
def test_a_foreign_folder_is_refused_and_left_alone(
    name: str, message: str, deposit: Path, tmp_path: Path
) -> None:
    to = tmp_path / "target"
    to.mkdir()
    (to / name).write_text("mine")
    with pytest.raises(frus_pack.StorageError, match=message):
        frus_pack.view(deposit, to, jobs=1)
    assert tree(to) == {name: b"mine"}


def test_a_file_in_the_place_of_the_site_is_refused(deposit: Path, tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    with pytest.raises(frus_pack.PackageExistsError, match="is not a folder"):
        frus_pack.view(deposit, tmp_path / "target", jobs=1)
    assert (tmp_path / "target").read_text() == "mine"


def test_a_target_inside_the_deposit_is_refused(deposit: Path) -> None:
    with pytest.raises(frus_pack.SourceError, match="is inside the source"):
        frus_pack.view(deposit, deposit / "site", jobs=1)
    assert not (deposit / "site").exists()


def test_an_empty_deposit_makes_no_site(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(frus_pack.StorageError, match="no package was found"):
        frus_pack.view(tmp_path / "empty", tmp_path / "site", jobs=1)
    assert not (tmp_path / "site").exists()


def test_a_package_whose_tei_is_damaged_is_shown_by_its_reading_text(
    deposit: Path, tmp_path: Path
) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d12"
    (package / "data" / "transcription.xml").write_text("<TEI>")
    frus_pack.view(package, tmp_path / "site", jobs=1)
    page = (tmp_path / "site" / D12).read_text(encoding="utf-8")
    assert "The reading text is shown, because transcription.xml cannot be" in page
    assert "Department shares Embassy’s estimate" in page
    assert page.count('data-page="') == 3


def test_a_package_without_any_text_still_has_a_page(deposit: Path, tmp_path: Path) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d12"
    (package / "data" / "transcription.xml").unlink()
    (package / "data" / "transcription.txt").unlink()
    done = frus_pack.view(package, tmp_path / "site", jobs=1)
    page = (tmp_path / "site" / D12).read_text(encoding="utf-8")
    assert (done.failed, done.not_valid) == ((), 1)
    assert "transcription.xml cannot be" in page
    assert "Telegram From the Department of State" in page


@pytest.mark.slow
def test_a_large_volume_has_its_contents_in_parts(tmp_path: Path) -> None:
    """The parts are pages of 400; when documents go, so do the parts that are not needed."""
    sources = document_folders(tmp_path / "sources", 405)
    list(frus_pack.pack_all(sources, tmp_path / "deposit", jobs=1))
    frus_pack.view(tmp_path / "deposit", tmp_path / "site", jobs=1)
    first = (tmp_path / "site" / "frus1958-60v99.html").read_text(encoding="utf-8")
    second = tmp_path / "site" / "frus1958-60v99" / "contents.2.html"
    assert first.count('<li id="d') == 400
    assert 'href="frus1958-60v99/contents.2.html"' in first
    assert second.read_text(encoding="utf-8").count('<li id="d') == 5
    assert 'href="../frus1958-60v99/d404.html"' in second.read_text(encoding="utf-8")
    for n in range(400, 405):
        shutil.rmtree(tmp_path / "deposit" / "frus1958-60v99" / f"frus1958-60v99-d{n}")
    frus_pack.view(tmp_path / "deposit", tmp_path / "site", jobs=1)
    assert not second.exists()


def test_workers_make_the_same_pages(packed_samples: Path, tmp_path: Path) -> None:
    frus_pack.view(packed_samples, tmp_path / "one", jobs=1)
    frus_pack.view(packed_samples, tmp_path / "two", jobs=2)
    time = re.compile(rb"[0-9-]{10}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}Z| UTC)|[0-9a-f]{64}")
    one, two = (
        {name: time.sub(b"", content) for name, content in tree(tmp_path / site).items()}
        for site in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize("volume", ["frus1/../../evil", "../evil", "frus1\n", "/etc", "assets"])
def test_an_identifier_that_leads_out_of_the_site_names_no_page(
    volume: str, deposit: Path, tmp_path: Path
) -> None:
    package = deposit / "frus1958-60v99" / "frus1958-60v99-d14"
    metadata = package / "data" / "metadata.json"
    described = json.loads(metadata.read_bytes())
    described["volume"]["id"] = volume
    metadata.write_text(json.dumps(described))
    done = frus_pack.view(deposit, tmp_path / "site", jobs=1)
    assert [one.source for one in done.failed] == [str(package)]
    assert "cannot name a page" in str(done.failed[0].error)
    assert sorted(os.listdir(tmp_path)) == ["deposit", "site"]


def test_a_link_in_the_place_of_a_folder_is_not_followed(deposit: Path, tmp_path: Path) -> None:
    frus_pack.view(deposit, tmp_path / "site", jobs=1)
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "site" / "frus1958-60v99").rename(elsewhere)
    (tmp_path / "site" / "frus1958-60v99").symlink_to(elsewhere)
    before = tree(elsewhere)
    with pytest.raises(frus_pack.StorageError, match="a link is in the place of its folder"):
        frus_pack.view(deposit, tmp_path / "site", again=True, jobs=1)
    assert tree(elsewhere) == before


def test_every_outcome_of_an_audit_has_its_words() -> None:
    assert set(OUTCOME_WORDS) == set(get_args(AuditOutcome))
