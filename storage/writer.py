"""What a store is made of: somewhere to submit units of writing, and somewhere to look."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, Protocol

from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

OnWake = Callable[[str], None]


class Writer(Protocol):
    """Runs units of writing, each wholly or not at all."""

    def submit(self, unit: Callable[[Tx], Any]) -> Future[Any]:
        """Return what will hold the unit's result once it is committed, or its error."""
        ...

    def close(self) -> None:
        """Finish what was submitted, then let go of threads and connections."""
        ...


class Reader(Protocol):
    """Runs looks that see one consistent moment."""

    def submit(self, look: Callable[[Rx], Any]) -> Future[Any]:
        """Return what will hold the look's result, or its error."""
        ...

    def close(self) -> None:
        """Finish what was submitted, then let go of threads and connections."""
        ...


def tell(on_wake: OnWake, names: Iterable[str]) -> None:
    """Pass wakes on; what is committed stays so, whatever becomes of a wake."""
    for name in names:
        try:
            on_wake(name)
        except Exception:
            log.exception(
                "a wake was not passed on", extra={"action": "wake_failed", "wake": name}
            )
