"""An error of each call that reads a source: what is then said of it must be true.

The calls that open, list, look at and read the files below a place fail in turn, one in each run,
with an error that the number of the call chooses. Of those that look at a file without opening it,
every fourth fails. With ``--thorough`` each call fails with every error.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.file_contents import files_below
from tests.support.killing import Nursery, steps_in

ERRORS = ("EIO", "ESTALE", "EACCES", "EINTR")
"""A bad sector, a lost network share, no permission, and an interruption that is tried again."""

_LOOKING = ("stat", "lstat", "fstat", "newfstatat", "statx", "readlink", "readlinkat")
READING = (
    "open",
    "openat",
    "read",
    "pread64",
    "readv",
    "preadv",
    "preadv2",
    "getdents64",
    *_LOOKING,
)
_SAMPLE = 4

CODE = """
import json, os
from datetime import date
from pathlib import Path
import frus_pack
from frus_pack.errors import FrusPackError
from frus_pack.keeping.holdings import Holding, list_holdings

os.environ["SOURCE_DATE_EPOCH"] = "1800000000"

DAY = date(2026, 1, 2)
VERBS = {
    "validate": lambda path, to: frus_pack.validate_all(path, jobs=1),
    "pack": lambda path, to: frus_pack.pack_all(path, to=to, jobs=1, bagging_date=DAY),
    "unpack": lambda path, to: frus_pack.unpack_all(path, to, jobs=1),
    "ingest": lambda path, to: frus_pack.ingest_all(path, ocfl=to, jobs=1),
    "retrieve": lambda path, to: frus_pack.retrieve_all("frus1958-60v99/*", ocfl=path, to=to),
    "export": lambda path, to: frus_pack.export_all(path, "mets", to, jobs=1),
    "survey": lambda path, to: surveyed(frus_pack.survey_all(path, jobs=1)),
    "audit": lambda path, to: frus_pack.audit(path, ledger=f"{to}.sqlite", jobs=1),
    "list": lambda path, to: list_holdings(Path(path)),
    "view": lambda path, to: view(path, to),
    "amend": lambda path, to: amend(path),
    "rebag": lambda path, to: rebag(path),
    "complete": lambda path, to: complete(path),
    "repair": lambda path, to: repair(path),
}

def surveyed(found):
    return [*found.reports, *found.refused]

def view(path, to):
    site = frus_pack.view(path, to=to, jobs=1)
    return [[not site.failed and not site.not_valid, site.made, site.not_valid]]

def amend(path):
    amended = frus_pack.amend(f"{path}/one", {"place": "Lima"}, reason="r", agent="a")
    return [[True, [one.field for one in amended.changes], 0]]

def rebag(path):
    rebagged = frus_pack.rebag(f"{path}/one", algorithms=["sha256"])
    return [[True, list(rebagged.algorithms), len(rebagged.changes)]]

def complete(path):
    completed = frus_pack.complete(f"{path}/one", mirror=f"{path}/mirror")
    return [[True, sorted(completed.added), 0]]

def repair(path):
    repaired = frus_pack.repair(f"{path}/one", replicas=[f"{path}/other"])
    return [[True, sorted(repaired.taken), len(repaired.dropped)]]

def outcome(one):
    if isinstance(one, list):
        return one
    if isinstance(one, frus_pack.Recorded):
        return [one.ok, one.outcome, one.identifier]
    if isinstance(one, Holding):
        return [True, one.title, one.octets]
    if isinstance(one, frus_pack.Report):
        return [one.ok, one.files, one.bytes]
    if hasattr(one, "verdict"):
        return [one.ok, len(one.findings), one.documents.count]
    return [hasattr(one, "status") and one.status != "failed", getattr(one, "status", ""), 0]

def work(verb, path, to, answer):
    try:
        said = [outcome(one) for one in VERBS[verb](path, to)]
    except FrusPackError as error:
        said = [[False, str(error), 0]]
    with open(answer, "w") as file:
        json.dump(said, file)
"""


def strike_reading(
    nursery: Nursery, verb: str, place: Path, folder: Path, *, thorough: bool
) -> int:
    """Let the calls that read below `place` fail, one in each run; returns how many there are.

    Asserts that the work ends as it does without an error, or says that something failed. What it
    made below `folder` is whole in the first case, and has no other bytes in the second.
    """
    only = [str(place), *(str(path) for path in sorted(place.rglob("*")))]
    said, made, log = _do(nursery, verb, place, folder / "good", only, "")
    assert all(one[0] for one in said), said
    steps = list(steps_in(log))
    wrong: list[object] = []
    for step, (call, number) in enumerate(steps):
        if call in _LOOKING and step % _SAMPLE and not thorough:
            continue
        for name in ERRORS if thorough else (ERRORS[step % len(ERRORS)],):
            inject = f"{call}:error={name}:when={number}"
            to = folder / f"{call}-{number}-{name}"
            struck, content, _ = _do(nursery, verb, place, to, only, inject)
            if struck == said:
                good = content == made
            else:
                good = any(not one[0] for one in struck) and content.items() <= made.items()
            if not good:
                wrong.append((inject, struck, sorted(content.keys() ^ made.keys())))
    assert not wrong, wrong
    return len(steps)


def strike_in_place(
    nursery: Nursery, verb: str, place: Path, folder: Path, *, thorough: bool
) -> int:
    """Let the calls that read below `place` fail, where the work changes what is there.

    Asserts that what is in the place is then as the work leaves it without an error; or as it was,
    if the work says that it failed.
    """
    pristine = folder / "pristine"
    shutil.copytree(place, pristine)
    before = files_below(place)
    only = [str(place), *(str(path) for path in sorted(place.rglob("*")))]
    said, _, log = _do(nursery, verb, place, folder / "good", only, "")
    after = _without_kept(files_below(place))
    assert all(one[0] for one in said), said
    assert before != after
    steps = list(steps_in(log))
    wrong: list[object] = []
    for step, (call, number) in enumerate(steps):
        if call in _LOOKING and step % _SAMPLE and not thorough:
            continue
        for name in ERRORS if thorough else (ERRORS[step % len(ERRORS)],):
            inject = f"{call}:error={name}:when={number}"
            shutil.rmtree(place)
            shutil.copytree(pristine, place)
            struck, _, _ = _do(
                nursery, verb, place, folder / f"{call}-{number}-{name}", only, inject
            )
            found = _without_kept(files_below(place))
            good = found == after or (not struck[0][0] and found == before)
            if not good:
                wrong.append((inject, struck, sorted(found.keys() ^ after.keys())))
    assert not wrong, wrong
    return len(steps)


def _without_kept(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files but those of a damaged package that a repair kept, which is named by the time."""
    return {path: one for path, one in files.items() if ".damaged-" not in path}


def _do(
    nursery: Nursery, verb: str, place: Path, to: Path, only: Sequence[str], inject: str
) -> tuple[Any, dict[str, bytes], str]:
    answer = to.with_suffix(".json")
    ended = nursery.do(
        *(verb, str(place), str(to), str(answer)), inject=inject, trace=READING, only=only
    )
    said = [[True, ended.errors[-400:], ended.status]]  # which is never right
    if answer.exists():
        said = json.loads(answer.read_text())
    made = {
        path: content
        for path, content in files_below(to).items()
        if not path.rpartition("/")[2].startswith("inventory.json")  # which has times
    }
    if verb == "view":  # whose pages have times
        made = dict.fromkeys(made, b"")
    return said, made, ended.log
