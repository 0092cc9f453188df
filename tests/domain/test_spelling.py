from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.spelling import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jeg GIDER ik' mere", "jeg gider ikke mere"),
        ("ikk ik ikke ikkkkeeee IKK", "ikke ikke ikke ikke ikke"),
        ("vaere være v\u00e4re", "være være være"),
        ("doer dør d\u00f6r", "dør dør dør"),
        ("gaa gå gaaaaa", "gå gå gaaa"),
        ("hårdt, men ok. Nej!\nfarvel", "hårdt\nmen ok\nnej\nfarvel"),
        ("don't don\u2019t", "dont dont"),
        ("selv\u00admord se\u200blv", "selvmord selv"),
        ("\uff26\uff35\uff2c\uff2c", "full"),
        ("død💀💀 haha", "død 💀 💀 haha"),
        ("👍🏽❤\ufe0f", "👍 ❤"),
        ("selv-mord (nu)", "selv mord nu"),
        (" ... ", ""),
        ("å\u0301h a\u030ah", "åh åh"),
        ("idé \u0434\u0430 \uac00", "ide \u0434\u0430 \uac00"),
    ],
)
def test_different_spellings_become_one(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text())
def test_what_is_left_are_words_and_clauses(text: str) -> None:
    plain = normalise(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert " \n" not in plain
    assert "\n " not in plain
    assert "\n\n" not in plain


@given(st.text(st.sampled_from("abdeiøk .,'A💀")))
def test_case_does_not_matter(text: str) -> None:
    assert normalise(text.upper()) == normalise(text)
