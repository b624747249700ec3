"""Clearing up after makers that were killed, and after nothing and nobody else.

What is removed has a name in the format that `frus_pack.storage.staging` gives: ``<token>/`` and
``<token>.lock``, where a token is 16 hexadecimal digits, and ``held-<64 digits>.lock``. Whatever
else is in a staging folder was not made here, and is left alone.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress

from frus_pack.storage.locking import take_over
from frus_pack.storage.open_folder import OpenFolder
from frus_pack.storage.system import rename_to_free_name

ASIDE = "aside"
"""The folder in a maker's room for what it is about to replace."""

LOCK = ".lock"
HELD = f"held-{{}}{LOCK}"
"""The lock file of a name that a maker keeps to itself, by the name's digest."""

_TOKEN = re.compile(r"[0-9a-f]{16}")
_LOCK_FILE = re.compile(r"(?:[0-9a-f]{16}|held-[0-9a-f]{64})\.lock")


def clear_up_after_the_dead(deposit: OpenFolder, home: OpenFolder) -> None:
    """Remove what killed makers left in the staging folder `home` of the deposit."""
    names = home.names()
    for token in filter(_TOKEN.fullmatch, names):
        # A maker locks before it makes its folder. One without a lock could not be removed.
        if not home.holds(f"{token}{LOCK}"):
            _bury(deposit, home, token)
    for name in filter(_LOCK_FILE.fullmatch, names):
        lock = take_over(home, name)
        if lock is not None:
            try:
                if _TOKEN.fullmatch(token := name.removesuffix(LOCK)):
                    _bury(deposit, home, token)
                with suppress(OSError):
                    home.unlink(name)
            finally:
                os.close(lock)


def put_back(deposit: OpenFolder, home: OpenFolder, token: str) -> None:
    """Give what a maker had set aside, and then did not replace, its name again."""
    with suppress(FileNotFoundError, NotADirectoryError), home.open(f"{token}/{ASIDE}") as aside:
        for path in _set_aside(aside):
            above, _, name = path.rpartition("/")
            with aside.open(above) as source, deposit.open(above, make=True) as target:
                if not target.holds(name):
                    rename_to_free_name(
                        name, name, src_dir_fd=source.descriptor, dst_dir_fd=target.descriptor
                    )
                    target.sync()


def _bury(deposit: OpenFolder, home: OpenFolder, token: str) -> None:
    """Remove a killed maker's folder, after putting back what it had set aside.

    The folder is renamed first. A maker that lives after all, on another machine whose locks are
    not seen here, then finds nothing of what it built, and fails.
    """
    if not home.holds_folder(token):
        return
    grave = secrets.token_hex(8)
    with suppress(FileNotFoundError):
        home.rename(token, home, grave)
        put_back(deposit, home, grave)
        home.remove(grave)


def _set_aside(aside: OpenFolder) -> Iterator[str]:
    """Yield the packages below a folder: what holds files, and not the folders on the way there."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with aside.open(below) as folder:
            names = folder.names()
            folders = [name for name in names if folder.holds_folder(name)]
        if len(folders) < len(names):
            yield below
        else:
            waiting.extend(f"{below}/{name}" if below else name for name in folders)
