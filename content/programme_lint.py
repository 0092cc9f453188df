"""Reads the texts of programmes as a youth does, and their times as a clock does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from content.errors import Problem
from content.voice import Fault, Manner, button_faults, youth_faults
from domain.cadence import next_occurrence
from domain.people import LANGUAGES, Language
from domain.plan import ASKS, ContactKind, PlannedContact, Programme
from domain.question import Question, Wording
from domain.site import SiteRules

_ANY_MONDAY: Final = date(2024, 1, 8)
_OCCURRENCES: Final = 6
_MESSAGES: Final = ASKS | {ContactKind.CARING}

Found = tuple[str, Fault]  # place, and what is wrong there


def programme_problems(programme: Programme, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the texts of a programme, in both languages."""
    for language in LANGUAGES:
        for place, (what, remedy) in _faults(programme, language):
            yield Problem(file, place, what, remedy)


def _faults(programme: Programme, language: Language) -> Iterator[Found]:
    for topic in programme.topics:
        for fault in button_faults(topic.label[language], language, symbol=False):
            yield f"topics.{topic.key}.{language}", fault
    openings = [one.opening[language] for one in programme.contacts if _rotates(one)]
    longest = max(openings, key=len, default="")
    for index, item in enumerate(programme.items):  # any of them may stand under any opening
        yield from _question(f"items.questions[{index}]", item, longest, language)
    asides = programme.contacts[0].follow_ups if programme.contacts else ()
    for index, question in enumerate(asides):
        yield from _question(f"follow_ups[{index}]", question, "", language)
    for contact in programme.contacts:
        yield from _contact(contact, language)


def _rotates(contact: PlannedContact) -> bool:
    return bool(contact.always or contact.rotate or contact.all_items)


def _contact(contact: PlannedContact, language: Language) -> Iterator[Found]:
    place = f"contacts.{contact.key}"
    for index, question in enumerate(contact.questions):
        # The first question and the opening are one message.
        opening = contact.opening[language] if index == 0 and not _rotates(contact) else ""
        yield from _question(f"{place}.questions[{index}]", question, opening, language)
    for index, draft in enumerate(contact.drafts):
        for fault in youth_faults(whole(contact, draft.line, language), language, Manner()):
            yield f"{place}.drafts[{index}].{language}", fault


def whole(contact: PlannedContact, line: Wording, language: Language) -> str:
    """Return a caring message with its line in it; the other placeholders stay."""
    return contact.opening[language].replace("{linje}", line[language])


def _question(place: str, question: Question, opening: str, language: Language) -> Iterator[Found]:
    text = f"{opening}\n{question.text[language]}"
    for fault in youth_faults(text.lstrip(), language, Manner()):
        yield f"{place}.text.{language}", fault
    for number, option in enumerate(question.options):
        for fault in button_faults(option.label[language], language, symbol=False):
            yield f"{place}.options[{number}].label.{language}", fault


def time_problems(programme: Programme, site: SiteRules, file: str) -> Iterator[Problem]:
    """Yield the contacts, and the steps of the ladder, whose time can never hold at the site."""
    for rung, bounds in programme.step_hours.items():
        try:
            bounds.first(datetime.combine(_ANY_MONDAY, datetime.min.time(), UTC), site)
        except ValueError:
            what, remedy = f"lets {rung} be told when nobody is at work", "write staffed hours"
            yield Problem(file, "ladder", what, remedy)
    for contact in programme.contacts:
        if contact.kind not in _MESSAGES:
            continue
        place = f"contacts.{contact.key}.at"
        start, end, at = site.quiet.start, site.quiet.end, contact.at
        if start <= at < end if start <= end else at >= start or at < end:
            hours = " to ".join(f"{time.hour}.{time.minute:02}" for time in (start, end))
            remedy = "write a time outside them"
            yield Problem(file, place, f"is in the quiet hours ({hours})", remedy)
        elif contact.kind in ASKS and not _is_answerable(contact, site):
            remedy = "write an earlier time, or it goes out when somebody is there"
            yield Problem(file, place, "has no staffed hour in the four that follow", remedy)


def _is_answerable(contact: PlannedContact, site: SiteRules) -> bool:
    if not contact.rule:
        return True  # its days are counted from each youth's start: any weekday
    # One of a few occurrences is enough: any single one may fall on a holiday.
    after = datetime.combine(_ANY_MONDAY, datetime.min.time(), UTC)
    for _ in range(_OCCURRENCES):
        occurrence = next_occurrence(
            contact.rule, contact.at, site.zone, anchor=_ANY_MONDAY, after=after
        )
        if occurrence is None or site.staffed_hour_follows(occurrence):
            return True
        after = occurrence
    return False
