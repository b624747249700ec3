"""Arguments of packing as callers give them, in the one form that a recipe has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias

BagInfoLike: TypeAlias = Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]
"""Labels and values of bag-info.txt: pairs, or a mapping of a value or several to each label."""


def bag_info_pairs(given: BagInfoLike) -> tuple[tuple[str, str], ...]:
    """Return labels and values as pairs, in the order given. Raises TypeError for other types."""
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise _bag_info_error(given)
    pairs = _pairs(given) if isinstance(given, Mapping) else map(_pair, given)
    return tuple(pairs)


def tag_file_contents(
    given: Mapping[str, str | bytes] | None,
) -> tuple[tuple[str, bytes], ...]:
    """Return paths and contents. Text becomes UTF-8. Raises TypeError for other types."""
    if given is None:
        return ()
    if not isinstance(given, Mapping):
        kind = type(given).__name__
        raise TypeError(f"tag_files: give a dict of paths and contents, not {kind}")
    return tuple((path, _content(path, content)) for path, content in given.items())


def words(given: Iterable[str] | None, name: str) -> tuple[str, ...] | None:
    """Return the words of an argument: a text is one word. Raises TypeError for other types."""
    if given is None:
        return None
    if isinstance(given, str):
        return (given,)
    if isinstance(given, bytes) or not isinstance(given, Iterable):
        raise TypeError(f"{name}: give a list of texts, not {type(given).__name__}")
    return tuple(given)


def day(given: date | str | None) -> date | None:
    """Return a date. Raises TypeError for another type, and ValueError for text that is not one."""
    if isinstance(given, str):
        try:
            found = date.fromisoformat(given)
        except ValueError as error:
            raise _date_error(given) from error
        if found.isoformat() != given:  # another form of ISO 8601
            raise _date_error(given)
        return found
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    kind = type(given).__name__
    raise TypeError(f"bagging_date: give a date or text like 2026-01-02, not {kind}")


def _pairs(given: Mapping[str, str | Iterable[str]]) -> Iterator[tuple[str, str]]:
    for label, values in given.items():
        if not isinstance(values, str | Iterable) or isinstance(values, bytes):
            raise _bag_info_error(values)
        for value in (values,) if isinstance(values, str) else values:
            yield _pair((label, value))


def _pair(given: object) -> tuple[str, str]:
    match given:
        case (str(label), str(value)):
            return label, value
    raise _bag_info_error(given)


def _bag_info_error(given: object) -> TypeError:
    return TypeError(
        'bag_info: give a dict like {"Source-Organization": "State Archive"}, or pairs of str,'
        f" not {given!r}"
    )


def _date_error(given: str) -> ValueError:
    return ValueError(f"bagging_date: {given!r} is not a date; write it as YYYY-MM-DD")


def _content(path: str, content: str | bytes) -> bytes:
    if not isinstance(path, str):
        raise TypeError(f"tag_files: give paths as str, not {type(path).__name__}")
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, bytes):
        return content
    kind = type(content).__name__
    raise TypeError(f"tag_files: give the content of {path} as str or bytes, not {kind}")
