"""A youth answers a check-in: by a tap, by *spring over*, or in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.keys import Key
from content.phrases import when
from domain import checkin as rules
from domain.callback import encode
from domain.case import CaseKind
from domain.checkin import CheckIn, Effect, Move
from domain.incoming import Incoming
from domain.message import Button, Buttons, Purpose
from domain.people import Actor, Youth
from domain.plan import ContactKind, PlannedContact
from domain.reply import Reply, ReplyKind
from services.human_contact import sign_of_life
from services.others import old_button_of_youth
from services.outbox_work import prove_sent
from services.prompt import question_buttons, question_text
from services.quiet_prompts import take_buttons_away
from services.raise_case import raise_case
from services.say import Line, Voice, to_youth
from services.world import House
from storage import checkins, replies, told
from storage.tx import Tx

_CAFE_THANKS = {
    "yes": Key.THANKS_CAFE_YES,
    "maybe": Key.THANKS_CAFE_MAYBE,
    "no": Key.THANKS_CAFE_NO,
}
_NOTHING = frozenset({Effect.STALE, Effect.FOREIGN})


def answer(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
    position: int,
    raw: str,
) -> None:
    """Keep the answer, ask the next question in the same message, or thank."""
    found = _find(tx, house, youth, checkin_id)
    if found is None:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    checkin, contact = found
    _proves(tx, now, checkin, incoming)
    move = rules.answer(checkin, contact, position, raw, now)
    reply = _tapped(tx, now, incoming, youth, checkin, move)
    _apply(tx, actor, now, house, incoming, youth, checkin, contact, move, reply)


def skip(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
    position: int,
) -> None:
    """Keep the skip as what it is: an answer, and a sign of life."""
    found = _find(tx, house, youth, checkin_id)
    if found is None:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    checkin, contact = found
    _proves(tx, now, checkin, incoming)
    move = rules.skip(checkin, contact, position)
    reply = _tapped(tx, now, incoming, youth, checkin, move, kind=ReplyKind.SKIP)
    _apply(tx, actor, now, house, incoming, youth, checkin, contact, move, reply)


def ask_again(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    checkin_id: int,
) -> None:
    """Put the open question into the reminder that was tapped."""
    found = _find(tx, house, youth, checkin_id)
    if found is None or found[0].state is not rules.CheckInState.OPEN:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    checkin, contact = found
    sign_of_life(tx, now, youth)
    for outbox_id, message_id in told.of_checkin(tx, checkin.id).items():
        if message_id == incoming.message_id:
            checkins.save(tx, replace(checkin, prompt_outbox_id=outbox_id))
    take_buttons_away(tx, now, youth, checkin, tapped=incoming.message_id)
    line = Line(
        purpose=Purpose.THANKS,
        key=Key.REMINDER,
        text=question_text(house, youth, contact, checkin, now),
        dedupe=f"in:{incoming.inbox_id}:question",
        buttons=question_buttons(house, youth, contact, checkin),
        edits_message_id=incoming.message_id,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)


def answer_with_words(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    reply: Reply,
    *,
    quietly: bool,
) -> Reply | None:
    """Return the reply as the answer to the free-text question that is open, or None.

    With `quietly` nothing is said about the check-in: something else is more important now.
    """
    for checkin in checkins.open_of(tx, youth.id):
        contact = _contact(house, checkin)
        move = rules.text(checkin, contact, reply.text or "", now)
        if move.effect in _NOTHING:
            continue
        checkins.save(tx, rules.moved(checkin, move, now))
        if not quietly:
            _continue(tx, now, house, incoming, youth, rules.moved(checkin, move, now), move)
        key = contact.questions[checkin.position].key
        return replace(
            reply, kind=ReplyKind.ANSWER, checkin_id=checkin.id, question_key=key, late=move.late
        )
    return None


def _find(
    tx: Tx, house: House, youth: Youth, checkin_id: int
) -> tuple[CheckIn, PlannedContact] | None:
    checkin = checkins.get(tx, checkin_id)
    if checkin is None or checkin.youth_id != youth.id:
        return None
    return checkin, _contact(house, checkin)


def _contact(house: House, checkin: CheckIn) -> PlannedContact:
    programme = house.programmes.version(checkin.programme_version_id)
    return programme.contact(checkin.contact_key)


def _proves(tx: Tx, now: datetime, checkin: CheckIn, incoming: Incoming) -> None:
    """A tap on a message proves that it arrived, whatever we thought.

    Once there was a reminder, the tap may have been on that one.
    """
    if incoming.message_id is not None and checkin.reminded_at is None:
        prove_sent(tx, now, checkin.prompt_outbox_id, incoming.message_id)


def _tapped(
    tx: Tx,
    now: datetime,
    incoming: Incoming,
    youth: Youth,
    checkin: CheckIn,
    move: Move,
    *,
    kind: ReplyKind = ReplyKind.ANSWER,
) -> Reply:
    given = move.answer
    return Reply(
        id=tx.new_id(),
        youth_id=youth.id,
        kind=kind,
        received_at=now,
        checkin_id=checkin.id,
        question_key=given.question_key if given else None,
        value=given.value if given else None,
        number=given.number if given else None,
        late=move.late,
        message_id=incoming.message_id,
    )


def _apply(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    checkin: CheckIn,
    contact: PlannedContact,
    move: Move,
    reply: Reply,
) -> None:
    sign_of_life(tx, now, youth)
    if move.effect in _NOTHING:
        if move.effect is Effect.FOREIGN:
            old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    replies.add(tx, reply, inbox_id=incoming.inbox_id)
    after = rules.moved(checkin, move, now)
    checkins.save(tx, after)
    if move.answer is not None and move.answer.low:
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.LOW_ANSWER)
    _continue(tx, now, house, incoming, youth, after, move)


def _continue(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    after: CheckIn,
    move: Move,
) -> None:
    """Let the message say what comes next: the next question, thanks, or a late welcome."""
    contact = _contact(house, after)
    buttons: Buttons = ()
    if move.effect is Effect.NEXT_QUESTION:
        key, text = Key.REMINDER, question_text(house, youth, contact, after, now)
        buttons = question_buttons(house, youth, contact, after)
    else:
        key, text, buttons = _thanks(tx, now, house, youth, after, move)
    is_tap = move.answer is None or move.answer.text is None
    line = Line(
        purpose=Purpose.THANKS,
        key=key,
        text=text,
        dedupe=f"in:{incoming.inbox_id}:checkin",
        buttons=buttons,
        edits=None if is_tap else after.prompt_outbox_id,
        edits_message_id=incoming.message_id if is_tap else None,
        checkin_id=after.id,
    )
    to_youth(tx, now, youth, line)
    if after.reminded_at is not None and is_tap:
        take_buttons_away(tx, now, youth, after, tapped=incoming.message_id)


def _thanks(
    tx: Tx, now: datetime, house: House, youth: Youth, after: CheckIn, move: Move
) -> tuple[Key, str, Buttons]:
    voice = Voice.of(tx, house, youth)
    values: dict[str, str | int] = {}
    buttons: Buttons = ()
    if move.effect is Effect.WELCOME_LATE:
        key = Key.LATE
    elif move.effect is Effect.THANK_SKIP:
        key = Key.SKIPPED
    elif move.effect is Effect.THANK_LOW:
        key, buttons = Key.THANKS_LOW, _low_buttons(voice)
        values["hvornaar"] = when(house.site.reads_at(now), now, youth.zone, youth.language)
    elif after.kind is ContactKind.CAFE and move.answer is not None:
        key = _CAFE_THANKS.get(move.answer.value or "", Key.THANKS)
        if "hvornaar" in key.placeholders and after.event_at is not None:
            values["hvornaar"] = when(after.event_at, now, youth.zone, youth.language)
    else:
        key = Key.THANKS
    return key, voice.say(key, **values), buttons


def _low_buttons(voice: Voice) -> Buttons:
    def make(key: Key, wish: str) -> Button:
        return Button(voice.say(key), encode("low", voice.youth.id, wish))

    return (
        (make(Key.B_YES, "call"), make(Key.B_WRITE_ME, "write")),
        (make(Key.B_NO_THANKS, "no"),),
    )
