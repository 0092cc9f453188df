"""A topic that was stopped is stopped at once, also in what waits to leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.cafe_audience import LeftOut
from domain.checkin import CheckIn, cancel, moved, questions_of
from domain.coming import TOPIC as CAFE
from domain.message import OutboxState
from domain.people import Youth
from domain.rhythm import TOPIC
from services.cafe_line import held
from services.cafe_mail import invite_name
from services.find_checkin import contact_of
from services.quiet_prompts import close_in_place
from services.reword_queued import greetings_waiting, reword_question, waiting_prompt
from services.world import House
from storage import agreements, cafe_mail, checkins, outbox, rsvps
from storage.outbox import FINAL, Message
from storage.tx import Tx


def withdraw_topics(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Let nothing more come of the topics that a youth has stopped, as far as it has not left.

    A greeting or an invitation that waits never leaves. A question that waits, or is to come
    back later, is asked without them; where nothing is left of it, not at all.
    """
    off = agreements.get(tx, youth.id).topics_off
    for message, contact in greetings_waiting(tx, house, youth):
        if contact.topic in off:
            _withdraw(tx, message)
    if CAFE in off:
        _withdraw_invitations(tx, now, youth.id)
    for checkin in checkins.open_of(tx, youth.id):
        waits = checkin.later_at is not None or waiting_prompt(tx, checkin) is not None
        if waits and checkin.position == 0:
            _ask_without(tx, now, house, youth, checkin, off)


def _withdraw(tx: Tx, message: Message) -> None:
    outbox.move(tx, [message.id], OutboxState.SKIPPED, reason=TOPIC, **FINAL)


def _withdraw_invitations(tx: Tx, now: datetime, youth_id: int) -> None:
    """Take back invitations that wait, alone or as a line in a check-in that waits."""
    alone = {rsvp.id: message for rsvp, message in held(tx, youth_id, now)}
    for rsvp in rsvps.ahead(tx, youth_id, now):
        if rsvp.answer is not None:
            continue
        carrier = cafe_mail.carrier(tx, invite_name(rsvp))
        checkin = checkins.get(tx, carrier) if carrier is not None else None
        is_line = checkin is not None and waiting_prompt(tx, checkin) is not None
        if rsvp.id in alone:
            _withdraw(tx, alone[rsvp.id])
        if is_line or rsvp.id in alone:
            cafe_mail.set_aside(tx, invite_name(rsvp))  # another one may come when it is on again
            rsvps.save(tx, replace(rsvp, invited_at=None, left_out=LeftOut.TOPIC.value))


def _ask_without(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn, off: Collection[str]
) -> None:
    contact = contact_of(tx, house, checkin)
    questions = questions_of(checkin, contact)
    left = tuple(one.key for one in questions if one.topic not in off)
    prompt = waiting_prompt(tx, checkin)
    if (questions and not left) or contact.topic in off:
        checkins.save(tx, moved(checkin, cancel(checkin), now))
        if prompt is not None:
            _withdraw(tx, prompt)
        close_in_place(tx, now, house, youth, checkin)
        return
    if len(left) < len(questions):
        checkin = replace(checkin, asked=left)
        checkins.save(tx, checkin)
    if prompt is not None:
        reword_question(tx, now, house, youth, checkin)
