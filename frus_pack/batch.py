"""Many documents packed at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from frus_pack.bag.profile import read_profile
from frus_pack.errors import FrusPackError, PackageExistsError, SourceError, StorageError
from frus_pack.further_tag_files import FurtherTagFiles
from frus_pack.outcome import Outcome, failed
from frus_pack.package_group import Group, open_group, refuse_deposit_inside
from frus_pack.packer import Packer
from frus_pack.page_images import ImagesAs
from frus_pack.profile_fit import algorithms_for
from frus_pack.reading import Reader, Source, find_sources
from frus_pack.workers import spread

_GROUP_OCTETS = 256 << 20


def pack_all(
    sources: str | Path | Iterable[str | Path],
    to: str | Path,
    *,
    volume: str | None = None,
    images: str | Path | None = None,
    images_as: ImagesAs = "embedded",
    algorithms: Iterable[str] | None = None,
    bag_info: Iterable[tuple[str, str]] = (),
    include: Iterable[str] = (),
    tag_files: Mapping[str, bytes] | None = None,
    profile: str | Path | None = None,
    bagging_date: date | None = None,
    replace: bool = False,
    jobs: int | None = None,
) -> Iterator[Outcome]:
    """Pack every document of the sources (see `read`) into the deposit `to` (see `pack`).

    An outcome each, as they finish; a document that cannot be packed fails alone. `jobs`
    processes share the work, by default one a core; in a script that has threads, or on macOS,
    they want the guard ``if __name__ == "__main__":``. Raises StorageError if the deposit cannot be
    written at all, SourceError for a profile that no package can meet, and ValueError as `pack`
    does.
    """
    reader = Reader(volume=volume, images=Path(images) if images else None, images_as=images_as)
    to_meet = read_profile(Path(profile)) if profile else None
    packer = Packer(
        deposit=Path(to),
        algorithms=algorithms_for(algorithms, to_meet),
        bag_info=tuple(bag_info),
        tag_files=FurtherTagFiles(
            include=tuple(dict.fromkeys(include)), given=tuple((tag_files or {}).items())
        ),
        profile=to_meet,
        bagging_date=bagging_date,
        replace=replace,
    )
    if isinstance(sources, str | Path):
        sources = (sources,)
    work = partial(_pack_chunk, reader=reader, packer=packer)
    yield from _refuse_doubles(spread(work, _found(sources, Path(to)), _lost, jobs))


def _found(sources: Iterable[str | Path], deposit: Path) -> Iterator[Source | Outcome]:
    """What there is to pack, and an outcome for each source that cannot be looked into."""
    for source in map(Path, sources):
        try:
            refuse_deposit_inside(source, deposit)
        except SourceError as error:
            yield failed(str(source), error)
            continue
        for found in find_sources(source):
            if isinstance(found, SourceError):
                yield failed(found.problems[0].file, found)
            else:
                yield found


def _refuse_doubles(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Two sources that hold one document must not pass for two packages."""
    sources: dict[Path, str] = {}
    for outcome in outcomes:
        if outcome.path and outcome.status == "packed" and outcome.path in sources:
            yield failed(outcome.source, _doubled(outcome.path, sources[outcome.path]))
        else:
            if outcome.path:
                sources[outcome.path] = outcome.source
            yield outcome


def _doubled(path: Path, other: str) -> PackageExistsError:
    return PackageExistsError(
        f"{path}: took the place of the package made from {other} in the same run;"
        " two sources name themselves the same document"
    )


def _lost(source: Source | Outcome) -> Outcome:
    if isinstance(source, Outcome):
        return source
    message = f"{source}: the worker that had this was killed (run again to go on)"
    return failed(str(source), StorageError(message))


def _pack_chunk(chunk: Sequence[Source | Outcome], reader: Reader, packer: Packer) -> list[Outcome]:
    """Pack documents one after the other, in groups of a size that a sync is worth."""
    outcomes = [source for source in chunk if isinstance(source, Outcome)]
    waiting = deque(source for source in chunk if not isinstance(source, Outcome))
    while waiting:
        with open_group(packer) as group:
            while waiting and group.octets < _GROUP_OCTETS:
                outcomes.extend(_add(waiting.popleft(), reader, group))
            outcomes.extend(group.publish())
    return outcomes


def _add(source: Source, reader: Reader, group: Group) -> list[Outcome]:
    try:
        group.add(reader.read(source))
    except FrusPackError as error:
        return [failed(str(source), error)]
    except Exception as error:  # a fault of ours must not cost the other documents
        fault = FrusPackError(f"{source}: a fault of frus-pack itself: {error!r}")
        fault.__cause__ = error
        return [failed(str(source), fault)]
    return []
