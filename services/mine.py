"""/mig: what was agreed with a youth, what we promise, who reads, and what is held about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from content.areas.enrolment import EnrolmentKey as E
from content.areas.on_page import OnPageKey
from content.phrases import date_of, long_date
from domain.agreement import Agreement, IfQuiet
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons, Purpose
from domain.onboarding import Screen, ending
from domain.people import Actor, AgeBand, Youth, YouthStatus
from domain.wall import to_wall
from services.ask_trusted import ask_again_later
from services.attention_card import show_card
from services.buttons import button
from services.end_rows import end_of
from services.held import held
from services.old_buttons import old_button_of_youth
from services.onboarding_screens import (
    CHANNELS,
    IF_QUIET,
    days_in_words,
    hour_in_words,
    used_days,
)
from services.part_of_day import PARTS
from services.programme_of import programme_of
from services.say import Line, Voice, dedupe, to_youth
from services.say_plan import say_plan
from services.turn import Turn
from services.wish_erased import last_wish
from services.world import House
from storage import agreements
from storage import staff as staff_rows
from storage.tx import Tx

_AGES: Mapping[AgeBand | None, E] = MappingProxyType(
    {AgeBand.FROM_15_TO_17: E.MINE_AGE_15, AgeBand.ADULT: E.MINE_AGE_18}
)
_MINUTES_FOR_A_DOUBLE = timedelta(minutes=1)
_CHANGES = (
    (E.B_CHANGE_DAYS, Screen.DAYS),
    (E.B_CHANGE_HOUR, Screen.HOUR),
    (E.B_CHANGE_CHANNEL, Screen.CHANNEL),
    (E.B_CHANGE_IF_QUIET, Screen.IF_QUIET),
    (E.B_CHANGE_TRUSTED, Screen.TRUSTED),
)


def show_mine(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Answer /mig in two messages: what was agreed, and what we promise and hold.

    Names of others are never sent: of whom we may call, only how the number ends is said.
    """
    turn = Turn(tx, actor, now, house, incoming, youth)
    say_mine(turn, below=True)
    voice = Voice.own(tx, house, youth)
    cover = staff_rows.get(tx, youth.cover_id)
    readers = voice.say(E.MINE_READERS, vikar=cover.first_name if cover else "")
    words = (
        voice.say(E.HANDSHAKE),
        readers,
        "\n".join(held(tx, voice)),
        voice.say(E.MINE_SEE_ALL),
    )
    line = Line(
        purpose=Purpose.HELLO,
        key=E.MINE_HELD,
        text="\n\n".join(words),
        dedupe=dedupe(incoming, "held"),
        silent=True,
    )
    to_youth(tx, now, youth, line)
    programme = programme_of(tx, house, youth.programme_version_id)
    if house.attention and programme.risk is not None:
        show_card(tx, now, house, incoming, youth)


