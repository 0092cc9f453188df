"""By mail and SMS to staff: that there is a case, and how urgent it is. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from content.areas.care import CareKey
from content.keys import Key
from domain.case import Case, CaseState, Level
from domain.message import Body, Purpose
from domain.people import Staff
from services.on_duty import other_roads
from services.queue_message import Outgoing, Recipient, queue_message
from services.world import House
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Alarm:
    """Who is told of which case, and under which name that is queued once.

    `alone` says that nobody is on duty, which is then said.
    """

    case: Case
    person: Staff
    name: str
    alone: bool = field(kw_only=True)


def sound_alarm(tx: Tx, now: datetime, house: House, alarm: Alarm) -> None:
    """Queue the case to a member of staff by every road beside Telegram that leads to them.

    That is done for whom Telegram does not reach, and for a red case outside staffed hours or
    that nobody has taken so far. `now` (UTC) is when it leaves.
    """
    case, person = alarm.case, alarm.person
    by_telegram = person.chat_id is not None and person.blocked_at is None
    red = case.level is Level.RED
    again = case.round > 0 or case.asked > 1
    if by_telegram and not (red and (again or not house.site.is_staffed(now))):
        return
    level = Key.LEVEL_RED if red else Key.LEVEL_YELLOW
    say, language = house.texts.say, person.language
    key = CareKey.ALARM_NO_DUTY if alarm.alone else CareKey.ALARM
    words = say(language, key, niveau=say(language, level), nummer=case.number)
    taken = case.state is CaseState.TAKEN
    todo = say(language, CareKey.ALARM_SEE if taken else CareKey.ALARM_DO)
    body = Body(f"{words}\n{todo}")
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
