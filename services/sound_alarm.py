"""By mail and SMS to staff: that there is a case, and how urgent it is. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from domain.case import Case, CaseState, Level
from domain.duty import DutyKind
from domain.message import Body, Purpose
from domain.people import Staff
from services.here import here
from services.on_duty import other_roads, to_ring
from services.queue_message import Outgoing, Recipient, queue_message
from services.world import House
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx

UNANSWERED = "unanswered"
# What *er du i fare lige nu?* was answered, and what that is called where only numbers are.
DANGER = {
    "yes": CareKey.ALARM_DANGER,
    "silent": CareKey.ALARM_COUNTS_AS,
    UNANSWERED: CareKey.ALARM_COUNTS_AS,
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """Who is told of which case, and under which name that is queued once.

    `alone` says that nobody of ours is on duty, which is then said. `danger` is what the youth
    answered on the card, or did not: then it goes by every road whatever Telegram does.
    """

    case: Case
    person: Staff
    name: str
    alone: bool = field(kw_only=True, default=False)
    danger: CareKey | None = field(kw_only=True, default=None)


def sound_alarm(tx: Tx, now: datetime, house: House, alarm: Alarm) -> None:
    """Queue the case to a member of staff by every road beside Telegram that leads to them.

    That is done for whom Telegram does not reach, and for a red case outside staffed hours, in
    hours at which everybody is away, or that nobody has taken so far. `now` (UTC) is when it
    leaves.
    """
    case, person = alarm.case, alarm.person
    by_telegram = person.chat_id is not None and person.blocked_at is None
    red = case.level is Level.RED
    again = case.round > 0 or case.asked > 1
    unasked = again or alarm.alone or not house.site.is_staffed(now)
    at_once = alarm.danger is not None or (red and unasked)
    if by_telegram and not at_once:
        return
    level = Key.LEVEL_RED if red else Key.LEVEL_YELLOW
    say, language = house.texts.say, person.language
    key, todo = _words(house, alarm)
    words = say(language, key, niveau=say(language, level), nummer=case.number)
    body = Body(f"{words}\n{say(language, todo)}")
    for road in other_roads(house, person):
        to = Recipient.by_road(person, road)
        if to is None:
            continue
        outgoing = Outgoing(
            to=to,
            purpose=Purpose.ALARM,
            wording=key,
            body=body,
            dedupe=f"alarm:{road.value}:{alarm.name}",
            due_at=now,
            case_id=case.id,
        )
        queue_message(tx, now, outgoing)


def sound_danger(tx: Tx, now: datetime, house: House, case: Case, answer: str) -> None:
    """Queue *fare nu* by mail and SMS to everybody whom red may ring at `now` (UTC).

    It goes beside the message in Telegram and beside the alarm of the cry itself, once for a card
    and an answer on it (`DANGER`); another answer rings nobody. Whoever is away is not rung,
    their cover is.
    """
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    if answer not in DANGER or youth is None:
        return
    card = int(youth.card_at.timestamp() * 1000) if youth.card_at is not None else 0
    sound_to_all(tx, now, house, case, DANGER[answer], f"danger:{case.id}:{card}:{answer}")


def sound_to_all(tx: Tx, now: datetime, house: House, case: Case, key: CareKey, name: str) -> None:
    """Queue words by mail and SMS to everybody whom red may ring at `now`, once for a `name`."""
    for staff_id in to_ring(tx, now, house, replace(case, level=Level.RED)):
        person = staff_rows.get(tx, here(tx, now, staff_id))
        if person is not None:
            sound_alarm(tx, now, house, Alarm(case, person, f"{name}:{person.id}", danger=key))


def say_alone(house: House, person: Staff) -> str:
    """Return what staff read in Telegram where nobody of ours is on duty: who is there instead."""
    if house.duty.kind is DutyKind.EXTERNAL:
        return house.texts.say(person.language, CareKey.OTHER_DUTY, vagt=house.duty.name)
    return house.texts.say(person.language, CareKey.NO_DUTY)


def _words(house: House, alarm: Alarm) -> tuple[TextKey, TextKey]:
    """Return what the alarm says, and what to do about it."""
    if alarm.danger is not None:
        return alarm.danger, CareKey.ALARM_DANGER_DO
    external = house.duty.kind is DutyKind.EXTERNAL
    alone = CareKey.ALARM_OTHER_DUTY if external else CareKey.ALARM_NO_DUTY
    key = alone if alarm.alone else CareKey.ALARM
    taken = alarm.case.state is CaseState.TAKEN
    return key, CareKey.ALARM_SEE if taken else CareKey.ALARM_DO
