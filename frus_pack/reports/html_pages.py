"""Templates for HTML that people look at; every value is escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from frus_pack.document.characters import printable

_TIME = re.compile(r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})(?::[0-9.]+)?Z\Z")
_LINES = re.compile(r"(\n)")
_HERE = "frus_pack.reports"


def seen(words: str) -> Markup:
    """Escape words for HTML. Line ends are kept; every other invisible character, which could
    reorder or hide what is printed, is written as a code (``\\u202e``)."""
    if words.isprintable():
        return escape(words)
    lines = _LINES.split(words.replace("\t", " ").replace("\r\n", "\n"))
    return escape("".join(one if one == "\n" else printable(one) for one in lines))


@cache
def environment(package: str = _HERE) -> Environment:
    """Return the environment of the templates of a package. A name that is not given to a
    template is an error."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = "{:,}".format
    made.filters["time"] = _time
    made.filters["counted"] = _counted
    return made


def _counted(number: int, one: str, many: str = "") -> Markup:
    """Return a number in bold and what is counted: the second word where it is not 1."""
    words = one if number == 1 else many or f"{one}s"
    return Markup("<b>{:,}</b>{}").format(number, words)


def asset(name: str, package: str = _HERE) -> str:
    """Return the text of a stylesheet or script beside the templates."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def csp_hash(text: str) -> str:
    """Return the source expression that allows an inline script or stylesheet of this text."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _time(value: str) -> str:
    """Return a time as people write it: ``2026-01-02 13:45 UTC``; anything else as it is."""
    return _TIME.sub(r"\1 \2 UTC", value)


def _shown(value: Any) -> Any:
    return seen(value) if type(value) is str else value
