"""What a TEI volume says outside its documents: what volume it is, whom and what its lists name,
which scans it has, and the parts that hold its documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lxml import etree

from frus_pack.document.model import Division, Editor, Person, Term, Volume
from frus_pack.document.page import Rendition
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.tei.elements import heads_of, name_of
from frus_pack.sources.tei.parsing import parse_xml_with_instructions
from frus_pack.sources.tei.words import RunningWords, words
from frus_pack.sources.tei.xml_names import XML_ID, tei
from frus_pack.sources.volume.document_marks import MARK, marks
from frus_pack.sources.volume.left_out import LeftOut, read_left_out
from frus_pack.sources.volume.places import Scan
from frus_pack.sources.volume.volume_file import open_volume
from frus_pack.sources.volume.volume_id import read_volume_id

MOST_OCTETS = 64 << 20
"""Bytes of a volume outside its documents, which are held in memory."""

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_VOLUME = re.compile(r"\AVolume (?=[IVXLC0-9]+\b|E[–-])")
"""What is printed before the number of a volume; others are parts, or several volumes."""
_NOT_NAMES = frozenset(("pb", "note", "anchor", "item", "list", "label", "figure"))
_SUFFIX = re.compile(r"(?P<suffix>Jr\.|Sr\.|II|III|IV)(?:[,;] *|\Z)")
"""The end of a name that is printed behind its element: ``{Orlan, Emil}, Jr., Minister``."""
_WORD = re.compile(r"\w+")
_PIXELS = re.compile(r"([1-9][0-9]{0,6})(?:px)?")
_TITLES = f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}"
_PUBLICATION = f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('publicationStmt')}"

Listed = TypeVar("Listed", Person, Term)


@dataclass(frozen=True, slots=True)
class VolumeFront:
    """`persons` and `terms` are by identifier; `renditions` are those published of each page, by
    the identifier of its page break; `divisions` are those of each document, in order; `left_out`
    is what is in no document."""

    volume: Volume
    persons: Mapping[str, Person]
    terms: Mapping[str, Term]
    renditions: Mapping[str, tuple[Rendition, ...]]
    divisions: tuple[tuple[Division, ...], ...]
    left_out: LeftOut


def read_front(path: Path, scan: Scan) -> VolumeFront:
    """Read what is outside the documents of a volume that was scanned.

    Raises SourceError if it is too much or too deep, or the volume has no identifier.
    """
    return read_root(read_outside_of_documents(path, scan), path, scan)


def read_outside_of_documents(path: Path, scan: Scan) -> etree._Element:
    """Return a volume with a mark in the place of each document.

    Raises SourceError if that is too much or too deep.
    """
    return parse_xml_with_instructions(_outside(path, scan), str(path))


def idno(root: etree._Element) -> str:
    """Return the identifier that the header gives, "" if it gives none."""
    found = root.find(f"{tei('teiHeader')}//{tei('idno')}[@type='frus']")
    return "" if found is None else (found.text or "").strip()


def read_root(root: etree._Element, path: Path, scan: Scan) -> VolumeFront:
    """Return the same of a volume whose documents were taken out by `outside`."""
    return VolumeFront(
        volume=_volume(root, path, scan.id),
        persons={one.id: one for one in _listed(root, "persons", Person)},
        terms={one.id: one for one in _listed(root, "terms", Term)},
        renditions=dict(_renditions(root)),
        divisions=tuple(_divisions(root)),
        left_out=read_left_out(root, path, scan.documents),
    )


def _outside(path: Path, scan: Scan) -> bytes:
    """Return the volume with a mark in the place of each document."""
    octets = scan.octets - sum(document.slice.length for document in scan.documents)
    if octets > MOST_OCTETS:
        message = f"has {octets} bytes outside its documents"
        raise SourceError(Problem(str(path), message, advice=f"at most {MOST_OCTETS}"))
    parts: list[bytes] = []
    with open_volume(path, scan.identity) as volume:
        for document in scan.documents:
            parts.append(volume.read(document.slice.offset - volume.tell()))
            parts.append(MARK)
            volume.seek(document.slice.offset + document.slice.length)
        parts.append(volume.read())
    return b"".join(parts)


def _volume(root: etree._Element, path: Path, identifier: str) -> Volume:
    """Return what the header says, and the identifier where that says nothing."""
    known = read_volume_id(identifier or path.stem, str(path))
    titles = _titles(root)
    publisher = root.find(f"{_PUBLICATION}/{tei('publisher')}")
    return Volume(
        id=known.id,
        title=_title(titles),
        series=titles.get("series") or known.series,
        sub_series=titles.get("subseries") or known.sub_series,
        volume_number=_VOLUME.sub("", titles.get("volumenumber", "")) or known.volume_number,
        publisher=(words(publisher) if publisher is not None else "") or None,
        published=next(_published(root), None),
        editors=tuple(_editors(root)),
    )


def _editors(root: etree._Element) -> Iterator[Editor]:
    """Return each editor once, with all roles."""
    roles: dict[str, list[str]] = {}
    for one in root.findall(f"{_TITLES}/{tei('editor')}"):
        if name := words(one):
            roles.setdefault(name, []).extend(one.get("role", "").split())
    return (Editor(name=name, roles=tuple(dict.fromkeys(of))) for name, of in roles.items())


def _titles(root: etree._Element) -> dict[str, str]:
    """Return the titles by type; earlier files of the series have ``subseries`` for
    ``sub-series``."""
    found = root.findall(f"{_TITLES}/{tei('title')}")
    return {one.get("type", "").replace("-", ""): words(one) for one in found}


def _title(titles: Mapping[str, str]) -> str | None:
    """Return the volume's own title; the complete one where that has words of its own, such as
    ``Appendix I`` or ``Message of the President``."""
    complete = titles.get("complete", "")
    said = Counter(
        word
        for kind in ("series", "subseries", "volumenumber", "volume")
        for word in _WORD.findall(titles.get(kind, ""))
    )
    has_more = bool(Counter(_WORD.findall(complete)) - said - Counter(("Volume",)))
    return (complete if has_more else titles.get("volume")) or complete or None


def _published(root: etree._Element) -> Iterator[str]:
    for date in root.findall(f"{_PUBLICATION}/{tei('date')}"):
        if date.get("type") in (None, "publication-date"):
            for said in (date.get("when", ""), words(date)):
                if _DATE.fullmatch(said):
                    yield said


def _listed(root: etree._Element, kind: str, build: type[Listed]) -> Iterator[Listed]:
    """Yield the entries of the volume's lists of this kind: what has an identifier in an item is
    the name, what follows it the description."""
    for one in root.iter(tei("list")):
        division = one.getparent()
        inside = division.get(XML_ID) if division is not None else None
        if kind not in (one.get("type"), inside):
            continue
        for item in one.iter(tei("item")):
            running = RunningWords.of(item, without=("list",))
            named = [span for span in running.spans if _names_entry(span.element)]
            end = max((span.end for span in named), default=0)
            said = running.text[end:].lstrip(" ,;:—–)").rstrip(" ,;:—–")
            suffix = _SUFFIX.match(said) if kind == "persons" and len(named) == 1 else None
            description = said[suffix.end() :] if suffix else said
            for span in named:
                if name := words(span.element).rstrip(" ,;"):
                    whole = f"{name}, {suffix['suffix']}" if suffix else name
                    identifier = span.element.get(XML_ID, "").strip()
                    yield build(id=identifier, name=whole, description=description or None)


def _names_entry(element: etree._Element) -> bool:
    """Return whether an element of an item is a name of the entry: a page break in it is not."""
    return bool(element.get(XML_ID, "").strip()) and name_of(element) not in _NOT_NAMES


def _renditions(root: etree._Element) -> Iterator[tuple[str, tuple[Rendition, ...]]]:
    for surface in root.iterfind(f"{tei('facsimile')}/{tei('surface')}"):
        page = surface.get("start", "").removeprefix("#")
        found = tuple(_published_images(surface.findall(tei("graphic"))))
        if page and found:
            yield page, found


def _published_images(graphics: Iterable[etree._Element]) -> Iterator[Rendition]:
    for graphic in graphics:
        url, media_type = graphic.get("url"), graphic.get("mimeType")
        if url:
            yield Rendition(
                status="referenced",
                role="master" if media_type == "image/tiff" else "access",
                media_type=media_type,
                width=_pixels(graphic.get("width", "")),
                height=_pixels(graphic.get("height", "")),
                url=url,
            )


def _pixels(size: str) -> int | None:
    found = _PIXELS.fullmatch(size)
    return int(found[1]) if found else None


def _divisions(root: etree._Element) -> Iterator[tuple[Division, ...]]:
    """Return the parts that hold each document, from the outermost in."""
    known: dict[etree._Element, Division] = {}
    for mark in marks(root):
        ancestors: Sequence[etree._Element] = list(mark.iterancestors(tei("div")))
        for one in ancestors:
            if one not in known:
                known[one] = _division(one)
        yield tuple(known[one] for one in reversed(ancestors))


def _division(element: etree._Element) -> Division:
    head = next(iter(heads_of(element)), None)
    return Division(
        type=element.get("type") or "division",
        id=element.get(XML_ID),
        title=(words(head) if head is not None else "") or None,
    )
