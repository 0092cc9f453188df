"""*Hjælp nu*, *ring til mig*, and the answers on the help card."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from domain.callback import Tap
from handlers.roads import tap_of_youth
from services.call_me import after_low_answer, call_me
from services.help_card import DANGER, answer_card, ask_for_help, card_for_stranger
from services.receive import Road


def help_now(_: Tap) -> Road:
    """Return the road of *hjælp nu*: it brings the card whoever taps it, known or not.

    Old messages keep their buttons in the chat of a phone that was given up, and in that of
    somebody who was erased.
    """
    return replace(tap_of_youth(ask_for_help), stranger=card_for_stranger)


def ring_me(_: Tap) -> Road:
    """Return the road of *ring til mig*."""
    return tap_of_youth(call_me)


def card(tap: Tap) -> Road:
    """Return the road of an answer on the help card.

    Who says in a chat that nobody knows that they are in danger gets the card.
    """
    road = tap_of_youth(partial(answer_card, case_id=tap.id, value=tap.value))
    return replace(road, stranger=card_for_stranger) if tap.value in DANGER else road


def low_answer(tap: Tap) -> Road | None:
    """Return the road of the wish after a low answer."""
    if tap.value not in {"call", "write", "no"}:
        return None
    return tap_of_youth(partial(after_low_answer, wish=tap.value))
