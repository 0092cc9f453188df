"""The pages of this process, served beside its other work."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.errors import UserError


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one.

    Raises:
        UserError: If the port is taken or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen()
    except OSError as error:
        sock.close()
        raise UserError(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Set WEB_PORT to a free port."
        ) from error
    return sock


@contextlib.asynccontextmanager
async def serving(pages: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Serve the pages on a socket until the end of the block.

    There is no access log: a fresh link stands in the address.
    """
    config = uvicorn.Config(
        pages, interface="asgi3", log_config=None, access_log=False, lifespan="off"
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
        sock.close()
