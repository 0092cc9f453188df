"""Numbers as networks write them, and as the chat they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phone import chat_of_number, digits, number_of_chat, sender_number, world_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("22 33 44 55", "+4522334455"),
        ("22334455", "+4522334455"),
        ("+45 22 33 44 55", "+4522334455"),
        ("0045-22334455", "+4522334455"),
        ("45 22 33 44 55", "+4522334455"),
        ("+46 70 123 45 67", "+46701234567"),
        ("2233445", None),
        ("223344556", None),
        ("+45 2233445", None),
        ("+45 223344556", None),
        ("ring til Amal", None),
        ("", None),
    ],
)
def test_a_number_has_its_country_and_eight_digits_are_danish(
    typed: str, number: str | None
) -> None:
    assert world_number(typed) == number


@pytest.mark.parametrize(
    ("sent_by", "number"),
    [
        ("4522334455", "+4522334455"),
        ("46701234567", "+46701234567"),
        ("+4522334455", "+4522334455"),
        ("22334455", "+4522334455"),
        ("Posten", None),
        ("1272", None),
    ],
)
def test_a_gateway_may_leave_out_the_plus(sent_by: str, number: str | None) -> None:
    assert sender_number(sent_by) == number


def test_digits_have_the_country_and_no_sign() -> None:
    assert digits("22 33 44 55") == digits("+4522334455") == "4522334455"


@given(st.integers(10**7, 10**15 - 1))
def test_the_chat_of_a_number_is_no_chat_of_telegrams_and_leads_back(number: int) -> None:
    chat = chat_of_number(f"+{number}")
    assert number_of_chat(chat) == f"+{number}"
    assert -(2**63) < chat < -(2**52)


@given(st.integers(-(2**52), 2**52))
def test_a_chat_of_telegrams_has_no_number(chat: int) -> None:
    assert number_of_chat(chat) is None


def test_a_number_without_its_country_has_no_chat() -> None:
    with pytest.raises(ValueError, match="country"):
        chat_of_number("22334455")
