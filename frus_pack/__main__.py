"""``python -m frus_pack`` is the command `frus-pack`."""

from frus_pack.cli import main

main()
