from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.masking import HIDDEN, mask

DAYS = st.dates(date(1930, 1, 1), date(2029, 12, 31))
LAST = st.integers(0, 9999).map("{:04}".format)
SHAPES = st.sampled_from(
    [
        "{d}{m}{y}-{n}",
        "{d}{m}{y} {n}",
        "{d}{m}{y}{n}",
        "{d}.{m}.{y}-{n}",
        "{d} {m} {y} {n}",
        "{d}-{m}-{y}-{n}",
        "{d}{m}{y} - {n}",
        "{d}{m}{y}\n{n}",
        "{d}{m}{y}\u2013{n}",
        "{d}/{m}/{y} {n}",
    ]
)
WORDS = st.text(st.characters(exclude_categories=("N", "Cs")), max_size=12)
PHONES = st.sampled_from(
    ["{}{}{}{}", "{} {} {} {}", "{}{} {}{}", "+45 {}{}{}{}", "+45{} {} {} {}", "0045{}{}{}{}"]
)
PAIRS = st.tuples(st.integers(20, 99), *[st.integers(0, 99)] * 3).map(
    lambda numbers: tuple(f"{number:02}" for number in numbers)
)


@given(DAYS, LAST, SHAPES, WORDS, WORDS)
def test_a_number_with_a_birthday_is_hidden_wherever_it_stands(
    born: date, last: str, shape: str, before: str, after: str
) -> None:
    number = shape.format(d=f"{born:%d}", m=f"{born:%m}", y=f"{born:%y}", n=last)
    assert mask(before + number + after) == before + HIDDEN + after


@given(DAYS, LAST, st.sampled_from([0xFF10, 0x0660, 0x1D7CE, 0x2080]))
def test_digits_of_another_script_hide_as_well(born: date, last: str, zero: int) -> None:
    number = f"{born:%d%m%y}-{last}".translate(
        {ord("0") + digit: zero + digit for digit in range(10)}
    )
    assert mask(f"mit cpr er {number}.") == f"mit cpr er {HIDDEN}."


@given(PAIRS, PHONES, WORDS, WORDS)
def test_a_telephone_number_is_never_hidden(
    pairs: tuple[str, ...], shape: str, before: str, after: str
) -> None:
    text = before + shape.format(*pairs) + after
    assert mask(text) == text


@given(st.text())
def test_text_with_fewer_than_ten_digits_stays_as_it_is(text: str) -> None:
    if len(re.findall(r"\d", text)) < 10 and text.isascii():
        assert mask(text) == text


@given(st.text(st.sampled_from("0123 -.a")))
def test_hiding_twice_hides_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "010203-4567",
        "0102034567",
        "01 02 03 4567",
        "01.02.03.4567",
        "0 1 0 2 0 3 4 5 6 7",
        "01 02 03-45 67",
        "01.02.2003-4567",
        "610203-4567",
        "01\u200b02\u200b03\u200b4567",
        "010203\u00a0-\u00a04567",
    ],
)
def test_every_way_of_writing_one_is_hidden(text: str) -> None:
    assert mask(text) == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "Vi ses 01.02.2024 kl. 15.30",
        "Ferie 01.02.24-05.02.24",
        "2024-02-01 10:30",
        "320203-4567",
        "011303-4567",
        "3 2 0 2 0 3 4 5 6 7",
        "Det koster 1.010.203.456 kr.",
        "100.000-200.000 kr.",
        "30 10 12 20 1530",
        "30 10 12 20 og 40 50 60 70",
        "sag 12345678901234567890",
        "0045 12 12 12 12",
        "01020345678",
    ],
)
def test_dates_amounts_and_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


def test_two_numbers_in_one_text_are_both_hidden_and_the_rest_stays() -> None:
    text = "Mor: 010203-4567, tlf 12 34 56 78, mig 311299 4321 12 år"
    assert mask(text) == f"Mor: {HIDDEN}, tlf 12 34 56 78, mig {HIDDEN} 12 år"


def test_a_number_right_after_a_hidden_one_is_hidden_too() -> None:
    assert mask("010203-45 67 01 02 03 4567") == f"{HIDDEN} {HIDDEN}"


def test_a_number_after_a_house_number_is_hidden() -> None:
    assert mask("nr 12 01 02 03 4567") == f"nr 12 {HIDDEN}"
