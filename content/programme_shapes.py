"""What a programme file may hold, line by line. What belongs together is checked afterwards."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from content.amounts import clock_time, duration, shown, staffed_hours, working_days, wrong
from content.shapes import Shape
from domain.cadence import check_rule
from domain.plan import LadderRung

LONGEST_TEXT = 1000


def _name(written: object) -> str:
    # Part of the callback data of buttons, which Telegram cuts at 64 bytes.
    if isinstance(written, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,23}", written, re.ASCII):
        return written
    remedy = "write at most 24 small letters, digits and _, beginning with a letter"
    raise wrong(f"{shown(written)} is no name", remedy)


def _programme_key(written: object) -> str:
    if isinstance(written, str) and re.fullmatch(r"[a-z][a-z0-9-]{0,39}", written, re.ASCII):
        return written
    remedy = "write the file's name without .toml: at most 40 small letters, digits and -"
    raise wrong(f"{shown(written)} is no name of a programme", remedy)


def _wording(written: object) -> object:
    if not isinstance(written, str):
        return written  # refused by its type
    if not written.strip():
        raise wrong("is empty", "write the wording")
    if len(written) > LONGEST_TEXT or not written.replace("\n", "").isprintable():
        remedy = f"write at most {LONGEST_TEXT} ordinary characters"
        raise wrong(f"{shown(written)} cannot be sent", remedy)
    return written


def _rule(written: object) -> str:
    remedy = 'write a rule such as "FREQ=WEEKLY;BYDAY=TU"'
    if not isinstance(written, str):
        raise wrong(f"{shown(written)} is no rule", remedy)
    try:
        check_rule(written)
    except ValueError as error:
        what, _, better = str(error).rpartition(": ")
        raise wrong(what or str(error), better.rstrip(".") or remedy) from error
    return written


Name = Annotated[str, BeforeValidator(_name)]
Text = Annotated[str, BeforeValidator(_wording)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
ClockTime = Annotated[time, BeforeValidator(clock_time)]
WorkingDays = Annotated[int, BeforeValidator(working_days)]


class WordingShape(Shape):
    """One text in both languages."""

    da: Text
    en: Text


class OptionShape(Shape):
    """One button of a choice."""

    key: Name
    label: WordingShape
    low: bool = False


class QuestionShape(Shape):
    """One question. Which lines it needs depends on its kind."""

    key: Name
    kind: Literal["scale", "choice", "free_text"]
    text: WordingShape
    options: list[OptionShape] = Field(default_factory=list)
    lowest: Annotated[int, Field(ge=0, le=10)] | None = None
    highest: Annotated[int, Field(ge=0, le=10)] | None = None
    low_up_to: Annotated[int, Field(ge=0, le=10)] | None = None


class ContactShape(Shape):
    """One recurring prompt."""

    kind: Literal["checkin", "cafe"]
    rule: Annotated[str, BeforeValidator(_rule)]
    at: ClockTime
    begins: ClockTime | None = None
    opening: WordingShape
    questions: list[QuestionShape]
    late: Literal["send", "skip"]
    late_after: Duration
    remind_after: Duration | None = None
    window: Duration | None = None


class WaitsShape(Shape):
    """How long a case waits."""

    yellow_cover_after: Annotated[timedelta, BeforeValidator(staffed_hours)]
    yellow_coordinator_after: WorkingDays
    yellow_outcome: WorkingDays
    red_step: Duration
    red_outcome: Duration
    red_repeat: Duration
    red_repeat_later: Duration | None = None  # files of before do not have it


class ProgrammeShape(Shape):
    """The whole file."""

    key: Annotated[str, BeforeValidator(_programme_key)]
    title: WordingShape
    contact_interval_days: Annotated[int, Field(ge=1, le=90)]
    word: WorkingDays
    ladder: list[LadderRung]
    waits: WaitsShape
    contacts: dict[Name, ContactShape]
