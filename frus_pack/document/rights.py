"""The statement on rights that this library drafts for a document of the series."""

from __future__ import annotations

RIGHTS = (
    "Public domain in the United States: a work of the United States Government (17 U.S.C. 105)."
)
