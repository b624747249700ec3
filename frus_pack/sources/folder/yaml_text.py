"""JSON data written as YAML for people: plain where nothing can be misread, with comments.

What is written reads as the same data by YAML 1.1 and 1.2. Text that 1.1 would take for a number,
a date or ``no`` is in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_WIDTH = 88
_PLAIN = re.compile(r"[^\W\d_](?:[\w.,;()/&$%+§’‘“”'–—-]| (?=[\w.,;()/&$%+§’‘“”'–—-]))*")
_MISREAD = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_SPECIAL = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML 1.1 cannot hold, or takes for a line end (§5.1, §5.4), and the byte order mark."""
_WRAP_AT = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def format_yaml(data: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    """Return a mapping as YAML text, keys in order. `comments` are put behind the values they are
    about, named like ``source.repository``; they hold no line ends."""
    return "".join(f"{line}\n" for line in _mapping(data, comments, ""))


def _mapping(data: Mapping[str, Any], comments: Mapping[str, str], prefix: str) -> Iterator[str]:
    for key, value in data.items():
        name = f"{prefix}{key}"
        comment = f"  # {comments[name]}" if name in comments else ""
        if isinstance(value, Mapping) and value:
            yield f"{_scalar(key)}:{comment}"
            yield from _indented(_mapping(value, comments, f"{name}."))
        elif isinstance(value, list) and value:
            yield f"{_scalar(key)}:{comment}"
            yield from _indented(_sequence(value, comments, f"{name}."))
        else:
            head, *rest = _value(value)
            yield f"{_scalar(key)}: {head}{comment}"
            yield from _indented(rest)


def _sequence(items: list[Any], comments: Mapping[str, str], prefix: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and item:
            lines = _mapping(item, comments, prefix)
        elif isinstance(item, list) and item:
            lines = _sequence(item, comments, prefix)
        else:
            lines = iter(_value(item))
        yield f"- {next(lines)}"
        yield from _indented(lines)


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _value(value: object) -> list[str]:
    """Return the lines of a scalar, or of an empty collection: the first follows its key."""
    if not isinstance(value, str):
        return [json.dumps(value)]
    if len(value) > _WIDTH and _can_be_folded(value):
        return [">-", *_folded(value)]
    return [_scalar(value)]


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _MISREAD:
        return text
    if "\n" in text or "\t" in text or _SPECIAL.search(text):
        return f'"{"".join(map(_escaped, text))}"'
    return "'{}'".format(text.replace("'", "''"))


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _SPECIAL.match(character):
        return f"\\U{ord(character):08x}"
    return character


def _can_be_folded(text: str) -> bool:
    """Lines that begin or end with white space would not come back as they are (YAML §8.1.3)."""
    return (
        not _SPECIAL.search(text)
        and all(line == line.strip(" \t") for line in text.split("\n"))
        and text[:1] != "\n" != text[-1:]
    )


def _folded(text: str) -> Iterator[str]:
    """Yield the lines of a folded scalar: a line end in the text is an empty line more."""
    for index, line in enumerate(text.split("\n")):
        if index:
            yield ""
        row = ""
        for word in _WRAP_AT.split(line):
            if row and len(row) + len(word) >= _WIDTH:
                yield row
                row = word
            else:
                row = f"{row} {word}" if row else word
        if row:
            yield row
