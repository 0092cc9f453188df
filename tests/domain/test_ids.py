from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import ids
from domain.ids import EPOCH_MS, MAX_ID, IdSource, decode, encode

ANY_ID = st.integers(0, MAX_ID)


def reading(moments: list[int]) -> IdSource:
    clock: Iterator[int] = iter(moments)
    return IdSource(lambda: next(clock), node=3)


@given(st.lists(st.integers(EPOCH_MS - 10, EPOCH_MS + 2**40), min_size=2, max_size=50))
def test_ids_of_one_source_rise_whatever_the_clock_does(moments: list[int]) -> None:
    source = reading(moments)
    made = [source.new() for _ in moments]
    assert all(earlier < later for earlier, later in pairwise(made))


@given(st.integers(EPOCH_MS, EPOCH_MS + 2**41 - 1), st.integers(0, 1023))
def test_an_id_holds_the_millisecond_and_the_node(now: int, node: int) -> None:
    made = IdSource(lambda: now, node).new()
    assert made >> 22 == now - EPOCH_MS
    assert made >> 12 & 1023 == node
    assert 0 <= made <= MAX_ID


def test_ids_rise_when_a_millisecond_has_no_sequence_left() -> None:
    source = IdSource(lambda: EPOCH_MS, 1023)
    made = [source.new() for _ in range(5000)]
    assert made == sorted(set(made))
    assert made[4096] >> 22 == 1
    assert all(number >> 12 & 1023 == 1023 for number in made)


def test_threads_that_share_a_source_never_get_the_same_id() -> None:
    source = IdSource(lambda: EPOCH_MS + 5)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: source.new(), range(2000)))
    assert len(set(made)) == 2000


@given(ANY_ID, st.integers(EPOCH_MS, EPOCH_MS + 2**40))
def test_a_restart_after_the_clock_was_set_back_goes_on_above_what_is_stored(
    stored: int, now: int
) -> None:
    if stored >> 22 == 2**41 - 1:
        stored -= 1 << 22
    assert IdSource(lambda: now, after=stored).new() > stored or stored == 0


def test_a_node_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 1023"):
        IdSource(lambda: 0, 1024)


def test_a_clock_past_the_last_millisecond_is_an_error() -> None:
    with pytest.raises(OverflowError, match="2089"):
        IdSource(lambda: EPOCH_MS + 2**41).new()


@given(ANY_ID)
def test_an_encoded_id_comes_back(number: int) -> None:
    text = encode(number)
    assert len(text) == ids.WIDTH
    assert decode(text) == number


@given(ANY_ID, ANY_ID)
def test_encoded_ids_sort_as_the_ids_do(one: int, other: int) -> None:
    assert (encode(one) < encode(other)) == (one < other)


@given(st.text(max_size=20))
def test_foreign_text_is_no_id_or_the_very_text_of_one(text: str) -> None:
    number = decode(text)
    assert number is None or encode(number) == text


@pytest.mark.parametrize("text", ["", "0", "z" * 13, "il0ou00000000", "0" * 14])
def test_what_was_never_written_is_not_read(text: str) -> None:
    assert decode(text) is None


@pytest.mark.parametrize("number", [-1, MAX_ID + 1])
def test_a_number_that_is_no_id_is_not_encoded(number: int) -> None:
    with pytest.raises(ValueError, match="not an id"):
        encode(number)
