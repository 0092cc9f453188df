"""What a tap on each screen of the onboarding means: it is kept, or it is an old button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from types import MappingProxyType

from domain.agreement import Agreement, IfQuiet, with_if_quiet
from domain.onboarding import (
    Screen,
    items_answered,
    with_channel_chosen,
    with_day_turned,
    with_items_answered,
)
from domain.people import Channel
from services import onboarding_screens
from services.ask_trusted import keep_nobody
from services.guardian import keep_wish
from services.items_together import keep_item
from services.own_number import let_go_if_taken
from services.part_of_day import PARTS_OFFERED
from services.say import Voice
from services.turn import Turn
from storage import agreements
from storage import youths as youth_rows


@dataclass(frozen=True, slots=True)
class Onboarding:
    """One turn in the onboarding. `alone` is a single screen that /mig opened."""

    turn: Turn
    voice: Voice
    alone: bool

    @classmethod
    def of(cls, turn: Turn, *, alone: bool) -> Onboarding:
        """Return the onboarding of the youth as they stand now, after what this turn changed."""
        youth = youth_rows.get(turn.tx, turn.youth.id) or turn.youth
        return cls(replace(turn, youth=youth), Voice.own(turn.tx, turn.house, youth), alone)

    @property
    def agreed(self) -> Agreement:
        """Return what the youth has agreed so far."""
        return agreements.get(self.turn.tx, self.turn.youth.id)

    def save(self, agreed: Agreement) -> None:
        """Keep what the youth has agreed."""
        agreements.save(self.turn.tx, self.turn.now, self.turn.youth.id, agreed)


def _take_day(onboarding: Onboarding, choice: str) -> bool:
    verb, day = choice[:-1], choice[-1:]
    if verb not in {"on", "off"} or not day.isdecimal() or int(day) not in range(7):
        return False
    agreed = onboarding.agreed
    if (int(day) in agreed.days) is not (verb == "on"):
        onboarding.save(with_day_turned(agreed, int(day)))
    return True


def _take_hour(onboarding: Onboarding, choice: str) -> bool:
    hour = choice.removeprefix("at")
    offered = onboarding_screens.askable_hours(
        onboarding.voice, onboarding.agreed, onboarding.turn.now
    )
    if not hour.isdecimal() or int(hour) not in offered:
        return False
    onboarding.save(replace(onboarding.agreed, at=time(int(hour))))
    return True


def _take_channel(onboarding: Onboarding, choice: str) -> bool:
    channel = next((one for one in Channel if one.value == choice), None)
    if channel is None:
        return False
    turn = onboarding.turn
    youth_rows.change(turn.tx, turn.youth.id, channel=channel.value)
    let_go_if_taken(turn.tx, replace(turn.youth, channel=channel))
    onboarding.save(with_channel_chosen(onboarding.agreed))
    return True


def _take_if_quiet(onboarding: Onboarding, choice: str) -> bool:
    wish = next((one for one in IfQuiet if one.value == choice), None)
    if wish is not None:
        onboarding.save(with_if_quiet(onboarding.agreed, wish))
        return True
    if choice not in PARTS_OFFERED or onboarding.agreed.if_quiet is None:
        return False
    part = PARTS_OFFERED[choice]
    onboarding.save(replace(onboarding.agreed, if_quiet_part=part, if_quiet_note=""))
    return True


def _take_trusted(onboarding: Onboarding, choice: str) -> bool:
    """Take that nobody is to be called; whoever is, is typed."""
    if choice != "nobody":
        return False
    keep_nobody(
        onboarding.turn.tx, onboarding.turn.now, onboarding.turn.house, onboarding.turn.youth
    )
    return True


def _take_guardian(onboarding: Onboarding, choice: str) -> bool:
    turn = onboarding.turn
    return keep_wish(turn.tx, turn.now, turn.house, onboarding.turn.youth, choice)


def _take_item(onboarding: Onboarding, choice: str) -> bool:
    place, _, raw = choice.partition(":")
    count = items_answered(onboarding.agreed)
    if not place.isdecimal():
        return False
    if int(place) < count:  # a second tap on what was answered
        return True
    if int(place) != count or not keep_item(onboarding.turn, count, raw):
        return False
    onboarding.save(with_items_answered(onboarding.agreed, count + 1))
    return True


def _take_handshake(onboarding: Onboarding, _: str) -> bool:
    agreed = onboarding.agreed
    if agreed.handshake_at is None:
        onboarding.save(replace(agreed, handshake_at=onboarding.turn.now))
    return True


def _typed(_: Onboarding, __: str) -> bool:
    return False  # nothing to tap but the ways out


# Each returns False for a value that no screen of ours offers now.
TAKE: Mapping[Screen, Callable[[Onboarding, str], bool]] = MappingProxyType(
    {
        Screen.DAYS: _take_day,
        Screen.HOUR: _take_hour,
        Screen.CHANNEL: _take_channel,
        Screen.NUMBER: _typed,
        Screen.IF_QUIET: _take_if_quiet,
        Screen.TRUSTED: _take_trusted,
        Screen.GUARDIAN: _take_guardian,
        Screen.ITEMS: _take_item,
        Screen.HANDSHAKE: _take_handshake,
    }
)
