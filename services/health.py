"""How the message path is doing, as named troubles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.message import Road
from services.on_duty import is_reachable
from services.outbox_work import settle_unknown
from storage import cases, inbox, outbox_claim, staff, told
from storage.tx import Rx

POLL_STALE = timedelta(minutes=2)
OUTBOX_OVERDUE = timedelta(minutes=5)
RED_UNHEARD_AFTER = timedelta(minutes=2)
# They are tried again every hour; of whom nobody counts points any more is not ill for good.
RULES_FAILED_WITHIN = timedelta(days=1)


class Trouble(StrEnum):
    """What can be wrong with the message path."""

    POLLING_STALE = "polling_stale"  # Telegram has not answered for a while
    CANNOT_STORE = "cannot_store"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - a name
    OTHER_POLLER = "other_poller"  # somebody else asks for this bot's updates
    UNREADABLE_ANSWER = "unreadable_answer"  # Telegram's answer was no list of updates
    UNKNOWN_MESSAGES = "unknown_messages"  # sent twice and still unclear, with nobody to look
    PARKED_UPDATES = "parked_updates"
    OUTBOX_OVERDUE = "outbox_overdue"
    NOBODY_REACHABLE = "nobody_reachable"  # an open case, and nobody on its ladder has a chat
    RED_UNHEARD = "red_unheard"  # nobody has been sent a word about an open red case
    RULES_FAILING = "rules_failing"  # attention points cannot be counted: a human looks instead
    EMAIL_FAILING = "email_failing"
    SMS_FAILING = "sms_failing"
    SMS_UNREADABLE = "sms_unreadable"  # a gateway brings what holds no sender


@dataclass(frozen=True, slots=True)
class Ill:
    """One trouble; `detail` is for whoever looks after the installation and names nobody."""

    trouble: Trouble
    detail: str


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What the database says about the message path."""

    unknown: int
    parked: int
    waiting_since: datetime | None  # due time of the message that has waited longest, UTC
    nobody_reachable: int = 0  # open cases of which nobody can be told
    red_unheard: int = 0  # open red cases of which nobody has been sent a word
    rules_failing: int = 0  # youths whose attention points cannot be counted


def message_facts(rx: Rx, now: datetime) -> MessageFacts:
    """Return what the database says about the message path at `now` (UTC)."""
    return MessageFacts(
        unknown=len(settle_unknown(rx, now)),
        parked=inbox.parked(rx),
        waiting_since=outbox_claim.waiting_since(rx),
        nobody_reachable=_untold(rx),
        rules_failing=cases.failing_rules(rx, now - RULES_FAILED_WITHIN),
        red_unheard=len(told.red_unheard(rx, before=now - RED_UNHEARD_AFTER)),
    )


def _untold(rx: Rx) -> int:
    """Return how many open cases have nobody on their ladder who can be written to."""
    reachable = {person.id for person in staff.everybody(rx) if is_reachable(person)}
    return sum(reachable.isdisjoint(ladder) for ladder in cases.open_ladders(rx))


@dataclass(slots=True)
class MessageHealth:
    """What intake and sender last saw. Instants are real time, UTC; None means no trouble.

    `polled_at` is when Telegram last answered a poll, or when another process was seen polling.
    """

    polled_at: datetime
    cannot_store_since: datetime | None = None
    token_refused_since: datetime | None = None
    other_poller_since: datetime | None = None
    unreadable_since: datetime | None = None
    sms_unreadable_since: datetime | None = None
    roads_failing: dict[Road, datetime] = field(default_factory=dict)

    def road_went(self, road: Road, real: datetime, *, well: bool) -> None:
        """Note whether a message by a second road was taken at `real` (UTC)."""
        if well:
            self.roads_failing.pop(road, None)
        else:
            self.roads_failing.setdefault(road, real)

    def troubles(self, real: datetime, now: datetime, facts: MessageFacts) -> Sequence[Ill]:
        """Return what is wrong, if anything.

        Args:
            real: The present instant on real time, UTC.
            now: The present instant that due times are compared with, UTC.
            facts: What the database says; see `message_facts`.
        """
        found = [
            _since(Trouble.CANNOT_STORE, self.cannot_store_since),
            _since(Trouble.TOKEN_REFUSED, self.token_refused_since),
            _since(Trouble.OTHER_POLLER, self.other_poller_since),
            _since(Trouble.UNREADABLE_ANSWER, self.unreadable_since),
            _since(Trouble.SMS_UNREADABLE, self.sms_unreadable_since),
            _since(Trouble.POLLING_STALE, self.polled_at, older_than=real - POLL_STALE),
            _since(Trouble.OUTBOX_OVERDUE, facts.waiting_since, older_than=now - OUTBOX_OVERDUE),
            _count(Trouble.UNKNOWN_MESSAGES, facts.unknown),
            _count(Trouble.PARKED_UPDATES, facts.parked),
            _count(Trouble.NOBODY_REACHABLE, facts.nobody_reachable),
            _count(Trouble.RED_UNHEARD, facts.red_unheard),
            _count(Trouble.RULES_FAILING, facts.rules_failing),
            *(_since(_OF_ROAD[road], at) for road, at in self.roads_failing.items()),
        ]
        return [ill for ill in found if ill is not None]


_OF_ROAD = {Road.EMAIL: Trouble.EMAIL_FAILING, Road.SMS: Trouble.SMS_FAILING}


def _since(
    trouble: Trouble, since: datetime | None, *, older_than: datetime | None = None
) -> Ill | None:
    if since is None or (older_than is not None and since >= older_than):
        return None
    return Ill(trouble, f"since {since:%Y-%m-%d %H:%M:%S} UTC")


def _count(trouble: Trouble, count: int) -> Ill | None:
    return Ill(trouble, str(count)) if count else None
