"""Answers of one word, and how many messages a text becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.plain_answer import to_danger
from domain.sms import Short, parts, plain, short_of


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("JA", Short.YES),
        ("ja!", Short.YES),
        ("Ja tak 😊", Short.YES),
        ("jaaa", Short.YES),
        ("jaja", Short.YES),
        ("Yes please.", Short.YES),
        ("nej", Short.NO),
        ("NEJ TAK!!", Short.NO),
        ("nejjj", Short.NO),
        ("no thanks", Short.NO),
        ("STOP", Short.STOP),
        ("stop.", Short.STOP),
        ("Afmeld", Short.STOP),
        ("ja men jeg har det dårligt", None),
        ("ja nej", None),
        ("nej 2", None),
        ("tak", None),
        ("stop det nu", None),
        ("jeg kan ikke stoppe", None),
        ("", None),
        ("??", None),
        ("👍", None),
    ],
)
def test_one_word_is_understood_and_one_more_is_for_a_human(
    text: str, means: Short | None
) -> None:
    assert short_of(text) is means


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    assert short_of(text) in {None, *Short}
    assert parts(plain(text)) >= 0


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("æøå" * 51, 1), ("€" * 81, 2), ("ë" * 70, 1), ("ë" * 71, 2)],
)
def test_a_network_counts_by_its_own_alphabet(text: str, count: int) -> None:
    assert parts(text) == count


def test_signs_that_cost_length_are_written_plainly() -> None:
    assert plain("I\u2019m here \u2013 call\u2026") == "I'm here - call..."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ja", Short.YES),
        ("Jaaa!!", Short.YES),
        ("ja jeg tør ikke være alene", Short.YES),
        ("nej tak", Short.NO),
        ("nej men snart", None),
        ("måske ja", None),
        ("", None),
        (None, None),
        ("stop", None),
    ],
)
def test_what_is_typed_under_the_question_of_danger(text: str | None, said: Short | None) -> None:
    assert to_danger(text) is said
