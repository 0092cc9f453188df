"""A human hears that the program has answered somebody's SMS often enough for one day."""

from __future__ import annotations

from datetime import datetime

from content.areas.sms import SmsKey
from domain.case import Case, CaseKind
from domain.message import Road
from domain.people import Youth
from services.case_messages import tell_again
from services.notices import notify_mentor
from services.queue_message import Recipient
from services.raise_case import standing
from services.sms_spent import is_spent
from services.world import House
from storage.tx import Tx


def tell_spent_of_youth(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Tell the worker once a day; of a red case that is open, whom that rings."""
    to = Recipient.by_road(youth, Road.SMS)
    if to is None or not is_spent(tx, now, to):
        return
    red = standing(tx, youth, CaseKind.CRISIS)
    name = f"sms_spent:{youth.id}:{now.date()}"
    if red is not None:
        tell_again(tx, now, house, red, SmsKey.SPENT_CASE, name)
    else:
        notify_mentor(tx, now, house, youth, SmsKey.SPENT, name)


def tell_spent_of_stranger(tx: Tx, now: datetime, house: House, chat_id: int, case: Case) -> None:
    """Tell those who have the case of a sender whom nobody has enrolled, once a day."""
    to = Recipient.of_chat(house.owner_id, chat_id)
    if to.road is Road.SMS and is_spent(tx, now, to):
        tell_again(tx, now, house, case, SmsKey.SPENT_CASE, f"sms_spent:{now.date()}")
