"""*Senere*: the question goes away softly, and comes back when the youth chose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.phrases import when_under
from domain import checkin as rules
from domain.checkin import CheckIn, CheckInState
from domain.clocks import talking_until
from domain.incoming import Incoming
from domain.later import TIME_TO_ANSWER, Later, choices
from domain.message import Buttons, OutboxState, Purpose
from domain.people import Actor, Youth
from domain.plan import PlannedContact
from services.buttons import button
from services.cafe_line import line_text
from services.find_checkin import contact_of, open_checkin
from services.free_day import is_free
from services.next_words import show_question
from services.own_times import next_askable, quiet_of
from services.prompt import question_buttons, question_text, question_wording
from services.quiet_prompts import close_in_place, quieten_others
from services.say import Line, Voice, answer_youth, dedupe, to_youth
from services.turn import Turn
from services.world import House
from storage import checkins, outbox
from storage.tx import Rx, Tx

_LABELS: Mapping[Later, TextKey] = {
    Later.HOUR: RhythmKey.B_IN_AN_HOUR,
    Later.TONIGHT: RhythmKey.B_TONIGHT,
    Later.TOMORROW: RhythmKey.B_TOMORROW,
}


def ask_when(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
) -> None:
    """Offer when the question may come back; its words stay as they are."""
    found = open_checkin(Turn(tx, actor, now, house, incoming, youth), checkin_id)
    if found is None:
        return
    checkin = found[0]
    offered = _choices(tx, now, house, youth, checkin)
    if not offered:
        answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, RhythmKey.LATER_NOT_NOW)
        return
    line = Line(
        purpose=Purpose.THANKS,
        key=RhythmKey.B_LATER,
        text="",
        dedupe=dedupe(incoming, "later"),
        buttons=_buttons(house, youth, checkin, offered),
        edits_message_id=incoming.message_id,
        keep_text=True,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)


def come_later(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
    wish: Later,
) -> None:
    """Close the question in place, and let it come back when the youth chose.

    It is a sign of life and no answer. The one reminder, if it has not been, moves along.
    """
    found = open_checkin(Turn(tx, actor, now, house, incoming, youth), checkin_id)
    if found is None:
        return
    checkin, contact = found
    at = _choices(tx, now, house, youth, checkin).get(wish)
    voice = Voice.of(tx, house, youth, now)
    if at is None:  # the buttons are old: that time is over
        answer_youth(tx, now, voice, incoming, RhythmKey.LATER_NOT_NOW)
        return
    after = rules.later(checkin, at, _remind_at(tx, house, youth, contact, checkin, at))
    checkins.save(tx, after)
    written = incoming.message_at or checkin.opened_at
    comes = when_under(at, now, written, youth.zone, youth.language)
    answer_youth(tx, now, voice, incoming, RhythmKey.LATER_SET, edit=True, hvornaar=comes)
    quieten_others(tx, now, house, youth, after, tapped=incoming.message_id)
    tx.wake("tend_checkins")


def show_again(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
) -> None:
    """Put the answers back under the question."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    found = open_checkin(turn, checkin_id)
    if found is not None:
        show_question(turn, *found)


