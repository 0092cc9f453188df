"""A programme, a site and a youth, for the tests of the rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.calendar import danish_holidays
from domain.coming import prompts
from domain.load import Before
from domain.plan import ContactKind, Draft, LateRule, PlannedContact, Programme, Waits
from domain.question import Question, QuestionKind, Wording
from domain.rhythm import Prompt, Rhythm, Standing
from domain.site import QuietHours, SiteRules

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
HOURS = {day: (time(9), time(15)) for day in range(4)} | {4: (time(9), time(14))}
SITE = SiteRules(
    zone="Europe/Copenhagen",
    hours=HOURS,
    holidays=danish_holidays(range(2025, 2029)) | {date(2026, 12, 24), date(2026, 12, 31)},
    quiet=QuietHours(time(21), time(9)),
)
LONG_DAYS = replace(SITE, hours={day: (time(9), time(18)) for day in range(5)})
_WAITS = Waits(
    yellow_cover_after=timedelta(hours=4),
    yellow_coordinator_working_days=1,
    yellow_outcome_working_days=1,
    red_step=timedelta(minutes=5),
    red_outcome=timedelta(hours=1),
    red_repeat=timedelta(minutes=15),
    red_repeat_later=timedelta(hours=1),
)


def item(key: str, topic: str | None = None) -> Question:
    """Return a rating."""
    words: Wording = {"da": f"{key}?", "en": f"{key}?"}
    return Question(key=key, kind=QuestionKind.SCALE, text=words, topic=topic)


ITEMS = tuple(item(f"item{number}") for number in range(1, 8))


def contact(
    key: str, rule: str = "", at: time = time(14), kind: ContactKind = ContactKind.CHECKIN
) -> PlannedContact:
    """Return a contact that asks two of the seven items."""
    is_checkin = kind is ContactKind.CHECKIN
    return PlannedContact(
        key=key,
        kind=kind,
        rule=rule,
        at=at,
        questions=() if is_checkin else (item("coming"),),
        opening={"da": "Hej.", "en": "Hi."},
        late=LateRule.SEND,
        late_after=timedelta(hours=24),
        remind_after=None,
        window=timedelta(days=2),
        rotate=2 if is_checkin else 0,
        items=ITEMS,
    )


def caring(*days: int, at: time = time(16)) -> PlannedContact:
    """Return caring messages on these days after the start."""
    drafts = tuple(Draft(day, {"da": "Hav det godt.", "en": "Take care."}) for day in days)
    made = contact("caring", at=at, kind=ContactKind.CARING)
    late = timedelta(days=3)
    return replace(made, questions=(), on_days=days, drafts=drafts, late_after=late)


TUESDAY = contact("tuesday", "FREQ=WEEKLY;BYDAY=TU")
THURSDAY = contact("thursday", "FREQ=WEEKLY;BYDAY=TH")


def programme(*contacts: PlannedContact, jitter: timedelta = timedelta(0)) -> Programme:
    """Return a programme of these contacts."""
    return Programme(
        key="test",
        title={"da": "Test", "en": "Test"},
        contact_interval_days=7,
        contacts=contacts,
        ladder=("mentor",),
        waits=_WAITS,
        word_working_days=1,
        items=ITEMS,
        jitter=jitter,
    )


def at(wall: str, zone: str = "Europe/Copenhagen") -> datetime:
    """Return the instant of a local wall time, such as `2026-03-05 15:00`."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))


def rhythm(
    *contacts: PlannedContact, start: str = "2026-03-03", site: SiteRules = SITE, **youth: object
) -> Rhythm:
    """Return the rhythm of a youth who began on that day."""
    given = {"youth_id": 7, "start": date.fromisoformat(start), "zone": "Europe/Copenhagen"}
    standing = Standing(**{**given, **youth})  # type: ignore[arg-type]
    return Rhythm(programme(*contacts), site, standing)


def ahead(
    of: Rhythm, *, days: int = 7, since: str | None = None, before: Before | None = None
) -> Sequence[Prompt]:
    """Return what comes in the days after the start, or after another local instant."""
    start = datetime.combine(of.standing.start, time(10), ZoneInfo(of.standing.zone))
    begin = at(since) if since else start
    return prompts(of, begin, begin + timedelta(days=days), before)


def told(found: Sequence[Prompt], zone: str = "Europe/Copenhagen") -> list[str]:
    """Return each prompt in one line: `Tue 03 Mar 14:00 tuesday`, or the reason why not."""
    lines = []
    for prompt in found:
        moment = (prompt.leaves_at or prompt.due_at).astimezone(ZoneInfo(zone))
        reason = "" if prompt.reason is None else f" - {prompt.reason}"
        lines.append(f"{moment:%a %d %b %H:%M} {prompt.contact.key}{reason}")
    return lines
