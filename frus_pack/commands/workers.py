"""The workers of a command: processes of its own, or a Dask cluster."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from frus_pack.errors import ExecutorError

F = TypeVar("F", bound=Callable[..., Any])

_PATIENCE = 5
"""Seconds to wait for a scheduler."""


def worker_options(command: F) -> F:
    """Give a command the options `--jobs` and `--dask`."""
    jobs = click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="Processes; one a core."
    )
    dask = click.option(
        "--dask", metavar="ADDRESS", help="Leave the work to a Dask cluster: tcp://HOST:8786."
    )
    return jobs(dask(command))


@contextmanager
def executor_of(dask: str | None, jobs: int | None) -> Iterator[Executor | None]:
    """Give the executor of the Dask cluster with this scheduler; None without one.

    Raises ExecutorError if no scheduler answers. Raises UsageError if the address is not one, if
    jobs are given as well, and if Dask is not installed.
    """
    if dask is None:
        yield None
        return
    if jobs is not None:
        raise click.UsageError("a Dask cluster has its own workers: give --dask or --jobs")
    try:
        from distributed import Client
    except ImportError as error:
        advice = "pip install 'frus-pack[dask]'"
        raise click.UsageError(f"--dask needs Dask, which is not installed ({advice})") from error
    # When a scheduler goes away, these log tracebacks. The caller gets our own error instead.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _knock(dask)
    with Client(dask, timeout=_PATIENCE, set_as_default=False) as client:
        yield client.get_executor()


def _knock(address: str) -> None:
    """Check that a Dask scheduler answers; a client would wait for anything else for ever."""
    from distributed.comm.addressing import get_address_host_port
    from distributed.comm.core import connect
    from distributed.security import Security

    async def knock() -> None:
        arguments = Security().get_connection_args("client")
        comm = await connect(address, timeout=_PATIENCE, **arguments)
        await comm.close()

    try:
        get_address_host_port(address)
    except ValueError as error:
        raise click.UsageError(f"--dask {address}: {error}") from error
    try:
        asyncio.run(asyncio.wait_for(knock(), _PATIENCE))
    except Exception as error:  # what answers may be anything
        why = str(error) or f"nothing within {_PATIENCE} seconds"
        raise ExecutorError(f"--dask {address}: no scheduler answers there ({why})") from error