def say_mine(turn: Turn, *, lead: str = "", below: bool) -> None:
    """Say what was agreed, with a button to change each; `below` in a new message."""
    voice = Voice.own(turn.tx, turn.house, turn.youth)
    agreed = agreements.get(turn.tx, turn.youth.id)
    head = voice.say(E.MINE)
    plan = say_plan(voice, agreed.plan) if agreed.plan is not None else ""
    words = "\n\n".join(
        filter(None, (lead, head, "\n".join(_agreed(turn.tx, turn.now, voice, agreed)), plan))
    )
    line = Line(
        purpose=Purpose.HELLO,
        key=E.MINE,
        text=words,
        dedupe=dedupe(turn.incoming, "mine"),
        buttons=_buttons(voice, agreed) if turn.youth.status is YouthStatus.ACTIVE else (),
        edits_message_id=None if below else turn.incoming.message_id,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def still_trusted(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Take the youth's word that whom we may call is still the same person."""
    agreed = agreements.get(tx, youth.id)
    if agreed.trusted is None or youth.status is not YouthStatus.ACTIVE:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    if agreed.trusted_asked_at is None or now - agreed.trusted_asked_at > _MINUTES_FOR_A_DOUBLE:
        agreements.save(tx, now, youth.id, replace(agreed, trusted_asked_at=now))
        ask_again_later(tx, now, house, youth)
    turn = Turn(tx, actor, now, house, incoming, youth)
    say_mine(turn, lead=Voice.own(tx, house, youth).say(E.MINE_CONFIRMED), below=False)


def _agreed(tx: Tx, now: datetime, voice: Voice, agreed: Agreement) -> Sequence[str]:
    return [
        *_every(voice, agreed),
        *_end(tx, now, voice),
        *_wish(tx, now, voice),
        _days(voice, agreed),
        _hour(voice, agreed),
        _channel(voice),
        *_number(voice),
        _if_quiet(voice, agreed),
        _trusted(voice, agreed),
        _handshake(voice, agreed),
        *_age(voice),
    ]


def _every(voice: Voice, agreed: Agreement) -> Sequence[str]:
    """Return how often the two talk, and whether that is their own agreement or the plan's."""
    days, own = voice.youth.contact_interval_days, agreed.own_interval
    if voice.youth.status is not YouthStatus.ACTIVE:
        return ()
    if days == 1:
        return [voice.say(E.MINE_EVERY_DAY_OWN if own else E.MINE_EVERY_DAY)]
    return [voice.say(E.MINE_EVERY_OWN if own else E.MINE_EVERY, dage=days)]


def _end(tx: Tx, now: datetime, voice: Voice) -> Sequence[str]:
    """Return until when; the day itself ends nothing."""
    end, today = end_of(tx, voice.house, voice.youth), to_wall(now, voice.youth.zone).date()
    if end is None or voice.youth.status is not YouthStatus.ACTIVE:
        return ()
    if end < today:
        return [voice.say(E.MINE_END_OPEN)]
    return [voice.say(E.MINE_END, dato=date_of(end, today, voice.language))]


def _wish(tx: Tx, now: datetime, voice: Voice) -> Sequence[str]:
    """Return by when a wish to be erased is answered, while it waits."""
    wish, zone = last_wish(tx, voice.youth.id), voice.youth.zone
    if wish is None or wish.task.due_at is None:
        return ()
    due, today = to_wall(wish.task.due_at, zone).date(), to_wall(now, zone).date()
    return [voice.say(OnPageKey.MINE_WISH, dato=date_of(due, today, voice.language))]


def _days(voice: Voice, agreed: Agreement) -> str:
    if not agreed.days:
        return voice.say(E.MINE_DAYS_OPEN)
    used = used_days(voice, agreed)
    said = voice.say(E.MINE_DAYS, ugedage=days_in_words(voice, used))
    spare = [day for day in agreed.days if day not in used]
    if not spare:
        return said
    return f"{said} {voice.say(E.MINE_DAYS_SPARE, ugedage=days_in_words(voice, spare))}"


def _hour(voice: Voice, agreed: Agreement) -> str:
    if agreed.at is None:
        return voice.say(E.MINE_HOUR_OPEN)
    return voice.say(E.MINE_HOUR, klokken=hour_in_words(voice, agreed.at))


def _channel(voice: Voice) -> str:
    label = next(key for key, channel in CHANNELS if channel is voice.youth.channel)
    said = voice.say(label)
    return voice.say(E.MINE_CHANNEL, vej=said if said.isupper() else said[0].lower() + said[1:])


def _number(voice: Voice) -> Sequence[str]:
    phone = voice.youth.phone
    return [voice.say(E.MINE_NUMBER, ende=ending(phone))] if phone else []


def _if_quiet(voice: Voice, agreed: Agreement) -> str:
    label = next((key for key, wish in IF_QUIET if wish is agreed.if_quiet), None)
    if label is None:
        return voice.say(E.MINE_IF_QUIET_OPEN)
    if agreed.if_quiet is IfQuiet.TRUSTED:  # the button says "I", and that is the youth
        return voice.say(E.MINE_IF_QUIET_TRUSTED)
    said = voice.say(label)
    parts = [said[0].lower() + said[1:]]
    if agreed.if_quiet_part is not None:
        parts.append(voice.say(PARTS[agreed.if_quiet_part]))
    return voice.say(E.MINE_IF_QUIET, handling=", ".join(parts))


def _trusted(voice: Voice, agreed: Agreement) -> str:
    if agreed.trusted is None:
        return voice.say(E.MINE_TRUSTED_OPEN)
    return voice.say(E.MINE_TRUSTED, ende=ending(agreed.trusted.phone))


def _handshake(voice: Voice, agreed: Agreement) -> str:
    if agreed.handshake_at is None:
        return voice.say(E.MINE_HANDSHAKE_OPEN)
    dato = long_date(agreed.handshake_at, voice.youth.zone, voice.language)
    return voice.say(E.MINE_HANDSHAKE, dato=dato)


def _age(voice: Voice) -> Sequence[str]:
    """Return the age group that is held, so that a slip of the finger is seen."""
    band = voice.youth.age_band
    return [voice.say(_AGES[band])] if band in _AGES else []


def _buttons(voice: Voice, agreed: Agreement) -> Buttons:
    youth = voice.youth
    found = [
        (Button(voice.say(key), encode("fix", youth.id, f"{screen}-show")),)
        for key, screen in _CHANGES
    ]
    if agreed.trusted is not None:
        found.append(
            (button(voice.house, voice.language, E.B_STILL_TRUSTED, "trusted", youth.id),)
        )
    if youth.age_band in _AGES:
        found.append((button(voice.house, voice.language, E.B_CHANGE_AGE, "ownage", youth.id),))
    if agreed.handshake_at is None:
        deal = encode("fix", youth.id, f"{Screen.HANDSHAKE}-show")
        found.append((Button(voice.say(E.B_HANDSHAKE), deal),))
    return tuple(found)
