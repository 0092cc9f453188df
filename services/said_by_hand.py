"""What kind of contact a worker makes in place of the robot, by the name of the duty."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from content.areas.sms import SmsKey
from domain.people import Youth
from domain.plan import ContactKind
from domain.task import Task, TaskKind
from services.programme_of import programme_of
from services.world import House
from storage import outbox, tasks
from storage import youths as youth_rows
from storage.tx import Rx


class ByHand(StrEnum):
    """What is to be said; the words of it stand on the page of the youth alone."""

    CHECKIN = "checkin"
    GREETING = "greeting"
    INVITATION = "invitation"
    REMINDER = "reminder"
    MOVED = "moved"
    OFF = "off"
    ENDS = "ends"
    END_MOVED = "end_moved"
    AWAY = "away"


_BY_SMS: Mapping[str, ByHand] = {
    str(SmsKey.CHECKIN): ByHand.CHECKIN,
    str(SmsKey.CARING_ONE): ByHand.GREETING,
    str(SmsKey.CARING_TWO): ByHand.GREETING,
    str(SmsKey.CARING_THREE): ByHand.GREETING,
    str(SmsKey.INVITE): ByHand.INVITATION,
    str(SmsKey.SOFT): ByHand.INVITATION,
    str(SmsKey.MOVED): ByHand.MOVED,
    str(SmsKey.OFF): ByHand.OFF,
    str(SmsKey.AWAY): ByHand.AWAY,
}
# The third part of a name that is about an evening; see `services.cafe_mail`.
_BY_STEP: Mapping[str, ByHand] = {
    "invite": ByHand.INVITATION,
    "remind": ByHand.REMINDER,
    "moved": ByHand.MOVED,
    "off": ByHand.OFF,
}


def said_by_hand(rx: Rx, house: House, task: Task) -> ByHand | None:
    """Return what a worker is to say in place of the robot; None where that is not known.

    None as well for a duty that is something else. What the plan began is looked up in the
    programme that the youth follows, and what an SMS did not bring in the message itself.
    """
    name = tasks.name_of(rx, task.id) if task.kind is TaskKind.PLANNED_CONTACT else None
    origin, *parts = (name or "").split(":")
    match origin:
        case "cafe" if len(parts) > 1:
            return _BY_STEP.get(parts[1])
        case "notice":
            return ByHand.ENDS
        case "end_date":
            return ByHand.END_MOVED
        case "away":
            return ByHand.AWAY
        case "sms" if parts[0].isdecimal():
            message = outbox.get(rx, int(parts[0]))
            return _BY_SMS.get(message.wording) if message is not None else None
        case "plan" if len(parts) > 1:
            youth = youth_rows.get(rx, task.youth_id)
            return _by_plan(rx, house, youth, parts[1]) if youth is not None else None
        case _:
            return None


def _by_plan(rx: Rx, house: House, youth: Youth, contact_key: str) -> ByHand | None:
    contact = programme_of(rx, house, youth.programme_version_id).find(contact_key)
    if contact is None:  # the programme has it no more
        return None
    if contact.is_notice:
        return ByHand.ENDS
    return ByHand.GREETING if contact.kind is ContactKind.CARING else ByHand.CHECKIN
