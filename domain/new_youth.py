"""What a worker fills in about a new youth, checked field by field. Nothing here knows words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.masking import mask
from domain.onboarding import number_in
from domain.people import LANGUAGES, AgeBand, Channel, Language
from domain.phone import world_number

LONGEST_NAME = 80
LONGEST_LINE = 300
LONGEST_COHORT = 60
FARTHEST_BACK = timedelta(days=731)
FARTHEST_AHEAD = timedelta(days=183)
# Where youths of the realm live; another zone is given to `holdfast youth invite`.
ZONES = ("Europe/Copenhagen", "Atlantic/Faroe", "America/Nuuk")
LINE = "hilsen"  # a field is named `hilsen programme slot`


class Field(StrEnum):
    """A field of the form, by its name there."""

    NAME = "navn"
    LANGUAGE = "sprog"
    ZONE = "bor"
    PROGRAMME = "program"
    COHORT = "hold"
    MENTOR = "medarbejder"
    COVER = "vikar"
    CHANNEL = "kontakt"
    PHONE = "telefon"
    AGE = "alder"
    YES = "ja"
    START = "start"


class Fault(StrEnum):
    """What is wrong with a field."""

    NEEDS_NAME = "needs_name"
    NAME_LONG = "name_long"
    COHORT_LONG = "cohort_long"
    NEEDS_CHOICE = "needs_choice"
    SAME_PERSON = "same_person"
    NEEDS_PHONE = "needs_phone"
    PHONE_TAKEN = "phone_taken"  # somebody else has it for SMS
    NEEDS_AGE = "needs_age"
    NEEDS_YES = "needs_yes"
    NEEDS_DATE = "needs_date"
    DATE_FAR = "date_far"
    LINE_LONG = "line_long"
    LINE_ASKS = "line_asks"
    CPR = "cpr"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewYouth:
    """A form without a fault. `lines` are caring messages by the slot of the programme."""

    name: str
    language: Language
    programme: str
    cohort: str | None = None
    mentor_id: int
    cover_id: int
    channel: Channel
    phone: str | None
    age_band: AgeBand | None
    starts_on: date
    lines: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None  # None: the site's own


@dataclass(frozen=True, slots=True)
class Known:
    """What may be chosen, and the local day of today."""

    programmes: Mapping[str, Collection[str]]  # the slots of each
    staff_ids: Collection[int]
    today: date
    numbers: Collection[str] = ()  # in use for SMS, with their country
    zone: str = ZONES[0]  # the site's own


def line_field(programme: str, slot: str) -> str:
    """Return the name of the field for one caring message."""
    return f"{LINE} {programme} {slot}"


def read_new_youth(typed: Mapping[str, str], known: Known) -> NewYouth | Mapping[str, Fault]:
    """Return what was filled in, or what is wrong, by the name of the field."""
    given = {name: " ".join(value.split()) for name, value in typed.items()}
    faults = _faults(given, known)
    if faults:
        return faults
    channel = Channel(given[Field.CHANNEL])
    programme = given[Field.PROGRAMME]
    language: Language = "en" if given[Field.LANGUAGE] == "en" else "da"
    return NewYouth(
        name=given[Field.NAME],
        language=language,
        programme=programme,
        cohort=given.get(Field.COHORT) or None,
        mentor_id=int(given[Field.MENTOR]),
        cover_id=int(given[Field.COVER]),
        channel=channel,
        phone=number_in(given.get(Field.PHONE, "")),
        age_band=None if channel is Channel.BOT else AgeBand(given[Field.AGE]),
        starts_on=date.fromisoformat(given[Field.START]),
        lines={
            slot: line
            for slot in known.programmes[programme]
            if (line := given.get(line_field(programme, slot), ""))
        },
        zone=given.get(Field.ZONE) or None,
    )


def _faults(given: Mapping[str, str], known: Known) -> dict[str, Fault]:
    found: dict[str, Fault | None] = {
        Field.NAME: _name(given.get(Field.NAME, "")),
        Field.LANGUAGE: _one_of(given.get(Field.LANGUAGE), LANGUAGES),
        Field.ZONE: _one_of(given.get(Field.ZONE) or None, (None, *ZONES)),
        Field.PROGRAMME: _one_of(given.get(Field.PROGRAMME), known.programmes),
        Field.COHORT: _cohort(given.get(Field.COHORT, "")),
        Field.MENTOR: _one_of(given.get(Field.MENTOR), [str(one) for one in known.staff_ids]),
        Field.COVER: _cover(given, known),
        Field.CHANNEL: _one_of(given.get(Field.CHANNEL), [one.value for one in Channel]),
        Field.START: _start(given.get(Field.START, ""), known.today),
        **_reached(given, known),
        **_lines(given, known),
    }
    return {name: fault for name, fault in found.items() if fault is not None}


def _name(name: str) -> Fault | None:
    if not name:
        return Fault.NEEDS_NAME
    if mask(name) != name:
        return Fault.CPR
    return Fault.NAME_LONG if len(name) > LONGEST_NAME else None


def _cohort(cohort: str) -> Fault | None:
    if mask(cohort) != cohort:
        return Fault.CPR
    return Fault.COHORT_LONG if len(cohort) > LONGEST_COHORT else None


def _one_of(value: str | None, choices: Collection[str | None]) -> Fault | None:
    return None if value in choices else Fault.NEEDS_CHOICE


def _cover(given: Mapping[str, str], known: Known) -> Fault | None:
    cover = given.get(Field.COVER)
    if cover and cover == given.get(Field.MENTOR):
        return Fault.SAME_PERSON
    return _one_of(cover, [str(one) for one in known.staff_ids])


def _reached(given: Mapping[str, str], known: Known) -> dict[str, Fault | None]:
    """Return what is wrong with how the youth is reached; without a bot more is needed."""
    phone = given.get(Field.PHONE, "")
    by_bot = given.get(Field.CHANNEL) == Channel.BOT.value
    if by_bot or not given.get(Field.CHANNEL):
        wrong = bool(phone) and number_in(phone) is None
        return {Field.PHONE: Fault.NEEDS_PHONE if wrong else None}
    ages = {AgeBand.FROM_15_TO_17.value, AgeBand.ADULT.value}
    return {
        Field.PHONE: _number(given, phone, known),
        Field.AGE: None if given.get(Field.AGE) in ages else Fault.NEEDS_AGE,
        Field.YES: None if given.get(Field.YES) else Fault.NEEDS_YES,
    }


def _number(given: Mapping[str, str], phone: str, known: Known) -> Fault | None:
    """Return what is wrong with a number; for SMS its country is known, and nobody else has it."""
    number = number_in(phone)
    if number is None or given.get(Field.CHANNEL) != Channel.SMS.value:
        return None if number else Fault.NEEDS_PHONE
    world = world_number(number)
    if world is None:
        return Fault.NEEDS_PHONE
    return Fault.PHONE_TAKEN if world in known.numbers else None


def _start(value: str, today: date) -> Fault | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return Fault.NEEDS_DATE
    return None if today - FARTHEST_BACK <= day <= today + FARTHEST_AHEAD else Fault.DATE_FAR


def _lines(given: Mapping[str, str], known: Known) -> dict[str, Fault | None]:
    programme = given.get(Field.PROGRAMME, "")
    names = [line_field(programme, slot) for slot in known.programmes.get(programme, ())]
    return {name: line_fault(given.get(name, "")) for name in names}


def line_fault(line: str) -> Fault | None:
    """Return what is wrong with a caring message: too long, a CPR number in it, or a question."""
    if len(line) > LONGEST_LINE:
        return Fault.LINE_LONG
    if mask(line) != line:
        return Fault.CPR
    return Fault.LINE_ASKS if "?" in line else None
