"""Hears wakes that other processes sent through PostgreSQL."""

from __future__ import annotations

import logging
import selectors
import socket
from threading import Thread

import psycopg
from psycopg import sql

from storage.writer import OnWake, tell

log = logging.getLogger(__name__)

CHANNEL = "holdfast_wake"
AGAIN_SECONDS = 1.0  # between two tries to connect; a wake lost meanwhile costs one tick


class Listener:
    """One thread with one connection; tries again for as long as it is not closed.

    Args:
        url: The address of the database, as psycopg takes it.
        sender: What our own notifications begin with; they are passed over.
        on_wake: Is told the name of every other wake, in this thread.
    """

    def __init__(self, url: str, sender: str, on_wake: OnWake) -> None:
        self._url = url
        self._sender = sender
        self._on_wake = on_wake
        self._stop, self._stopped = socket.socketpair()
        # A daemon, so that a process whose store nobody closed can still end.
        self._thread = Thread(target=self._run, name="holdfast-listen", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening; returns when the connection is closed. May be repeated."""
        if self._stop.fileno() < 0:
            return
        self._stop.send(b"x")
        self._thread.join()
        self._stop.close()
        self._stopped.close()

    def _run(self) -> None:
        while True:
            try:
                with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as connection:
                    connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
                    if not self._hear(connection):
                        return
            except psycopg.Error as error:
                log.warning(
                    "not listening for wakes; trying again",
                    extra={"action": "listen_failed", "error": type(error).__name__},
                )
            if self._is_stopped_within(AGAIN_SECONDS):
                return

    def _hear(self, connection: psycopg.Connection) -> bool:
        """Pass wakes on until closed (False) or the connection is gone (raises)."""
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._stopped, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if self._stopped in ready:
                    return False
                for notice in connection.notifies(timeout=0):
                    sender, _, name = notice.payload.partition(" ")
                    if sender != self._sender:
                        tell(self._on_wake, [name])

    def _is_stopped_within(self, seconds: float) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self._stopped, selectors.EVENT_READ)
            return bool(selector.select(seconds))
