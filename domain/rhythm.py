"""When what comes: the one place that decides what the bot begins, and why it does not come.

`Rhythm.prompt` decides one occurrence when its time has come, `domain.coming.prompts` a whole
period ahead by it: the preview of a programme and the planner ask the same rules. Nothing here
knows words or the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zlib import crc32

from domain.agreement import Agreement
from domain.habits import MOST_UNANSWERED
from domain.load import ONE_A_DAY, Before, Turn, no_room
from domain.own_days import NOTHING_AGREED, Calendar
from domain.people import Tier
from domain.plan import ASKS, ContactKind, LateRule, PlannedContact, Programme
from domain.site import PUNCTUAL, QuietHours, SiteRules
from domain.turns import asks_for_all, questions_for, whose_turn
from domain.wall import to_wall

PAUSE, QUIET_MODE, HALVED, TOPIC = "pause", "quiet mode", "halved", "topic"
TWO_UNANSWERED = "two unanswered"
OTHER_TIER, LATE, NO_COMMON_HOUR, TALKED_TODAY = "tier", "late", "no common hour", "talked today"
TALKING, SERIES, SAID = "talking", "café series", "said"
OURS = frozenset({ContactKind.DUTY, ContactKind.WINDOW})  # what no youth receives
_DAY = timedelta(days=1)
_HOURS_OF_A_CLOCK_CHANGE = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a youth stands. Instants are UTC.

    `closed` says why nothing is planned at all (such as "stopped"), `silent` why nothing may be
    sent for now (such as "blocked" or "red case"). `unanswered` counts the questions that stand in
    the chat at `as_of` with no sign of life since the first. `talked_at` is the latest talk with a
    human, `talking_until` the end of one that goes on. `light` lets the next check-in ask one
    thing only. With `has_series` evenings of a series take the place of the programme's own café.
    """

    youth_id: int
    start: date  # local
    zone: str
    tier: Tier | None = None
    agreement: Agreement = NOTHING_AGREED
    paused_until: datetime | None = None
    quieted: bool = False
    as_of: datetime | None = None
    unanswered: int = 0
    halved_at: datetime | None = None
    talked_at: datetime | None = None
    talking_until: datetime | None = None
    light: bool = False
    has_series: bool = False
    closed: str | None = None
    silent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One occurrence: when it leaves (UTC), or the reason why it does not.

    `cafe` is when the evening begins (UTC) whose line stands in this check-in.
    """

    contact: PlannedContact
    due_at: datetime
    leaves_at: datetime | None = None
    reason: str | None = None
    asked: tuple[str, ...] = ()
    cafe: datetime | None = None

    @property
    def turn(self) -> Turn:
        """Return what later prompts must know about this one."""
        return Turn(self.contact.kind, self.due_at, self.reason, self.asked, self.contact.key)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rules of one youth: the programme, the site and how the youth stands."""

    programme: Programme
    site: SiteRules
    standing: Standing

    @property
    def calendar(self) -> Calendar:
        """Return when this youth's contacts come."""
        return Calendar.of(
            self.programme,
            start=self.standing.start,
            zone=self.standing.zone,
            agreement=self.standing.agreement,
            site=self.site,
        )

    def prompt(
        self, contact: PlannedContact, due_at: datetime, now: datetime, before: Before
    ) -> Prompt:
        """Return what becomes of the occurrence that is due, as things stand `now`."""
        made = Prompt(contact=contact, due_at=due_at)
        if reason := self._why_not(contact, due_at, now, before):
            return replace(made, reason=reason)
        if contact.kind in OURS:
            return replace(made, leaves_at=max(due_at, now))
        made = replace(made, asked=self._asked(contact, due_at, before))
        if contact.kind is ContactKind.CHECKIN and not made.asked:
            return replace(made, reason=TOPIC)
        found = self._leaves(contact, due_at, now, before)
        if isinstance(found, str):
            return replace(made, reason=found, asked=())
        return replace(made, leaves_at=found)

    # ------------------------------------------------------------- whether at all

    def _why_not(
        self, contact: PlannedContact, due_at: datetime, now: datetime, before: Before
    ) -> str | None:
        youth = self.standing
        if youth.closed is not None:
            return youth.closed
        if not contact.days.are_for(youth.tier):
            return OTHER_TIER
        if youth.has_series and contact.kind is ContactKind.CAFE and contact.is_of_the_file:
            return SERIES
        if contact.kind in OURS:
            return None
        if youth.paused_until is not None and now < youth.paused_until:
            return PAUSE
        if youth.silent is not None:
            return youth.silent
        if contact.topic in youth.agreement.topics_off:
            return TOPIC
        said = contact.is_notice and self.was_said(contact, due_at, before)
        return SAID if said else self._too_much(contact, due_at, now, before)

    def was_said(self, contact: PlannedContact, due_at: datetime, before: Before) -> bool:
        """Return whether the same notice came less than its own weeks ago: the date has moved."""
        end, day = self.calendar.end, to_wall(due_at, self.standing.zone).date()
        since = due_at - ((end or day) - day) + _HOURS_OF_A_CLOCK_CHANGE
        return any(
            turn.key == contact.key and turn.reason is None and since < turn.due_at < due_at
            for turn in before.turns
        )

    def _too_much(
        self, contact: PlannedContact, due_at: datetime, now: datetime, before: Before
    ) -> str | None:
        """Return why a youth who asked for less, or went quiet, is not asked this time."""
        if contact.kind not in ASKS:
            return None
        if self.standing.quieted:
            return QUIET_MODE
        if contact.kind is not ContactKind.CHECKIN:
            return None
        if self._stand_unanswered(now, before) >= MOST_UNANSWERED:
            return TWO_UNANSWERED
        since = self.standing.halved_at
        if since is not None and not before.left_one_out(since, due_at, HALVED):
            return HALVED
        if contact.rule and self._notice_comes(due_at):
            return ONE_A_DAY
        sharing = self._sharing(contact, due_at)
        return None if whose_turn(sharing, due_at, before) is contact else ONE_A_DAY

    def _notice_comes(self, due_at: datetime) -> bool:
        """Return whether this day's one check-in is a notice of the end."""
        calendar, day = self.calendar, to_wall(due_at, self.standing.zone).date()
        notices = (one for one in self.programme.contacts if one.is_notice)
        return any(day in calendar.named_days(one) for one in notices)

    def _stand_unanswered(self, now: datetime, before: Before) -> int:
        """Return how many questions would stand in the chat when one more came.

        Those that have not left yet are among them: nobody can have answered them. Ahead of time
        it is taken that what has come meanwhile was answered.
        """
        since = self.standing.as_of
        asked = [one.at for one in before.begun if one.kind is ContactKind.CHECKIN]
        was_heard = any(since is None or since < at <= now for at in asked)
        on_their_way = sum(at > now for at in asked)
        return on_their_way + (0 if was_heard else self.standing.unanswered)

    def _asked(self, contact: PlannedContact, due_at: datetime, before: Before) -> tuple[str, ...]:
        if contact.kind is not ContactKind.CHECKIN:
            return ()
        day = self.calendar.day_of(due_at)
        off = self.standing.agreement.topics_off
        contact = asks_for_all(contact, self._sharing(contact, due_at))
        asked = questions_for(self.programme, contact, day, before.turns, off)
        return asked[:1] if self.standing.light else asked

    def _sharing(self, contact: PlannedContact, due_at: datetime) -> Sequence[PlannedContact]:
        """Return the check-ins that come on the same day, because a youth chose fewer days."""
        calendar = self.calendar
        if not contact.rule or not calendar.shares_days or not contact.is_at_own_times:
            return (contact,)
        day, off = to_wall(due_at, calendar.zone).date(), calendar.agreement.topics_off
        return [
            one
            for one in self.programme.contacts
            if one is contact
            or (
                one.days.are_for(self.standing.tier)
                and one.topic not in off
                and calendar.comes_on(one, day)
            )
        ]

    # ------------------------------------------------------------- when

    def _leaves(
        self, contact: PlannedContact, due_at: datetime, now: datetime, before: Before
    ) -> datetime | str:
        """Return the first instant that suits everybody, or why there is none in time."""
        wanted, limit = due_at, due_at + contact.late_after
        reason = LATE
        while wanted <= limit:
            at = self._suits(contact, wanted, now)
            if at is None:
                return NO_COMMON_HOUR
            if at > limit or (contact.late is LateRule.SKIP and at > due_at):
                return LATE if reason == LATE else reason
            found = self._obstacle(contact, at, before)
            if found is None:
                return self._jittered(contact, due_at, at, limit)
            if not _may_move(contact, found):
                return found
            reason, wanted = found, self._next_day(contact, at)
        return reason

    def _suits(self, contact: PlannedContact, wanted: datetime, now: datetime) -> datetime | None:
        """Return the first suitable instant from `wanted` on; a late tick starts from `now`."""
        at = self.next_suitable(contact.kind, wanted)
        if at is not None and now - at > PUNCTUAL:
            at = self.next_suitable(contact.kind, now)
        return at

    def next_suitable(self, kind: ContactKind, instant: datetime) -> datetime | None:
        """Return the first instant from `instant` on at which such a message may come.

        What asks waits for an hour in which somebody is at work soon after; None when there is
        never one. A caring message only stays out of the quiet hours.
        """
        quiet = self.quiet
        if kind not in ASKS:
            return quiet.ends(instant, self.standing.zone) or instant
        try:
            return self.site.next_askable(instant, self.standing.zone, quiet)
        except ValueError:  # their day and ours do not meet: a human keeps the contact
            return None

    @property
    def quiet(self) -> QuietHours:
        """Return the youth's quiet hours: their own, or the site's."""
        return self.standing.agreement.quiet or self.site.quiet

    def _obstacle(self, contact: PlannedContact, at: datetime, before: Before) -> str | None:
        zone, talked = self.standing.zone, self.standing.talked_at
        until = self.standing.talking_until
        if contact.kind in ASKS and until is not None and at < until:
            return TALKING
        if talked is not None and to_wall(talked, zone).date() == to_wall(at, zone).date():
            return TALKED_TODAY
        return no_room(before.begun, contact.kind, at, zone)

    def _next_day(self, contact: PlannedContact, at: datetime) -> datetime:
        return self.calendar.at_on(contact, to_wall(at, self.standing.zone).date() + _DAY)

    def _jittered(
        self, contact: PlannedContact, due_at: datetime, at: datetime, limit: datetime
    ) -> datetime:
        """Return `at` or a few minutes later, the same for one youth and occurrence each time."""
        minutes = int(self.programme.jitter / timedelta(minutes=1))
        seed = f"{self.standing.youth_id}:{contact.key}:{int(due_at.timestamp())}"
        later = at + timedelta(minutes=crc32(seed.encode()) % (minutes + 1))
        if contact.event_after is None and later <= limit:
            suits = self.next_suitable(contact.kind, later) == later
            return later if suits else at
        return at


def _may_move(contact: PlannedContact, reason: str) -> bool:
    # A caring message and an invitation may come any day. A question moves for a talk, and one
    # that has its few named days moves for whatever is in its way: it would not come again.
    if contact.kind is ContactKind.CARING or not contact.is_of_the_file:
        return True
    is_checkin = contact.kind is ContactKind.CHECKIN
    return is_checkin and (contact.has_named_days or reason in {TALKED_TODAY, TALKING})
