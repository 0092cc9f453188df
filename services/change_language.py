"""/sprog: another language, at once, also for the question that is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.keys import Key
from domain.checkin import CheckIn
from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import Actor, Language, Youth
from services.buttons import button, row
from services.cafe_line import line_text
from services.find_checkin import contact_of
from services.human_contact import sign_of_life
from services.prompt import question_buttons, question_text, question_wording
from services.reminder import reminder_buttons, reminder_text
from services.reword_queued import reword_queued, waiting_prompt
from services.say import Line, Voice, answer_youth, dedupe, to_youth
from services.turn import Turn
from services.world import House
from storage import checkins, told
from storage import youths as youth_rows
from storage.tx import Tx


def ask_language(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Offer the languages."""
    sign_of_life(tx, now, youth)
    buttons = row(
        button(house, "da", Key.B_DANISH, "tongue", youth.id, "da"),
        button(house, "en", Key.B_ENGLISH, "tongue", youth.id, "en"),
    )
    voice = Voice.of(tx, house, youth, now)
    answer_youth(tx, now, voice, incoming, RhythmKey.ASK_LANGUAGE, buttons=buttons)


def change_language(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    language: Language,
) -> None:
    """Speak another language from here on; the question that is open is said anew in it."""
    sign_of_life(tx, now, youth)
    youth_rows.change(tx, youth.id, language=language)
    tx.wake("youth_menus")
    youth = replace(youth, language=language)
    voice = Voice.of(tx, house, youth, now)
    answer_youth(tx, now, voice, incoming, RhythmKey.LANGUAGE_SET, edit=True)
    reword_queued(tx, now, house, youth)
    turn = Turn(tx, actor, now, house, incoming, youth)
    for checkin in checkins.open_of(tx, youth.id):
        if waiting_prompt(tx, checkin) is not None:
            continue  # it has not left, and says so already
        if checkin.later_at is None:  # else it is said in the new language when it comes back
            _say_anew(turn, checkin)
            _remind_anew(turn, checkin)


def _say_anew(turn: Turn, checkin: CheckIn) -> None:
    house, youth = turn.house, turn.youth
    contact = contact_of(turn.tx, house, checkin)
    cafe = line_text(turn.tx, turn.now, house, youth, checkin)
    line = Line(
        purpose=Purpose.THANKS,
        key=question_wording(contact, checkin),
        text=question_text(house, youth, contact, checkin, turn.now, between=cafe),
        dedupe=dedupe(turn.incoming, f"checkin:{checkin.id}"),
        buttons=question_buttons(house, youth, contact, checkin),
        edits=checkin.prompt_outbox_id,
        checkin_id=checkin.id,
    )
    to_youth(turn.tx, turn.now, youth, line)


def _remind_anew(turn: Turn, checkin: CheckIn) -> None:
    """Let the reminder speak the new language too, unless the question itself stands in it.

    Once a question is answered only the message with the next one has buttons.
    """
    if checkin.position > 0:
        return
    for shown in told.of_checkin(turn.tx, checkin.id):
        if not shown.is_reminder or shown.outbox_id == checkin.prompt_outbox_id:
            continue
        voice = Voice.of(turn.tx, turn.house, turn.youth, turn.now)
        line = Line(
            purpose=Purpose.THANKS,
            key=Key.REMINDER,
            text=reminder_text(voice, checkin, checkin.reminded_at or turn.now),
            dedupe=dedupe(turn.incoming, f"reminder:{shown.outbox_id}"),
            buttons=reminder_buttons(turn.house, turn.youth, checkin),
            edits=shown.outbox_id,
            checkin_id=checkin.id,
        )
        to_youth(turn.tx, turn.now, turn.youth, line)
