from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkin import QUESTION_RULES
from domain.people import LANGUAGES, Language
from domain.question import Answer, Question, QuestionKind
from domain.questions import choice, free_text, scale
from tests.domain.contacts import BREAKS, WILL, WORD

SCALES = st.tuples(st.integers(-5, 5), st.integers(1, 14)).map(
    lambda ends: replace(WILL, lowest=ends[0], highest=ends[0] + ends[1])
)


def test_every_kind_of_question_has_its_rules() -> None:
    assert set(QUESTION_RULES) == set(QuestionKind)


@given(SCALES | st.sampled_from([BREAKS, WORD]), st.sampled_from(LANGUAGES))
def test_every_button_is_an_answer(question: Question, language: Language) -> None:
    rules = QUESTION_RULES[question.kind]
    values = [value for row in rules.buttons(question, language) for _, value in row]
    answers = [rules.accept(question, value) for value in values]
    assert all(answer is not None and answer.value in values for answer in answers)
    assert len(set(values)) == len(values)


@given(SCALES, st.text(max_size=4) | st.integers(-20, 20).map(str))
def test_only_a_scales_own_numbers_are_answers(question: Question, raw: str) -> None:
    values = [value for row in scale.buttons(question, "da") for _, value in row]
    assert (scale.accept(question, raw) is not None) == (raw in values)


def test_a_scale_from_0_to_10_stands_in_rows_of_six_and_five() -> None:
    rows = scale.buttons(WILL, "da")
    assert [[label for label, _ in row] for row in rows] == [
        ["0", "1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10"],
    ]


@pytest.mark.parametrize(("raw", "low"), [("0", True), ("2", True), ("3", False), ("10", False)])
def test_a_low_number_is_passed_on(raw: str, low: bool) -> None:
    assert scale.accept(WILL, raw) == Answer("lyst", value=raw, number=int(raw), low=low)
    everyday = scale.accept(replace(WILL, low_up_to=None), raw)
    assert everyday is not None
    assert not everyday.low


@pytest.mark.parametrize("raw", ["", "11", "-1", "07", "7 ", "\u0667", "1_0", "ti", "-0"])
def test_what_no_button_of_a_scale_says_is_no_answer(raw: str) -> None:
    assert scale.accept(WILL, raw) is None


def test_a_choice_has_a_row_for_each_option_in_the_youths_language() -> None:
    assert choice.buttons(BREAKS, "en") == (
        (("Good", "gode"),),
        (("Thinking of leaving", "stopper"),),
    )


def test_a_choice_knows_its_options_and_which_of_them_is_passed_on() -> None:
    assert choice.accept(BREAKS, "gode") == Answer("pauser", value="gode")
    assert choice.accept(BREAKS, "stopper") == Answer("pauser", value="stopper", low=True)
    assert choice.accept(BREAKS, "Gode") is None


def test_own_words_are_kept_as_they_are_and_need_no_button() -> None:
    assert free_text.accept(WORD, " det går ") == Answer("ord", text=" det går ")
    assert free_text.accept(WORD, " \n") is None
    assert free_text.buttons(WORD, "da") == ()
