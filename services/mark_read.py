"""Mark what a youth sent as read, and stop the clock that waited for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.case import Case, CaseKind, Outcome
from domain.people import Actor, Youth
from domain.reply import ReplyKind
from services.access import Action, Denied
from services.close_case import close
from services.page_link import Visit, may
from services.world import House
from storage import cases, replies
from storage.tx import Tx

# What only waits for somebody to have seen it. All else needs a talk.
_WAITS_FOR_A_READER = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER})


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
    count = replies.mark_read(tx, now, youth.id, actor.id, up_to, seen_at=seen_at)
    if _something_newer(tx, youth):
        return Read(count, (), newer=True)
    waiting = _waiting(tx, youth)
    for case in waiting:
        close(tx, actor, now, house, case, as_)
    return Read(count, tuple(case.number for case in waiting), newer=False)


def _something_newer(tx: Tx, youth: Youth) -> bool:
    unread = replies.count_unread(tx, youth.id)
    newest = replies.latest_of(tx, youth.id, unread) if unread else ()
    return any(reply.read_at is None and reply.kind is not ReplyKind.SKIP for reply in newest)


def _waiting(tx: Tx, youth: Youth) -> list[Case]:
    open_cases = cases.of_youth(tx, youth.id, still_open=True)
    return [case for case in open_cases if case.kind in _WAITS_FOR_A_READER]
