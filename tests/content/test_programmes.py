"""A programme file becomes frozen values, or readable errors that name place and remedy."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.errors import ContentError, Problem
from content.programmes import load_programmes, parse_programme
from domain.people import Tier
from domain.plan import ContactKind, LateRule, Programme
from domain.question import Answer, QuestionKind
from domain.step_hours import StepHours
from tests.plain import PROGRAMMES

RUN = (PROGRAMMES / "projekt-run.toml").read_text("utf-8")


def refusal(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_programme(text, place="run.toml")
    return [str(problem) for problem in caught.value.problems]


def changed(old: str, new: str) -> str:
    assert old in RUN
    return RUN.replace(old, new, 1)


def test_a_check_in_and_a_cafe_are_read_whole() -> None:
    weekly, cafe = parse_programme(RUN, place="run.toml").contacts
    assert (weekly.kind, weekly.rule, weekly.at) == (
        ContactKind.CHECKIN,
        "FREQ=WEEKLY;BYDAY=TU",
        time(14),
    )
    scale, choice, words = weekly.questions
    assert words.kind is QuestionKind.FREE_TEXT
    assert (scale.lowest, scale.highest, scale.low_up_to) == (0, 10, 2)
    assert [option.key for option in choice.options if option.low] == ["quitting", "not_coming"]
    assert (weekly.remind_after, weekly.window) == (timedelta(hours=22), timedelta(days=3))
    assert (cafe.kind, cafe.at, cafe.late) == (ContactKind.CAFE, time(12, 30), LateRule.SEND)
    assert (cafe.event_after, cafe.remind_after) == (timedelta(hours=4, minutes=30), None)
    assert cafe.window == cafe.event_after


def test_the_shipped_year_has_seven_items_and_a_human_near_at_first() -> None:
    programme = load_programmes()["projekt-run"]
    assert len(programme.items) == 7
    assert programme.items_together == 3
    assert [programme.interval_on(day, None) for day in (0, 30, 31, 61, 91)] == [4, 4, 7, 14, 14]
    assert [programme.interval_on(91, tier) for tier in Tier] == [7, 14, 30]
    caring = programme.contact("caring")
    assert caring.on_days[:5] == (1, 7, 30, 60, 90)
    assert all(later - earlier == 30 for earlier, later in pairwise(caring.on_days[4:]))
    assert programme.contact("items_together").on_days == (90, 180)


def test_whoever_thinks_of_stopping_or_rates_two_or_less_is_passed_on() -> None:
    programme = load_programmes()["projekt-run"]
    assert {item.low_up_to for item in programme.items} == {2}
    staying = programme.contact("tuesday").question("staying")
    assert staying is not None
    assert [option.key for option in staying.options if option.low] == ["quitting", "not_coming"]
    will = programme.contact("tuesday").question("will")
    assert will is not None
    assert will.follow_up(Answer("will", "4", 4)) == "staying"


def test_the_shipped_waits_are_those_the_site_has_agreed() -> None:
    programme = load_programmes()["projekt-run"]
    waits = programme.waits
    assert programme.word_working_days == 1
    assert programme.ladder == ("mentor", "cover", "coordinator")
    assert waits.yellow_cover_after == timedelta(hours=4)
    assert (waits.yellow_coordinator_working_days, waits.yellow_outcome_working_days) == (1, 1)
    assert (waits.red_step, waits.red_outcome) == (timedelta(minutes=5), timedelta(minutes=60))
    assert waits.red_repeat == timedelta(minutes=15)
    assert waits.red_repeat_later == timedelta(minutes=60)


@pytest.mark.parametrize("key", ["projekt-run", "en-vej-ind"])
def test_two_see_a_red_case_and_each_yellow_one_is_told_by_itself(key: str) -> None:
    programme = load_programmes()[key]
    assert (programme.red_people, programme.waits.remind_before) == (2, timedelta(minutes=15))
    assert programme.bundle is None, "where it was measured it cost hours"


@pytest.mark.parametrize("key", ["projekt-run", "en-vej-ind"])
def test_a_site_that_wants_one_message_in_the_morning_takes_four_hashes_away(
    key: str, repository: Path
) -> None:
    text = (repository / "content/programmes" / f"{key}.toml").read_text("utf-8")
    for line in ("[bundle]", 'at = "', "lines = ", 'window = "'):
        assert text.count(f"# {line}") == 1
        text = text.replace(f"# {line}", line)
    bundle = parse_programme(text, place="run.toml").bundle
    assert bundle is not None
    assert (bundle.at, bundle.lines) == (time(9, 2), 8)


def test_a_rung_may_name_weekdays_and_hours() -> None:
    text = changed(
        '"cover", ', '{ rung = "cover", weekdays = ["monday"], hours = "9.00-11.00" }, '
    )
    programme = parse_programme(text, place="run.toml")
    assert programme.ladder == ("mentor", "cover", "coordinator")
    assert programme.step_hours == {"cover": StepHours(frozenset({0}), (time(9), time(11)))}


def test_a_file_of_before_wants_one_person_bundles_nothing_and_reminds_in_time() -> None:
    before = parse_programme(RUN.replace('"60 minutes"', '"20 minutes"'), place="the database")
    assert (before.red_people, before.bundle) == (1, None)
    assert before.waits.remind_before == timedelta(minutes=10)


@pytest.mark.parametrize(("repeat", "later"), [("15 minutes", 60), ("90 minutes", 90)])
def test_a_file_of_before_tells_everybody_again_every_hour_or_as_seldom_as_it_did(
    repeat: str, later: int
) -> None:
    lines = [line for line in RUN.splitlines() if not line.startswith("red_repeat_later")]
    text = "\n".join(lines).replace('red_repeat = "15 minutes"', f'red_repeat = "{repeat}"')
    waits = parse_programme(text, place="the database").waits
    assert waits.red_repeat_later == timedelta(minutes=later)


def test_a_programme_keeps_its_file_word_for_word_and_cannot_be_changed() -> None:
    programme = parse_programme(RUN, place="run.toml")
    assert programme.text == RUN
    assert parse_programme(programme.text, place="the database") == programme
    with pytest.raises(FrozenInstanceError):
        programme.key = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        programme.title["da"] = "x"  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('at = "14.00"', 'at = "15"', 'contacts.weekly.at: "15" cannot be read; write a time of'),
        ('"22 hours"', '"a day"', 'contacts.weekly.remind_after: "a day" cannot be read; write a'),
        ('"22 hours"', '"0 hours"', "is not between a minute and 90 days"),
        ('"22 hours"', '"4 days"', "contacts.weekly.remind_after: comes after the question has"),
        (
            'remind_after = "22 hours"',
            'pick_up_after = "4 days"',
            "contacts.weekly.pick_up_after: comes after the question has closed; let the worker",
        ),
        (
            'remind_after = "22 hours"',
            'remind_after = "22 hours"\npick_up_after = "1 hour"',
            "contacts.weekly.pick_up_after: stands beside remind_after; keep one of the two",
        ),
        (
            '"4 staffed hours"',
            '"4 hours"',
            'waits.yellow_cover_after: "4 hours" cannot be read; w',
        ),
        (
            'red_repeat_later = "60 minutes"',
            'red_repeat_later = "14 minutes"',
            "waits.red_repeat_later: is shorter than red_repeat; write the same time or a longer",
        ),
        (
            'red_outcome = "60 minutes"',
            'red_outcome = "60 minutes"\nremind_before = "60 minutes"',
            "waits.remind_before: is no shorter than red_outcome; write a shorter time",
        ),
        (
            "\n[waits]",
            "\nred_acknowledged_by = 0\n[waits]",
            "red_acknowledged_by: ",
        ),
        (
            "\n[waits]",
            '\n[bundle]\nat = "9.10"\nlines = 1\nwindow = "9 minutes"\n[waits]',
            "bundle.lines: ",
        ),
        ('"1 working day"', '"0 working days"', 'word: "0 working days" is no time at all'),
        ('"1 working day"', "1", 'word: 1 cannot be read; write it such as "1 working day"'),
        ("BYDAY=TU", "BYDAY=XX", "contacts.weekly.rule: Rule part BYDAY='XX' makes no sense; wri"),
        ('rule = "FREQ=WEEKLY;BYDAY=TU"', "rule = 7", "contacts.weekly.rule: 7 is no rule; write"),
        ('window = "3 days"', 'window = "8 days"', "contacts.weekly.window: is still open when"),
        (
            'window = "3 days"',
            "",
            'contacts.weekly.window: is missing; add it, such as window = "3',
        ),
        (
            "low_up_to = 2",
            "low_up_to = 10",
            "questions[0].low_up_to: is outside the scale, or all",
        ),
        ("lowest = 0", "lowest = 10", "questions[0].highest: is not above the lowest; write a nu"),
        (
            "lowest = 0",
            "lowest = -1",
            "contacts.weekly.questions[0].lowest: -1 cannot be used; in",
        ),
        ('kind = "scale"', 'kind = "choice"', "questions[0].lowest: is only for a scale; remove"),
        ('kind = "scale"', 'kind = "slider"', "questions[0].kind: "),
        ('kind = "free_text"', 'kind = "choice"', "questions[2].options: has 0 of them; write 2"),
        ('kind = "choice"', 'kind = "free_text"', "questions[1].options: are only for a choice"),
        ('key = "staying"', 'key = "school"', 'contacts.weekly.questions: has "school" twice; gi'),
        ('key = "mixed"', 'key = "fine"', 'questions[1].options: has "fine" twice'),
        ('key = "mixed"', 'key = "op og ned"', 'questions[1].options[1].key: "op og ned" is no n'),
        ('"Op og ned"', '"Det kører"', 'options: has "Det kører" twice; give each a da label'),
        (
            '"Op og ned"',
            '"Op og ned og op og ned igen"',
            "label.da: has 27 characters; write at m",
        ),
        ('"Op og ned"', '""', "questions[1].options[1].label.da: is empty; write the wording"),
        ('da = "Op og ned", ', "", "questions[1].options[1].label.da: is missing; add it"),
        (
            "Hej {navn}.",
            "Hej {fornavn}.",
            "contacts.weekly.opening.da: uses {fornavn}; use only {n",
        ),
        (
            "Hej {navn}.",
            "Hej.",
            "contacts.weekly.opening: has other placeholders in Danish than in",
        ),
        ("Hej {navn}.", "Hej {navn", "contacts.weekly.opening.da: cannot be filled in"),
        ("Hej {navn}.", "Hej {navn}.\\u0000", "cannot be sent; write at most 1000 ordinary cha"),
        ('"cover", ', '"vikar", ', "ladder[1].rung: "),
        (
            '"cover", ',
            '{ rung = "cover", hours = "11.00-9.00" }, ',
            'ladder[1].hours: "11.00-9.00" closes before it opens; write opening and closing',
        ),
        (
            '"cover", ',
            '{ rung = "cover", weekdays = ["mandag"] }, ',
            'ladder[1].weekdays: "mandag" is no weekday; write a list such as ["monday", ',
        ),
        ('"cover", ', '{ rung = "cover", weekdays = [] }, ', "names no weekday; write a list"),
        ('"cover", ', '{ rung = "cover", days = [] }, ', "ladder[1].days: is not known here"),
        (
            '"coordinator"]',
            '{ rung = "coordinator", hours = "9.00-11.00" }]',
            "ladder[2]: is the last and has hours; remove them there: somebody can always be",
        ),
        ('"cover", ', '"mentor", ', 'ladder: has "mentor" twice; name each rung once'),
        ("contact_interval_days = 7", "contact_interval_days = true", "is no whole number"),
        ("contact_interval_days = 7", "contact_interval = 7", "contact_interval: is not known he"),
        ('begins = "17.00"', 'begins = "9.00"', "contacts.cafe.begins: is not after the message"),
        ('begins = "17.00"', "", "contacts.cafe.begins: is missing; add when the café begins"),
        ('begins = "17.00"', 'begins = "17.00"\nwindow = "1 day"', "contacts.cafe.window: is not"),
        ('late_after = "2 hours"', 'late_after = "5 hours"', "contacts.cafe.late_after: lets the"),
        ('kind = "cafe"', 'kind = "checkin"', "contacts.cafe.begins: is only for a café; remove"),
        ('key = "projekt-run"', 'key = "Projekt RUN"', 'key: "Projekt RUN" is no name of a prog'),
        ("[waits]", "[wait]", "waits: is missing; add it"),
        ('title = { da = "Projekt RUN", en', "title = [ # ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_to_write_instead(
    old: str, new: str, said: str
) -> None:
    problems = refusal(changed(old, new))
    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith("run.toml") for problem in problems)


def test_every_problem_is_said_at_once() -> None:
    text = changed('at = "14.00"', 'at = "15"').replace('"5 minutes"', '"soon"')
    assert len(refusal(text)) == 2
    text = changed("low_up_to = 2", "low_up_to = 10").replace('key = "mixed"', 'key = "fine"')
    assert len(refusal(text)) == 2


def test_a_contact_without_questions_and_a_programme_without_contacts_are_refused() -> None:
    head, _, _ = RUN.partition("[contacts.weekly]")
    assert "contacts: is empty; add at least one contact" in refusal(f"{head}[contacts]\n")[0]
    start, _, rest = RUN.partition("[[contacts.cafe.questions]]")
    assert rest
    text = start.replace("[contacts.cafe]", "[contacts.cafe]\nquestions = []")
    assert "contacts.cafe.questions: is empty; add at least one" in refusal(text)[0]


def test_a_programme_without_a_ladder_is_refused() -> None:
    text = changed('["mentor", "cover", "coordinator"]', "[]")
    assert "ladder: is empty" in refusal(text)[0]


def test_brackets_without_end_are_refused_like_any_other_mistake() -> None:
    assert refusal("key = " + "[" * 5000)


def test_a_rule_that_ends_after_one_time_may_stay_open_as_long_as_it_likes() -> None:
    text = changed("FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY;COUNT=1")
    assert parse_programme(text, place="run.toml").contact("weekly").window == timedelta(days=3)


def test_a_folder_reports_the_problems_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(changed("Hej {navn}.", "Hej {x}."), "utf-8")
    (tmp_path / "two.toml").write_text(RUN, "utf-8")
    (tmp_path / "three.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError) as caught:
        load_programmes(tmp_path)
    said = str(caught.value)
    assert "one.toml, contacts.weekly.opening.da: uses {x}" in said
    assert 'two.toml, key: is "projekt-run"; write "two", the name of the file.' in said
    assert "three.toml: cannot be read" in said


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no programme"):
        load_programmes(tmp_path)


LINES = RUN.splitlines()
TOKENS = [
    "[",
    "]",
    "{",
    "}",
    '"',
    "=",
    "''",
    "\n",
    "{navn}",
    "0",
    "-1",
    "true",
    "1979-05-27",
    "é\0",
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return the shipped file with a few lines lost, doubled, moved, cut or filled with noise."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        here = draw(st.integers(0, len(lines) - 1))
        key, equals, value = lines[here].partition(" = ")
        match draw(st.sampled_from(["lose", "double", "move", "cut", "value", "token", "noise"])):
            case "lose":
                del lines[here]
            case "double":
                lines.insert(here, lines[here])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(here))
            case "cut":
                lines[here] = lines[here][: draw(st.integers(0, len(lines[here])))]
            case "value":
                other = draw(st.sampled_from(LINES)).partition(" = ")[2]
                lines[here] = f"{key}{equals}{other}"
            case "token":
                lines[here] = f"{key}{equals}{draw(st.sampled_from(TOKENS))}{value}"
            case _:
                lines[here] = f"{key}{equals}{draw(st.text(max_size=12))}"
    return "\n".join(lines)


def outcome(text: str) -> Programme | tuple[Problem, ...]:
    try:
        return parse_programme(text, place="run.toml")
    except ContentError as error:
        return error.problems


@given(mutated())
def test_any_mutation_gives_a_programme_or_errors_that_can_be_read(text: str) -> None:
    found = outcome(text)
    if isinstance(found, Programme):
        assert found.text == text
        return
    assert found
    for problem in found:
        assert problem.file == "run.toml"
        assert problem.what
        assert problem.remedy
        assert "\n" not in str(problem)
