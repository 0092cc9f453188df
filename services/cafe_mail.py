"""News of an evening on its way to youths: invitations, changes, cancellations, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.areas.cafe import CafeKey
from domain.cadence import after_quiet
from domain.cafe import Cafe, Rsvp, Step
from domain.message import Buttons, Purpose
from domain.people import Actor, Channel, Youth
from domain.plan import ContactKind
from services import worker_tells
from services.evening import Evening
from services.postcard import is_reached
from services.room_for import room_for
from services.say import Line, to_youth
from services.sms_prompts import evening_sms
from storage import agreements, audit

ACTOR = Actor.system("tend_cafes")


@dataclass(frozen=True, slots=True)
class News:
    """Something to say about an evening. `late_at` is when it is of no more use (UTC)."""

    name: str  # one of `invite_name` and the others below
    key: CafeKey
    text: str
    buttons: Buttons = ()
    purpose: Purpose = Purpose.NOTICE
    silent: bool = False
    due_at: datetime | None = None
    late_at: datetime | None = None


def has_bot(youth: Youth) -> bool:
    """Return whether news can reach the youth in a chat at all."""
    return youth.channel is Channel.BOT and youth.chat_id is not None


def tell(evening: Evening, youth: Youth, news: News) -> bool:
    """Queue news, out of the youth's quiet hours; whom it does not reach hears of their worker.

    Returns whether it is on its way.
    """
    tx, house, leaves = evening.tx, evening.house, _leaves_at(evening, youth, news.due_at)
    sms = evening_sms(tx, leaves, house, youth, news.key, evening.cafe.begins_at)
    if sms is None and not has_bot(youth):
        return worker_tells.owe(evening, youth, news.name, news.text)
    line = Line(
        purpose=news.purpose,
        key=news.key,
        text=news.text,
        dedupe=news.name,
        buttons=news.buttons,
        sms=sms,
        silent=news.silent,
        due_at=leaves,
        late_at=news.late_at,
    )
    return to_youth(evening.tx, evening.now, youth, line) is not None


def too_much(evening: Evening, youth: Youth) -> str | None:
    """Return why news that leaves now would be one message too many, or None.

    It takes the place of the day's one other message. What a worker says is not counted.
    """
    if not is_reached(evening.house, youth):
        return None
    return room_for(evening.tx, youth, ContactKind.CAFE, _leaves_at(evening, youth))


def leave_out(evening: Evening, youth: Youth, step: Step, reason: str) -> None:
    """Write down in the audit trail that news was not sent to one youth, and why."""
    audit.record(
        evening.tx,
        evening.now,
        actor=str(ACTOR),
        action="cafe",
        youth_id=youth.id,
        allowed=True,
        detail={"cafe": evening.cafe.id, "step": step.value, "skipped": reason},
    )


def _leaves_at(evening: Evening, youth: Youth, due_at: datetime | None = None) -> datetime:
    quiet = agreements.get(evening.tx, youth.id).quiet or evening.house.site.quiet
    return after_quiet(max(due_at or evening.now, evening.now), quiet, youth.zone)


def invite_name(rsvp: Rsvp) -> str:
    """Return the name of the invitation in the outbox."""
    return f"cafe:{rsvp.cafe_id}:invite:{rsvp.youth_id}"


def remind_name(cafe: Cafe, rsvp: Rsvp) -> str:
    """Return the name of the reminder: one for each time the evening was moved to."""
    return f"cafe:{cafe.id}:remind:{_ms(cafe.begins_at)}:{rsvp.youth_id}"


def moved_name(cafe: Cafe, rsvp: Rsvp) -> str:
    """Return the name of the news of the latest change."""
    return f"cafe:{cafe.id}:moved:{_ms(cafe.moved_at)}:{rsvp.youth_id}"


def off_name(rsvp: Rsvp) -> str:
    """Return the name of the news that the evening is off."""
    return f"cafe:{rsvp.cafe_id}:off:{rsvp.youth_id}"


def worth_name(rsvp: Rsvp) -> str:
    """Return the name of the question whether it was worth it."""
    return f"cafe:{rsvp.cafe_id}:worth:{rsvp.youth_id}"


def _ms(instant: datetime | None) -> int:
    return int(instant.timestamp() * 1000) if instant is not None else 0
