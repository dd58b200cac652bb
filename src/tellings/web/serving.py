"""Serve a case to the person in front of this machine.

In:   a case, a port, who works on it.
Out:  nothing; it serves until it is interrupted.
Holds: the socket is bound to a loopback address before anything is said, and to no other. The key is made anew each
time, and stands in the address that is printed and nowhere else.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable

import uvicorn

from tellings.errors import InputError
from tellings.web.app import make_app
from tellings.web.desk import Desk
from tellings.web.guard import KEY

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8765
_PATIENCE_SECONDS = 2  # for pages still being answered at an interrupt; one that watches a job may last
_JOB_SECONDS = 5.0  # for a job to come to the end of what it has in hand, such as one report
_TRIED = 20  # ports after the first that are tried where none was asked for


def serve(
    desk: Desk, *, host: str = "127.0.0.1", port: int | None = None, ready: Callable[[str], None]
) -> None:
    """Serve a case until interrupted. port: None is the first that is free from `PORT` on; 0 is any.

    ready: called with the address to open, once it answers. Raises: InputError for a host that is no loopback address,
    or a port that cannot be had.
    """
    if host not in LOOPBACK:
        raise InputError(
            f"{host}: the workbench is for one person on this machine, and serves on 127.0.0.1, localhost or ::1 only; "
            "leave --host out"
        )
    bound = bound_to(host, port)
    number = bound.getsockname()[1]
    key = secrets.token_urlsafe(24)
    app = make_app(desk, key=key, port=number)
    name = "[::1]" if host == "::1" else host
    address = f"http://{name}:{number}/?{KEY}={key}"
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE_SECONDS,
    )
    # What goes wrong in a page is said by `app`, in a line; uvicorn would print where in the code it happened.
    if os.environ.get("TELLINGS_DEBUG") != "1":
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    server = _Server(config, lambda: ready(address))
    try:
        server.run(sockets=[bound])
    finally:
        desk.jobs.close(_JOB_SECONDS)


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()


def bound_to(host: str, port: int | None) -> socket.socket:
    """Return a socket that is bound. port: as in `serve`. Raises: InputError for a port that cannot be had."""
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    wanted = [port] if port is not None else [*range(PORT, PORT + _TRIED), 0]
    for number in wanted:
        # The protocol is named: asyncio sends at once, without waiting for acknowledgements, where it sees TCP alone.
        bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            bound.bind((host, number))
            return bound
        except OSError as exc:
            bound.close()
            if number == wanted[-1]:
                raise InputError(
                    f"port {number} of {host} cannot be had: {exc.strerror}; choose another with --port"
                ) from exc
    raise AssertionError("at least one port is tried")
