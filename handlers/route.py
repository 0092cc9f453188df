"""From a Telegram update to the road it takes: one lookup, no state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from telegram import CallbackQuery, Chat, Message, Update

from domain.callback import Tap, decode
from domain.incoming import Incoming
from handlers import (
    answers,
    cafe_taps,
    enrolment,
    fixes,
    help_taps,
    onboarding,
    pauses,
    rhythm_taps,
    staff_taps,
)
from handlers.membership import road_of_membership
from handlers.roads import OLD_BUTTON
from handlers.staff_day_taps import STAFF_DAY_TAPS
from handlers.words import road_of_message
from services.others import IN_A_GROUP, NOTHING
from services.receive import Road

TAPS: Mapping[str, Callable[[Tap], Road | None]] = {
    "lang": enrolment.language,
    "more": enrolment.more,
    "next": enrolment.onward,
    "age": enrolment.age,
    "yes": enrolment.yes,
    "no": enrolment.no,
    "sit": onboarding.sat,
    "fix": onboarding.fixed,
    "trusted": onboarding.same_person,
    "ownage": onboarding.own_age,
    "guardian": onboarding.guardian,
    "disagree": onboarding.not_so,
    "ans": answers.answered,
    "skip": answers.skipped,
    "again": answers.reopened,
    "amend": fixes.wanted,
    "amended": fixes.given,
    "letbe": fixes.left,
    "low": help_taps.low_answer,
    "callme": help_taps.ring_me,
    "helpnow": help_taps.help_now,
    "card": help_taps.card,
    "pause": pauses.weeks,
    "pausemonth": pauses.month,
    "pauseday": pauses.day,
    "resume": pauses.start_now,
    "stopcall": pauses.may_call,
    "later": rhythm_taps.later,
    "laterset": rhythm_taps.later_at,
    "laterback": rhythm_taps.not_later,
    "cmd": rhythm_taps.command,
    "tongue": rhythm_taps.tongue,
    "quiet": rhythm_taps.quiet,
    "elsewhere": rhythm_taps.elsewhere,
    "asnow": rhythm_taps.as_now,
    "asbefore": rhythm_taps.as_before,
    "topic": rhythm_taps.topic,
    "take": staff_taps.taken,
    "takeover": staff_taps.taken_over,
    "ack": staff_taps.seen,
    "talked": staff_taps.talked,
    "how": staff_taps.how,
    "nextcall": staff_taps.next_contact,
    "after": staff_taps.after,
    "notreached": staff_taps.not_reached,
    "when": staff_taps.when,
    "back": staff_taps.back,
    **STAFF_DAY_TAPS,
    **cafe_taps.CAFE_TAPS,
}


@dataclass(frozen=True, slots=True)
class Doors:
    """What *åbn* needs: an unguessable token for a link, and where our pages are."""

    new_token: Callable[[], str]
    public_url: str


@dataclass(frozen=True, slots=True)
class Routed:
    """Where an update goes, and from which chat it came."""

    incoming: Incoming
    road: Road


def route(update: Update, inbox_id: int, doors: Doors) -> Routed | None:
    """Return the road of an update, or None when it came from no chat.

    In a group nothing personal is said or kept; what is not meant for the bot has no answer.
    """
    chat = update.effective_chat
    if chat is None:
        return None
    came = partial(Incoming, inbox_id=inbox_id, chat_id=chat.id)
    if chat.type != Chat.PRIVATE:
        return Routed(came(), IN_A_GROUP if _is_addressed(update) else NOTHING)
    query, message = update.callback_query, update.message or update.edited_message
    if query is not None:
        shown = query.message
        if shown is None:
            return Routed(came(), road_of_tap(query, doors))
        incoming = came(message_id=shown.message_id, message_at=shown.date.astimezone(UTC))
        return Routed(incoming, road_of_tap(query, doors))
    if message is not None:
        about = message.reply_to_message
        incoming = came(
            message_id=message.message_id,
            sent_at=_utc(message),
            reply_to=about.message_id if about is not None else None,
        )
        return Routed(incoming, road_of_message(message, edited=update.message is None))
    if update.my_chat_member is not None:
        return Routed(came(), road_of_membership(update.my_chat_member))
    return Routed(came(), NOTHING)


def road_of_tap(query: CallbackQuery, doors: Doors) -> Road:
    """Return the road of a tapped button; what we did not write is an old button."""
    tap = decode(query.data)
    if tap is None:
        return OLD_BUTTON
    if tap.verb == "open":
        return staff_taps.opened(doors.new_token(), doors.public_url, tap)
    if tap.verb == "openy":
        return staff_taps.opened_youth(doors.new_token(), doors.public_url, tap)
    if tap.verb == "replies":
        return staff_taps.opened_replies(doors.new_token(), doors.public_url)
    if tap.verb == "cafepage":
        return cafe_taps.opened(doors.new_token(), doors.public_url, tap)
    if tap.verb == "newyouth":
        return onboarding.new_youth(doors.new_token(), doors.public_url)
    translate = TAPS.get(tap.verb)
    return (translate(tap) if translate else None) or OLD_BUTTON


def _is_addressed(update: Update) -> bool:
    message = update.message
    return update.callback_query is not None or bool(
        message and message.text and message.text.startswith("/")
    )


def _utc(message: Message) -> datetime:
    return message.date.astimezone(UTC)
