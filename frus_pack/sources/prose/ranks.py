"""The ranks of officers, as they precede a name: ``Brigadier General``, ``Lt.``"""

from __future__ import annotations

GRADES = r"Lieutenant|Major|Brigadier|Rear|Vice"
"""What precedes a rank: ``Rear Admiral``."""
OFFICERS = (
    r"Generalissimo|General|Admiral|Colonel|Captain|Major|Lieutenant|Commodore|(?:Field )?Marshal"
)
"""Ranks in words. ``Commander`` is not among them, because it is often an office."""
SHORT_OFFICERS = r"Gen|Adm|Col|Capt|Cdr|Lt|Maj"
"""Ranks as they are abbreviated, without the point."""
