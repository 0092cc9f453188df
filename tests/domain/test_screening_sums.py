"""A rule that counts: none of its signs is enough, some of them together are."""

from __future__ import annotations

import pytest

from domain.screening import Filter, Rule, ScreenLevel, compile_rules, screen, signs_in

CRISIS, ORDINARY = ScreenLevel.CRISIS, ScreenLevel.ORDINARY
SIGNS = (("[han|ham]", 2), ("[låst|lås]", 2), ("i nat", 2), ("[døren|dør]", 1), ("kniv*", 4))
RULES = compile_rules(
    [Rule("tegn", CRISIS, "7", (), unless=("haha",), filters=("film",), signs=SIGNS, at_least=5)],
    filters=[Filter("film", ORDINARY, ("film*",))],
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("han har låst i nat", CRISIS),  # 2 + 2 + 2
        ("han har låst døren", CRISIS),  # just enough
        ("døren og kniven", CRISIS),
        ("han har låst", ORDINARY),
        ("han og ham og han", ORDINARY),  # a sign counts once
        ("kniven", ORDINARY),  # the heaviest is not enough alone
        ("haha han har låst døren", ORDINARY),
        ("han har låst døren i en film", ORDINARY),
        ("han har låst døren i nat " + "ord " * 13, CRISIS),  # 7 points, 19 words need 6
        ("han har låst døren i nat " + "ord " * 17, ORDINARY),  # 23 words need 8
        ("han kom. døren er låst", CRISIS),  # a short message is also read as one sentence
        ("han kom. " + "ord " * 50 + "døren er låst", ORDINARY),
    ],
)
def test_signs_count_together_in_one_sentence(text: str, level: ScreenLevel) -> None:
    found = screen(text, RULES)
    assert found.level is level
    assert found.rules == (("tegn",) if level is CRISIS else ())


@pytest.mark.parametrize("at_least", [0, -1, 12])
def test_a_sum_that_is_always_or_never_reached_is_refused(at_least: int) -> None:
    with pytest.raises(ValueError, match="patterns"):
        compile_rules([Rule("tegn", CRISIS, "7", (), signs=SIGNS, at_least=at_least)])


def test_a_sign_that_cannot_be_read_is_named_with_its_rule() -> None:
    with pytest.raises(ValueError, match=r"'tegn': .*not closed"):
        compile_rules([Rule("tegn", CRISIS, "7", (), signs=(("[han", 2),), at_least=1)])


def test_the_signs_that_counted_can_be_named() -> None:
    assert signs_in("han har låst. haha", RULES) == {"[han|ham]", "[låst|lås]"}
    assert signs_in("hej", RULES) == frozenset()
