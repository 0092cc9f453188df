"""What a youth hears when somebody has read their answers: once a day at most, silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from content.areas.receipts import ReceiptKey
from domain.message import Purpose
from domain.people import Staff, Youth, YouthStatus
from domain.reply import Reply, ReplyKind
from domain.wall import to_wall
from services.own_times import quiet_of
from services.say import Line, to_youth
from services.world import House
from storage import youths as youth_rows
from storage.tx import Tx


def tell_read(
    tx: Tx, now: datetime, house: House, youth: Youth, reader: Staff, *, read: Sequence[Reply]
) -> bool:
    """Tell the youth who has read what they sent (`read`); return whether they are told.

    In the youth's quiet hours it waits for their end; where that is another day, it does not say
    "today". Nothing is said twice on one local day, in a pause, or while a red case holds
    everything automatic back.
    """
    leaves = quiet_of(tx, house, youth.id).ends(now, youth.zone) or now
    day = to_wall(leaves, youth.zone).date()
    if not read or not _may_hear(now, youth, day):
        return False
    key = _key(read, is_today=day == to_wall(now, youth.zone).date())
    line = Line(
        purpose=Purpose.RECEIPT,
        key=key,
        text=house.texts.say(youth.language, key, medarbejder=reader.first_name),
        dedupe=f"receipt:{youth.id}:{day}",
        silent=True,
        due_at=leaves,
    )
    if to_youth(tx, now, youth, line) is None:
        return False
    youth_rows.change(tx, youth.id, told_read_at=leaves)
    return True


def _key(read: Sequence[Reply], *, is_today: bool) -> ReceiptKey:
    if len(read) > 1:
        return ReceiptKey.READ_SEVERAL if is_today else ReceiptKey.READ_EARLIER
    is_answer = read[0].kind is ReplyKind.ANSWER
    return ReceiptKey.READ_ONE if is_answer else ReceiptKey.READ_WORDS


def _may_hear(now: datetime, youth: Youth, day: date) -> bool:
    told = youth.told_read_at
    if told is not None and to_wall(told, youth.zone).date() == day:
        return False
    if youth.status is not YouthStatus.ACTIVE or youth.held_at is not None:
        return False
    return not youth.is_paused(now)
