"""The scenarios of the demo: what is set up before each, and what there is to play.

A step is one thing that the words of its key tell. Its acts are the same thing again, for the
test that plays each scenario and finds that its steps are true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from content.areas.demo import DemoKey
from content.audience import TextKey

AMAL, BO, MAJA, CONNY = "Amal", "Bo", "Maja", "Conny"


@dataclass(frozen=True, slots=True)
class Until:
    """A wall time of the site, days after the scenario's first day."""

    day: int
    at: time


@dataclass(frozen=True, slots=True)
class Open:
    """Open the link that stands on a phone."""

    who: str


@dataclass(frozen=True, slots=True)
class Tap:
    """Tap a button; `values` fill its label."""

    who: str
    label: TextKey
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Write:
    """Write a command, or words of the demo."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Tap a button of the newest message by its place, where its words are not ours to know."""

    who: str
    place: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the questions of the newest message, whatever they are."""

    who: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Send a voice message."""

    who: str


@dataclass(frozen=True, slots=True)
class Page:
    """Open the newest link on a phone, read there, fill in fields, and press a button."""

    who: str
    button: TextKey | None = None
    form: str = ""  # how the address of its form ends
    fields: Mapping[str, str] = field(default_factory=dict)
    shows: TextKey | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass."""

    until: Until


Act = Open | Tap | Write | Pick | Answer | Voice | Page | Wait


@dataclass(frozen=True, slots=True)
class Seen:
    """A phone shows messages of the robot with this wording, or did before they were changed."""

    who: str
    wording: TextKey
    times: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Without `seen` and `until` it is ticked by hand."""

    say: DemoKey
    acts: Sequence[Act] = ()
    until: Until | None = None
    seen: Seen | None = None


class Week(StrEnum):
    """Which week a scenario is played in: its Monday is the demo's Monday."""

    PLAIN = "plain"  # two weeks without holidays
    CLOCKS_BACK = "clocks_back"  # the clocks go back in the night to its Sunday


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario. It begins on `begins` after the demo's Monday, when `before` has been done."""

    id: str
    title: DemoKey
    about: DemoKey
    begins: Until
    week: Week = Week.PLAIN
    waiting: Sequence[str] = ()  # youths whose link stands on their phone
    enrolled: Sequence[str] = ()  # youths who have said yes
    has_cafe: bool = False
    before: Sequence[Act] = ()
    steps: Sequence[Step] = ()
