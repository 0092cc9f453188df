"""Mark what a youth sent as read, and stop the clock that waited for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.case import Case, Outcome
from domain.people import Actor, Youth
from domain.reply import Reply, ReplyKind
from services.access import Action, Denied
from services.close_case import close
from services.human_contact import WAIT_FOR_A_READER, look_again
from services.page_link import Visit, may
from services.receipt import tell_read
from services.world import House
from storage import cases, replies
from storage import staff as staff_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Read:
    """What was marked. `newer` says that more has come since the page was shown."""

    count: int
    closed: tuple[int, ...]  # numbers of the cases that closed
    newer: bool


def mark_read(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    up_to: int,
    seen_at: datetime | None = None,
) -> Read | Denied:
    """Mark the youth's replies as read up to the newest that was shown; close what waited.

    A word's clock stops by this or by a written answer, never by opening the page. Twice does no
    more than once. What has come since then stays unread, and its clock runs on; so does what was
    changed after `seen_at` (UTC), when the page was shown.
    """
    allowed = may(tx, now, visit, Action.READ_WORDS)
    if isinstance(allowed, Denied):
        return allowed
    youth, as_ = allowed.youth, Outcome.READ
    return read_up_to(tx, actor, now, house, youth=youth, up_to=up_to, as_=as_, seen_at=seen_at)


def read_up_to(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    youth: Youth,
    up_to: int,
    as_: Outcome,
    seen_at: datetime | None = None,
) -> Read:
    """Mark and close for somebody who has permission already; `as_` is the outcome."""
    assert actor.id is not None, "only a member of staff reads"
    waited = _answers(tx, youth)
    count = replies.mark_read(tx, now, youth.id, actor.id, up_to, seen_at=seen_at)
    left = _answers(tx, youth)
    reader = staff_rows.get(tx, actor.id)
    if as_ is Outcome.READ and reader is not None:
        still = {reply.id for reply in left}
        read = [reply for reply in waited if reply.id not in still]
        tell_read(tx, now, house, youth, reader, read=read)
    waiting = [] if left else _waiting(tx, youth)
    for case in waiting:
        close(tx, actor, now, house, case, as_)
    look_again(tx, house, youth.id)
    return Read(count, tuple(case.number for case in waiting), newer=bool(left))


def _answers(tx: Tx, youth: Youth) -> list[Reply]:
    """Return the unread replies that wait for a reader; a skip does not."""
    unread = replies.unread_of(tx, youth.id)
    return [reply for reply in unread if reply.kind is not ReplyKind.SKIP]


def _waiting(tx: Tx, youth: Youth) -> list[Case]:
    open_cases = cases.of_youth(tx, youth.id, still_open=True)
    return [case for case in open_cases if case.kind in WAIT_FOR_A_READER]
