"""A volume of any size takes little memory: it is read in pieces, a document at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

_HEAD = b'<TEI xml:id="frus1958-60v98" xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
_GOOD = b'<div type="document" xml:id="d2" n="2"><head>2. Letter</head><p>Good.</p></div>'
_END = b"</body></text></TEI>"
_WORDS = b"word " * 200_000
_MILLIONS = 300
_OUTSIDE = "outside its documents (at most 67108864)"

PACK = """\
import re, sys, frus_pack
for outcome in frus_pack.pack_all(sys.argv[1], sys.argv[2], jobs=1):
    print(outcome.status, outcome.error or outcome.path.name)
print(int(re.search("VmHWM:[^0-9]*([0-9]+) kB", open("/proc/self/status").read())[1]) < 250 << 10)
"""


@pytest.mark.parametrize(
    ("opens", "closes", "told"),
    [
        (
            b'<div type="document" xml:id="d1" n="1"><head>1. Long</head><p>',
            b"</p></div>" + _GOOD,
            [
                "failed frus1958-60v98.xml: d1, line 1: has 300000072 bytes: at most 4194304",
                "packed frus1958-60v98-d2",
            ],
        ),
        (
            _GOOD + b"<p>",
            b"</p>",
            [
                f"failed frus1958-60v98.xml: has 300000116 bytes {_OUTSIDE}",
            ],
        ),
    ],
    ids=["in a document", "outside"],
)
def test_a_body_of_300_mb_is_refused_in_little_memory(
    tmp_path: Path, opens: bytes, closes: bytes, told: list[str]
) -> None:
    path = tmp_path / "frus1958-60v98.xml"
    with path.open("wb") as volume:
        volume.write(_HEAD + opens)
        volume.writelines(_WORDS for _ in range(_MILLIONS))
        volume.write(closes + _END)
    run = subprocess.run(
        [sys.executable, "-c", PACK, path.name, "deposit"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == [*told, "True"]
