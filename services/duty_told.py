"""What follows when an alarm has left, and when a road did not bring it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from content.areas.care import CareKey
from domain.case import Case, CaseKind
from domain.message import Purpose
from domain.people import Actor, Staff
from domain.sms import plain
from services.on_duty import watching
from services.postcard import Sms, is_by_sms
from services.say import Line, to_youth
from services.world import House
from storage import cases, told
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import Message
from storage.tx import Tx

log = logging.getLogger(__name__)

ACTOR = Actor.system("send_outbox")
_TRUE_FOR = timedelta(hours=1)  # later somebody else may be on duty, and the case is elsewhere


def duty_was_told(house: House, tx: Tx, now: datetime, ids: Sequence[int]) -> None:
    """Tell the youth, once, that whoever is on duty has been told: now it is true.

    In staffed hours the card promises nobody, and nothing more is said.
    """
    for heard in told.heard_of_red(tx, ids):
        case = cases.get(tx, heard.case_id)
        person = staff_rows.get(tx, heard.staff_id)
        if case is None or person is None or house.site.is_staffed(now):
            continue
        if case.kind is CaseKind.CRISIS and person.id in watching(tx, now, house):
            _say(tx, now, house, case, person)


def _say(tx: Tx, now: datetime, house: House, case: Case, person: Staff) -> None:
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    if youth is None:
        return
    key = CareKey.DUTY_TOLD
    words = house.texts.say(youth.language, key, medarbejder=person.first_name)
    line = Line(
        purpose=Purpose.CARD,
        key=key,
        text=words,
        sms=Sms(key, plain(words)) if is_by_sms(house, youth) else None,
        late_at=now + _TRUE_FOR,
        dedupe=f"duty_told:{case.id}:{person.id}",
        case_id=case.id,
    )
    to_youth(tx, now, youth, line)


def road_failed(tx: Tx, now: datetime, message: Message, why: str) -> None:
    """Write into the case that a road did not bring its message, and say so on the console."""
    log.error(
        "a message did not leave by a second road; look at its settings",
        extra={
            "action": "road_failed",
            "road": message.road.value,
            "outbox_id": message.id,
            "why": why,
        },
    )
    if message.case_id is not None:
        facts = {"road": message.road.value, "why": why}
        cases.tell(tx, now, message.case_id, str(ACTOR), "road_failed", facts)
