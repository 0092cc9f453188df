"""Work without threads: done at once, in order, with its errors kept for who asks."""

from __future__ import annotations

import threading

import pytest

from storage.here import Here


def test_work_is_done_before_the_caller_goes_on() -> None:
    done: list[int] = []
    here = Here()
    assert here.submit(lambda: done.append(threading.get_ident())).done()
    assert done == [threading.get_ident()]


def test_an_error_waits_for_whoever_looks() -> None:
    failed = Here().submit(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        failed.result()


def test_nothing_is_taken_after_the_end() -> None:
    here = Here()
    here.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        here.submit(lambda: None)
