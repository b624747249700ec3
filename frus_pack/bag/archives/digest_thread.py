"""Digesting in a thread of its own, beside the unpacking."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from frus_pack.storage.closing import Closing
from frus_pack.storage.fixity import HASHES, Hash, Piece

_PIECES_WAITING = 16


class DigestThread(Closing):
    """Digests files one after the other; `digested` has the results once the thread has ended."""

    def __init__(self) -> None:
        self.digested: dict[str, dict[str, str]] = {}
        self._pool = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def close(self) -> None:
        """Wait for the thread to end."""
        self._pool.shutdown()

    def digest(self, name: str, algorithms: Sequence[str], pieces: Iterable[Piece]) -> None:
        """Digest a file while its pieces go by."""
        hashes = {one: HASHES[one]() for one in algorithms}
        for piece in pieces:
            self._waiting.append(self._pool.submit(_update, hashes, piece))
            if len(self._waiting) > _PIECES_WAITING:
                self._waiting.popleft().result()
        self._pool.submit(self._finish, name, hashes)

    def _finish(self, name: str, hashes: Mapping[str, Hash]) -> None:
        self.digested[name] = {algorithm: one.hexdigest() for algorithm, one in hashes.items()}


def _update(hashes: Mapping[str, Hash], piece: Piece) -> None:
    for one in hashes.values():
        one.update(piece)
