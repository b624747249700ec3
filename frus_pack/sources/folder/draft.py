"""A description drafted for a person to finish: what is known, and in comments what may be added.

id: d151  # from the printed number
# place: Washington
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from frus_pack.sources.folder.field_examples import EXAMPLES, addable
from frus_pack.sources.folder.yaml_text import format_yaml

_OBJECTS = ("volume", "source")


def format_draft(data: Mapping[str, Any], inferred: Mapping[str, str]) -> str:
    """Return a description as YAML, each field that it has not as a comment with an example.

    Args:
        data: the description.
        inferred: for each value that was inferred (``source.repository``), from what.
    """
    further = addable(data)
    lines: list[str] = []
    for name in (*EXAMPLES, *(key for key in data if key not in EXAMPLES)):
        if name in data:
            lines += format_yaml({name: data[name]}, inferred).splitlines()
            if name in _OBJECTS:
                lines += (f"  {line}" for line in _commented(addable(data[name], name)))
        elif name in further:
            lines += _commented({name: further[name]})
    return "".join(f"{line}\n" for line in lines)


def _commented(examples: Mapping[str, Any]) -> Iterator[str]:
    return (f"# {line}" for line in format_yaml(examples, {}).splitlines())
