"""A folder of page scans, indexed once and then asked for the pages of many documents.

Files are looked for where the series and its users keep them. That is directly in the folder, and
in its sub-folders ``tiff``, ``large``, ``medium`` and ``small``. A sub-folder with the name of the
volume may have the same places.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from frus_pack.bag.tag_files.paths import collision_key
from frus_pack.document.page import Role
from frus_pack.errors import Problem, SourceError
from frus_pack.storage.desktop_litter import is_litter

_FOLDER_ROLES: Mapping[str, Role] = MappingProxyType(
    {"tiff": "master", "large": "access", "medium": "access", "small": "access"}
)
_SUFFIX_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        ".tif": "master",
        ".tiff": "master",
        ".jp2": "master",
        ".png": "access",
        ".jpg": "access",
        ".jpeg": "access",
    }
)
_COPY_IN = "copy the file itself into the folder"


@dataclass(frozen=True, slots=True)
class FoundImage:
    """A file that bears the name of a page image.

    `name` is its path below the folder, or below the volume's sub-folder of it, with ``/``:
    ``tiff/0371.tif``. `stem` is the file's name without suffix. `problem` says why it cannot be
    used, if it cannot.
    """

    name: str
    stem: str
    role: Role
    path: Path
    file: Path
    """The file itself, where `path` is a link that leads to it: found once, and not again, because
    the link may lead elsewhere by then."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ImageFolder:
    """What a folder of scans holds: `images` by stem, each tuple with masters first and then by
    name; `others` are the files and folders in it that are not images by their names."""

    path: Path
    images: Mapping[str, tuple[FoundImage, ...]]
    others: tuple[Path, ...]

    @classmethod
    def of(cls, folder: Path, volume: str) -> ImageFolder:
        """Index a folder with the scans of a volume, reading names only.

        A symbolic link that resolves inside the folder is followed. A file cannot be used if it is
        a special file, or a link that leads out or nowhere. Nor can one whose name a package cannot
        distinguish from another. It is kept with its problem: perhaps no page asks for it.
        Raises SourceError if the folder cannot be read, or a linked sub-folder leads out of it.
        """
        root = _root(folder)
        places = list(_places(folder, volume, root))
        paths = {place.path for place in places}
        found: list[FoundImage] = []
        others: list[Path] = []
        for place in places:
            for entry in _entries(place.path):
                path = place.path / entry.name
                if path.suffix.lower() in _SUFFIX_ROLES:
                    found.append(_image(place, entry, root))
                elif path not in paths:
                    others.append(path)
        return cls(folder, _by_stem(_told_apart(found)), tuple(others))


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder that is looked into; the role of its images, if it decides that."""

    path: Path
    prefix: str
    role: Role | None


def _root(folder: Path) -> Path:
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError):
        raise SourceError(
            Problem(str(folder), "does not exist", advice="check the name of the folder of images")
        ) from None
    if not root.is_dir():
        raise SourceError(Problem(str(folder), "is not a folder", advice="name a folder of images"))
    return root


def _places(folder: Path, volume: str, root: Path) -> Iterator[_Place]:
    for base in (folder, folder / volume):
        if not _is_folder_within(base, root):
            continue
        yield _Place(base, "", None)
        for name, role in _FOLDER_ROLES.items():
            if _is_folder_within(base / name, root):
                yield _Place(base / name, f"{name}/", role)


def _is_folder_within(path: Path, root: Path) -> bool:
    if path.is_symlink():
        _, fault = _followed(path, root)
        if fault:
            raise SourceError(Problem(str(path), fault, advice=_COPY_IN))
    return path.is_dir()


def _followed(path: Path, root: Path) -> tuple[Path, str]:
    """Return where a link leads, and what is wrong with that, or an empty text."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path, "is a link that leads nowhere"
    fault = "" if target.is_relative_to(root) else "is a link that leads out of the folder"
    return target, fault


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return the folder's entries by name, without what file managers leave behind."""
    try:
        with os.scandir(folder) as entries:
            kept = [entry for entry in entries if not (is_litter(entry.name) and entry.is_file())]
    except OSError as error:
        raise SourceError(Problem(str(folder), f"cannot be read: {error.strerror}")) from error
    return sorted(kept, key=lambda entry: entry.name)


def _image(place: _Place, entry: os.DirEntry[str], root: Path) -> FoundImage:
    path = place.path / entry.name
    file, fault = _followed(path, root) if entry.is_symlink() else (path, "")
    if not fault and not entry.is_file():
        fault = "is not a file"
    problem = Problem(str(path), fault, advice=_COPY_IN) if fault else None
    role = place.role or _SUFFIX_ROLES[path.suffix.lower()]
    return FoundImage(place.prefix + entry.name, path.stem, role, path, file, problem)


def _told_apart(found: Iterable[FoundImage]) -> Iterator[FoundImage]:
    """Yield the images. Those that have one name but for case or Unicode form have a problem.

    One would take the place of the other where a package is copied to another file system.
    """
    alike: dict[str, list[FoundImage]] = defaultdict(list)
    for image in found:
        alike[collision_key(image.name)].append(image)
    for images in alike.values():
        for index, image in enumerate(images):
            if len(images) > 1 and image.problem is None:
                other = images[1 if index == 0 else 0].path
                message = f"has the same name in a package as {other}"
                problem = Problem(str(image.path), message, advice="keep one of the two")
                yield replace(image, problem=problem)
            else:
                yield image


def _by_stem(found: Iterable[FoundImage]) -> Mapping[str, tuple[FoundImage, ...]]:
    stems: dict[str, list[FoundImage]] = defaultdict(list)
    for image in sorted(found, key=in_order):
        stems[image.stem].append(image)
    return MappingProxyType({stem: tuple(images) for stem, images in stems.items()})


def in_order(image: FoundImage) -> tuple[bool, str]:
    """Sorts masters before access images, and by name."""
    return image.role != "master", image.name
