"""Long texts leave in parts that fit, and nothing that was said is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.split import TEXT_LIMIT, length, split

texts = st.text(alphabet=st.sampled_from("aå🙂 .\n"), max_size=300)


@given(texts, st.integers(2, 40))
def test_every_part_fits_and_all_that_was_said_is_there(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(length(part) <= limit for part in parts) or not text.strip()
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(texts)
def test_what_fits_is_one_part(text: str) -> None:
    assert split(text) == [text.strip() or text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("en\n\nto\n\ntre", ["en\n\nto", "tre"]),
        ("en\nto\ntre fire", ["en\nto", "tre fire"]),
        ("En. To er. Tre.", ["En. To er.", "Tre."]),
        ("en to tre fire", ["en to tre", "fire"]),
        ("entotrefirefem", ["entotrefir", "efem"]),
    ],
)
def test_it_is_cut_at_the_longest_pause_there_is(text: str, parts: list[str]) -> None:
    assert split(text, 10) == parts


def test_a_smiley_is_never_cut_in_two() -> None:
    assert split("🙂" * 5, 4) == ["🙂🙂", "🙂🙂", "🙂"]
    assert length("🙂") == 2
    assert TEXT_LIMIT == 4096