def come_back(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Ask the question that waited once more, in a new message.

    Where the quiet hours have moved meanwhile, it waits for their end. Where the day has got a
    check-in of its own meanwhile, it is closed for good instead.
    """
    leaves = _leaves(tx, now, house, youth, checkin, now)
    if leaves is None:
        _let_go(tx, now, house, youth, checkin)
        return
    _ask_once_more(tx, now, house, youth, checkin, leaves, f"later:{checkin.later_at:%Y%m%d%H%M}")


def comes_again(
    rx: Rx, now: datetime, house: House, youth: Youth, checkin: CheckIn
) -> datetime | None:
    """Return when a question that was put off comes (UTC); None for one that does not.

    What the youth has changed since counts: their quiet hours, and a day that has got a question
    of its own. It comes in the chat in which it was put off, whatever road they have chosen since.
    """
    at, waits = checkin.later_at, checkin.state is CheckInState.OPEN
    if at is None or not waits or not youth.may_be_asked or youth.is_paused(at):
        return None
    leaves = _leaves(rx, now, house, youth, checkin, max(at, now))
    return leaves if leaves is not None and leaves < checkin.expires_at else None


def _leaves(
    rx: Rx, now: datetime, house: House, youth: Youth, checkin: CheckIn, at: datetime
) -> datetime | None:
    """Return when a question leaves that is to come at `at`; None where its day is taken."""
    leaves = quiet_of(rx, house, youth.id).ends(at, youth.zone) or at
    return leaves if is_free(rx, now, house, youth, checkin, leaves) else None


def ask_anew(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Ask what is open in the chat in which the youth is now; the old one is nobody's any more."""
    for checkin in checkins.open_of(tx, youth.id):
        prompt = outbox.get(tx, checkin.prompt_outbox_id)
        came = prompt is not None and prompt.state is OutboxState.SENT
        if came and checkin.later_at is None and now < checkin.expires_at:
            leaves = quiet_of(tx, house, youth.id).ends(now, youth.zone) or now
            name = f"moved:{checkin.prompt_outbox_id}"
            _ask_once_more(tx, now, house, youth, checkin, leaves, name)


def _ask_once_more(
    tx: Tx,
    now: datetime,
    house: House,
    youth: Youth,
    checkin: CheckIn,
    leaves: datetime,
    name: str,
) -> None:
    contact = contact_of(tx, house, checkin)
    cafe = line_text(tx, now, house, youth, checkin)
    line = Line(
        purpose=Purpose.LATER,
        key=question_wording(contact, checkin),
        text=question_text(house, youth, contact, checkin, leaves, between=cafe),
        dedupe=f"checkin:{checkin.id}:{name}",
        buttons=question_buttons(house, youth, contact, checkin),
        due_at=leaves,
        late_at=checkin.expires_at,
        checkin_id=checkin.id,
    )
    outbox_id = to_youth(tx, now, youth, line)
    checkins.save(tx, rules.come_back(checkin, outbox_id or checkin.prompt_outbox_id))


def put_off(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Keep a question that was to come back out of the talk that goes on.

    It comes at the next hour that suits after the talk, and the message says so; where that
    leaves no time to answer, it is closed in place.
    """
    at = _after_the_talk(tx, now, house, youth)
    if at is None or at + TIME_TO_ANSWER > checkin.expires_at:
        _let_go(tx, now, house, youth, checkin)
        return
    contact = contact_of(tx, house, checkin)
    after = rules.later(checkin, at, _remind_at(tx, house, youth, contact, checkin, at))
    checkins.save(tx, after)
    comes = when_under(at, now, checkin.opened_at, youth.zone, youth.language)
    words = Voice.of(tx, house, youth, now).say(RhythmKey.LATER_SET, hvornaar=comes)
    line = Line(
        purpose=Purpose.CLOSE,
        key=RhythmKey.LATER_SET,
        text=words,
        dedupe=f"checkin:{checkin.id}:putoff:{at:%Y%m%d%H%M}",
        edits=checkin.prompt_outbox_id,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)


def _after_the_talk(tx: Tx, now: datetime, house: House, youth: Youth) -> datetime | None:
    return next_askable(tx, house, youth, talking_until(youth) or now)


def _let_go(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Close a question that finds no place any more; it counts as nothing."""
    checkins.save(tx, rules.moved(checkin, rules.cancel(checkin), now))
    close_in_place(tx, now, house, youth, checkin)


def _choices(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn
) -> Mapping[Later, datetime]:
    offered = choices(
        now,
        asked_at=checkin.opened_at,
        expires_at=checkin.expires_at,
        quiet=quiet_of(tx, house, youth.id),
        zone=youth.zone,
    )
    return {
        wish: at for wish, at in offered.items() if is_free(tx, now, house, youth, checkin, at)
    }


def _buttons(
    house: House, youth: Youth, checkin: CheckIn, offered: Mapping[Later, datetime]
) -> Buttons:
    each = [
        button(house, youth.language, _LABELS[wish], "laterset", checkin.id, wish.value)
        for wish in offered
    ]
    back = button(house, youth.language, RhythmKey.B_BACK, "laterback", checkin.id)
    return (*((one,) for one in each), (back,))


def _remind_at(
    rx: Rx,
    house: House,
    youth: Youth,
    contact: PlannedContact,
    checkin: CheckIn,
    at: datetime,
) -> datetime | None:
    if contact.remind_after is None or checkin.reminded_at is not None:
        return checkin.remind_at
    remind_at = next_askable(rx, house, youth, at + contact.remind_after)
    return remind_at if remind_at is not None and remind_at < checkin.expires_at else None
