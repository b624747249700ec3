"""Two sources of one document in the same run, which must not pass for two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar


class _Outcome(Protocol):
    @property
    def source(self) -> str: ...

    @property
    def status(self) -> str: ...


O = TypeVar("O", bound=_Outcome)  # noqa: E741 - the outcome


def refuse_doubles(
    outcomes: Iterable[O],
    made: str,
    document: Callable[[O], str | None],
    refuse: Callable[[O, str], O],
) -> Iterator[O]:
    """Yield outcomes, but refuse what was made of a document that was there before in the run.

    Args:
        outcomes: The outcomes of one run.
        made: The status of an outcome that made something.
        document: Returns the name of the document of an outcome, if that has one.
        refuse: Returns the outcome to yield instead, given also the source that came first.
    """
    sources: dict[str, str] = {}
    for outcome in outcomes:
        name = document(outcome)
        if name in sources and outcome.status == made:
            yield refuse(outcome, sources[name])
            continue
        if name:
            sources.setdefault(name, outcome.source)
        yield outcome
