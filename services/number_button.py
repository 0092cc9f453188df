"""The one button below the chat: it sends the youth's own number, and goes away again."""

from __future__ import annotations

from content.areas.enrolment import EnrolmentKey
from domain.message import Purpose
from domain.onboarding import has_number_button, with_number_button, without_number_button
from services.onboarding_taken import Onboarding
from services.say import Line, dedupe, to_youth


def offer(onboarding: Onboarding) -> None:
    """Put the button below the chat. Telegram lets no message that is edited carry it."""
    turn = onboarding.turn
    onboarding.save(with_number_button(onboarding.agreed))
    line = Line(
        purpose=Purpose.HELLO,
        key=EnrolmentKey.NUMBER_BUTTON,
        text=onboarding.voice.say(EnrolmentKey.NUMBER_BUTTON),
        dedupe=dedupe(turn.incoming, "number_button"),
        ask_number=onboarding.voice.say(EnrolmentKey.B_SEND_NUMBER),
        silent=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def take_away(onboarding: Onboarding, lead: str) -> bool:
    """Take the button away with a message of its own; return whether it stood there.

    `lead` is what that message says; without one it says that the number can wait.
    """
    if not has_number_button(onboarding.agreed):
        return False
    turn = onboarding.turn
    onboarding.save(without_number_button(onboarding.agreed))
    line = Line(
        purpose=Purpose.HELLO,
        key=EnrolmentKey.NUMBER_LATER,
        text=lead or onboarding.voice.say(EnrolmentKey.NUMBER_LATER),
        dedupe=dedupe(turn.incoming, "no_number_button"),
        drop_keyboard=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)
    return True
