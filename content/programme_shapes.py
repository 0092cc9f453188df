"""What a programme file may hold, line by line. What belongs together is checked afterwards."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from content.amounts import days_of_week, opening_hours, staffed_hours
from content.programme_lines import (
    ClockTime,
    Duration,
    Name,
    ProgrammeKey,
    Rule,
    Text,
    WordingShape,
    WorkingDays,
)
from content.question_shapes import QuestionShape
from content.risk_shapes import RiskShape
from content.shapes import Shape
from domain.plan import LadderRung

Day = Annotated[int, Field(ge=0, le=1000)]  # after the youth's start, which is day 0
Before = Annotated[int, Field(ge=0, le=365)]  # days before the end of the regular contact
TierName = Literal["A", "B", "C"]


DutyName = Literal[
    "first_call",
    "items_together",
    "mi_talk",
    "caring_draft",
    "last_month",
    "exit_talk",
    "the_end",
]


class DaysShape(Shape):
    """A stretch of days after the start."""

    from_day: Day = 0
    until_day: Day | None = None
    tiers: list[TierName] = Field(default_factory=list)


class PhaseShape(Shape):
    """A named part of the programme."""

    title: WordingShape
    from_day: Day
    until_day: Day | None = None
    new_usual: bool = False


class WindowShape(DaysShape):
    """How often a human talks with the youth in a stretch of days."""

    human_every_days: Annotated[int, Field(ge=1, le=90)]


class DraftShape(Shape):
    """The line of one caring message, on a day after the start or so many before the end."""

    day: Day | None = None
    before_end: Before | None = None
    da: Text
    en: Text


class ItemsShape(Shape):
    """The ratings that take turns."""

    together_first: Annotated[int, Field(ge=0, le=10)] = 0
    questions: list[QuestionShape]


class ContactShape(DaysShape):
    """One recurring contact. Which lines it needs depends on its kind."""

    kind: Literal["checkin", "cafe", "caring", "duty"]
    at: ClockTime
    rule: Rule | None = None
    on_days: list[Day] = Field(default_factory=list)
    before_end: list[Before] = Field(default_factory=list)
    begins: ClockTime | None = None
    opening: WordingShape | None = None
    questions: list[QuestionShape] = Field(default_factory=list)
    late: Literal["send", "skip"] | None = None
    late_after: Duration | None = None
    remind_after: Duration | None = None
    window: Duration | None = None
    topic: Name | None = None
    always: list[Name] = Field(default_factory=list)
    rotate: Annotated[int, Field(ge=0, le=3)] = 0
    without: list[Name] = Field(default_factory=list)
    all_items: bool = False
    fixed: bool = False
    own_first: bool = False
    pick_up_after: Duration | None = None
    sms_window: Duration | None = None
    drafts: list[DraftShape] = Field(default_factory=list)
    duty: DutyName | None = None


class CafeShape(Shape):
    """What a series of cafés is usually like."""

    rule: Rule
    begins: ClockTime
    ends: ClockTime


class WaitsShape(Shape):
    """How long a case waits."""

    yellow_cover_after: Annotated[timedelta, BeforeValidator(staffed_hours)]
    yellow_coordinator_after: WorkingDays
    yellow_outcome: WorkingDays
    red_step: Duration
    red_outcome: Duration
    red_repeat: Duration
    red_repeat_later: Duration | None = None  # files of before do not have it
    remind_before: Duration | None = None  # nor this


class StepShape(Shape):
    """A rung of the ladder, and when it may be told of a yellow case."""

    rung: LadderRung
    weekdays: Annotated[frozenset[int], BeforeValidator(days_of_week)] | None = None
    hours: Annotated[tuple[time, time], BeforeValidator(opening_hours)] | None = None

    @property
    def is_bound(self) -> bool:
        """Return whether it may not be told at every staffed hour."""
        return self.weekdays is not None or self.hours is not None


def _step(written: object) -> object:
    return {"rung": written} if isinstance(written, str) else written


class BundleShape(Shape):
    """When several yellow cases of one worker are one message."""

    at: ClockTime
    lines: Annotated[int, Field(ge=2, le=20)] = 8
    window: Duration


class ProgrammeShape(Shape):
    """The whole file."""

    key: ProgrammeKey
    title: WordingShape
    contact_interval_days: Annotated[int, Field(ge=1, le=90)] | None = None
    word: WorkingDays
    jitter: Duration | None = None
    end_day: Annotated[int, Field(ge=1, le=1000)] | None = None
    ladder: list[Annotated[StepShape, BeforeValidator(_step)]]
    red_acknowledged_by: Annotated[int, Field(ge=1, le=5)] = 1
    waits: WaitsShape
    bundle: BundleShape | None = None
    phases: list[PhaseShape] = Field(default_factory=list)
    windows: list[WindowShape] = Field(default_factory=list)
    topics: dict[Name, WordingShape] = Field(default_factory=dict)
    items: ItemsShape | None = None
    follow_ups: list[QuestionShape] = Field(default_factory=list)
    cafe: CafeShape | None = None
    contacts: dict[Name, ContactShape]
    risk: RiskShape | None = None

    @property
    def rotating(self) -> list[QuestionShape]:
        """Return the ratings that take turns; none where the file has none."""
        return self.items.questions if self.items is not None else []
