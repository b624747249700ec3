"""Volumes made for tests and benchmarks: as long and as various as those of the series, and
nothing in them is real. `volumes` makes them, `images` draws their pages, `faults` spoils them.

    python -m tests.corpus VOLUMES DIR [--documents 400] [--images] [--seed 1]
"""
