"""Stores that do not do what they are asked, put around a real one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tx import Tx

P = ParamSpec("P")
R = TypeVar("R")


class FullStore(Store):
    """A store that can be read, and into which nothing can be written while `full`."""

    def __init__(self, inner: Store) -> None:
        super().__init__(inner.dialect, inner._writer, inner._reader)
        self.full = False

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Write, or say that the disk is full."""
        if self.full:
            raise StoreUnavailable("the disk is full; make room")
        return await super().write(verb, *args, **kwargs)
