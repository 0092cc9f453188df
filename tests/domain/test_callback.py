from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import ids
from domain.callback import MAX_BYTES, Tap, decode, encode

VERBS = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
VALUES = st.text(
    st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="."), max_size=34
)
IDS = st.integers(0, ids.MAX_ID)


@given(VERBS, IDS, VALUES)
def test_a_button_says_after_the_tap_what_it_said_before(
    verb: str, number: int, value: str
) -> None:
    data = encode(verb, number, value)
    assert len(data.encode()) <= MAX_BYTES
    assert decode(data) == Tap(verb, number, value)


@given(st.none() | st.text() | st.from_regex(r"v[12]\.[a-z]{1,13}\.[0-9a-z]{12,14}\.\w*"))
def test_foreign_data_is_nothing_or_exactly_what_we_would_write(data: str | None) -> None:
    tap = decode(data)
    assert tap is None or encode(tap.verb, tap.id, tap.value) == data


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "v1",
        "v0.answer.0000000000000.3",
        "v1.Answer.0000000000000.3",
        "v1.answer.000000000000.3",
        "v1.answer.0000000000000",
        "v1.answer.0000000000000.3.4",
        "v1.answer.0000000000000.å",
        "v1.answer.0000000000000.3\n",
        "v1.answer\n.0000000000000.3",
        "v1.answer.0000000000000." + "3" * 64,
    ],
)
def test_old_foreign_and_broken_data_says_nothing(data: str | None) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("verb", "value", "remedy"),
    [
        ("", "", "1-12"),
        ("ANSWER", "", "1-12"),
        ("a" * 13, "", "1-12"),
        ("answer", "1.5", "without"),
        ("answer", "blå", "ASCII"),
        ("answer", "x" * 60, "shorten"),
    ],
)
def test_a_button_that_cannot_be_read_back_is_never_made(
    verb: str, value: str, remedy: str
) -> None:
    with pytest.raises(ValueError, match=remedy):
        encode(verb, 1, value)
