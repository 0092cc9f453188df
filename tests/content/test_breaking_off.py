"""Who says in words that they think of stopping is read by a human first, and named so."""

from __future__ import annotations

import pytest

from content.screening_file import load_screening
from domain.screening import ScreenLevel, screen
from storage.past import SAYS_STOP

RULES = load_screening()


@pytest.mark.parametrize(
    "text",
    [
        "jeg overvejer at stoppe",
        "Overvejer lidt at stoppe i projektet",
        "jeg tænker på at droppe ud",
        "vil gerne ud af forløbet",
        "har lyst til at droppe skolen",
        "overvejer at melde mig ud",
        "i'm thinking of quitting",
        "thinking about dropping out",
        "i want out of this project",
        "might quit the project",
    ],
)
def test_to_think_of_stopping_is_a_concern_with_a_name_of_its_own(text: str) -> None:
    found = screen(text, RULES)
    assert (found.level, found.rule) == (ScreenLevel.CONCERN, SAYS_STOP)


@pytest.mark.parametrize(
    "text",
    [
        "jeg overvejer at stoppe med at ryge",
        "overvejer at stoppe til fodbold",
        "jeg overvejer ikke at stoppe",
        "jeg vil ikke stoppe",
        "jeg stopper med fitness, det er for dyrt",
        "min kontaktperson stopper",
        "bussen stopper ved skolen",
        "thinking of quitting smoking",
        "i dont want to quit",
        "when does the course stop",
    ],
)
def test_what_is_given_up_for_ones_own_good_or_not_at_all_is_none_of_it(text: str) -> None:
    assert SAYS_STOP not in screen(text, RULES).rules
