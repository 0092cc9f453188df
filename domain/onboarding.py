"""The few screens after a yes: which there are, what is missing, and what a typed answer says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain.agreement import Agreement, Trusted
from domain.people import AgeBand, Channel, Youth
from domain.whom_to_call import is_chosen

_NUMBER = re.compile(r"\+?\d(?:[ .\-/()]{0,3}\d){7,14}(?!\d)")
_LONGEST_NAME = 60  # characters; what is longer is no name but words to us
_AROUND = " \t\n,.:;-()/"
_EXTRA_CHANNEL = "channel_chosen"
_OPEN = "open_screen"
_ITEMS = "items_answered"
_BUTTON = "number_button"
# Later, words are no longer the answer: they go the way of all words.
WAITS_FOR_WORDS = timedelta(hours=1)


class Screen(StrEnum):
    """What is asked, in this order."""

    DAYS = "days"
    HOUR = "hour"
    CHANNEL = "channel"
    NUMBER = "number"  # only with SMS or phone; typed, or shared as a contact
    IF_QUIET = "quiet"
    TRUSTED = "trusted"  # typed
    GUARDIAN = "guardian"  # only from 15 to 17
    ITEMS = "items"  # the first ratings, answered together with the worker
    HANDSHAKE = "hand"


TYPED = frozenset({Screen.NUMBER, Screen.TRUSTED})


def screens_of(youth: Youth) -> Sequence[Screen]:
    """Return the screens that this youth sees."""
    absent: set[Screen] = set()
    if youth.channel is Channel.BOT:
        absent.add(Screen.NUMBER)
    if youth.age_band is not AgeBand.FROM_15_TO_17:
        absent.add(Screen.GUARDIAN)
    return [screen for screen in Screen if screen not in absent]


def after(youth: Youth, screen: Screen) -> Screen | None:
    """Return the screen that follows, or None when that was the last."""
    order = list(Screen)
    later = order[order.index(screen) + 1 :]
    return next((one for one in screens_of(youth) if one in later), None)


def missing(youth: Youth, agreed: Agreement) -> Sequence[Screen]:
    """Return what the youth has not chosen: the worker asks about it, never the bot."""
    has = {
        Screen.DAYS: bool(agreed.days),
        Screen.HOUR: agreed.at is not None,
        Screen.CHANNEL: _EXTRA_CHANNEL in agreed.extra,
        Screen.NUMBER: youth.phone is not None,
        Screen.IF_QUIET: agreed.if_quiet is not None,
        Screen.TRUSTED: is_chosen(agreed),
        Screen.GUARDIAN: True,  # the guardian step has a duty of its own
        Screen.ITEMS: True,  # their turn comes again by the plan
        Screen.HANDSHAKE: agreed.handshake_at is not None,
    }
    return [screen for screen in screens_of(youth) if not has[screen]]


def with_day_turned(agreed: Agreement, day: int) -> Agreement:
    """Return the agreement with one weekday (Monday is 0) taken in, or out again."""
    days = set(agreed.days) ^ {day}
    return replace(agreed, days=tuple(sorted(days)))


def items_answered(agreed: Agreement) -> int:
    """Return how many of the first ratings have been answered."""
    return int(agreed.extra.get(_ITEMS, "0"))


def with_items_answered(agreed: Agreement, count: int) -> Agreement:
    """Return the agreement with the note how many of the first ratings have been answered."""
    return replace(agreed, extra={**agreed.extra, _ITEMS: str(count)})


def with_channel_chosen(agreed: Agreement) -> Agreement:
    """Return the agreement with the note that the youth chose how to be reached."""
    return replace(agreed, extra={**agreed.extra, _EXTRA_CHANNEL: "yes"})


def has_number_button(agreed: Agreement) -> bool:
    """Return whether the button that sends the own number stands below the chat."""
    return _BUTTON in agreed.extra


def with_number_button(agreed: Agreement) -> Agreement:
    """Return the agreement with the note that the button stands there."""
    return replace(agreed, extra={**agreed.extra, _BUTTON: "yes"})


def without_number_button(agreed: Agreement) -> Agreement:
    """Return the agreement with the note that the button is gone."""
    left = {name: value for name, value in agreed.extra.items() if name != _BUTTON}
    return replace(agreed, extra=left)


class OpenScreen:
    """Which typed screen waits for words, and the message in the chat that asks."""

    @staticmethod
    def put(
        agreed: Agreement, screen: Screen, message_id: int, asked_at: datetime, *, alone: bool
    ) -> Agreement:
        """Return the agreement with that screen open since `asked_at` (UTC).

        `alone` says that nothing follows it.
        """
        since = int(asked_at.timestamp())
        kept = f"{screen.value} {message_id} {'alone' if alone else 'sitting'} {since}"
        return replace(agreed, extra={**agreed.extra, _OPEN: kept})

    @staticmethod
    def close(agreed: Agreement) -> Agreement:
        """Return the agreement with no screen open."""
        left = {name: value for name, value in agreed.extra.items() if name != _OPEN}
        return replace(agreed, extra=left)

    @staticmethod
    def of(agreed: Agreement) -> tuple[Screen, int, bool] | None:
        """Return the open screen, its message, and whether it stands alone; None without one."""
        parts = agreed.extra.get(_OPEN, "").split()
        if len(parts) < 3:
            return None
        return Screen(parts[0]), int(parts[1]), parts[2] == "alone"

    @staticmethod
    def waits_for_words(agreed: Agreement, now: datetime) -> bool:
        """Return whether the screen was asked so short a time before `now` (UTC) that it waits."""
        parts = agreed.extra.get(_OPEN, "").split()
        if len(parts) != 4:
            return False
        return now - datetime.fromtimestamp(int(parts[3]), UTC) <= WAITS_FOR_WORDS


def number_in(text: str) -> str | None:
    """Return the telephone number in a text, digits only with a leading plus kept; else None."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = "".join(filter(str.isdigit, found[0]))
    return f"+{digits}" if found[0].startswith("+") else digits


def without_number(text: str) -> str:
    """Return what stands around the telephone number of a text; all of it without one."""
    found = _NUMBER.search(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found is not None else text
    return " ".join(rest.split()).strip(_AROUND)


def trusted_in(text: str) -> Trusted | None:
    """Return the person whom somebody wrote down: a name and a number.

    None when there is no number, or so many words around it that somebody tells us something.
    """
    number, name = number_in(text), without_number(text)
    if number is None:
        return None
    return None if len(name) > _LONGEST_NAME else Trusted(name=name, phone=number)


def ending(number: str) -> str:
    """Return the last two digits of a number, by which its owner knows it."""
    return number[-2:]
