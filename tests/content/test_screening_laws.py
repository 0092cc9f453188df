"""Laws of the shipped rules: they never fail, and more danger never reads as less."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.screening_file import load_screening
from domain.screening import ERROR_RULE, ScreenLevel, screen
from domain.spelling import normalise

RULES = load_screening()
DECISIONS = Path(__file__).parent / "screening/decisions.toml"
ORDER = list(ScreenLevel)  # the gravest first
CRISES = ("jeg vil ikke leve mere", "i want to kill myself", "min far slår mig hver dag")
VOCABULARY = sorted(
    {word.removesuffix("*") for phrase in RULES.lexicon.numbers for word in phrase} - {"", ","}
)
TALK = st.lists(st.sampled_from(VOCABULARY), max_size=30).map(" ".join)


def decisions() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(DECISIONS.read_text("utf-8"))["decisions"]
    return found


@pytest.mark.parametrize("decision", decisions(), ids=lambda decision: decision["text"][:40])
def test_a_decision_proposed_for_signature_stays_as_it_was_written(
    decision: dict[str, str],
) -> None:
    found = screen(decision["text"], RULES)
    assert (found.level.value, found.rule or "") == (decision["level"], decision.get("rule", ""))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), TALK))
def test_reading_never_fails_and_names_its_rules(text: str) -> None:
    found = screen(text, RULES)
    assert found.rule != ERROR_RULE
    assert (found.rule is None) == (found.level is ScreenLevel.ORDINARY)
    assert found.rules[:1] == (() if found.rule is None else (found.rule,))


@settings(max_examples=100, deadline=None)
@given(TALK, st.sampled_from(CRISES))
def test_a_sentence_of_danger_never_lowers_the_level(text: str, crisis: str) -> None:
    alone = ORDER.index(screen(text, RULES).level)
    assert ORDER.index(screen(f"{text}. {crisis}", RULES).level) <= alone
    assert ORDER.index(screen(f"{crisis}. {text}", RULES).level) <= alone


@settings(max_examples=100, deadline=None)
@given(TALK)
def test_case_and_invisible_letters_change_nothing(text: str) -> None:
    hidden = text.replace("e", "e\u200b")
    assert screen(hidden, RULES) == screen(text, RULES)
    assert screen(normalise(text), RULES) == screen(text, RULES)


@pytest.mark.parametrize("words", VOCABULARY[:: len(VOCABULARY) // 12])
def test_no_message_takes_long(words: str) -> None:
    text = f"{words} jeg ikke mig "
    begun = time.process_time()
    screen((text * 4096)[:4096], RULES)
    assert time.process_time() - begun < 0.5
