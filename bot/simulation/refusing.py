"""A store that refuses for a while, put around the real one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tx import Tx

P = ParamSpec("P")
R = TypeVar("R")


class Refusal:
    """Whether storage refuses now. It outlives the process that it is put into."""

    def __init__(self) -> None:
        self.is_on = False

    def wrap(self, store: Store) -> Store:
        """Return the store, refusing whenever this is on."""
        return _Refusing(store, self)


class _Refusing(Store):
    """Everything can be read, and nothing written: a full disk."""

    def __init__(self, inner: Store, refusal: Refusal) -> None:
        super().__init__(inner.dialect, *inner.parts)
        self._refusal = refusal

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Write, or say that the disk is full."""
        if self._refusal.is_on:
            raise StoreUnavailable("the disk is full; make room")
        return await super().write(verb, *args, **kwargs)
