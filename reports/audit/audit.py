"""The audit: reads the wire and the database, and says which promise was broken, when and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from content.areas.care import CareKey
from content.keys import Key
from content.programmes import parse_programme
from domain.crew import Presence
from domain.helpline import MOST
from domain.people import LANGUAGES
from domain.plan import Programme
from domain.site import SiteRules
from reports.audit import (
    called_off,
    caring,
    cases,
    crisis,
    erased,
    explained,
    handed,
    kept_quiet,
    load,
    next_contact,
    once,
    own_chat,
    planned,
    postcards,
    quiet_hours,
    replies,
    second_look,
    strangers,
    unanswered,
)
from reports.audit.by_sms import check_texts
from reports.audit.chats import by
from reports.audit.content_poor import Pushes
from reports.audit.decisions import Decisions
from reports.audit.facts import YouthFacts
from reports.audit.figures import DayList, wall_of
from reports.audit.gather import Gather
from reports.audit.grounds import Grounds, Outage, Span, apart
from reports.audit.verdict import Audit, Breach, Wall
from reports.audit.wire import Acted, Heard, Sent
from services.card_words import not_stored, stranger_card
from services.world import House, Programmes
from storage import audited
from storage import programmes as programme_rows
from storage import staff as staff_rows
from storage.audited import TrailRow
from storage.tx import Rx

_ALARMS = (
    Key.ALARM,
    CareKey.UNSTORED_NO_CARD,
    CareKey.UNHANDLED_CARD,
    CareKey.UNHANDLED_NO_CARD,
    CareKey.UNSTORED_CARD_FAILED,
)
_OF_A_YOUTH = (
    planned,
    quiet_hours,
    load,
    kept_quiet,
    once,
    own_chat,
    unanswered,
    next_contact,
    second_look,
    caring,
    called_off,
    postcards,
)


def audit(  # noqa: PLR0913 - one argument for each thing that it is shown
    rx: Rx,
    *,
    wire: Sequence[Sent],
    since: datetime,
    until: datetime,
    programmes: Programmes,
    site: SiteRules,
    heard: Sequence[Heard] | None = None,
    outages: Sequence[Outage] = (),
    emergency: frozenset[str] = frozenset(),
    acted: Sequence[Acted] = (),
    texts: Sequence[Sent] | None = None,
) -> Audit:
    """Return which promises were broken from `since` until `until` (both UTC).

    Args:
        rx: A look at the database; nothing is written.
        wire: All that reached a chat; it may begin earlier than `since`, as loads of a week do.
        since: From when promises are looked at.
        until: The present instant: what should have happened by then has happened or is missing.
        programmes: The programme files, by version.
        site: The site's hours.
        heard: All that came from the chats. Left out, replies and the updates of the last days
            tell it, and what an earlier tap might explain is not called broken.
        outages: Times in which the product, Telegram or storage was out. What falls into one
            may come as much later as it lasted.
        emergency: What is said when nothing can be stored; see `emergency_words`.
        acted: Who cried for help or stopped, and when, as those know it who played them. What
            was made of it is not asked.
        texts: All that an SMS gateway took, by the number of the row. Left out, what the outbox
            says was sent by SMS is taken for it.
    """
    staff = {person.id: person for person in staff_rows.everybody(rx)}
    chats = {person.chat_id for person in staff.values()}
    grounds = Grounds(
        since=since,
        until=until,
        site=site,
        programme=_Files(rx, programmes).version,
        staff=staff,
        outages=apart(outages),
        dark=apart(one for one in outages if not one.storage),
        refusals=apart(one for one in outages if one.storage),
        emergency=emergency,
        alarms=tuple(one.at for one in wire if one.text in emergency and one.chat_id in chats),
    )
    gathered = Gather(rx, since, wire, heard, acted, staff.values())
    return _Auditor(rx, grounds, gathered).verdict(texts)


def emergency_words(house: House) -> frozenset[str]:
    """Return what may stand in a chat without a row, because nothing could be stored.

    The card names none, one or two of the site's lines, by the hour and the age that is known.
    """
    said = set()
    shown = [line.shown for line in house.helplines]
    lines = [(), *((one,) for one in shown), *permutations(shown, MOST)]
    for language in LANGUAGES:
        for presence in Presence:
            said |= {stranger_card(house, language, presence, some)[1] for some in lines}
            said.add(not_stored(house, language, presence))
        said |= {house.texts.say(language, key) for key in _ALARMS}
    return frozenset(said)


@dataclass(slots=True)
class _Files:
    """The programmes that are known, and those that came after this process started."""

    rx: Rx
    programmes: Programmes

    def version(self, version_id: int) -> Programme:
        known = self.programmes.by_version.get(version_id)
        if known is not None:
            return known
        text = programme_rows.text_of(self.rx, version_id)
        if text is None:
            raise LookupError(f"there is no programme version {version_id}")
        read = parse_programme(text, place="stored version")
        self.programmes = Programmes(
            {**self.programmes.by_version, version_id: read}, self.programmes.newest
        )
        return read


class _Auditor:
    def __init__(self, rx: Rx, grounds: Grounds, gather: Gather) -> None:
        self._rx, self._grounds, self._gather = rx, grounds, gather
        self._days = DayList(grounds)
        self._away = dict(_absences(audited.absences(rx)))
        self._wall = Wall()
        self._youths = 0

    def verdict(self, texts: Sequence[Sent] | None) -> Audit:
        grounds = self._grounds
        by_sms = check_texts(self._rx, texts, grounds) if texts is not None else ()
        breaches = sorted({*self._breaches(), *by_sms}, key=_order)
        return Audit(
            since=grounds.since,
            until=grounds.until,
            youths=self._youths,
            messages=self._gather.messages,
            breaches=tuple(breaches),
            wall=self._wall,
            rows_per_day=tuple(self._days.rows()),
            outages=tuple(one for one in grounds.outages if one.ends > grounds.since),
        )

    def _breaches(self) -> Iterator[Breach]:
        grounds = self._grounds
        pushes = Pushes(self._gather.pushes, list(grounds.staff.values()), since=grounds.since)
        decisions = Decisions(grounds)
        for youth, heard in self._gather.youths():
            if youth.youth.is_erased:  # what the other promises look at is gone
                self._youths += 1
                yield from erased.check(youth, grounds)
                continue
            self._count(youth)
            for promise in _OF_A_YOUTH:
                yield from promise.check(youth, grounds)
            yield from replies.check(youth, grounds, heard)
            yield from crisis.check(youth, grounds, self._away, heard)
            yield from handed.check(youth, grounds, self._away)
            decisions.note(youth)
            yield from cases.check(youth.cases, youth.events, youth.told, grounds)
            yield from self._repeated(youth, pushes)
        site = self._gather.site()
        self._days.add_strangers(site.strangers, site.told)
        yield from cases.check(site.strangers, site.stranger_events, site.told, grounds)
        yield from strangers.check(site, grounds)
        yield from own_chat.check_staff(site, grounds)
        yield from decisions.check(site)
        yield from replies.check_updates(site, grounds)
        yield from explained.check(site, grounds)
        yield from pushes.places()

    def _count(self, youth: YouthFacts) -> None:
        self._youths += 1
        self._days.add_youth(youth)
        wall = wall_of(youth, self._grounds)
        if wall.messages > self._wall.messages:
            self._wall = wall

    def _repeated(self, youth: YouthFacts, pushes: Pushes) -> Iterator[Breach]:
        yield from pushes.names(youth.youth)
        sms = postcards.postcards(youth, self._grounds)
        for reply in youth.replies:
            said = audited.words_of(self._rx, reply)
            if said:
                yield from pushes.words(youth.youth.id, said)
                yield from sms.words(youth.youth.id, said)


def _order(breach: Breach) -> tuple[datetime, str, int, str]:
    return breach.at, breach.promise.value, breach.youth_id or 0, breach.evidence


def _absences(lines: Sequence[TrailRow]) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield when each member of staff was away: from when they said until they were back."""
    for staff_id, said in by(lines, _whose).items():
        spans = [
            Span(_begins(line), after.at if after is not None else None)
            for line, after in zip(said, [*said[1:], None], strict=True)
            if line.action == "away"
        ]
        yield staff_id, tuple(one for one in spans if one.ends is None or one.begins < one.ends)


def _whose(line: TrailRow) -> int:
    """Return who goes or is back: an absence whose time is over is ended by nobody's hand."""
    number = line.actor.partition(":")[2]
    return int(line.detail.get("staff") or (number if number.isdigit() else 0))


def _begins(line: TrailRow) -> datetime:
    said = line.detail.get("begins")
    return datetime.fromisoformat(said) if said is not None else line.at
