"""All that is known of one youth, and of the site as a whole, put together for the checks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.areas.cafe import CafeKey
from content.areas.sms import SmsKey
from domain.agreement import Agreement
from domain.case import Case
from domain.message import BEGINS, Purpose
from domain.people import Youth
from reports.audit.wire import Acted, Sent
from storage.audited import (
    CheckInRow,
    EventRow,
    OccurrenceRow,
    PlannedRow,
    ReplyRow,
    TalkRow,
    TaskRow,
    TrailRow,
)
from storage.audited_cafes import CalledOffRow
from storage.audited_chats import MessageRow, UpdateRow

# News of an evening is begun by the bot as well, though it does not count as a question.
_EVENING = "cafe:"
# A yes of the youth: by their own tap, or said to a worker who wrote it down.
YES = frozenset({"accept", "accept_by_hand"})
LEAVES = frozenset({"stop", "decline", "underage", "end"})
# What only somebody says who was with us by phone or SMS before, and has met the robot since.
MET, NO_ROBOT = "accept_bot", "decline_bot"
_OPENED = "open_invite"
MOVED = "zone"  # as the trail says that a youth lives in another time zone from then on
_UNASKED = BEGINS | {Purpose.LATER, Purpose.RECEIPT}
# How the names of notices begin that answer what a youth did, or say that a worker calls.
_CALLED_FOR = ("in:", "talk:", "album:", "sms:", "edited:")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that stands in a chat, and the row of the outbox that it came from."""

    sent: Sent
    row: MessageRow | None

    @property
    def begins(self) -> bool:
        """Return whether the bot began it: a question, a reminder, a caring message."""
        return self._is_new and self.row is not None and self.row.purpose in BEGINS

    @property
    def is_wanted(self) -> bool:
        """Return whether it reminds of an evening to which the youth has said yes.

        Who has said maybe has asked for nothing.
        """
        row = self.row
        return row is not None and row.wording in {CafeKey.REMIND, SmsKey.SAME_DAY}

    @property
    def is_unasked(self) -> bool:
        """Return whether nobody's tap, words or call brought it about."""
        if self.row is None or not self._is_new:
            return False
        return self.row.purpose in _UNASKED or self.row.dedupe.startswith(_EVENING)

    @property
    def is_automatic(self) -> bool:
        """Return whether it is unasked, or news that no tap, words or call brought about."""
        row = self.row
        news = self._is_new and row is not None and row.purpose == Purpose.NOTICE
        called_for = row is not None and row.dedupe.startswith(_CALLED_FOR)
        return self.is_unasked or (news and not called_for)

    @property
    def asks(self) -> bool:
        """Return whether it wants an answer: a question or a reminder that makes a sound."""
        return self.begins and not self.sent.silent

    @property
    def _is_new(self) -> bool:
        return not self.sent.edited


@dataclass(frozen=True, slots=True, kw_only=True)
class YouthFacts:
    """One youth. Everything is in the order of time; `heard` is when they did anything (UTC)."""

    youth: Youth
    agreement: Agreement
    agreed_at: datetime | None  # when the agreement last changed
    plans: Sequence[PlannedRow]
    occurrences: Sequence[OccurrenceRow]
    checkins: Mapping[int, CheckInRow]
    replies: Sequence[ReplyRow]
    cases: Sequence[Case]
    events: Mapping[int, Sequence[EventRow]]  # by case
    tasks: Sequence[TaskRow]
    talks: Sequence[TalkRow]
    trail: Sequence[TrailRow]
    messages: Sequence[MessageRow]
    deliveries: Sequence[Delivery]
    heard: Sequence[datetime]
    heard_all: bool  # otherwise some taps of earlier days are forgotten
    told: Mapping[int, Sequence[Delivery]]  # what staff were told of each case
    acted: Sequence[Acted] = ()  # what is known of them by who played them
    called_off: Sequence[CalledOffRow] = ()  # evenings to which they had been invited
    unexplained: Sequence[Sent] = ()  # what stands in their chats, and no row explains
    lane: bytes | None = None  # the keyed hash of their chat, as it is now

    def zone_at(self, instant: datetime) -> str:
        """Return in which time zone the youth lived at an instant (UTC)."""
        moves = (line for line in self.trail if line.action == MOVED and line.at > instant)
        return next((str(line.detail["from"]) for line in moves), self.youth.zone)

    def heard_between(self, after: datetime, until: datetime) -> bool:
        """Return whether the youth did anything after one instant, and not after another."""
        return bisect_right(self.heard, after) < bisect_right(self.heard, until)

    def heard_next(self, at: datetime) -> datetime | None:
        """Return when the youth did anything from `at` on, or None."""
        place = bisect_left(self.heard, at)
        return self.heard[place] if place < len(self.heard) else None


def came_in(youth: YouthFacts) -> datetime | None:
    """Return when a youth said yes (UTC), or None.

    Whoever was taken in by phone before that yes was a line of the trail is told by what they
    could not have said otherwise: that they leave, without ever having opened a link, or yes or
    no to the robot. A later yes of theirs is then no first one.
    """
    opened = False
    for line in youth.trail:
        if line.action in YES:
            return line.at
        if line.action in {MET, NO_ROBOT} or (line.action in LEAVES and not opened):
            break
        opened = opened or line.action == _OPENED
    return youth.youth.accepted_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A chat that nobody has: what it got from us, and what is known of whoever has it."""

    deliveries: Sequence[Delivery]
    unexplained: Sequence[Sent]
    acted: Sequence[Acted]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What belongs to no single youth."""

    updates: Sequence[UpdateRow]
    strangers: Sequence[Case]
    stranger_events: Mapping[int, Sequence[EventRow]]
    pushes: Sequence[Delivery]  # what staff were sent
    unexplained: Sequence[Sent]  # what no row explains
    changed_by_nobody: Sequence[Sent]  # changes that no row tells of
    missing: Sequence[MessageRow]  # what a row says was sent, and nobody received
    told: Mapping[int, Sequence[Delivery]]
    chats: Mapping[bytes, Stranger]  # by their keyed hash: those that nobody has
    senders: Mapping[int, bytes]  # which of them an open case is about
    texted: Sequence[MessageRow]  # what went by SMS to numbers that nobody has
    to_staff: Sequence[MessageRow]
    staff_chats: Sequence[TrailRow]  # when one of the staff connected a chat
    staff_lanes: Mapping[int, bytes]  # which they have now
