"""The stylesheet and the scripts of a site, and the digest of all that decides how pages look."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from frus_pack.reports.html_pages import asset
from frus_pack.version import __version__
from frus_pack.viewing.site_folder import SiteFolder

_FORM = 1
"""Raise it when pages are made in another way, so that those of before are made anew."""
_HERE = "frus_pack.viewing"
_SCRIPTS = ("document.js", "search.js")
_STYLE = "style.css"


def write_assets(site: SiteFolder) -> None:
    """Write the stylesheet and the scripts. Raises StorageError."""
    site.write(f"assets/{_STYLE}", asset(_STYLE).encode())
    for name in _SCRIPTS:
        site.write(f"assets/{name}", asset(name, _HERE).encode())


@cache
def builder() -> str:
    """Return the digest of the templates and the version of this library."""
    digest = hashlib.sha256(f"{__version__} {_FORM}".encode())
    folder = files(_HERE).joinpath("templates")
    for one in sorted(folder.iterdir(), key=lambda path: path.name):
        if one.name.endswith((".html", ".svg")):
            digest.update(one.read_bytes())
    return digest.hexdigest()
