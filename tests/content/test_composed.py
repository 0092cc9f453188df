"""What is put together from several texts is measured as it is read, and explains itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.areas.cafe import CafeKey
from content.areas.enrolment import EnrolmentKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.composed import WHOLES, checkin_faults, composed_faults
from content.keys import Key
from content.longest import PLACE_WORDS, PLAN_WORDS, at_its_longest
from content.programmes import load_programmes
from content.texts import Texts, load_texts
from content.voice import SAMPLES, WORDS, count_words, filled
from domain.people import LANGUAGES, Language


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


def rewritten(texts: Texts, key: TextKey, text: str) -> Texts:
    return replace(texts, wordings={**texts.wordings, "da": {**texts.wordings["da"], key: text}})


def found(texts: Texts) -> str:
    return "; ".join(f"{whole} {what}" for whole, (what, _) in composed_faults(texts, "da"))


def test_a_text_that_is_short_enough_alone_is_found_in_the_message_it_makes_too_long(
    texts: Texts,
) -> None:
    longer = "Så er vi klar. " + "Det er ord. " * 8
    assert count_words(filled(longer, "da")) < WORDS
    said = found(rewritten(texts, EnrolmentKey.IN, longer))
    assert "end of the sitting has 50 words as it is put together" in said
    assert "(youth.sit_in + youth.sit_week)" in said


def test_two_texts_that_ask_one_thing_each_ask_two_in_one_message(texts: Texts) -> None:
    said = found(rewritten(texts, EnrolmentKey.BEGIN, "Er du klar?"))
    assert "first screen has 2 questions as it is put together (youth.sit_begin" in said


def test_a_smile_in_each_is_one_too_many(texts: Texts) -> None:
    smiling = rewritten(texts, EnrolmentKey.IN, "Så er vi klar 🙂")
    both = rewritten(smiling, EnrolmentKey.WEEK_ONE, "Én besked: {ugedage} 🙂")
    assert "end of the sitting has 2 emoji" in found(both)


def test_a_question_is_measured_under_the_line_of_a_cafe_and_a_plan(texts: Texts) -> None:
    programme = load_programmes()["projekt-run"]
    longer = rewritten(texts, CafeKey.IN_CHECKIN, "Der er også café. " + "Det er ord. " * 10)
    faults = list(checkin_faults(longer, programme, "da"))
    assert {place for place, _ in faults} >= {"contacts.tuesday.da", "contacts.thursday.da"}
    assert any("its opening + youth.cafe_in_checkin + " in what for _, (what, _) in faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_values_are_no_shorter_than_the_samples(language: Language) -> None:
    for name, sample in SAMPLES[language].items():
        longest = at_its_longest(f"{{{name}}}", language)
        assert count_words(longest) >= count_words(sample), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_staff_may_type_is_what_is_measured(texts: Texts, language: Language) -> None:
    sted = at_its_longest("{sted}", language, CafeKey.IN_CHECKIN)
    assert count_words(sted) == PLACE_WORDS
    plan = at_its_longest("{handling} {hvornaar}", language, TalkKey.PLAN_IN_CHECKIN)
    assert count_words(plan) == PLAN_WORDS


def test_every_text_named_here_is_one_for_youths() -> None:
    named = {key for places, _ in WHOLES.values() for place in places for key in place}
    assert all(key.audience == Key.THANKS.audience for key in named if key is not None)
