"""How bags are validated."""

from __future__ import annotations

from dataclasses import dataclass, field

from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.profile import Profile


@dataclass(frozen=True)  # no slots: sent to workers
class ValidationOptions:
    """How bags are validated, all alike.

    Attributes:
        profile: A BagIt Profile that each bag has to meet; ours applies to packages anyway.
        completeness_only: Leave out the digests.
        allow_unfetched: Accept a bag with files that are still to be fetched.
        cross_check: Ask the Library of Congress's `bagit` as well.
        limits: What an archive may unpack to.
        jobs: Number of threads that digest one bag; None for all cores.
    """

    profile: Profile | None = None
    completeness_only: bool = False
    allow_unfetched: bool = False
    cross_check: bool = False
    limits: Limits = field(default_factory=Limits)
    jobs: int | None = None
