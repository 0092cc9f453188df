"""A pause: one, two or four weeks in which the bot begins nothing. The human stays."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.keys import Key
from content.phrases import long_date
from domain.incoming import Incoming
from domain.people import Actor, Youth, YouthStatus
from services.buttons import button, row
from services.human_contact import look_again, sign_of_life
from services.notices import notify_mentor
from services.quiet_prompts import take_back_prompts
from services.say import Voice, answer_youth, dedupe, mentor_of
from services.world import House
from storage import audit
from storage import youths as youth_rows
from storage.tx import Tx

WEEKS = {1: Key.B_PAUSE_1, 2: Key.B_PAUSE_2, 4: Key.B_PAUSE_4}


def ask_pause(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Offer the lengths of a pause."""
    voice = Voice.of(tx, house, youth)
    if youth.status is not YouthStatus.ACTIVE:
        answer_youth(tx, now, voice, incoming, Key.PAUSE_NOT_NOW)
        return
    sign_of_life(tx, now, youth)
    choices = [
        button(house, youth.language, key, "pause", youth.id, str(weeks))
        for weeks, key in WEEKS.items()
    ]
    answer_youth(tx, now, voice, incoming, Key.ASK_PAUSE, buttons=row(*choices))


def pause(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    weeks: int,
) -> None:
    """Begin nothing until the same weekday `weeks` later, when the quiet hours end."""
    if youth.status is not YouthStatus.ACTIVE or weeks not in WEEKS:
        return
    until = _until(now, weeks, youth.zone, house)
    youth_rows.change(tx, youth.id, paused_until=until, last_sign_of_life_at=now)
    take_back_prompts(tx, now, house, youth, "pause")
    look_again(tx, house, youth.id)
    _note(tx, actor, now, youth, "pause")
    voice = Voice.of(tx, house, youth)
    start_now = row(button(house, youth.language, Key.B_START_NOW, "resume", youth.id))
    day = long_date(until, youth.zone, youth.language)
    answer_youth(tx, now, voice, incoming, Key.PAUSED, buttons=start_now, edit=True, dato=day)
    language = mentor_of(tx, youth).language
    day = long_date(until, house.site.zone, language)
    notify_mentor(tx, now, house, youth, Key.NOTICE_PAUSED, dedupe(incoming, "notice"), dato=day)


def resume(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """End the pause; the next planned contact comes at its own time."""
    if not youth.is_paused(now):
        return
    youth_rows.change(tx, youth.id, paused_until=None, last_sign_of_life_at=now)
    look_again(tx, house, youth.id)
    _note(tx, actor, now, youth, "resume")
    notify_mentor(tx, now, house, youth, Key.NOTICE_BACK, dedupe(incoming, "notice"))
    answer_youth(tx, now, Voice.of(tx, house, youth), incoming, Key.RESUMED, edit=True)


def _until(now: datetime, weeks: int, zone: str, house: House) -> datetime:
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(weeks=weeks)
    morning: time = house.site.quiet.end
    return datetime.combine(day, morning, ZoneInfo(zone)).astimezone(now.tzinfo)


def _note(tx: Tx, actor: Actor, now: datetime, youth: Youth, action: str) -> None:
    audit.record(tx, now, actor=str(actor), action=action, youth_id=youth.id, allowed=True)
