"""A Dask cluster of worker processes that only this machine can reach.

    python -m tests.support.dask_cluster

starts two, prints the address of its scheduler, and ends with its standard input.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import dask
from distributed import LocalCluster


@contextmanager
def local_cluster(workers: int = 2) -> Iterator[LocalCluster]:
    """Workers of one thread each and a scheduler in this process; none has a dashboard, for
    which bokeh would have to be installed. What they write goes with them."""
    with (
        TemporaryDirectory() as scratch,
        dask.config.set(temporary_directory=scratch),
        LocalCluster(
            processes=True,
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
        ) as cluster,
    ):
        yield cluster


if __name__ == "__main__":
    with local_cluster() as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
