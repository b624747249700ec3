"""The labels and values of bag-info.txt as a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Labels(Mapping[str, str]):
    """The labels and values of bag-info.txt, in order.

    A label is found in any letter case (RFC 8493 §2.2.2). A label that is there more than once has
    its first value; `getall` gives all of them, and `pairs` has every line.

    Example:
        >>> info = Labels([("Contact-Name", "A. Kest"), ("Contact-Name", "B. Kest")])
        >>> info["contact-name"], info.getall("Contact-Name")
        ('A. Kest', ['A. Kest', 'B. Kest'])
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(pairs)
        self._values: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}
        for label, value in self.pairs:
            key = label.lower()
            self._labels.setdefault(key, label)
            self._values.setdefault(key, []).append(value)

    def getall(self, label: str) -> list[str]:
        """Return every value of a label, in order; none where it is not there."""
        return list(self._values.get(label.lower(), ()))

    def __getitem__(self, label: str) -> str:
        try:
            return self._values[label.lower()][0]
        except KeyError:
            raise KeyError(label) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels.values())

    def __len__(self) -> int:
        return len(self._labels)

    def __repr__(self) -> str:
        return f"Labels({list(self.pairs)!r})"
