"""Advice in the words of who called: the library names arguments, and the command its options."""

from __future__ import annotations

import re

_OPTIONS = {
    "algorithms=": "--algorithm",
    "bag_info=": "--bag-info",
    "bagit_version=": "--bagit-version",
    "changed=": "--changed",
    "images=": "--images",
    "images_as='embedded'": "--images-as embedded",
    "images_as='fetched'": "--images-as fetched",
    "jobs=1": "--jobs 1",
    "replace=True": "--replace",
    "serialize=": "--serialize",
    "tag_files=": "--tag-file",
    "volume=": "--volume",
}
_ARGUMENT = re.compile(rf"(?<![^ (])(?:{'|'.join(_OPTIONS)})(?![^ ),;])")
_PYTHON_ONLY = re.compile(r" \((?:frus_pack\.)?open_bag opens any bag\)")


def with_options(message: str) -> str:
    """Return a message of the library with the options of the command for arguments."""
    message = _PYTHON_ONLY.sub("", message)
    return _ARGUMENT.sub(lambda match: _OPTIONS[match.group()], message)
