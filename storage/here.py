"""Work that is done by whoever asks for it, in their own thread, before they go on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Here(Executor):
    """An executor without threads, for stepped runs: one thing at a time, in a fixed order."""

    def __init__(self) -> None:
        self._is_over = False

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run it now and return what holds its result, or its error.

        Raises:
            RuntimeError: After `shutdown`, like any executor.
        """
        if self._is_over:
            raise RuntimeError("cannot take new work after shutdown")
        done: Future[R] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - whoever looks at the result gets it
            done.set_exception(error)
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """Take no more work; all that was taken is done."""
        self._is_over = True
