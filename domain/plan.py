"""A programme: what is sent when, what counts as late, and who is told in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from typing import Literal

from domain.bundle import Bundle
from domain.people import Tier
from domain.question import Question, Wording
from domain.risk import Policy
from domain.step_hours import StepHours
from domain.task import TaskKind

LadderRung = Literal["mentor", "cover", "coordinator"]


class ContactKind(StrEnum):
    """What kind of contact the bot begins."""

    CHECKIN = "checkin"
    CAFE = "cafe"
    CARING = "caring"  # asks nothing, has no buttons, makes no sound, and is never missed
    DUTY = "duty"  # something the worker does: a row of theirs, no message
    WINDOW = "window"  # a new stretch of the plan begins: the agreed interval changes


class LateRule(StrEnum):
    """What happens to a prompt that could not go out at its time."""

    SEND = "send"  # still worth sending within its window
    SKIP = "skip"  # recorded as skipped with the reason


ASKS = frozenset({ContactKind.CHECKIN, ContactKind.CAFE})
NO_TIERS: frozenset[Tier] = frozenset()
# How closely a youth is followed from day 91 on when nobody has agreed anything.
USUAL_TIER = Tier.B


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days after the youth's start, which is day 0. Both ends belong to it.

    With `tiers` it holds only for youths of those tiers; without, for all.
    """

    first: int = 0
    last: int | None = None
    tiers: frozenset[Tier] = NO_TIERS

    def hold(self, day: int) -> bool:
        """Return whether a day lies in the stretch."""
        return self.first <= day and (self.last is None or day <= self.last)

    def are_for(self, tier: Tier | None) -> bool:
        """Return whether the stretch is for youths of a tier; `None` is the usual one."""
        return not self.tiers or (tier or USUAL_TIER) in self.tiers


