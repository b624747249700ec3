"""The crosswalks by name, and where in a bag each has its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frus_pack.crosswalks import archivematica, dcmi_terms, oai_dc
from frus_pack.crosswalks.mets import mets
from frus_pack.crosswalks.mods import mods
from frus_pack.crosswalks.premis import premis
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.ro_crate import ro_crate


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A form a package can be exported in; `path` is that of its tag file in a bag."""

    name: str
    path: str
    export: Callable[[Record], bytes]


CROSSWALKS: Mapping[str, Crosswalk] = {
    one.name: one
    for one in (
        Crosswalk("oai_dc", "metadata/oai_dc.xml", oai_dc.export),
        Crosswalk("dcterms", "metadata/dcterms.xml", dcmi_terms.export),
        Crosswalk("mods", "metadata/mods.xml", mods.export),
        Crosswalk("premis", "metadata/premis.xml", premis.export),
        Crosswalk("mets", "metadata/mets.xml", mets.export),
        Crosswalk("ro-crate", "ro-crate-metadata.json", ro_crate.export),
        Crosswalk("archivematica", "metadata/metadata.csv", archivematica.export),
    )
}
