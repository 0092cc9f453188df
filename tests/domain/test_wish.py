"""Of words after an evening, only what is plainly a wish stands with the evening."""

from __future__ import annotations

import pytest

from content.screening_file import load_screening
from domain.wish import asks_for_somebody, wish_in

RULES = load_screening()


@pytest.mark.parametrize(
    "text", ["Kan vi ikke lave sushi en gang?", "spil og noget god mad", "Mere tid til at snakke"]
)
def test_a_wish_is_kept_as_it_was_written(text: str) -> None:
    assert wish_in(text, RULES) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("kan du ringe til mig i morgen, det er lidt skidt derhjemme", None),
        ("Flere spil. Jeg er ked af det for tiden.", "Flere spil"),
        ("tacos! can you call me tomorrow", "tacos"),
        ("jeg vil gerne tale med dig", None),
        ("😀", "😀"),
    ],
)
def test_what_is_for_the_worker_alone_is_left_out(text: str, kept: str | None) -> None:
    assert wish_in(text, RULES) == kept


@pytest.mark.parametrize("text", ["ring til mig", "kan vi snakke?", "HJÆLP", "can you call me"])
def test_who_asks_for_somebody_is_heard(text: str) -> None:
    assert asks_for_somebody(text)


@pytest.mark.parametrize("text", ["mere musik", "en biograftur", "games", "flere stole"])
def test_a_wish_for_things_asks_for_nobody(text: str) -> None:
    assert not asks_for_somebody(text)
