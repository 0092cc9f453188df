"""Which texts our rules for words of danger can read at all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import can_be_screened

MESSAGES = Path(__file__).parent.parent / "content" / "screening" / "unseen.csv"


def test_hardly_a_danish_or_english_message_is_taken_for_another_language() -> None:
    with MESSAGES.open(encoding="utf-8") as file:
        messages = [row["text"] for row in csv.DictReader(file)]
    foreign = [text for text in messages if not can_be_screened(text)]
    assert len(foreign) <= len(messages) / 100, foreign


@pytest.mark.parametrize(
    "text",
    [
        "ich will nicht mehr leben, ich kann das nicht mehr",
        "no quiero vivir más, estoy cansado",
        "nie chcę już żyć, mam tego dość",
        "je ne veux plus vivre, je suis fatigué de tout",
        "artık yaşamak istemiyorum, çok yoruldum",  # noqa: RUF001
        "waxaan rabaa inaan dhinto hadda caawa",
        "أريد أن أموت",
        "не хочу",
        "hej Maja أريد أن أموت",
    ],
)
def test_another_language_is_known_as_one(text: str) -> None:
    assert not can_be_screened(text)


@pytest.mark.parametrize(
    "text", ["", "ok", "Hejsa Mette, perfekt", "🙂🙂", "😀 ✨", "µ", "123 456"]
)
def test_what_says_too_little_is_taken_for_ours(text: str) -> None:
    assert can_be_screened(text)


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_asked_about(text: str) -> None:
    assert can_be_screened(text) in {True, False}
