"""What a youth would receive, day by day: the first week of the storyboard, word for word.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/content/test_preview.py
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from content.preview import Wanted, coming, preview
from content.programmes import load_programmes
from content.site_file import load_site
from content.voice import filled
from domain.load import MOST_A_WEEK
from domain.people import LANGUAGES, Language, Tier
from domain.plan import ASKS, ContactKind, Programme
from domain.question import Question
from domain.wall import to_wall

GOLDEN = Path(__file__).parent / "golden"
TUESDAY = date(2026, 3, 3)
WEEK = Wanted(start=TUESDAY, days=7)
MESSAGES = ASKS | {ContactKind.CARING}
PROGRAMMES = load_programmes()
SITE = load_site()


def same(path: Path, text: str) -> None:
    """Compare with the golden file, or write it."""
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8"), f"{path.name} says something else: read the change"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_week_is_the_one_of_the_storyboard(language: Language) -> None:
    shown = preview(PROGRAMMES["projekt-run"], SITE, replace(WEEK, language=language))
    same(GOLDEN / f"first_week.{language}.txt", shown)


def test_no_day_of_the_first_week_has_more_than_two_messages_and_no_week_more_than_five() -> None:
    found = coming(PROGRAMMES["projekt-run"], SITE, WEEK)
    days = [
        one.leaves_at.date() for one in found if one.leaves_at and one.contact.kind in MESSAGES
    ]
    assert len(days) <= MOST_A_WEEK
    assert max(days.count(day) for day in days) <= 2


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=list(PROGRAMMES))
def test_a_whole_year_keeps_within_five_messages_a_week(programme: Programme, tier: Tier) -> None:
    shown = preview(programme, SITE, Wanted(start=TUESDAY, days=370, tier=tier))
    weeks = [line for line in shown.splitlines() if line.startswith("Week ")]
    assert weeks
    assert all(int(line.split()[4]) <= MOST_A_WEEK for line in weeks)


def everything(programme: Programme, language: Language) -> str:
    """Return every text of a programme as a youth reads it."""
    lines = [f"topic {one.key}\n  [{one.label[language]}]\n" for one in programme.topics]
    questions = [(f"item {item.key}", item) for item in programme.items]
    questions += [(f"follow-up {one.key}", one) for one in programme.contacts[0].follow_ups]
    lines += [asked(place, question, language) for place, question in questions]
    for contact in programme.contacts:
        if contact.kind not in MESSAGES:
            continue
        lines.append(f"{contact.key}\n  {filled(contact.opening[language], language)}\n")
        for question in contact.questions:
            lines.append(asked(f"{contact.key}.{question.key}", question, language))
        for draft in contact.drafts:
            lines.append(f"{contact.key}.{draft.slot}\n  {draft.line[language]}\n")
    return "\n".join(lines)


def asked(place: str, question: Question, language: Language) -> str:
    buttons = " ".join(f"[{option.label[language]}]" for option in question.options)
    return f"{place}\n  {filled(question.text[language], language)} {buttons}".rstrip() + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", PROGRAMMES)
def test_youths_read_exactly_the_wording_of_the_programme(key: str, language: Language) -> None:
    same(GOLDEN / f"{key}.{language}.txt", everything(PROGRAMMES[key], language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sixty_days_of_en_vej_ind_are_the_ones_that_were_read(language: Language) -> None:
    wanted = Wanted(start=TUESDAY, days=60, language=language)
    same(GOLDEN / f"en-vej-ind-60.{language}.txt", preview(PROGRAMMES["en-vej-ind"], SITE, wanted))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_days_of_projekt_run_are_read_word_for_word(language: Language) -> None:
    wanted = Wanted(start=TUESDAY, days=60, language=language)
    shown = preview(PROGRAMMES["projekt-run"], SITE, wanted)
    same(GOLDEN / f"projekt-run-60.{language}.txt", shown)


@pytest.mark.parametrize("weekday", range(7))
def test_the_end_is_said_three_times_and_all_seven_are_asked_whatever_day_it_began(
    weekday: int,
) -> None:
    start = TUESDAY.replace(day=TUESDAY.day + weekday)
    found = coming(PROGRAMMES["en-vej-ind"], SITE, Wanted(start=start, days=125))
    came = [one for one in found if one.leaves_at is not None]
    notices = [one.contact.key for one in came if one.contact.key.startswith("end_in_")]
    assert notices == ["end_in_eight", "end_in_four", "end_in_one"]
    items = [key for one in came if one.contact.key == "all_seven" for key in one.asked]
    assert sorted(items) == sorted(item.key for item in PROGRAMMES["en-vej-ind"].items)


@pytest.mark.parametrize("weekday", range(7))
def test_every_morning_with_the_team_asks_whether_they_come_for_thirty_days(weekday: int) -> None:
    start = date(2026, 9, 1 + weekday)  # no holiday in the month that follows
    found = coming(PROGRAMMES["en-vej-ind"], SITE, Wanted(start=start, days=60))
    asked = [one for one in found if one.leaves_at and one.asked[:1] == ("arrival",)]
    mornings = [to_wall(one.leaves_at, SITE.zone) for one in asked if one.leaves_at]
    wanted = [start + timedelta(days=day) for day in range(1, 31)]
    assert [at.date() for at in mornings] == [
        one for one in wanted if one.weekday() in range(1, 5)
    ]
    assert {at.time() for at in mornings} == {time(9)}
    assert all(one.contact.pick_up_after for one in asked)
    days = [one.leaves_at.date() for one in found if one.leaves_at and one.contact.kind in ASKS]
    assert len(days) == len(set(days)), "it is the one check-in of its day"


def test_the_month_of_mornings_asks_as_many_ratings_as_two_a_week() -> None:
    wanted = Wanted(start=date(2026, 9, 7), days=30)
    found = coming(PROGRAMMES["en-vej-ind"], SITE, wanted)
    ratings = [key for one in found for key in one.asked if key not in {"arrival", "lessons"}]
    turning = [key for key in ratings if key != "belong"]
    assert turning == [
        "safe",
        "showing_up",
        "breaks",
        "future",
        "enough",
        "will",
        "safe",
        "showing_up",
    ]
    assert ratings.count("belong") == 3, "every week from the second on"
