"""Taking stock of a house: what is kept, and what is still on its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.message import OutboxState, Purpose
from services.outbox_work import settle_unknown
from storage.tables import case_file, checkin, inbox, outbox, reply
from storage.tx import Rx

IN_FLIGHT = {OutboxState.CLAIMED, OutboxState.SENDING}


@dataclass(frozen=True, slots=True)
class Account:
    """What the database holds."""

    inbox: Counter[str]  # updates by state
    outbox: Counter[tuple[OutboxState, Purpose]]
    overdue: int  # messages that should have left by now
    unowned: int  # messages of unclear fate that nobody looks after
    replies: Sequence[tuple[str, int | None]]  # kind and number of each, oldest first
    cases: Sequence[str]  # kind of each, oldest first
    checkins: Sequence[str]  # state of each

    def count(self, state: OutboxState, purpose: Purpose | None = None) -> int:
        """Return how many messages are in a state."""
        return sum(
            number
            for (found, why), number in self.outbox.items()
            if found is state and purpose in (None, why)
        )

    def check(self) -> None:
        """Fail if anything is half done, or unclear without an owner."""
        assert set(self.inbox) <= {"done"}, self.inbox
        assert [self.count(state) for state in IN_FLIGHT] == [0, 0], self.outbox
        assert self.count(OutboxState.REFUSED) == 0, self.outbox
        assert (self.overdue, self.unowned) == (0, 0), self.outbox


def account_of(rx: Rx, now: datetime) -> Account:
    """Take stock at `now` (UTC)."""
    states = rx.execute(select(inbox.c.state)).scalars()
    messages = rx.execute(select(outbox.c.state, outbox.c.purpose)).all()
    overdue = select(func.count()).select_from(outbox).where(outbox.c.ready_at <= now)
    replies = select(reply.c.kind, reply.c.number).order_by(reply.c.reply_id)
    return Account(
        inbox=Counter(states),
        outbox=Counter((OutboxState(row.state), Purpose(row.purpose)) for row in messages),
        overdue=rx.execute(overdue).scalar_one(),
        unowned=len(settle_unknown(rx, now)),
        replies=[(row.kind, row.number) for row in rx.execute(replies)],
        cases=list(
            rx.execute(select(case_file.c.kind).order_by(case_file.c.case_file_id)).scalars()
        ),
        checkins=list(
            rx.execute(select(checkin.c.state).order_by(checkin.c.checkin_id)).scalars()
        ),
    )
