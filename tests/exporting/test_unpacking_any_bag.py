"""Whatever a valid bag holds, in whatever archive: what is unpacked is the folder packed."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import frus_pack
from frus_pack.bag.tag_files import paths
from frus_pack.storage.publishing import first_difference
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag

pytestmark = pytest.mark.slow

MISREAD = re.compile(r"[\x01-\x1f\x7f]|;[0-9]*$")
CHARACTERS = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="/\\\0")
SEGMENTS = st.one_of(
    st.sampled_from(["a", "b.txt", "%2e%2e", "%", "%0A", "a\nb", " x ", "n" * 120, "é", "e\u0301"]),
    st.text(CHARACTERS, min_size=1, max_size=12),
)
NAMES = st.lists(SEGMENTS, min_size=1, max_size=3).map(lambda parts: "/".join(["data", *parts]))
SIZES = st.sampled_from([0, 1, 511, 512, 513, 130_000, 262_144, 262_145, 1_100_000])
PAYLOADS = st.dictionaries(NAMES, st.tuples(SIZES, st.integers(0, 9)), max_size=6)
ALGORITHMS = st.lists(st.sampled_from(["md5", "sha1", "sha256", "sha512"]), min_size=1, unique=True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(PAYLOADS, ALGORITHMS)
def test_what_is_unpacked_is_what_was_packed(
    payload: dict[str, tuple[int, int]], algorithms: list[str]
) -> None:
    assume(not any(map(paths.unsafe, payload)))
    parents = {path.rsplit("/", depth)[0] for path in payload for depth in (1, 2)}
    assume(not parents & payload.keys())
    contents = {path: random.Random(seed).randbytes(n) for path, (n, seed) in payload.items()}
    with TemporaryDirectory() as folder:
        bag = make_bag(Path(folder) / "bag", contents, algorithms=algorithms)
        assume(frus_pack.validate(bag).ok)
        # Programs do not agree on a control character in the name of a zip file, or on ``;1`` at
        # its end, a version on VMS.
        zipped = () if any(map(MISREAD.search, payload)) else (as_zip(bag),)
        for archive in (as_tar(bag), as_tar_gz(bag), *zipped, bag):
            unpacked = frus_pack.unpack(archive, Path(folder) / "to")
            assert unpacked == Path(folder) / "to" / "bag"
            assert first_difference(unpacked, bag) is None
            shutil.rmtree(Path(folder) / "to")
