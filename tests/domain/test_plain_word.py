"""A command in plain words is known when it stands alone, and never inside a sentence."""

from __future__ import annotations

import pytest

from domain.plain_word import Meant, meant_by


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("stop", Meant.STOP),
        (" STOP!! ", Meant.STOP),
        ("stop tak 🙏", Meant.STOP),
        ("Pause.", Meant.PAUSE),
        ("hold pause", Meant.PAUSE),
        ("Hjælp!", Meant.HELP),
        ("hjaelp", Meant.HELP),
        ("help me please", Meant.HELP),
    ],
)
def test_a_word_alone_asks_for_its_command(text: str, meant: Meant) -> None:
    assert meant_by(text) is meant


@pytest.mark.parametrize(
    "text", [None, "", "tak", "stop med at ryge", "jeg holder pause i dag", "hjælp til opgaven"]
)
def test_a_sentence_is_words(text: str | None) -> None:
    assert meant_by(text) is None
