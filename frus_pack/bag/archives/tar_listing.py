"""What a tar archive holds, listed in one walk that no archive can make endless."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from frus_pack.bag.archives.archive_layout import Collected, without_dot
from frus_pack.bag.archives.changed_headers import (
    ALTERED,
    OTHER,
    day_of_own_archive,
    files_with_changed_headers,
)
from frus_pack.bag.archives.faults import ArchiveError, exceeded
from frus_pack.bag.archives.tar_header_rules import BLOCK, padded
from frus_pack.bag.archives.tar_members import Member, Source, members
from frus_pack.bag.reader import IrregularityCode, Limits

Visit = Callable[[str, Member], None]
"""Called with each file's name and member while the source is at the file's first byte."""


class TarPlaces:
    """Size and offset of each file in bytes, and the day its headers bear, by its number: a
    million files take little memory so."""

    def __init__(self) -> None:
        self.sizes = array("Q")
        self.offsets = array("Q")
        self.days = array("Q")

    def add(self, size: int, offset: int, day: int) -> None:
        """Take the next file; `day` may be `OTHER`."""
        self.sizes.append(size)
        self.offsets.append(offset)
        self.days.append(day)


class TarListing:
    """The members of one archive. `cut_short` where the walk stopped at a limit.

    A hard link to an earlier file is a file of the same offset.
    """

    def __init__(self, limits: Limits) -> None:
        self.collected = Collected()
        self.places = TarPlaces()
        self.cut_short = False
        self._limits = limits
        self._members = 0
        self._octets = 0
        self._doubtful: list[str] = []
        self._at: str | None = None

    def walk(self, source: Source, visit: Visit) -> None:
        """List every member. A fault of the archive ends the walk.

        The fault is kept as an irregularity of the file in which it was found. That file then is
        not among the files.
        """
        try:
            for member in members(source):
                self._count(member.size)
                if member.doubtful:
                    self._doubtful.append(member.name)
                self._take(member, source, visit)
                self._verify_fill(source, member)
                self._at = None
            self._verify_end(source.finish())
            self.collected.add_doubtful(self._doubtful)
        except ArchiveError as error:
            self.cut_short = error.code == "limit-exceeded"
            name = self._at or ""
            self.collected.files.pop(name, None)
            self.collected.irregular.append((error.code, name, error.message))

    def _count(self, octets: int) -> None:
        self._members += 1
        self._octets += octets
        if self._members > self._limits.members:
            raise exceeded(f"the archive has more than {self._limits.members} members")
        if self._octets > self._limits.octets:
            raise exceeded(f"the archive holds more than {self._limits.octets} bytes")

    def _verify_fill(self, source: Source, member: Member) -> None:
        """Nothing but zeros is between the last byte of a member and the header after it."""
        source.skip(member.offset + member.size - source.position)
        fill = padded(member.size) - member.size
        if source.take(fill).strip(b"\0"):
            message = "other bytes than zeros fill its last block in the archive"
            self.collected.add_irregular("archive-hidden-bytes", member.name, message)

    def _take(self, member: Member, source: Source, visit: Visit) -> None:
        collected, name = self.collected, member.name
        match member.kind:
            case "file":
                self._at = collected.add_file(name, len(self.places.sizes))
                if self._at is not None:
                    self.places.add(member.size, member.offset, member.day or OTHER)
                    visit(self._at, member)
            case "folder":
                collected.add_folder(name)
            case "hard link":
                self._take_hard_link(member, source)
            case "link":
                collected.add_irregular("link", name, f"is a link to {member.detail!r}")
            case "special":
                message = "is neither a file nor a folder"
                collected.add_irregular("special-file", name, message)
            case "ambiguous":
                collected.add_irregular("archive-ambiguous", name, member.detail)
            case _:
                collected.add_irregular("archive-unsupported", name, member.detail)

    def _take_hard_link(self, member: Member, source: Source) -> None:
        target = without_dot(member.detail)
        places, number = self.places, self.collected.files.get(target)
        if number is None:
            message = f"is a link to {member.detail!r}, which is not an earlier file"
            self.collected.add_irregular("link", member.name, message)
            return
        # Each link counts in full: a few bytes of the archive unpack to the whole file.
        self._octets += places.sizes[number]
        if self._limits.is_bomb(source.position, self._octets):
            raise exceeded(f"the archive unpacks to more than {self._limits.ratio} times its size")
        if self.collected.add_file(member.name, len(places.sizes)):
            places.add(places.sizes[number], places.offsets[number], OTHER)

    def _verify_end(self, behind: int) -> None:
        """`behind` are the zeros that follow the first block of the end mark, in bytes."""
        collected, days = self.collected, self.places.days
        day = day_of_own_archive(collected.files, days, len(collected.folders))
        if behind < BLOCK:
            code: IrregularityCode = (
                "archive-damaged" if day is not None else "archive-end-mark-missing"
            )
            message = "the archive ends without its end mark, two blocks of zeros"
            collected.add_irregular(code, "", message)
        if day is not None:
            for name in files_with_changed_headers(collected.files, days, day):
                collected.add_irregular("archive-damaged", name, ALTERED)
