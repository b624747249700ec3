"""What a tar archive holds, taken down in one walk that no archive can make endless."""

from __future__ import annotations

from collections.abc import Callable

from frus_pack.bag.archives.archive_layout import Collected
from frus_pack.bag.archives.tar_members import ArchiveError, Member, Source, members, padded
from frus_pack.bag.reader import Limits

Visit = Callable[[str, Member], None]
"""Called with each file's name and member while the source stands at its first byte."""


class TarListing:
    """The members of one archive. `cut_short` where the walk stopped at a limit."""

    def __init__(self, limits: Limits) -> None:
        self.collected: Collected[Member] = Collected()
        self.cut_short = False
        self._limits = limits
        self._members = 0
        self._octets = 0
        self._at: str | None = None

    def walk(self, source: Source, visit: Visit) -> None:
        """Take down every member. A fault of the archive ends the walk and is kept as an
        irregularity of the file it struck, which then is not among the files."""
        try:
            for member in members(source):
                self._at = None
                self._count(member)
                self._take(member, visit)
                self._verify_fill(source, member)
            self._at = None
            source.finish()
        except ArchiveError as error:
            self.cut_short = error.code == "limit-exceeded"
            name = self._at or ""
            self.collected.files.pop(name, None)
            self.collected.add_irregular(error.code, name, error.message)

    def _count(self, member: Member) -> None:
        self._members += 1
        self._octets += member.size
        if self._members > self._limits.members:
            message = f"the archive has more than {self._limits.members} members"
            raise ArchiveError("limit-exceeded", message)
        if self._octets > self._limits.octets:
            message = f"the archive holds more than {self._limits.octets} bytes"
            raise ArchiveError("limit-exceeded", message)

    def _verify_fill(self, source: Source, member: Member) -> None:
        """Nothing stands between the last byte of a member and the header after it but zeros."""
        source.skip(member.offset + member.size - source.position)
        if source.take(padded(member.size) - member.size).strip(b"\0"):
            message = "other bytes than zeros fill its last block in the archive"
            self.collected.add_irregular("archive-hidden-bytes", member.name, message)

    def _take(self, member: Member, visit: Visit) -> None:
        collected, name = self.collected, member.name
        match member.kind:
            case "file":
                self._at = collected.add_file(name, member)
                if self._at is not None:
                    visit(self._at, member)
            case "folder":
                collected.add_folder(name)
            case "link":
                collected.add_irregular("link", name, f"is a link to {member.detail!r}")
            case "special":
                message = "is neither a file nor a folder"
                collected.add_irregular("special-file", name, message)
            case "unsupported":
                collected.add_irregular("archive-unsupported", name, member.detail)
