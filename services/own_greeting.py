"""The next caring message of a youth, which their worker may write in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.new_youth import Fault, line_fault
from domain.people import Actor, Channel, Youth, YouthStatus
from domain.plan import Draft
from domain.wall import to_wall
from services.access import Action, Denied
from services.page_link import Visit, may
from services.programme_of import programme_of
from services.rhythm_of import calendar_of
from services.world import House
from storage import caring
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True)
class Greeting:
    """A message that comes: on which day after the start, our draft, and the worker's own line."""

    slot: str
    day: int
    draft: str
    line: str


def next_greeting(
    rx: Rx, now: datetime, house: House, visit: Visit, youth: Youth
) -> Greeting | None:
    """Return the youth's next caring message for the worker who signs it; None for others.

    Whoever covers reads nothing of it: a line goes out under the name of who wrote it.
    """
    if visit.staff_id != youth.mentor_id or youth.status is not YouthStatus.ACTIVE:
        return None
    found = _next_draft(rx, now, house, youth)
    if found is None or youth.channel is not Channel.BOT:
        return None
    day, draft = found
    own = caring.written_by(rx, youth.id, visit.staff_id).get(draft.slot, "")
    words = draft.line[youth.language].format(navn=youth.first_name)
    return Greeting(draft.slot, day, words, own)


def write_greeting(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, slot: str, line: str
) -> Fault | Denied | None:
    """Keep the worker's own line for one message; without words it is our draft again.

    Returns what is wrong with it: a greeting is short, asks nothing, and holds no CPR number. Of
    one that has left meanwhile nothing is kept.
    """
    allowed = may(tx, now, visit, Action.WRITE_NOTE)
    if isinstance(allowed, Denied):
        return allowed
    line = line.strip()
    if fault := line_fault(line):
        return fault
    waits = next_greeting(tx, now, house, visit, allowed.youth)
    if waits is not None and waits.slot == slot:
        caring.save(
            tx, now, youth_id=allowed.youth.id, slot=slot, line=line, staff_id=visit.staff_id
        )
    return None


def _next_draft(rx: Rx, now: datetime, house: House, youth: Youth) -> tuple[int, Draft] | None:
    """Return the next draft and its day after the start, by the end as it is set now."""
    programme = programme_of(rx, house, youth.programme_version_id)
    calendar = calendar_of(rx, house, youth, programme)
    today, end = to_wall(now, youth.zone).date(), calendar.end
    drafts = (draft for one in programme.contacts for draft in one.drafts)
    ahead = (one for one in drafts if today < calendar.date_of(one) < (end or date.max))
    draft = min(ahead, key=calendar.date_of, default=None)
    return None if draft is None else ((calendar.date_of(draft) - calendar.start).days, draft)
