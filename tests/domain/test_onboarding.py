"""The screens after a yes, and what a typed answer says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreement import Agreement, IfQuiet, Trusted
from domain.onboarding import (
    WAITS_FOR_WORDS,
    OpenScreen,
    Screen,
    after,
    ending,
    has_number_button,
    items_answered,
    missing,
    number_in,
    screens_of,
    trusted_in,
    with_channel_chosen,
    with_day_turned,
    with_items_answered,
    with_number_button,
    without_number_button,
)
from domain.people import AgeBand, Channel
from tests.domain.people import YOUTH

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_a_number_is_asked_for_only_with_sms_or_phone() -> None:
    assert Screen.NUMBER not in screens_of(YOUTH)
    assert Screen.NUMBER in screens_of(replace(YOUTH, channel=Channel.SMS))


def test_parents_are_a_screen_only_from_15_to_17() -> None:
    assert Screen.GUARDIAN not in screens_of(YOUTH)
    assert Screen.GUARDIAN in screens_of(replace(YOUTH, age_band=AgeBand.FROM_15_TO_17))


def test_every_screen_leads_to_the_next_and_the_last_to_the_end() -> None:
    seen, screen = [Screen.DAYS], after(YOUTH, Screen.DAYS)
    while screen is not None:
        seen.append(screen)
        screen = after(YOUTH, screen)
    assert seen == list(screens_of(YOUTH))
    assert after(YOUTH, Screen.NUMBER) is Screen.IF_QUIET, "also from a screen that is no more"


def test_nothing_is_missing_once_everything_is_chosen() -> None:
    agreed = Agreement(
        days=(1,),
        at=time(13),
        if_quiet=IfQuiet.CALL,
        trusted=Trusted(name="Sara", phone="12345678"),
        handshake_at=NOW,
    )
    asked = [screen for screen in screens_of(YOUTH) if screen is not Screen.ITEMS]
    assert list(missing(YOUTH, Agreement())) == asked, "ratings come again by the plan"
    assert list(missing(YOUTH, agreed)) == [Screen.CHANNEL]
    assert list(missing(YOUTH, with_channel_chosen(agreed))) == []


@given(st.lists(st.integers(min_value=0, max_value=6)))
def test_a_day_turned_twice_is_as_before(days: list[int]) -> None:
    agreed = Agreement()
    for day in [*days, *days]:
        agreed = with_day_turned(agreed, day)
    assert agreed.days == ()


def test_the_count_of_ratings_is_kept() -> None:
    assert items_answered(Agreement()) == 0
    assert items_answered(with_items_answered(Agreement(), 2)) == 2


@pytest.mark.parametrize("alone", [True, False])
def test_an_open_screen_is_found_again_and_closed(alone: bool) -> None:
    agreed = OpenScreen.put(Agreement(), Screen.TRUSTED, 77, NOW, alone=alone)
    read = Agreement.from_json(agreed.to_json())
    assert OpenScreen.of(read) == (Screen.TRUSTED, 77, alone)
    hours = (timedelta(), WAITS_FOR_WORDS, WAITS_FOR_WORDS + timedelta(seconds=1))
    assert [OpenScreen.waits_for_words(read, NOW + one) for one in hours] == [True, True, False]
    assert not OpenScreen.waits_for_words(OpenScreen.close(read), NOW)
    assert OpenScreen.of(OpenScreen.close(read)) is None
    assert OpenScreen.close(Agreement()) == Agreement()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12345678", "12345678"),
        ("12 34 56 78", "12345678"),
        ("ring +45 12 34 56 78 tak", "+4512345678"),
        ("12.34.56.78", "12345678"),
        ("1234567", None),
        ("kl. 14 i morgen", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sara 12345678", "Sara"),
        ("min storesøster Sara, 12 34 56 78", "min storesøster Sara"),
        ("12345678 - Sara", "Sara"),
        ("Sara\n12345678", "Sara"),
        ("12345678", ""),
    ],
)
def test_a_person_is_a_name_around_a_number(text: str, name: str) -> None:
    assert trusted_in(text) == Trusted(name=name, phone="12345678")


@pytest.mark.parametrize("text", ["Sara", "12345678 " + "ord " * 20])
def test_words_without_a_number_or_too_many_are_no_person(text: str) -> None:
    assert trusted_in(text) is None


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    found = trusted_in(text)
    assert found is None or found.phone.lstrip("+").isdigit()


def test_only_the_end_of_a_number_is_said() -> None:
    assert ending("12345678") == "78"


def test_the_button_of_the_number_is_noted_and_forgotten() -> None:
    agreed = Agreement(extra={"open_screen": "number 7 onboarding"})
    shown = with_number_button(agreed)
    assert has_number_button(shown)
    assert not has_number_button(agreed)
    assert without_number_button(shown) == agreed == without_number_button(agreed)
