"""The form of a new youth is checked field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from domain.new_youth import Fault, Field, Known, NewYouth, line_field, read_new_youth
from domain.people import AgeBand, Channel

KNOWN = Known(programmes={"run": ["day_1"]}, staff_ids=[1, 2], today=date(2026, 3, 3))
LINE = line_field("run", "day_1")
FILLED = {
    "navn": "  Amal   Holm ",
    "sprog": "en",
    "program": "run",
    "medarbejder": "1",
    "vikar": "2",
    "kontakt": "bot",
    "start": "2026-03-03",
    LINE: " Jeg kom til at tænke på dig. ",
}
WITHOUT_BOT = {**FILLED, "kontakt": "sms", "telefon": "12 34 56 78", "alder": "15-17", "ja": "1"}


def read(**typed: str) -> NewYouth | Mapping[str, Fault]:
    return read_new_youth({**FILLED, **typed}, KNOWN)


def test_a_form_without_a_fault_is_read() -> None:
    found = read()
    assert isinstance(found, NewYouth)
    assert (found.name, found.language, found.channel) == ("Amal Holm", "en", Channel.BOT)
    assert (found.phone, found.age_band) == (None, None)
    assert found.lines == {"day_1": "Jeg kom til at tænke på dig."}


def test_without_a_bot_number_age_and_yes_are_given_in_the_room() -> None:
    found = read_new_youth({**WITHOUT_BOT, LINE: "", "sprog": "da"}, KNOWN)
    assert isinstance(found, NewYouth)
    assert (found.phone, found.age_band) == ("12345678", AgeBand.FROM_15_TO_17)
    assert (found.language, found.lines) == ("da", {})


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        (Field.NAME, " ", Fault.NEEDS_NAME),
        (Field.NAME, "a" * 81, Fault.NAME_LONG),
        (Field.NAME, "Amal 010190-1234", Fault.CPR),
        (Field.COHORT, "h" * 61, Fault.COHORT_LONG),
        (Field.COHORT, "010190-1234", Fault.CPR),
        (Field.LANGUAGE, "sv", Fault.NEEDS_CHOICE),
        (Field.PROGRAMME, "", Fault.NEEDS_CHOICE),
        (Field.MENTOR, "9", Fault.NEEDS_CHOICE),
        (Field.COVER, "", Fault.NEEDS_CHOICE),
        (Field.COVER, "1", Fault.SAME_PERSON),
        (Field.CHANNEL, "", Fault.NEEDS_CHOICE),
        (Field.START, "3. marts", Fault.NEEDS_DATE),
        (Field.START, "2020-03-03", Fault.DATE_FAR),
        (Field.START, "2027-03-03", Fault.DATE_FAR),
        (Field.PHONE, "123", Fault.NEEDS_PHONE),
        (LINE, "a" * 301, Fault.LINE_LONG),
        (LINE, "Hvordan går det?", Fault.LINE_ASKS),
        (LINE, "010190-1234", Fault.CPR),
    ],
)
def test_a_fault_is_named_at_its_field(field: str, value: str, fault: Fault) -> None:
    assert read(**{field: value}) == {field: fault}


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        (Field.PHONE, Fault.NEEDS_PHONE),
        (Field.AGE, Fault.NEEDS_AGE),
        (Field.YES, Fault.NEEDS_YES),
    ],
)
def test_without_a_bot_nothing_of_it_may_miss(field: str, fault: Fault) -> None:
    assert read_new_youth({**WITHOUT_BOT, field: ""}, KNOWN) == {field: fault}


def test_under_15_is_no_age_of_the_form() -> None:
    assert read_new_youth({**WITHOUT_BOT, "alder": "u15"}, KNOWN) == {Field.AGE: Fault.NEEDS_AGE}


def test_an_sms_needs_a_number_whose_country_is_known() -> None:
    given = {**WITHOUT_BOT, "telefon": "123 456 789"}
    assert read_new_youth(given, KNOWN) == {Field.PHONE: Fault.NEEDS_PHONE}
    called = read_new_youth({**given, "kontakt": "phone"}, KNOWN)
    assert isinstance(called, NewYouth), "a worker who dials it knows"


def test_where_they_live_is_one_of_the_zones_of_the_realm_or_left_to_the_site() -> None:
    nuuk, left = read(bor="America/Nuuk"), read()
    assert isinstance(nuuk, NewYouth)
    assert isinstance(left, NewYouth)
    assert (nuuk.zone, left.zone) == ("America/Nuuk", None)
    assert read(bor="Mars/Olympus") == {"bor": Fault.NEEDS_CHOICE}
