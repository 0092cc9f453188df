"""One update, one transaction: find who sent it, run their verb, mark the stored row done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.incoming import Incoming
from domain.people import Actor, Staff, Youth
from services.inbox_work import finish
from services.world import House
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx

# What a youth, a member of staff, or somebody nobody has enrolled does.
YouthVerb = Callable[[Tx, Actor, datetime, House, Incoming, Youth], None]
StaffVerb = Callable[[Tx, Actor, datetime, House, Incoming, Staff], None]
StrangerVerb = Callable[[Tx, Actor, datetime, House, Incoming], None]


@dataclass(frozen=True, slots=True)
class Road:
    """What the same update means, by who sent it."""

    youth: YouthVerb
    staff: StaffVerb
    stranger: StrangerVerb


def receive(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, road: Road
) -> None:
    """Run the sender's verb and mark the update done, all or nothing.

    `actor` is whoever brings the update (the intake); the verb gets the sender as its actor.
    Whoever writes has unblocked the bot, youth or staff: they are written to again.
    """
    youth = youth_rows.find_by_chat(tx, incoming.chat_id)
    person = None if youth else staff_rows.find_by_chat(tx, incoming.chat_id)
    if youth is not None:
        youth = unblocked(tx, incoming, youth)
        road.youth(tx, Actor.youth(youth.id), now, house, incoming, youth)
    elif person is not None:
        if person.blocked_at is not None:
            staff_rows.change(tx, person.id, blocked_at=None)
            person = replace(person, blocked_at=None)
        road.staff(tx, Actor.staff(person.id), now, house, incoming, person)
    else:
        road.stranger(tx, Actor.unknown(), now, house, incoming)
    finish(tx, incoming.inbox_id, now, "handled")


def unblocked(tx: Tx, incoming: Incoming, youth: Youth) -> Youth:
    """Return a youth who wrote in the chat as one who can be written to there again."""
    if incoming.number is not None or youth.blocked_at is None:
        return youth
    youth_rows.change(tx, youth.id, blocked_at=None)
    return replace(youth, blocked_at=None)
