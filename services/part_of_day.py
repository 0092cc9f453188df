"""*Hvornår passer det bedst?*: the second tap of who wants to be called when they go quiet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.areas.enrolment import EnrolmentKey as E
from content.audience import TextKey
from content.keys import Key
from domain.agreement import PartOfDay
from domain.callback import encode
from domain.message import Button
from domain.onboarding import Screen
from services.buttons import help_now, row, rows
from services.onboarding_screens import Shown
from services.say import Voice

PARTS: Mapping[PartOfDay, E] = MappingProxyType(
    {
        PartOfDay.MORNING: E.PART_MORNING,
        PartOfDay.AFTERNOON: E.PART_AFTERNOON,
    }
)
# What can be tapped or chosen, and what is kept of it: it does not matter is nothing to keep.
PARTS_OFFERED: Mapping[str, PartOfDay | None] = MappingProxyType(
    {**{part.value: part for part in PartOfDay}, "any": None}
)
_LABELS: Mapping[str, E] = {
    PartOfDay.MORNING.value: E.B_MORNING,
    PartOfDay.AFTERNOON.value: E.B_AFTERNOON,
    "any": E.B_ANY_PART,
}


def label_of(value: str) -> E:
    """Return what stands on the button or in the list of one of `PARTS_OFFERED`."""
    return _LABELS[value]


def part_screen(voice: Voice, *, alone: bool) -> Shown:
    """Return the screen that asks when; `alone` is one that /mig opened, which leads back there.

    What was chosen just before is kept already: this can be skipped.
    """
    verb = "fix" if alone else "sit"

    def button(key: TextKey, choice: str) -> Button:
        value = f"{Screen.IF_QUIET}-{choice}"
        return Button(voice.say(key), encode(verb, voice.youth.id, value))

    choices = [button(label_of(value), value) for value in PARTS_OFFERED]
    text = voice.say(E.SIT_PART, medarbejder=voice.mentor.first_name)
    if alone:
        return Shown(E.SIT_PART, text, rows(*choices, button(E.B_TO_MINE, "next")))
    out = row(button(E.B_NOT_NOW, "notnow"), help_now(voice.house, voice.youth))
    ways = rows(*choices, button(Key.B_SKIP, "skip")) + out
    return Shown(E.SIT_PART, text, ways)
