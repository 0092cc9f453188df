"""Everything that comes to a youth in a period: the file's contacts, and evenings of a series.

The invitation to an evening is a line in the check-in of that day, and counts as one message with
it; only where no check-in comes in time is it a message of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from heapq import heapify, heappop, heappush
from types import MappingProxyType

from domain.cafe import TIME_TO_COME
from domain.load import Before, Begun
from domain.plan import ContactKind, LateRule, PlannedContact
from domain.rhythm import OURS, Prompt, Rhythm
from domain.wall import to_wall

TOPIC = "cafe"  # by this key a programme names its cafés in /emner
LINE_AT_LEAST = timedelta(hours=2)  # before it begins: a line in a check-in costs no message
_EVENING = PlannedContact(
    key="_evening",  # no file can name it so
    kind=ContactKind.CAFE,
    rule="",
    at=time(0),
    questions=(),
    opening=MappingProxyType({}),
    late=LateRule.SEND,
    late_after=timedelta(0),
    remind_after=None,
    window=timedelta(0),
    topic=TOPIC,
)

Waiting = tuple[PlannedContact, datetime]  # a contact of the file, and when it is due (UTC)


@dataclass(frozen=True, slots=True)
class Ahead:
    """An evening to which a youth is not invited yet; the cohort is at `invite_at` (UTC)."""

    begins_at: datetime
    invite_at: datetime


def may_carry(begins_at: datetime, leaves_at: datetime) -> bool:
    """Return whether a check-in that leaves then may hold the line of an evening."""
    return leaves_at <= begins_at - LINE_AT_LEAST


def foreruns(evening: Ahead, leaves_at: datetime, zone: str) -> bool:
    """Return whether a check-in made before the cohort hears, and leaving then, tells of it.

    It does on the day on which the cohort is invited, for one day has one message and not two.
    One that waits for a later day, such as for the end of a talk, does so before the evening's
    own day: the invitation would wait for the same.
    """
    day, invited_on = to_wall(leaves_at, zone).date(), to_wall(evening.invite_at, zone).date()
    in_time = day == invited_on or invited_on < day < to_wall(evening.begins_at, zone).date()
    return in_time and may_carry(evening.begins_at, leaves_at)


def carried_at(
    rhythm: Rhythm, evening: Ahead, now: datetime, before: Before, waiting: Iterable[Waiting]
) -> datetime | None:
    """Return when the check-in leaves that has the evening's line in it (UTC); None without one.

    It is the check-in of the day on which the cohort is invited. Whoever said yes on that very
    day reads it in their first one that leaves time to come.
    """
    zone = rhythm.standing.zone
    invited_on = to_wall(evening.invite_at, zone).date()
    is_new = invited_on <= rhythm.standing.start
    for contact, due_at in sorted(waiting, key=lambda one: one[1]):
        if contact.kind is not ContactKind.CHECKIN:
            continue
        at = rhythm.prompt(contact, due_at, max(now, due_at), before).leaves_at
        if at is None or not may_carry(evening.begins_at, at):
            continue
        if is_new or to_wall(at, zone).date() == invited_on:
            return at
    return None


def invitation(rhythm: Rhythm, evening: Ahead, now: datetime, before: Before) -> Prompt:
    """Return what becomes of an invitation that is a message of its own.

    It waits for another day where this one has its one other message already, or a talk. A youth
    in quiet mode gets a softer line, which asks nothing.
    """
    lasts = evening.begins_at - TIME_TO_COME - evening.invite_at
    contact = replace(
        _EVENING,
        at=to_wall(evening.invite_at, rhythm.standing.zone).time(),
        late_after=lasts - timedelta(minutes=1),
        event_after=evening.begins_at - evening.invite_at,
    )
    open_to_it = replace(rhythm, standing=replace(rhythm.standing, quieted=False))
    return open_to_it.prompt(contact, evening.invite_at, now, before)


def prompts(
    rhythm: Rhythm,
    after: datetime,
    until: datetime,
    before: Before | None = None,
    evenings: Sequence[Ahead] = (),
) -> Sequence[Prompt]:
    """Return everything that is due after `after` and until `until`, in the order it is due.

    `before` is what came already; nothing at all when it is left out.
    """
    telling = _Telling(rhythm, evenings, before or Before())
    return telling.tell(after, until)


@dataclass(slots=True)
class _Telling:
    """A walk through a period, one due occurrence after the other."""

    rhythm: Rhythm
    evenings: Sequence[Ahead]
    known: Before
    lines: list[Ahead] = field(default_factory=list)  # wait for a check-in
    alone: list[tuple[Ahead, Prompt]] = field(default_factory=list)  # to leave by themselves
    found: list[Prompt] = field(default_factory=list)
    queue: list[tuple[datetime, int]] = field(default_factory=list)

    def tell(self, after: datetime, until: datetime) -> Sequence[Prompt]:
        calendar, contacts = self.rhythm.calendar, self.rhythm.programme.contacts
        dues = [calendar.following(contact, after) for contact in contacts]
        self.queue = [(due, place) for place, due in enumerate(dues) if due is not None]
        for place, evening in enumerate(self.evenings, 1):  # before the check-in of that minute
            if evening.invite_at <= after:
                self.lines.append(evening)
            else:
                self.queue.append((evening.invite_at, -place))
        heapify(self.queue)
        while self.queue and self.queue[0][0] <= until:
            due, place = heappop(self.queue)
            if place < 0:
                self._invite(self.evenings[-place - 1], due)
                continue
            self._contact(contacts[place], due)
            following = calendar.following(contacts[place], due)
            if following is not None:
                heappush(self.queue, (following, place))
        return self.found

    def _invite(self, evening: Ahead, due: datetime) -> None:
        contacts = self.rhythm.programme.contacts
        waiting = [(contacts[place], at) for at, place in self.queue if place >= 0]
        if carried_at(self.rhythm, evening, due, self.known, waiting) is None:
            made = invitation(self.rhythm, evening, due, self.known)
            self._add(made)
            if made.leaves_at is not None:
                self.alone.append((evening, made))
        else:
            self.lines.append(evening)

    def _contact(self, contact: PlannedContact, due: datetime) -> None:
        self.alone = [one for one in self.alone if due < (one[1].leaves_at or due)]
        if contact.kind is not ContactKind.CHECKIN:
            self._add(self.rhythm.prompt(contact, due, due, self.known))
            return
        # What has not left yet can become part of this one, and is no message beside it.
        beside = self.known.without([_begun(made) for _, made in self.alone])
        prompt = self.rhythm.prompt(contact, due, due, beside)
        if prompt.leaves_at is not None:
            prompt = self._with_line(prompt, prompt.leaves_at)
        self._add(prompt)
        if prompt.asked and self.rhythm.standing.light:  # only the first one is
            standing = replace(self.rhythm.standing, light=False)
            self.rhythm = replace(self.rhythm, standing=standing)

    def _with_line(self, prompt: Prompt, leaves_at: datetime) -> Prompt:
        standing = self.rhythm.standing
        if TOPIC in standing.agreement.topics_off:
            return prompt
        for evening in self.lines:
            if may_carry(evening.begins_at, leaves_at):
                self.lines.remove(evening)
                return replace(prompt, cafe=evening.begins_at)
        waits = [one for one in self.alone if may_carry(one[0].begins_at, leaves_at)]
        if waits:
            evening, made = waits[0]
            self.alone.remove(waits[0])
            self.found.remove(made)
            self.known = self.known.without([_begun(made)])
            return replace(prompt, cafe=evening.begins_at)
        for due, place in sorted(one for one in self.queue if one[1] < 0):
            evening = self.evenings[-place - 1]
            if foreruns(evening, leaves_at, standing.zone):
                self.queue.remove((due, place))
                heapify(self.queue)
                return replace(prompt, cafe=evening.begins_at)
        return prompt

    def _add(self, prompt: Prompt) -> None:
        self.found.append(prompt)
        self.known = self.known.and_then(prompt.turn, _begun(prompt))


def _begun(prompt: Prompt) -> Begun | None:
    if prompt.leaves_at is None or prompt.contact.kind in OURS:
        return None
    return Begun(prompt.leaves_at, prompt.contact.kind)
