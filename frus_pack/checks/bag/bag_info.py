"""bag-info.txt: the reserved elements, which have a form and some of them a truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from frus_pack.bag.reader import Bag
from frus_pack.bag.tag_files.inventory import Inventory, is_tag_file
from frus_pack.bag.tag_files.parsed import BagInfo
from frus_pack.checks.bag.listed_paths import Matching
from frus_pack.requirements.finding import Finding

_OXUM = re.compile(r"([0-9]{1,30})\.([0-9]{1,30})")
_COUNT = re.compile(r"([1-9][0-9]{0,20}) of (?:([1-9][0-9]{0,20})|\?)")
_SIZE = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+) ?(?:bytes?|[kmgtpezy]i?b?)", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_NOT_REPEATED = ("Bagging-Date", "Bag-Size", "Bag-Group-Identifier", "Bag-Count")


def check_bag_info(bag: Bag, inventory: Inventory, matching: Matching) -> Iterator[Finding]:
    """Check the elements that RFC 8493 §2.2.2 reserves."""
    if inventory.bag_info is None:
        return
    info, name = inventory.bag_info, inventory.bag_info_name
    times = Counter([label.lower() for label, _ in info.tags])
    for label in _NOT_REPEATED:
        if times[label.lower()] > 1:
            message = f"{label} occurs {times[label.lower()]} times"
            yield Finding("bag.bag-info-repeated", name, message)
    if times["bag-count"] and not times["bag-group-identifier"]:
        message = "there is a Bag-Count and no Bag-Group-Identifier"
        yield Finding("bag.bag-count-without-group", name, message)
    yield from _values(info, name)
    if times["payload-oxum"]:
        yield from _oxum(info, name, bag, inventory, matching)


def _values(info: BagInfo, name: str) -> Iterator[Finding]:
    for (label, value), line in zip(info.tags, info.lines, strict=True):
        form = _FORMS.get(label.lower())
        if form and not form[0](value):
            message = f"{label} is not in the form asked for"
            yield Finding("bag.bag-info-value", f"{name}, line {line}", message, form[1], value)


def _oxum(
    info: BagInfo, name: str, bag: Bag, inventory: Inventory, matching: Matching
) -> Iterator[Finding]:
    values = info.values("Payload-Oxum")
    if len(values) > 1:
        message = f"Payload-Oxum occurs {len(values)} times"
        yield Finding("bag.oxum-repeated", name, message)
    payload = [size for path, size in bag.files.items() if not is_tag_file(path)]
    octets, streams = sum(payload), len(payload)
    # What is not fetched, out of sight or beyond a limit cannot be counted.
    all_there = not matching.hidden and not _unfetched(inventory, matching)
    countable = all_there and not bag.cut_short
    for value in values:
        match = _OXUM.fullmatch(value)
        if match is None:
            message = "Payload-Oxum is not OctetCount.StreamCount"
            yield Finding("bag.oxum-malformed", name, message, found=value)
        elif countable and (int(match[1]), int(match[2])) != (octets, streams):
            message = "the payload does not have the bytes and files that Payload-Oxum gives"
            yield Finding("bag.oxum-differs", name, message, value, f"{octets}.{streams}")


def _unfetched(inventory: Inventory, matching: Matching) -> bool:
    entries = inventory.fetch.entries if inventory.fetch else ()
    return any(entry.path in matching.missing for entry in entries)


def _is_date(value: str) -> bool:
    if len(value) != 10:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_count(value: str) -> bool:
    match = _COUNT.fullmatch(value)
    return match is not None and (match[2] is None or int(match[1]) <= int(match[2]))


_FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    "bagging-date": (_is_date, "YYYY-MM-DD"),
    "bag-count": (_is_count, "N of T, or N of ?"),
    "bag-size": (_SIZE.fullmatch, "a number and kB, MB, GB or TB"),
    "contact-email": (_EMAIL.fullmatch, "name@domain"),
}
