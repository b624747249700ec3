"""The header, the lists of persons and terms, and what stands behind the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.corpus.pages import Pages
from tests.corpus.plan import Entry, Plan
from tests.corpus.truth import Page

_SERIES = "Foreign Relations of the United States"
_SCANS = "https://static.history.state.gov/frus"
_ENTRIES_A_PAGE = 25
PUBLISHED = "2003"


def title(plan: Plan) -> str:
    """The volume's complete title."""
    return f"{_SERIES}, {plan.style.sub_series}, {plan.volume_title}"


def header(plan: Plan) -> str:
    """From the XML declaration to the end of ``teiHeader``."""
    editors = "\n".join(
        f'                <editor role="{role}">{name}</editor>'
        for role, name in zip(("primary", "general"), plan.editors, strict=True)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="../schema/frus.rnc" type="application/relax-ng-compact-syntax"?>
<!-- made for the tests of frus-pack; nothing in it is real -->
<TEI xml:id="{plan.id}" xmlns="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">
    <teiHeader>
        <fileDesc>
            <titleStmt>
                <title type="complete">{_SERIES}, {plan.style.sub_series},
                    {plan.volume_title}</title>
                <title type="series">{_SERIES}</title>
                <title type="sub-series">{plan.style.sub_series}</title>
                <title type="volume-number"/>
                <title type="volume">{plan.volume_title}</title>
{editors}
            </titleStmt>
            <publicationStmt>
                <publisher>United States Government Printing Office</publisher>
                <pubPlace>Washington</pubPlace>
                <date type="publication-date" calendar="gregorian">{PUBLISHED}</date>
                <idno type="dospubno">{plan.index:05}</idno>
                <idno type="frus">{plan.id}</idno>
            </publicationStmt>
            <sourceDesc>
                <p>Never printed: made for tests</p>
            </sourceDesc>
        </fileDesc>
        <encodingDesc>
            <classDecl>
                <xi:include href="../shared/frus-dates.xml" xpointer="frus-dates"/>
            </classDecl>
        </encodingDesc>
        <revisionDesc>
            <change>Made by a program</change>
        </revisionDesc>
    </teiHeader>
"""


def facsimile(plan: Plan, pages: Sequence[Page]) -> str:
    """Where the two renditions of each page are published, and their sizes."""
    if not plan.style.facsimile:
        return ""
    surfaces = "".join(_surface(plan, page) for page in pages)
    return f"    <facsimile>\n{surfaces}    </facsimile>\n"


def _surface(plan: Plan, page: Page) -> str:
    graphics = "".join(
        f'            <graphic height="{height}px" mimeType="image/{kind}"\n'
        f'                url="{_SCANS}/{plan.id}/{folder}/{page.facs}.{suffix}"\n'
        f'                width="{width}px"/>\n'
        for (width, height), kind, folder, suffix in (
            (page.master, "tiff", "tiff", "tif"),
            (page.access, "png", "medium", "png"),
        )
    )
    return f'        <surface start="#{page.id}">\n{graphics}        </surface>\n'


def front(plan: Plan, pages: Pages) -> str:
    """Title pages and the lists, on roman pages, the first of which have no number printed."""
    indent = "\n            "
    name = f'<titlePart type="main">{title(plan)}</titlePart>'
    preface = "<p>This volume was made for tests. Nothing in it is real.</p>"
    parts = [
        f"        <front>{indent}{pages.turn()}",
        f"{indent}<titlePage><docTitle>{name}</docTitle></titlePage>{indent}{pages.turn()}{indent}",
        f'<div type="section" xml:id="preface"><head>Preface</head>{preface}</div>\n',
        *_list(plan.persons, "persons", "persName", pages),
        *_list(plan.terms, "terms", "term" if plan.index % 2 else "gloss", pages),
        "        </front>\n",
    ]
    return "".join(parts)


def _list(entries: Sequence[Entry], kind: str, element: str, pages: Pages) -> Iterator[str]:
    yield f'            <div type="section" xml:id="{kind}"><head>{kind.title()}</head>\n'
    yield f'                <list type="{kind}">\n'
    for index, entry in enumerate(entries):
        if index % _ENTRIES_A_PAGE == 0:
            yield f"                    {pages.turn()}\n"
        yield (
            f'                    <item><hi rend="strong"><{element} xml:id="{entry.id}">'
            f"{entry.name}</{element}></hi>,\n"
            f"                        {entry.description}</item>\n"
        )
    yield "                </list>\n            </div>\n"


def back(plan: Plan, pages: Pages) -> str:
    """An index, on a page of its own."""
    items = "".join(
        f'<item>{entry.name}, <ref target="#d{index % plan.documents + 1}">'
        f"{index % plan.documents + 1}</ref></item>\n"
        for index, entry in enumerate(plan.persons[:20])
    )
    return (
        f'        <back>\n            {pages.turn()}\n            <div type="index" xml:id="index">'
        f"<head>Index</head><list>\n{items}</list></div>\n        </back>\n"
    )
