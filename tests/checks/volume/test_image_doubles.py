"""Files that are the same."""

from __future__ import annotations

from pathlib import Path

from frus_pack.checks.volume.images import same_files


def test_only_what_is_the_same_byte_for_byte_is_told(tmp_path: Path) -> None:
    large = b"a" * 200_000
    contents = {
        "one": large,
        "two": large,
        "other end": large[:-1] + b"b",
        "other middle": large[:100_000] + b"b" + large[:99_999],
        "longer": large + b"a",
        "small": b"x",
        "also small": b"x",
        "empty": b"",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    files = [tmp_path / name for name in contents]
    found = [
        [file.name for file in group] for group in same_files([*files, tmp_path / "not there"])
    ]
    assert found == [["one", "two"], ["small", "also small"]]
