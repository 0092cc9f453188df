"""The scenarios of the demo: what is set up before each, and what there is to play.

A step is one thing that the words of its key tell. Its acts are the same thing again, for the
test that plays each scenario and finds that its steps are true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time

from content.areas.demo import DemoKey
from content.audience import TextKey

AMAL, BO, MAJA, CONNY = "Amal", "Bo", "Maja", "Conny"


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
class Answer:
    """Answer an open question by its first button, and the next, until there is none."""

    who: str


@dataclass(frozen=True, slots=True)
class Page:
    """Open the page behind the newest link on a phone, and press the button that saves."""

    who: str


Act = Open | Tap | Write | Answer | Page


@dataclass(frozen=True, slots=True)
class Until:
    """A wall time of the site, days after the scenario's first day."""

    day: int
    at: time


@dataclass(frozen=True, slots=True)
class Seen:
    """A phone shows a message of the robot with this wording, or did before it was changed."""

    who: str
    wording: TextKey


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Without `seen` and `until` it is ticked by hand."""

    say: DemoKey
    acts: Sequence[Act] = ()
    until: Until | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario. It begins on `begins` after the demo's Monday, when `before` has been done."""

    id: str
    title: DemoKey
    about: DemoKey
    begins: Until
    waiting: Sequence[str] = ()  # youths whose link stands on their phone
    enrolled: Sequence[str] = ()  # youths who have said yes
    has_cafe: bool = False
    before: Sequence[Act] = ()
    steps: Sequence[Step] = ()
