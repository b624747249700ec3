"""RO-Crate 1.2: the bag as a crate, whose root is the bag's base directory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.crosswalks.ro_crate.document import document_entities
from frus_pack.crosswalks.ro_crate.entities import PROFILE, Entity, entity, link, links, rights_id
from frus_pack.crosswalks.ro_crate.files import file_entities, file_ids, hash_terms
from frus_pack.document import citation
from frus_pack.document.model_json import format_json

_CONTEXT = f"{PROFILE}/context"


def to_ro_crate(record: Record) -> bytes:
    """Return the record as the JSON-LD of ``ro-crate-metadata.json``."""
    further = hash_terms(record)
    context: Any = [_CONTEXT, further] if further else _CONTEXT
    return format_json({"@context": context, "@graph": _once(_graph(record))})


def _once(entities: Iterator[Entity]) -> list[Entity]:
    """Keep each ``@id`` once, as RO-Crate demands: a document may refer to its own volume."""
    graph: dict[str, Entity] = {}
    for one in entities:
        graph.setdefault(one["@id"], one)
    return list(graph.values())


def _graph(record: Record) -> Iterator[Entity]:
    yield entity(
        "ro-crate-metadata.json",
        "CreativeWork",
        about=link("./"),
        conformsTo=link(PROFILE),
    )
    yield _root(record)
    yield from file_entities(record)
    yield from document_entities(record)
    yield from _making(record)


def _root(record: Record) -> Entity:
    metadata = record.metadata
    return entity(
        "./",
        "Dataset",
        identifier=link("#identifier"),
        name=f"{metadata.number}. {metadata.title}" if metadata.number else metadata.title,
        description=citation.document_in_volume(metadata),
        datePublished=record.bagging_date,
        license=link(rights_id(record)),
        publisher=links(f"#organization-{n}" for n, _ in enumerate(record.organizations, 1)),
        inLanguage=metadata.language,
        mainEntity=link(record.address),
        mentions=link("#packing"),
        hasPart=links(file_ids(record)),
    )


def _making(record: Record) -> Iterator[Entity]:
    """Yield the identifier, the rights, who hands the bag in, and how it was made."""
    yield entity(
        "#identifier",
        "PropertyValue",
        name="FRUS",
        value=record.identifier,
        url=record.address,
    )
    rights = rights_of(record.metadata)
    yield entity(rights_id(record), "CreativeWork", name=rights.title, description=rights.words)
    for number, name in enumerate(record.organizations, 1):
        yield entity(f"#organization-{number}", "Organization", name=name)
    yield entity(
        "#packing",
        "CreateAction",
        name=f"Packing of {record.name}",
        endTime=record.bagging_date,
        instrument=link("#software"),
        result=link("./"),
    )
    if not record.is_ours:
        yield entity("#software", "Thing", name=record.agent)
        return
    name, _, version = record.agent.partition(" ")
    package = f"pkg:generic/{name}@{version}"  # a package URL, which software without a home has
    yield entity("#software", "SoftwareApplication", name=name, version=version, url=package)
