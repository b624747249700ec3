"""The pages in a real browser, opened from the disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

import frus_pack
from tests.support.browser import Browser

D12 = Path("frus1958-60v99") / "d12.html"
SHOWN = "document.querySelector('.scan.current').dataset.called"


def test_no_page_asks_for_anything_but_files(sample_site: Path, browser: Browser) -> None:
    for page in sample_site.rglob("*.html"):
        browser.open(page)
    assert [one for one in browser.requests if not one.startswith(("file:", "about:"))] == []
    assert browser.errors == []


def test_arrows_turn_the_page_of_image_and_text_together(
    sample_site: Path, browser: Browser
) -> None:
    browser.open(sample_site / D12)
    assert browser.evaluate(SHOWN) == "203"
    browser.press("ArrowRight")
    assert browser.evaluate(SHOWN) == "204"
    mark = browser.evaluate("document.getElementById('page-2').getBoundingClientRect().top")
    assert 0 <= mark < 450
    assert browser.evaluate("document.querySelector('.tools output').textContent") == (
        "Page 204 (2 of 3)"
    )
    browser.press("ArrowLeft")
    assert browser.evaluate(SHOWN) == "203"


def test_the_image_follows_the_text_that_is_read(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / D12)
    browser.evaluate("document.getElementById('page-3').scrollIntoView({behavior: 'instant'})")
    assert browser.until(f"{SHOWN} === '205'")


def test_the_first_image_is_beside_the_beginning_on_a_high_screen(
    sample_site: Path, browser: Browser
) -> None:
    browser.resize(1280, 3000)
    browser.open(sample_site / D12)
    assert browser.evaluate(SHOWN) == "203"


def test_one_page_is_visible_and_its_image_is_loaded(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / D12)
    visible = "[...document.images].filter((one) => one.offsetParent)"
    assert browser.until(f"{visible}.length === 1 && {visible}[0].naturalWidth") == 433


def test_the_master_is_shown_as_a_derivative(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / D12)
    browser.evaluate("document.querySelector('[data-do=rendition]').click()")
    visible = "[...document.images].filter((one) => one.offsetParent)"
    assert browser.until(
        f"{visible}[0].dataset.role === 'master' && {visible}[0].naturalWidth"
    ) == (866)
    caption = browser.evaluate("document.querySelector('.scan.current figcaption').textContent")
    assert caption == "Page 203, scan 0231, master, shown from image/tiff"


def test_keys_magnify_the_image_while_it_has_the_focus(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / D12)
    width = "[...document.images].find((one) => one.offsetParent).offsetWidth"
    before = browser.evaluate(width)
    browser.press("+")
    assert browser.evaluate(width) == before
    browser.evaluate("document.querySelector('.scans').focus()")
    browser.press("+")
    assert browser.evaluate(width) > 1.3 * before
    browser.press("0")
    assert browser.evaluate(width) == before


def test_a_note_opens_at_its_anchor_and_closes_with_escape(
    sample_site: Path, browser: Browser
) -> None:
    browser.open(sample_site / D12)
    browser.evaluate("document.getElementById('fnref2').focus()")
    browser.press("Enter")
    assert browser.evaluate("document.querySelector('.popup').innerText").startswith(
        "×\nIn telegram 388 from Port Lorne"
    )
    assert browser.evaluate("document.activeElement.className") == "popup"
    browser.press("Escape")
    assert browser.evaluate("document.querySelector('.popup')") is None
    assert browser.evaluate("document.activeElement.id") == "fnref2"


def test_a_reference_leads_to_the_other_document(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / D12)
    reference = (
        "[...document.querySelectorAll('#description a')].find((one) => /13/.test(one.text))"
    )
    href = browser.evaluate(f"{reference}.href")
    assert href == (sample_site / "frus1958-60v99" / "d13.html").as_uri()


def test_a_person_is_described_where_named(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / "frus1961-63v98" / "d1.html")
    named = browser.evaluate(
        "(() => { const link = document.querySelector('.text a.name'); link.click();"
        " return [link.textContent, document.querySelector('.popup').innerText]; })()"
    )
    assert named[1].startswith("×\n")
    assert len(named[1]) > len(named[0]) + 5


def test_a_search_finds_words_and_leads_to_them(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / "index.html", "#search=outer moles")
    browser.until("/found$/.test(document.querySelector('.search output').textContent)")
    found = browser.evaluate(
        "[...document.querySelectorAll('.results a')].map((one) => one.textContent)"
    )
    assert "12. Telegram From the Department of State to the Embassy in Kestania" in found
    href = browser.evaluate(
        "[...document.querySelectorAll('.results a')]"
        ".find((one) => one.textContent.startsWith('12.')).href"
    )
    address, _, fragment = href.partition("#")
    assert address == (sample_site / D12).as_uri()
    browser.open(sample_site / D12, f"#{fragment}")
    marks = "[...document.querySelectorAll('mark.found')].map((one) => one.textContent)"
    assert set(browser.evaluate(marks)) == {"outer", "moles"}


def test_a_phrase_is_searched_as_one(sample_site: Path, browser: Browser) -> None:
    said = "document.querySelector('.search output').textContent"
    for query, count in (('"outer moles"', "2"), ('"moles outer"', "0")):
        browser.open(sample_site / "frus1958-60v99.html", f"#search={query}")
        assert browser.until(f"/found$/.test({said}) && {said}").startswith(count)


def test_pages_fit_a_telephone(sample_site: Path, browser: Browser) -> None:
    browser.resize(360, 740)
    for page in sample_site.rglob("*.html"):
        browser.open(page)
        assert browser.evaluate("document.documentElement.scrollWidth") == 360, page


def test_colours_are_dark_where_the_reader_wants_it(sample_site: Path, browser: Browser) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    for dark, colour in ((False, "rgb(253, 252, 249)"), (True, "rgb(25, 26, 28)")):
        browser.resize(1280, 900, dark=dark)
        browser.open(sample_site / D12)
        assert browser.evaluate(background) == colour


def test_all_pages_are_printed(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / D12)
    browser.on_paper()
    seen = "[...document.querySelectorAll('.scan img')].filter((one) => one.offsetParent).length"
    assert browser.evaluate(seen) == 3
    assert browser.evaluate("document.querySelector('.tools').offsetParent") is None
    height = "document.querySelector('%s').getBoundingClientRect().%s"
    text, scans = height % (".text", "bottom"), height % (".scans", "top")
    assert browser.evaluate(f"{text} <= {scans}"), "the text is printed first, and then the images"
    assert browser.evaluate(height % (".about table", "height")) > 0
    assert "Volume XCIX" in browser.evaluate("document.querySelector('.trail').innerText")
    assert browser.printed().startswith(b"%PDF")


def test_notes_are_in_the_margin_of_a_wide_screen(sample_site: Path, browser: Browser) -> None:
    browser.open(sample_site / "frus1961-63v98" / "d4.html")
    places = (
        "[...document.querySelectorAll('.notes > li')].map((one) => ["
        "document.getElementById(one.id.replace('fn', 'fnref')).getBoundingClientRect(),"
        " one.getBoundingClientRect()]).map(([anchor, note]) =>"
        " [note.left > anchor.left, note.top - anchor.top])"
    )
    beside = browser.evaluate(places)
    assert len(beside) > 1
    assert all(is_right and offset >= 0 for is_right, offset in beside)
    assert beside[0][1] < 30
    browser.evaluate("document.getElementById('fnref1').click()")
    assert browser.evaluate("document.querySelector('.popup')") is None
    browser.resize(900, 900)
    assert browser.until("!document.querySelector('main').classList.contains('margins')")


def test_every_part_of_a_page_has_a_name_for_those_who_do_not_see_it(
    sample_site: Path, browser: Browser
) -> None:
    faults = """(() => {
      const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
      const named = (one) => one.getAttribute('aria-label') || one.textContent.trim()
        || (one.labels && one.labels.length);
      const landmarks = [...document.querySelectorAll(
        'nav, aside, section[aria-label], [role=region], [role=search]')]
        .map((one) => one.tagName + (one.getAttribute('aria-label') || ''));
      return [
        ...landmarks.filter((one, place) => landmarks.indexOf(one) !== place),
        ...ids.filter((id, place) => ids.indexOf(id) !== place),
        ...[...document.images].filter((one) => !one.alt).map((one) => one.src),
        ...[...document.querySelectorAll('a, button, input, svg, summary')]
          .filter((one) => !named(one)).map((one) => one.outerHTML),
        ...[...document.querySelectorAll('a[href^="#"]')].map((one) => one.hash.slice(1))
          .filter((id) => !document.getElementById(id)),
      ];
    })()"""
    for page in sample_site.rglob("*.html"):
        browser.open(page)
        assert browser.evaluate(faults) == [], page
        assert browser.evaluate("document.querySelectorAll('h1').length") == 1
        assert browser.evaluate("document.querySelectorAll('main').length") == 1


def test_nothing_in_a_package_runs_as_a_script(
    packed_samples: Path, tmp_path: Path, browser: Browser
) -> None:
    """A title, a description and a text that try to break out, and a mark that reorders a line."""
    hostile = "</script></title><script>window.hit=1</script><img src=x onerror=window.hit=1>\u202e"
    package = tmp_path / "deposit"
    shutil.copytree(packed_samples / "frus1958-60v99" / "frus1958-60v99-d12", package)
    metadata = package / "data" / "metadata.json"
    described = json.loads(metadata.read_bytes())
    described["title"] = described["persons"][0]["description"] = hostile
    described["volume"]["title"] = hostile
    metadata.write_text(json.dumps(described))
    for name, words in (("transcription.txt", hostile), ("transcription.xml", escape(hostile))):
        text = package / "data" / name
        said = text.read_text(encoding="utf-8").replace("FYI", words)
        text.write_text(said, encoding="utf-8")
    assert frus_pack.view(package, tmp_path / "site", jobs=1).not_valid == 1
    for page in (tmp_path / "site").rglob("*.html"):
        browser.open(page)
        assert browser.evaluate("window.hit") is None
        assert "\u202e" not in page.read_text(encoding="utf-8")
        assert "\\u202e" in browser.evaluate("document.body.innerText")
    browser.open(tmp_path / "site" / "frus1958-60v99.html", "#search=script")
    browser.until("document.querySelectorAll('.results li').length === 1")
    assert browser.evaluate("[window.hit, document.images.length]") == [None, 0]
    assert [one for one in browser.requests if not one.startswith(("file:", "about:"))] == []
