"""The line of an evening in a check-in, and its answers as the last step of that message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.areas.cafe import CafeKey
from domain.cafe import CafeState, Rsvp, may_answer
from domain.checkin import CheckIn, CheckInState
from domain.coming import may_carry
from domain.message import Buttons, OutboxState
from domain.people import Youth
from services.cafe_mail import invite_name
from services.cafe_words import answer_buttons, invitation, spoken
from services.evening import Evening
from services.world import House
from storage import cafe_mail, cafes, checkins, outbox, rsvps, told
from storage.outbox import Message
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True)
class CafeLine:
    """An evening, and the row of the youth in whose check-in its line stands."""

    evening: Evening
    rsvp: Rsvp

    def text(self, youth: Youth) -> str:
        """Return the line: that there is a café, when and where."""
        return spoken(self.evening, youth, CafeKey.IN_CHECKIN)


def held(rx: Rx, youth_id: int, now: datetime) -> Iterator[tuple[Rsvp, Message]]:
    """Yield the invitations that wait for a check-in, with the message that leaves without one."""
    for rsvp in rsvps.ahead(rx, youth_id, now):
        name = told.named(rx, invite_name(rsvp)) if rsvp.invited_at is not None else None
        message = outbox.get(rx, name) if name is not None else None
        if message is not None and message.state is OutboxState.QUEUED:
            yield rsvp, message


def held_ids(rx: Rx, youth_id: int, now: datetime) -> Sequence[int]:
    """Return the outbox ids of the invitations that wait for a check-in: no message beside it."""
    return [message.id for _, message in held(rx, youth_id, now)]


def waiting_line(
    tx: Tx, now: datetime, house: House, youth: Youth, leaves_at: datetime
) -> CafeLine | None:
    """Return the evening whose invitation a check-in takes with it that leaves then (UTC)."""
    for rsvp, _ in held(tx, youth.id, now):
        cafe = cafes.get(tx, rsvp.cafe_id)
        if cafe is not None and may_carry(cafe.begins_at, leaves_at):
            return CafeLine(Evening.of(tx, now, house, cafe), rsvp)
    return None


def merge(line: CafeLine, checkin_id: int, into: int) -> None:
    """Let the check-in's message (an outbox id) stand for the invitation, which never leaves."""
    name = invite_name(line.rsvp)
    cafe_mail.merge(line.evening.tx, name, checkin_id=checkin_id, into=into)


def line_of(tx: Tx, now: datetime, house: House, checkin: CheckIn) -> CafeLine | None:
    """Return the evening whose line stands in a check-in, while it still lies ahead."""
    cafe_id = cafe_mail.merged_in(tx, checkin.id)
    cafe = cafes.get(tx, cafe_id) if cafe_id is not None else None
    rsvp = rsvps.find(tx, cafe.id, checkin.youth_id) if cafe is not None else None
    if cafe is None or rsvp is None or rsvp.invited_at is None:
        return None
    over = cafe.state is CafeState.CANCELLED or now >= cafe.begins_at
    return None if over else CafeLine(Evening.of(tx, now, house, cafe), rsvp)


def line_text(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> str:
    """Return the words of the line in a check-in; empty where it has none."""
    line = line_of(tx, now, house, checkin)
    return line.text(youth) if line is not None else ""


def last_step(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn
) -> tuple[str, Buttons] | None:
    """Return the invitation with its answers, once a check-in has asked all; None without one."""
    line = line_of(tx, now, house, checkin)
    if line is None or line.rsvp.answer is not None or not may_answer(line.evening.cafe, now):
        return None
    words = step_words(line.evening, youth)
    return words, answer_buttons(house, youth, line.rsvp)


def words_below(checkin_id: int) -> str:
    """Return the name of the thanks below words that ended a check-in: the invitation is there."""
    return f"checkin:{checkin_id}:words"


def step_after_low(
    tx: Tx, now: datetime, house: House, youth: Youth
) -> tuple[str, Buttons] | None:
    """Return the invitation of a check-in that ended with a low answer, or None without one."""
    for rsvp in rsvps.ahead(tx, youth.id, now):
        carrier = cafe_mail.carrier(tx, invite_name(rsvp))
        checkin = checkins.get(tx, carrier) if carrier is not None else None
        if checkin is not None and checkin.low and checkin.state is CheckInState.DONE:
            return last_step(tx, now, house, youth, checkin)
    return None


def step_words(evening: Evening, youth: Youth) -> str:
    """Return the whole invitation, as it stands where the answers are."""
    house, series, cafe = evening.house, evening.series, evening.cafe
    return invitation(house, series, cafe, youth.language, youth.zone, evening.now)
