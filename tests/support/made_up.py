"""How many examples of made-up input a test takes."""

from __future__ import annotations

from hypothesis import settings


def examples(times: int) -> int:
    """So many times what the profile has, which is more under ``--thorough``."""
    profile = settings.get_profile(settings.get_current_profile_name())
    return times * profile.max_examples
