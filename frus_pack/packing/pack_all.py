"""Many documents packed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from frus_pack.bag.forbidden_places import refuse_deposit_inside
from frus_pack.bag.sink import Serialization
from frus_pack.bag.writer import BagItVersion
from frus_pack.errors import (
    FrusPackError,
    PackageExistsError,
    SourceError,
    fault_of_ours,
)
from frus_pack.images.page_images import ImagesAs
from frus_pack.packing.arguments import BagInfoLike
from frus_pack.packing.package_group import PackageGroup, open_group
from frus_pack.packing.packed import Packed, failed, left_out
from frus_pack.packing.recipe import Recipe, recipe_for
from frus_pack.sources.reading import Reader
from frus_pack.sources.searching import Source, find_sources
from frus_pack.sources.volume.left_out import LeftOut
from frus_pack.sources.volume.volume import VolumeDocument
from frus_pack.storage.given_paths import AnyPath, one_or_many, one_path
from frus_pack.storage.stages import Stages, at_once, in_step
from frus_pack.workers.batch import Refused, refuse_doubles, run_batch
from frus_pack.workers.progress import Amount, OnProgress, measure

_GROUP_OCTETS = 256 << 20


def pack_all(
    sources: AnyPath | Iterable[AnyPath],
    to: str | Path,
    *,
    volume: str | None = None,
    images: str | Path | None = None,
    images_as: ImagesAs = "embedded",
    algorithms: Iterable[str] | None = None,
    bag_info: BagInfoLike = (),
    include: Iterable[str] = (),
    tag_files: Mapping[str, str | bytes] | None = None,
    profile: str | Path | None = None,
    bagging_date: date | str | None = None,
    replace: bool = False,
    serialize: Serialization | None = None,
    strict: bool = False,
    bagit_version: BagItVersion | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: OnProgress | None = None,
) -> Iterator[Packed]:
    """Make a package of every document of the sources; see `pack`.

    A document that cannot be packed fails alone.

    Args:
        sources: One path or many: TEI volumes, document folders, reading texts, and folders that
            hold such at any depth.
        to: The deposit; made if needed, not inside a source.
        volume: The volume of reading texts whose names do not say it.
        images: A folder to look for page images in.
        images_as: ``embedded`` to keep page images in the packages, ``referenced`` only to
            describe them, ``fetched`` to list them in fetch.txt with the series' addresses:
            `complete` fills such packages.
        algorithms: Those of the manifests. By default SHA-512, and what the profile requires.
        bag_info: Further labels and values of bag-info.txt: pairs, or a dict of a value, or a
            list of values, for each label.
        include: Names of crosswalks (see `export`) that become tag files of each package.
        tag_files: Further tag files: the path in the bag, and the content. Text becomes UTF-8.
        profile: The file of a repository's BagIt Profile that every package has to meet.
        bagging_date: The date of the packages, also as text (``2026-01-02``); see `pack`.
        replace: Let packages take the place of earlier ones; see `pack`.
        serialize: ``tar`` or ``zip`` for archives; see `pack`.
        strict: Refuse documents in which reading found something that is not understood.
        bagit_version: ``0.97`` for receivers that read no 1.0. By default 1.0, or what the
            profile accepts.
        jobs: Number of processes; by default one a core. Several need the guard
            ``if __name__ == "__main__":`` in a script that has threads, and on macOS.
        executor: An executor of yours that does the work instead: threads, processes,
            ``dask.distributed.Client.get_executor()``. Its workers must reach the sources and the
            deposit under the same absolute paths. It is not shut down.
        progress: Called several times a second with a `Progress`, from the beginning on, perhaps
            in a thread of its own.

    Returns:
        An iterator of outcomes, as they finish. Where text of a volume is in no document, the
        volume has an outcome of its own, ``left out``, whose findings say what it is.

    Raises:
        StorageError: The deposit cannot be written at all.
        SourceError: No package can meet the profile.
        ExecutorError: The executor stopped accepting work, or lost it.
        ValueError: An argument is not possible; or both `jobs` and an executor were given.
        TypeError: An argument is of another type; the message says what to pass.

    Example:
        >>> for packed in frus_pack.pack_all("frus1952-54Guat.xml", to="deposit"):
        ...     print(packed.status, packed.path or packed.error)
    """
    here: Callable[[Path], Path] = Path.absolute if executor is not None else Path
    deposit = here(one_path(to, "to"))
    reader = Reader(
        volume=volume, images=here(Path(images)) if images else None, images_as=images_as
    )
    recipe = recipe_for(
        deposit,
        algorithms=algorithms,
        bag_info=bag_info,
        include=include,
        tag_files=tag_files,
        profile=profile,
        bagging_date=bagging_date,
        replace=replace,
        serialize=serialize,
        strict=strict,
        bagit_version=bagit_version,
    )
    places = list(map(here, one_or_many(sources, "sources")))
    find = partial(_find, deposit=deposit)
    work = partial(_pack_chunk, reader=reader, recipe=recipe)
    outcomes = run_batch(
        places,
        find,
        work,
        failed,
        jobs=jobs,
        executor=executor,
        progress=progress,
        measure=partial(_amount, places),
    )
    # Only what replaces can take the place of what was just packed.
    yield from refuse_doubles(outcomes, "packed", _name, _doubled) if replace else outcomes


def _amount(places: Sequence[Path]) -> Amount:
    """Return how much there is to read: images are looked into first, and then copied."""
    found = measure(places, find_sources)
    return Amount(found.total, None if found.octets is None else 2 * found.octets)


def _find(source: Path, deposit: Path) -> Iterator[Source | LeftOut | Refused]:
    refuse_deposit_inside(source, deposit)
    for found in find_sources(source):
        if isinstance(found, SourceError):
            yield Refused(found.problems[0].file, found)
        else:
            yield found


def _name(outcome: Packed) -> str | None:
    return "/".join(outcome.path.parts[-2:]) if outcome.path else None


def _doubled(outcome: Packed, other: str) -> Packed:
    message = (
        f"{outcome.path}: took the place of the package made from {other} in the same run;"
        " two sources name themselves the same document"
    )
    return failed(outcome.source, PackageExistsError(message))


def _pack_chunk(
    sources: Iterator[Source | LeftOut], reader: Reader, recipe: Recipe
) -> Iterator[Packed]:
    """Pack documents in groups of a size that a sync is worth."""
    for source in sources:
        yield from _pack_group(chain((source,), sources), reader, recipe)


def _pack_group(
    sources: Iterator[Source | LeftOut], reader: Reader, recipe: Recipe
) -> list[Packed]:
    with open_group(recipe) as group:
        jobs = (_add_if_small(source, reader, group) for source in _until_full(group, sources))
        return [*chain.from_iterable(in_step(jobs)), *group.publish()]


def _until_full(
    group: PackageGroup, sources: Iterator[Source | LeftOut]
) -> Iterator[Source | LeftOut]:
    for source in sources:
        yield source
        if group.octets >= _GROUP_OCTETS:
            return


def _add_if_small(
    source: Source | LeftOut, reader: Reader, group: PackageGroup
) -> Stages[list[Packed]]:
    """Add a document in stages if it is small and has no images, else in one stage."""
    job = _add(source, reader, group)
    is_small = isinstance(source, VolumeDocument) and source.is_small and not reader.images
    return (yield from job) if is_small else at_once(job)


def _add(source: Source | LeftOut, reader: Reader, group: PackageGroup) -> Stages[list[Packed]]:
    if isinstance(source, LeftOut):
        return [left_out(source)]
    try:
        if not (isinstance(source, VolumeDocument) and group.keep(source, reader)):
            document = yield from reader.read_in_stages(source)
            yield
            yield from group.add(document)
    except FrusPackError as error:
        return [failed(str(source), error)]
    except Exception as error:  # a fault of ours must not cost the other documents
        return [failed(str(source), fault_of_ours(str(source), error))]
    return []
