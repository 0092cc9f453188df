"""What a youth would receive of a programme, day by day, by the rules that the planner follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

from content.areas.cafe import CafeKey
from content.phrases import when
from content.texts import LOCALE, Texts, load_texts
from content.voice import SAMPLES
from domain.cadence import next_occurrence
from domain.cafe import invite_at
from domain.coming import Ahead, prompts
from domain.own_days import Calendar
from domain.people import Language, Tier
from domain.plan import ASKS, ContactKind, PlannedContact, Programme
from domain.rhythm import LATE, OTHER_TIER, Prompt, Rhythm, Standing
from domain.site import SiteRules
from domain.wall import to_utc, to_wall

YES_AT = time(12)  # of day 0
_MESSAGES = ASKS | {ContactKind.CARING}
_CALLED = {
    ContactKind.CHECKIN: "check-in",
    ContactKind.CAFE: "café",
    ContactKind.CARING: "caring",
    ContactKind.DUTY: "worker",
    ContactKind.WINDOW: "plan",
}
_WHY = {LATE: "nobody is at work soon enough after it"}
_NOTHING = timedelta(0)
_INDENT = " " * 37


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which preview: from day 0 on (local), so many days, in one language, for one tier."""

    start: date
    days: int
    language: Language = "da"
    tier: Tier | None = None
    locale: Path = LOCALE


def preview(programme: Programme, site: SiteRules, wanted: Wanted) -> str:
    """Return the preview as text: every day with its messages, and their number per week.

    It is of a youth in the site's zone who has chosen nothing and answers everything, and who
    comes where a series of cafés runs as the programme says.
    """
    return "\n".join(_lines(programme, site, wanted)) + "\n"


def coming(programme: Programme, site: SiteRules, wanted: Wanted) -> Sequence[Prompt]:
    """Return everything that is due in the time of the preview, without the odd minutes."""
    standing = Standing(youth_id=0, start=wanted.start, zone=site.zone, tier=wanted.tier)
    rhythm = Rhythm(replace(programme, jitter=timedelta(0)), site, standing)
    begin = to_utc(wanted.start, YES_AT, site.zone)
    last = to_utc(wanted.start + timedelta(days=wanted.days), time.max, site.zone)
    found = prompts(rhythm, begin, last, evenings=_evenings(programme, site, wanted, last))
    return [prompt for prompt in found if prompt.reason != OTHER_TIER]


def _calendar(programme: Programme, site: SiteRules, wanted: Wanted) -> Calendar:
    return Calendar.of(programme, start=wanted.start, zone=site.zone, site=site)


def _evenings(
    programme: Programme, site: SiteRules, wanted: Wanted, until: datetime
) -> Sequence[Ahead]:
    """Return the evenings that a series brings when it is as the programme says it usually is."""
    usual, after = programme.cafe, to_utc(wanted.start, time(0), site.zone)
    found: list[Ahead] = []
    while usual is not None and after < until:
        begins = next_occurrence(
            usual.rule, usual.begins, site.zone, anchor=wanted.start, after=after
        )
        if begins is None:
            break
        after = begins
        if to_wall(begins, site.zone).date() not in site.holidays:
            found.append(Ahead(begins, invite_at(begins, site)))
    return found


def _lines(programme: Programme, site: SiteRules, wanted: Wanted) -> Iterator[str]:
    title = programme.title[wanted.language]
    yield f"{title}: a youth who says yes on {wanted.start:%A} {_date(wanted.start)}, day 0."
    minutes = int(programme.jitter / timedelta(minutes=1))
    if minutes:
        yield f"Each message comes up to {minutes} minutes later than it says here."
    if (end := _calendar(programme, site, wanted).end) is not None:
        yield f"The regular contact ends on {_date(end)}, unless staff set another day."
    found = sorted(
        coming(programme, site, wanted), key=lambda prompt: prompt.leaves_at or prompt.due_at
    )
    for (year, week), prompts_of_week in groupby(found, lambda one: _week(one, site.zone)):
        listed = list(prompts_of_week)
        sent = sum(_is_sent(prompt) for prompt in listed)
        yield ""
        yield f"Week {week} of {year}: {sent} message{'' if sent == 1 else 's'}"
        for prompt in listed:
            yield from _prompt(programme, site, wanted, prompt)


def _prompt(
    programme: Programme, site: SiteRules, wanted: Wanted, prompt: Prompt
) -> Iterator[str]:
    wall = to_wall(prompt.leaves_at or prompt.due_at, site.zone)
    day = (wall.date() - wanted.start).days
    kind = _CALLED[prompt.contact.kind]
    texts = _texts(programme, site, wanted, prompt)
    begin = f"  day {day:<3} {wall:%a} {wall.day:>2} {wall:%b} {wall.hour:>2}.{wall:%M}  {kind:<9}"
    yield f"{begin} {texts[0]}".rstrip()
    for text in texts[1:]:
        yield f"{_INDENT}{text}"


def _texts(programme: Programme, site: SiteRules, wanted: Wanted, prompt: Prompt) -> Sequence[str]:
    contact, language = prompt.contact, wanted.language
    if prompt.leaves_at is None:
        return [f"left out: {_WHY.get(prompt.reason or '', prompt.reason)}"]
    day = (to_wall(prompt.due_at, site.zone).date() - wanted.start).days
    if contact.duty is not None:
        return [f"({contact.duty.value.replace('_', ' ')})"]
    if contact.kind is ContactKind.WINDOW:
        every = programme.interval_on(day, wanted.tier)
        return [f"(from here on a human talks with them every {every} days)"]
    values = dict(SAMPLES[language])
    if not contact.is_of_the_file:
        return [_invited(prompt, prompt.due_at + (contact.event_after or _NOTHING), site, wanted)]
    if contact.event_after is not None:
        begins = prompt.due_at + contact.event_after
        values["hvornaar"] = when(begins, prompt.leaves_at, site.zone, language)
    draft = _calendar(programme, site, wanted).draft_of(contact, prompt.due_at)
    values["linje"] = draft.line[language].format(**values) if draft is not None else ""
    return [
        contact.opening[language].format(**values),
        *([_invited(prompt, prompt.cafe, site, wanted)] if prompt.cafe is not None else []),
        *_questions(contact, prompt, values, language),
    ]


def _invited(prompt: Prompt, begins: datetime, site: SiteRules, wanted: Wanted) -> str:
    leaves = prompt.leaves_at or prompt.due_at
    key = CafeKey.WHEN if prompt.cafe is None else CafeKey.IN_CHECKIN
    return _texts_in(wanted.locale).say(
        wanted.language,
        key,
        hvornaar=when(begins, leaves, site.zone, wanted.language),
        sted=SAMPLES[wanted.language]["sted"],
    )


@cache
def _texts_in(folder: Path) -> Texts:
    return load_texts(folder)


def _questions(
    contact: PlannedContact, prompt: Prompt, values: dict[str, str], language: Language
) -> Iterator[str]:
    keys = prompt.asked or [question.key for question in contact.questions]
    for key in keys:
        question = contact.question(key)
        if question is not None:
            text = question.text[language].format(**values)
            more = " (and one more after some answers)" if question.follow_ups else ""
            yield f"- {text}{more}"


def _is_sent(prompt: Prompt) -> bool:
    return prompt.leaves_at is not None and prompt.contact.kind in _MESSAGES


def _week(prompt: Prompt, zone: str) -> tuple[int, int]:
    year, week, _ = to_wall(prompt.leaves_at or prompt.due_at, zone).isocalendar()
    return year, week


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
