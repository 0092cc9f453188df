"""The people of a simulation, read from `content/simulation/people.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from content.amounts import duration, shown, wrong
from content.errors import shown_path
from content.shapes import Shape, read_shape, read_text
from domain.people import Language

SIMULATION_FILE = Path(__file__).parent / "simulation" / "people.toml"
LAST_DAY = 3650

Percent = Annotated[int, Field(ge=0, le=100)]
Span = Annotated[timedelta, BeforeValidator(duration)]
Days = Annotated[int, Field(ge=1, le=LAST_DAY)]
Week = Annotated[int, Field(ge=1, le=53)]


def _span_of_days(written: object) -> tuple[int, int]:
    """Return the numbers of "30-200": from the first to the last, both counted."""
    remedy = 'write two numbers such as "30-200"'
    parts = str(written).split("-")
    if not isinstance(written, str) or len(parts) != 2 or not all(one.isdigit() for one in parts):
        raise wrong(f"{shown(written)} cannot be read", remedy)
    first, last = int(parts[0]), int(parts[1])
    if not 1 <= first <= last <= LAST_DAY:
        raise wrong(f"{shown(written)} is no time that passes", remedy)
    return first, last


def _span_of_minutes(written: object) -> tuple[int, int]:
    """Return the seconds of "2-40": from the shortest to the longest, in minutes."""
    shortest, longest = _span_of_days(written)
    return shortest * 60, longest * 60


Minutes = Annotated[tuple[int, int], BeforeValidator(_span_of_minutes)]  # in seconds
DayBetween = Annotated[tuple[int, int] | None, BeforeValidator(_span_of_days)]


class StaffKind(Shape):
    """How a member of staff works."""

    name: str
    takes: Percent
    within: Span
    reaches: Percent
    at_night: Percent
    forgets: Percent
    sick_days: Annotated[int, Field(ge=0, le=200)]
    looks_in_the_morning: bool = True
    noticed_after: Days | None = None


class AllStaff(Shape):
    """What holds for every member of staff; `a_call` and `another_time` are seconds."""

    writes_back: Percent
    a_call: Minutes
    another_time: Minutes
    red_within: Span
    sick_spells: Annotated[int, Field(ge=1, le=50)]


class WeeksOff(Shape):
    """Weeks of the calendar in which staff are away."""

    summer: list[Week]
    others: list[Week]


class Habits(Shape):
    """What holds for every youth unless their temperament says otherwise."""

    answers: Percent
    within: Span
    skips: Percent
    low: Percent
    comes: Percent
    writes: Percent
    asks_for_a_call: Percent
    answers_calls: Percent
    pauses: Percent
    english: Percent
    adult: Percent
    goes_on: Percent
    writes_answers: Percent
    says_more: Percent
    says_later: Percent
    suits: Percent
    picks_up: Percent
    answers_card: Percent
    says_stop: Percent


class Temperament(Shape):
    """A kind of young person. What is None is as with everybody."""

    name: str
    share: Annotated[int, Field(ge=0)]
    answers: Percent | None = None
    within: Span | None = None
    skips: Percent | None = None
    low: Percent | None = None
    comes: Percent | None = None
    writes: Percent | None = None
    asks_for_a_call: Percent | None = None
    answers_calls: Percent | None = None
    pauses: Percent | None = None
    english: Percent | None = None
    adult: Percent | None = None
    goes_on: Percent | None = None
    writes_answers: Percent | None = None
    says_more: Percent | None = None
    says_later: Percent | None = None
    suits: Percent | None = None
    picks_up: Percent | None = None
    answers_card: Percent | None = None
    says_stop: Percent | None = None
    fades_after: Days | None = None
    fades_to: Percent = 0
    silent_at_christmas: bool = False
    blocks: DayBetween = None
    back_after: Days | None = None
    new_phone: DayBetween = None
    at_night: bool = False
    cries: DayBetween = None
    help_now: DayBetween = None
    old_buttons: Percent = 0
    leaves: DayBetween = None
    declines: bool = False
    no_bot: bool = False
    sms: bool = False

    def habits(self, everybody: Habits) -> Habits:
        """Return the habits of everybody, with those of this temperament in their place."""
        own: dict[str, Any] = {
            name: value
            for name in Habits.model_fields
            if (value := getattr(self, name)) is not None
        }
        return everybody.model_copy(update=own)


class Texts(Shape):
    """Text messages: how young people answer them, what a gateway refuses, and who else writes."""

    in_words: Percent
    refused: Percent
    strangers: Annotated[int, Field(ge=0, le=1000)]
    strangers_cry: Percent


class Cafes(Shape):
    """What becomes of evenings."""

    called_off: Percent


class Sayings(Shape):
    """What somebody may write, in each language."""

    da: Annotated[list[str], Field(min_length=1)]
    en: Annotated[list[str], Field(min_length=1)]

    def of(self, language: Language) -> Sequence[str]:
        """Return those in a language."""
        return self.da if language == "da" else self.en


class Words(Shape):
    """What people write, by occasion."""

    ordinary: Sayings
    answer: Sayings
    cry: Sayings
    staff: Sayings


def _one_of_each(kinds: Sequence[Any]) -> Sequence[Any]:
    names = [one.name for one in kinds]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise wrong(f'"{double}" stands here twice', "give each kind a name of its own")
    if not names:
        raise wrong("nobody is described", "describe at least one kind")
    return kinds


def _somebody(kinds: Sequence[Temperament]) -> Sequence[Temperament]:
    if not any(one.share for one in kinds):
        raise wrong("no temperament has a share", "give at least one a share above 0")
    return kinds


class People(Shape):
    """Everybody who takes part in a simulation."""

    young_people_to_a_worker: Annotated[int, Field(ge=1, le=500)]
    staff: Annotated[list[StaffKind], AfterValidator(_one_of_each)]
    all_staff: AllStaff
    weeks_off: WeeksOff
    everybody: Habits
    temperaments: Annotated[
        list[Temperament], AfterValidator(_one_of_each), AfterValidator(_somebody)
    ]
    texts: Texts
    cafes: Cafes
    words: Words


def load_people(path: Path = SIMULATION_FILE) -> People:
    """Return the people; raises `ContentError` naming file, place and remedy."""
    return read_shape(read_text(path), People, file=shown_path(path))
