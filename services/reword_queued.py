"""What waits to leave is said in the youth's language, also when that has changed meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from domain.cafe import Rsvp
from domain.checkin import CheckIn
from domain.message import Body, OutboxState, Purpose, Road
from domain.people import Youth
from domain.plan import PlannedContact
from services.cafe_line import held, line_text
from services.caring_words import caring_words
from services.evening import Evening
from services.find_checkin import contact_of
from services.invite_to_cafe import invitation_news
from services.postcard import Sms
from services.programme_of import programme_of
from services.prompt import question_buttons, question_text
from services.reword_news import said_anew
from services.say_plan import plan_again
from services.sms_prompts import caring_sms, evening_sms, prompt_sms
from services.world import House
from storage import cafes, checkins, held_back, outbox
from storage.outbox import Message
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)


def reword_queued(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Let everything that begins by itself and has not left yet speak the youth's language.

    Greetings, questions, invitations, reminders and news. Times are named in the zone of now.
    """
    for message, contact in greetings_waiting(tx, house, youth):
        with _alone(message.wording):
            _reword_greeting(tx, house, youth, message, contact)
    for checkin in checkins.open_of(tx, youth.id):
        with _alone(checkin.contact_key):
            reword_question(tx, now, house, youth, checkin)
    for rsvp, message in held(tx, youth.id, now):
        with _alone(message.wording):
            _reword_invitation(tx, now, house, youth, rsvp, message)
    for message in held_back.queued_of(tx, youth.id):
        with _alone(message.wording):
            anew = said_anew(tx, house, youth, message)
            if anew is not None:
                _rewrite(tx, message, *anew)


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Let what cannot be said anew leave as it was written, and say so in the log.

    What a young person chose is done all the same.
    """
    try:
        yield
    except (LookupError, ValueError):
        log.exception("A queued message of kind %r stays as it was written", what)


def greetings_waiting(
    rx: Rx, house: House, youth: Youth
) -> Iterator[tuple[Message, PlannedContact]]:
    """Yield the caring messages that have not left yet, each with its contact."""
    programme = programme_of(rx, house, youth.programme_version_id)
    for message in held_back.queued_of(rx, youth.id):
        contact = programme.find(_named(message, 2))
        if message.purpose is Purpose.CARING and contact is not None:
            yield message, contact


def waiting_prompt(rx: Rx, checkin: CheckIn) -> Message | None:
    """Return the message with the question, if that has not left yet."""
    prompt = outbox.get(rx, checkin.prompt_outbox_id)
    return prompt if prompt is not None and prompt.state is OutboxState.QUEUED else None


def reword_question(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Let a question that has not left yet be asked as the check-in stands now."""
    message = waiting_prompt(tx, checkin)
    opened = outbox.letter(tx, message) if message is not None else None
    if message is None or opened is None:
        return
    if message.road is Road.SMS:
        _rewrite(tx, message, opened[1], prompt_sms(tx, message.due_at, house, youth, checkin))
        return
    contact = contact_of(tx, house, checkin)
    lines = (
        plan_again(tx, now, house, youth, said=opened[1].text),
        line_text(tx, now, house, youth, checkin),
    )
    between = "\n\n".join(filter(None, lines))
    text = question_text(house, youth, contact, checkin, message.due_at, between=between)
    buttons = question_buttons(house, youth, contact, checkin)
    _rewrite(tx, message, Body(text, buttons), None)


def _reword_invitation(
    tx: Tx, now: datetime, house: House, youth: Youth, rsvp: Rsvp, message: Message
) -> None:
    cafe = cafes.get(tx, rsvp.cafe_id)
    if cafe is None:
        return
    evening = Evening.of(tx, now, house, cafe)
    news = invitation_news(evening, youth, rsvp, message.due_at)
    sms = evening_sms(tx, message.due_at, house, youth, news.key, cafe.begins_at)
    _rewrite(tx, message, Body(news.text, news.buttons), sms)


def _reword_greeting(
    tx: Tx, house: House, youth: Youth, message: Message, contact: PlannedContact
) -> None:
    draft = next((one for one in contact.drafts if one.slot == _named(message, 3)), None)
    if draft is None:
        return
    words = caring_words(tx, youth, contact, draft)[1]
    sms = caring_sms(tx, message.due_at, house, youth, message.due_at)
    _rewrite(tx, message, Body(words), sms)


def _rewrite(tx: Tx, message: Message, said: Body, sms: Sms | None) -> None:
    """Put other words and buttons into a message; by SMS only the words that fit there."""
    opened = outbox.letter(tx, message)
    if opened is None:
        return
    if message.road is not Road.SMS:
        outbox.rewrite(tx, message, replace(opened[1], text=said.text, buttons=said.buttons))
    elif sms is not None:
        outbox.rewrite(tx, message, replace(opened[1], text=sms.text))


def _named(message: Message, place: int) -> str:
    """Return one part of the name of a caring message: the contact, or which day's it is."""
    parts = message.dedupe.split(":")
    return parts[place] if place < len(parts) else ""
