"""*Hvornår passer det bedst?*: the second tap of who wants to be called when they go quiet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.areas.by_hand import ByHandKey
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

PARTS: Mapping[PartOfDay, ByHandKey] = MappingProxyType(
    {
        PartOfDay.MORNING: ByHandKey.PART_MORNING,
        PartOfDay.AFTERNOON: ByHandKey.PART_AFTERNOON,
    }
)
# What can be tapped or chosen, and what is kept of it: it does not matter is nothing to keep.
PARTS_OFFERED: Mapping[str, PartOfDay | None] = MappingProxyType(
    {**{part.value: part for part in PartOfDay}, "any": None}
)
_LABELS: Mapping[str, ByHandKey] = {
    PartOfDay.MORNING.value: ByHandKey.B_MORNING,
    PartOfDay.AFTERNOON.value: ByHandKey.B_AFTERNOON,
    "any": ByHandKey.B_ANY_PART,
}


def label_of(value: str) -> ByHandKey:
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
    text = voice.say(ByHandKey.SIT_PART, medarbejder=voice.mentor.first_name)
    if alone:
        return Shown(ByHandKey.SIT_PART, text, rows(*choices, button(E.B_TO_MINE, "next")))
    out = row(button(E.B_NOT_NOW, "notnow"), help_now(voice.house, voice.youth))
    ways = rows(*choices, button(Key.B_SKIP, "skip")) + out
    return Shown(ByHandKey.SIT_PART, text, ways)
