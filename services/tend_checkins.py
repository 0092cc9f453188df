"""One tick of the open questions: the one reminder, and the end without blame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from content.keys import Key
from content.phrases import day
from domain import checkin as rules
from domain.checkin import CheckIn, CheckInState, Effect
from domain.message import Purpose
from domain.people import Actor, Youth
from services.buttons import button, row
from services.quiet_prompts import close_in_place
from services.say import Line, Voice, to_youth
from services.world import House
from storage import checkins
from storage import youths as youth_rows
from storage.tx import Tx


def tend_checkins(tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]) -> None:
    """Remind once, or close what has run out."""
    due = checkins.claim(tx, now, ids)
    for checkin in due:
        youth = youth_rows.get(tx, checkin.youth_id)
        if youth is not None:
            _tend(tx, now, house, youth, checkin)


def _tend(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    if now >= checkin.expires_at:
        move = rules.expire(checkin, now)
        checkins.save(tx, rules.moved(checkin, move, now))
        close_in_place(tx, now, house, youth, checkin, Key.CLOSED)
        return
    move = rules.remind(checkin, now)
    if move.effect is not Effect.REMIND:
        return
    if not youth.may_be_asked or youth.is_paused(now):
        checkins.save(tx, replace(checkin, state=CheckInState.CANCELLED))
        close_in_place(tx, now, house, youth, checkin, Key.CLOSED)
        return
    checkins.save(tx, rules.moved(checkin, move, now))
    _remind(tx, now, house, youth, checkin)


def _remind(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    language = youth.language
    position = str(checkin.position)
    buttons = row(
        button(house, language, Key.B_ANSWER, "again", checkin.id),
        button(house, language, Key.B_SKIP, "skip", checkin.id, position),
    )
    asked = day(checkin.opened_at, now, youth.zone, language)
    line = Line(
        purpose=Purpose.REMINDER,
        key=Key.REMINDER,
        text=Voice.of(tx, house, youth).say(Key.REMINDER, hvornaar=asked),
        dedupe=f"checkin:{checkin.id}:remind",
        buttons=buttons,
        due_at=house.site.next_askable(now, youth.zone),
        late_at=checkin.expires_at,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)
