"""Several yellow cases of one worker are one quiet message, which /idag stands under.

Red never waits here. A single case leaves as itself, at the hour of the bundle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from content.areas.care import CareKey
from content.areas.staff import StaffKey
from content.keys import Key
from content.phrases import when_under
from domain.bundle import Bundle
from domain.case import Case, CaseState, Level
from domain.escalation import Climb, Why
from domain.message import OutboxState, Purpose
from domain.people import Actor, Staff
from domain.today import waits_for
from domain.wall import to_wall
from services.buttons import button, row
from services.on_duty import is_reachable
from services.programme_of import programme_of
from services.say import Line, to_staff
from services.world import House
from storage import cases, outbox, told
from storage import staff as staff_rows
from storage import today as today_rows
from storage.outbox import FINAL
from storage.tx import Rx, Tx

ACTOR = Actor.system("bundle")
_NEVER_CAME = frozenset({OutboxState.SKIPPED, OutboxState.REFUSED})


@dataclass(frozen=True, slots=True)
class Gathering:
    """A new yellow case on its way to the others of the same worker."""

    tx: Tx
    now: datetime
    house: House
    case: Case
    rules: Bundle

    @property
    def leaves_at(self) -> datetime | None:
        """Return when it leaves by itself where it is the only one (UTC); None: at once."""
        return self.rules.leaves_at(self.now, self.house.site)

    def joins(self, person: Staff) -> bool:
        """Put the case among others that wait for somebody; return whether there were any."""
        if not is_reachable(person):
            return False
        name = bundle_name(person.id, self.rules.day_of(self.now, self.house.site))
        known = told.named(self.tx, name)
        if known is not None:
            return self._add(person, known)
        at = self.leaves_at
        if at is None:
            return False
        singles = told.waiting_yellow(self.tx, person.id, at)
        if not singles:
            return False
        outbox.move(self.tx, singles.values(), OutboxState.SKIPPED, reason="bundled", **FINAL)
        line = self._line(person, name, at)
        made = to_staff(self.tx, self.now, person, line)
        for case_id in (*singles, self.case.id):
            self._note(case_id, person, made or 0)
        return True

    def _add(self, person: Staff, known: int) -> bool:
        message = outbox.get(self.tx, known)
        if message is None:
            return False
        if message.state is OutboxState.QUEUED:
            refresh(self.tx, self.now, self.house, person, known, self.rules)
        elif self.rules.is_open(self.now, self.house.site):
            name = f"bundle:{known}:{self.case.id}"
            line = replace(self._line(person, name, self.now), edits=known)
            to_staff(self.tx, self.now, person, line)
        else:
            return False
        self._note(self.case.id, person, known)
        return True

    def _note(self, case_id: int, person: Staff, outbox_id: int) -> None:
        facts = {"staff": person.id, "message": outbox_id}
        cases.tell(self.tx, self.now, case_id, str(ACTOR), told.BUNDLED, facts)

    def _line(self, person: Staff, name: str, at: datetime) -> Line:
        return Line(
            purpose=Purpose.STAFF_INFO,
            key=CareKey.BUNDLE,
            text=_words(self.house, person, _waiting(self.tx, person), at, self.rules.lines, at),
            dedupe=name,
            buttons=row(button(self.house, person.language, StaffKey.B_TODAY, "today", 0, "0")),
            silent=True,
            due_at=at,
        )


def gathering(tx: Tx, now: datetime, house: House, moved: Climb) -> Gathering | None:
    """Return the way of a new yellow case to others; None for any other, and without a bundle."""
    if moved.why is not Why.OPENED or moved.case.level is not Level.YELLOW:
        return None
    rules = programme_of(tx, house, moved.case.programme_version_id).bundle
    return Gathering(tx, now, house, moved.case, rules) if rules is not None else None


def refresh_bundles(tx: Tx, now: datetime, house: House, case: Case) -> None:
    """Let the bundles that name a case say how things stand now, also where they have left.

    A case that was told by itself, or in an older bundle, may stand in the one of today as well.
    """
    rules = programme_of(tx, house, case.programme_version_id).bundle
    if rules is None or case.level is not Level.YELLOW:
        return
    named = told.bundled(tx, case.id)
    for staff_id in dict.fromkeys((*named, *case.ladder)):
        person = staff_rows.get(tx, staff_id)
        if person is None:
            continue
        day = to_wall(now, house.site.zone).date()
        today = told.named(tx, bundle_name(staff_id, day))
        for outbox_id in {named.get(staff_id), today} - {None}:
            assert outbox_id is not None, "taken out above"
            _stand(tx, now, house, person, outbox_id, rules, case)


def bundle_name(staff_id: int, day: date) -> str:
    """Return under which name the bundle of somebody's local day is queued once."""
    return f"bundle:{staff_id}:{day}"