@dataclass(frozen=True, slots=True)
class Phase:
    """A named part of the programme, as staff speak of it.

    With `new_usual` a youth's own usual answers are learnt anew from its first day on.
    """

    title: Wording
    days: Days
    new_usual: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """How often a human talks with the youth in a stretch of days."""

    days: Days
    human_every_days: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a youth may stop hearing about."""

    key: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Draft:
    """The line of a caring message, unless the worker has written one of their own.

    One that comes so many days `before_end` has as `day` the usual one of them.
    """

    day: int
    line: Wording
    before_end: int | None = None

    @property
    def slot(self) -> str:
        """Return under which name the worker's own line is kept: `day_7`."""
        return f"day_{self.day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedContact:
    """A contact that comes again and again, or on named days after the youth's start.

    `rule` is an RFC 5545 rule in local wall time (for example `FREQ=WEEKLY;BYDAY=TU`), `at` the
    local time; where `on_days` are given they stand instead of the rule, which is empty then.
    `before_end` are days before the end of the regular contact, which staff set for each youth.
    `late_after` is how long after its time it may still go out; `remind_after` and `window` count
    from the moment it was sent. A café names when it begins (`event_after`, from the prompt).

    A check-in asks the items in `always`, then `rotate` of those whose turn it is (never those in
    `without`), then `questions`. With `all_items` its days are three and three, and each three
    asks every item. A `fixed` one keeps its own days and time, whatever a youth has chosen.
    With `own_first` its own questions come before the items. Who has not answered the first one
    after `pick_up_after` is a duty of the worker: have they come, or are they to be fetched?
    Whom the bot does not reach is asked by nobody but the worker then; with `sms_window` who has
    text messages is asked by SMS as well, whether they are okay, and answers for so long.
    `items` and `follow_ups` are those of the programme.
    """

    key: str
    kind: ContactKind
    rule: str
    at: time
    questions: tuple[Question, ...]
    opening: Wording  # stands before the first question; may use {navn}, {hvornaar}
    late: LateRule
    late_after: timedelta
    remind_after: timedelta | None
    window: timedelta
    event_after: timedelta | None = None
    on_days: tuple[int, ...] = ()
    before_end: tuple[int, ...] = ()
    days: Days = Days()
    topic: str | None = None
    always: tuple[str, ...] = ()
    rotate: int = 0
    without: tuple[str, ...] = ()  # items that do not take their turn here
    all_items: bool = False
    fixed: bool = False
    own_first: bool = False
    pick_up_after: timedelta | None = None
    sms_window: timedelta | None = None
    items: tuple[Question, ...] = ()
    follow_ups: tuple[Question, ...] = ()
    drafts: tuple[Draft, ...] = ()
    duty: TaskKind | None = None

    @property
    def is_at_own_times(self) -> bool:
        """Return whether it comes at the days and the time that the youth has chosen."""
        return self.kind is ContactKind.CHECKIN and not self.fixed

    @property
    def is_of_the_file(self) -> bool:
        """Return whether the programme's file plans it; an evening of a series has no rule."""
        return bool(self.rule or self.has_named_days)

    @property
    def has_named_days(self) -> bool:
        """Return whether it comes on a few named days: one that is left out would not come again.

        They count from the start, or back from the end.
        """
        return bool(self.on_days or self.before_end)

    @property
    def is_notice(self) -> bool:
        """Return whether it tells the youth that the regular contact ends."""
        return bool(self.before_end) and self.kind is ContactKind.CHECKIN

    def question(self, key: str) -> Question | None:
        """Return a question that this contact may ask, by its key, or None."""
        every = (*self.questions, *self.items, *self.follow_ups)
        return next((question for question in every if question.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long a case waits. Yellow counts staffed hours and working days, red counts minutes.

    Every wait is longer than nothing, so that a case always moves on and never at once, and
    `red_repeat_later` is no shorter than `red_repeat`; anything else raises `ValueError`.
    """

    yellow_cover_after: timedelta  # staffed time until the cover is told
    yellow_coordinator_working_days: int
    yellow_outcome_working_days: int
    red_step: timedelta
    red_outcome: timedelta
    red_repeat: timedelta
    red_repeat_later: timedelta  # once everybody has been told often enough to have seen it
    remind_before: timedelta = timedelta(minutes=15)  # a taken case goes on: its taker hears it

    def __post_init__(self) -> None:
        """Refuse waits that would not wait."""
        for name in self.__slots__:
            if getattr(self, name) <= type(getattr(self, name))():
                raise ValueError(f"Wait {name} must be longer than nothing.")
        if self.red_repeat_later < self.red_repeat:
            raise ValueError("Wait red_repeat_later must not be shorter than red_repeat.")


@dataclass(frozen=True, slots=True)
class UsualCafe:
    """What a series of cafés is usually like: by which rule, from when until when (wall time)."""

    rule: str
    begins: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One version of a programme as it was read from its file."""

    key: str
    title: Wording
    contact_interval_days: int
    contacts: tuple[PlannedContact, ...]
    ladder: tuple[LadderRung, ...]
    waits: Waits
    word_working_days: int  # an unanswered word must be read within this many working days
    text: str = ""  # the file itself, kept word for word
    phases: tuple[Phase, ...] = ()
    windows: tuple[Window, ...] = ()
    topics: tuple[Topic, ...] = ()
    items: tuple[Question, ...] = ()  # the ratings that take turns
    items_together: int = 0  # so many of them are asked in the room on day 0
    jitter: timedelta = timedelta(0)  # a prompt comes up to so much later than its time
    cafe: UsualCafe | None = None
    risk: Policy | None = None  # attention points; None where the file has none
    # When a rung may be told of a yellow case; those without: whenever somebody is at work.
    step_hours: Mapping[LadderRung, StepHours] = field(default_factory=dict)
    bundle: Bundle | None = None  # several yellow cases of one worker as one message
    red_people: int = 1  # so many must have acknowledged a red case, its taker among them
    end_day: int | None = None  # the usual end of the regular contact; staff may set another day

    def contact(self, key: str) -> PlannedContact:
        """Return the planned contact with that key; raises `KeyError` when there is none."""
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found

    def find(self, key: str) -> PlannedContact | None:
        """Return the planned contact with that key, or None."""
        return next((contact for contact in self.contacts if contact.key == key), None)

    @property
    def last_notice(self) -> int:
        """Return how many days before the end it is said for the last time; 0 where it is not."""
        notices = (min(one.before_end) for one in self.contacts if one.is_notice)
        return min(notices, default=0)

    def interval_on(self, day: int, tier: Tier | None) -> int:
        """Return how often a human talks with the youth on a day after the start, in days."""
        for window in self.windows:
            if window.days.hold(day) and window.days.are_for(tier):
                return window.human_every_days
        return self.contact_interval_days

    def phase_on(self, day: int) -> Phase | None:
        """Return the phase that a day after the start lies in, or None."""
        return next((phase for phase in self.phases if phase.days.hold(day)), None)
