"""What the page of a volume carries in its head: its key, and what the overview adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from markupsafe import Markup

from frus_pack.viewing.embedded import embedded, read_embedded
from frus_pack.viewing.page_record import PageRecord

_MOST_NAMED = 50


@dataclass(frozen=True, kw_only=True)  # no slots: sent to workers
class VolumeRecord:
    """The page of one volume.

    Attributes:
        key: The digest of everything that it was made of.
        parts: Number of scripts that hold its texts.
        pages_of_contents: Number of pages that its contents are divided among.
        verdicts: Number of documents by the verdict of validation.
        images: Number of pages whose image is embedded, referenced or missing.
        codes: Number of findings of each code.
        attention: Identifiers and titles of the first documents that are not valid.
        oldest_check: The time of the oldest validation, and `oldest_audit` that of the oldest last
            audit in the ledger; `audited` counts the documents that it has.
        years: Number of documents by year.
    """

    key: str
    volume: str
    title: str
    documents: int
    pages: int
    withheld: int
    amended: int
    parts: int
    pages_of_contents: int
    verdicts: Mapping[str, int]
    images: Mapping[str, int]
    severities: Mapping[str, int]
    codes: Mapping[str, int]
    attention: Sequence[tuple[str, str]]
    oldest_check: str | None
    oldest_audit: str | None
    audited: int
    years: Mapping[str, int]

    @classmethod
    def of(
        cls,
        volume: str,
        records: Sequence[PageRecord],
        *,
        key: str,
        parts: int,
        pages_of_contents: int,
    ) -> VolumeRecord:
        """Add up the records of the documents of a volume."""
        audits = [one.last_audit for one in records if one.last_audit]
        bad = [(one.identifier, one.title) for one in records if not one.is_good]
        return cls(
            key=key,
            volume=volume,
            title=next((one.volume_title for one in records), volume),
            documents=len(records),
            pages=sum(one.pages for one in records),
            withheld=sum(one.withheld for one in records),
            amended=sum(one.amended for one in records),
            parts=parts,
            pages_of_contents=pages_of_contents,
            verdicts=dict(Counter(one.verdict for one in records)),
            images=added(one.images for one in records),
            severities=added(one.severities for one in records),
            codes=added(one.codes for one in records),
            attention=bad[:_MOST_NAMED],
            oldest_check=min((one.checked for one in records), default=None),
            oldest_audit=min(audits, default=None),
            audited=len(audits),
            years=dict(Counter(str(one.year) for one in records if one.year is not None)),
        )

    def element(self) -> Markup:
        """Return the record as an element of a page's head."""
        return embedded("volume", asdict(self))


def added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add counts up by their names."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def read_volume_record(page: Path) -> VolumeRecord | None:
    """Return the record of a volume's page; None if it does not exist, or was not made here."""
    try:
        return VolumeRecord(**read_embedded(page, "volume"))
    except (OSError, TypeError, ValueError):
        return None