def _stand(
    tx: Tx,
    now: datetime,
    house: House,
    person: Staff,
    outbox_id: int,
    rules: Bundle,
    case: Case,
) -> None:
    """Write one bundle anew: before it has left in its place, and after that by an edit."""
    message = outbox.get(tx, outbox_id)
    if message is None or message.state in _NEVER_CAME:
        return
    if message.state is OutboxState.QUEUED:
        refresh(tx, now, house, person, outbox_id, rules)
        return
    if case.opened_at > message.due_at + rules.window:
        return  # it came later, and was told by itself
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=CareKey.BUNDLE,
        text=_words(house, person, _waiting(tx, person), now, rules.lines, message.due_at),
        dedupe=f"bundle:{outbox_id}:{case.id}:{int(now.timestamp() * 1000)}",
        buttons=row(button(house, person.language, StaffKey.B_TODAY, "today", 0, "0")),
        edits=outbox_id,
    )
    to_staff(tx, now, person, line)


def refresh(
    tx: Tx, now: datetime, house: House, person: Staff, outbox_id: int, rules: Bundle
) -> None:
    """Write a bundle that has not left anew; where nothing waits any more it does not leave."""
    message = outbox.get(tx, outbox_id)
    letter = outbox.letter(tx, message) if message is not None else None
    if message is None or letter is None or message.state is not OutboxState.QUEUED:
        return
    waiting = _waiting(tx, person)
    if not waiting:
        outbox.move(tx, [outbox_id], OutboxState.SKIPPED, reason="nothing_waits", **FINAL)
        return
    due = message.due_at
    text = _words(house, person, waiting, due, rules.lines, due)
    outbox.rewrite(tx, message, replace(letter[1], text=text))


def _waiting(rx: Rx, person: Staff) -> list[Case]:
    """Return the yellow cases that wait for somebody and that nobody has taken, by due time."""
    found = [
        case
        for case in today_rows.open_cases_of(rx, [person.id])
        if case.level is Level.YELLOW
        and case.state is CaseState.OPEN
        and waits_for(case, person.id)
    ]
    return sorted(found, key=lambda case: case.due_at)


def _words(
    house: House,
    person: Staff,
    waiting: list[Case],
    at: datetime,
    most: int,
    written: datetime,
) -> str:
    """Return what waits as it reads at `at`, in a message of the day of `written` (UTC)."""
    say, language = house.texts.say, person.language
    lines = [
        say(
            language,
            CareKey.BUNDLE_LINE,
            nummer=case.number,
            art=say(language, Key[f"KIND_{case.kind.name}"]),
            forfald=when_under(case.due_at, at, written, house.site.zone, language),
        )
        for case in waiting[:most]
    ]
    more = len(waiting) - most
    tail = [say(language, CareKey.BUNDLE_MORE, antal=more)] if more > 0 else []
    return "\n".join([_head(house, person, len(waiting)), *lines, *tail])


def _head(house: House, person: Staff, many: int) -> str:
    few = {0: CareKey.BUNDLE_NONE, 1: CareKey.BUNDLE_ONE}
    return house.texts.say(person.language, few.get(many, CareKey.BUNDLE), antal=many)
