"""Each harness keeps its promises on its seeds, and on a few hundred inputs made of them."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.harnesses import HARNESSES

INPUTS = 300
_PIECES = (
    b"",
    b"\0",
    b"\xff" * 4,
    b"<",
    b"[[",
    b"\x80\0\0\1",
    b"\r\n",
    b"data/../x",
    b"%0A",
    b"-1",
)


def changed(random: Random, seed: bytes) -> bytes:
    """A seed with one to four changes: a bit, a piece put in, or a part taken out or doubled."""
    content = bytearray(seed)
    for _ in range(random.randint(1, 4)):
        at, length = random.randrange(len(content) + 1), random.choice((1, 4, 64))
        match random.randrange(4):
            case 0 if content:
                content[at % len(content)] ^= 1 << random.randrange(8)
            case 1:
                content[at:at] = random.choice(_PIECES)
            case 2:
                del content[at : at + length]
            case _:
                content[at:at] = content[at : at + length]
    return bytes(content)


@pytest.mark.parametrize("name", HARNESSES)
def test_a_harness_keeps_its_promises(name: str, thorough: bool) -> None:
    harness, seeds = HARNESSES[name]
    found = [seed for seed in seeds() if seed]
    for seed in found[:100]:
        harness(seed)
    random = Random(name)
    for _ in range(100 * INPUTS if thorough else INPUTS):
        harness(changed(random, random.choice(found)))
