"""Small signs with points: they add to what the rules say, and take back little."""

from __future__ import annotations

import pytest

from domain.screening import (
    Filter,
    Rule,
    Screened,
    ScreenLevel,
    SmallSign,
    SmallSigns,
    compile_rules,
    marks_in,
    screen,
)
from domain.screening.matching import Words
from domain.screening.pairs import class_pairs
from domain.screening.points import doubted

CRISIS, CONCERN, ORDINARY = ScreenLevel.CRISIS, ScreenLevel.CONCERN, ScreenLevel.ORDINARY
SIGNS = (
    SmallSign("tom", 2, 3),
    SmallSign("orker", 2, 2),
    SmallSign("aldrig mere", 3, 2),
    SmallSign("forsv*", 2, 1),
    SmallSign("<water>", 2, 0),
    SmallSign("kage", -1, -3),
    SmallSign("<rest> + <water>", 3, 1),
)
SMALL = SmallSigns(
    "small",
    "any",
    6,
    4,
    5,
    1,
    SIGNS,
    keeps=frozenset({"named"}),
    unless=("i spillet",),
    doubtful=frozenset({"perhaps"}),
    doubtful_at=3,
)
RULES = compile_rules(
    [
        Rule("dying", CRISIS, "2", ("vil dø",), filters=("laughter",)),
        Rule("perhaps", CRISIS, "2", ("slår",)),
        Rule("tired", CONCERN, "low", ("træt", "broen", "havnen")),
        Rule("named", CONCERN, "low", ("stopper",)),
    ],
    {"water": ("broen", "havnen", "sø"), "rest": ("fred", "broen")},
    [Filter("laughter", CONCERN, ("haha",))],
    small=SMALL,
)


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("tom", ORDINARY, ""),
        ("tom, orker det ikke", CONCERN, "tom 3 + orker 2"),
        ("tom, aldrig mere", CONCERN, "tom 3 + aldrig mere 2"),
        ("orker aldrig mere tom", CRISIS, "aldrig mere 3 + orker 2 + tom 2"),
        ("orker aldrig, mere tom", CONCERN, "tom 3 + orker 2"),  # a pair ends at a comma
        ("forsvinder træt og tom", CRISIS, "forsv* 2 + tom 2"),  # fewer with a rule's concern
        ("tom broen", CRISIS, "tom 2 + <water> 2"),
        ("træt", CONCERN, ""),
        ("træt af kage", ORDINARY, ""),  # every day speaks against it
        ("træt og tom af kage", ORDINARY, ""),
        ("stopper med kage", CONCERN, ""),  # others wait for this name
        ("vil dø haha kage", CONCERN, ""),  # what is left of a crisis stays
        ("vil dø kage", CRISIS, ""),
        ("orker fred ved sø", CRISIS, "<rest> + <water> 3 + orker 2 + <water> 2"),  # one clause
        ("orker fred, ved sø", ORDINARY, ""),  # two clauses
        ("orker broen", CRISIS, "orker 2 + <water> 2"),  # one word is no pair
        ("vil dø haha orker aldrig mere tom", CONCERN, ""),  # a joke has answered it
        ("vil dø haha. orker aldrig mere tom", CRISIS, "aldrig mere 3 + orker 2 + tom 2"),
        ("slår mig", CRISIS, ""),  # told in few words: no doubt
        ("slår mig. og nu om alt det andet vi gik og så", CRISIS, ""),  # nor with more after it
        ("slår og nu om alt det andet vi gik og så", CONCERN, ""),  # a doubtful rule needs points
        ("slår kage og nu om alt det andet vi gik og så", CONCERN, ""),  # is never taken back
        ("slår aldrig mere og nu om alt det andet vi så", CRISIS, ""),
        ("slår og vil dø og nu om alt det andet vi så", CRISIS, ""),  # another rule has no doubt
        ("orker aldrig mere tom i spillet", CONCERN, "tom 3 + orker 2 + aldrig mere 2"),
        ("orker aldrig mere tom " + "ord " * 20, ORDINARY, ""),  # what is long needs more
    ],
)
def test_points_decide_together_and_are_named(text: str, level: ScreenLevel, why: str) -> None:
    found = screen(text, RULES)
    assert (found.level, found.why) == (level, why)


def test_a_crisis_that_a_sure_rule_has_found_is_never_doubted() -> None:
    found = Screened(CRISIS, "dying", ("dying", "perhaps"))
    assert doubted(found, ["dying", "perhaps"], [], SMALL) == found
    assert doubted(found, ["perhaps"], [], SMALL).level is CONCERN


@pytest.mark.parametrize("text", ["fred,, sø", "fred, , sø", ",,fred, sø,,", "fred ... , sø"])
def test_marks_in_a_row_end_one_clause_and_hold_no_pair(text: str) -> None:
    assert "<rest> + <water>" not in marks_in(text, RULES, ("water", "rest"))[-1]


def test_a_clause_that_holds_nothing_is_passed_over() -> None:
    words = Words(length=4, at={1: {1: 0b1001}}, passable=0b1001, met=frozenset({1}))
    assert list(class_pairs(words, {1: ("rest",)})) == []


def test_the_signs_stand_among_the_rules_as_one_that_counts() -> None:
    assert [rule.name for rule in RULES.rules][-1] == "small"
    assert RULES.rules[-1].signs


def test_all_that_could_be_a_sign_is_told_sentence_by_sentence() -> None:
    first, second, whole = marks_in("Tom havnen. Forsvinder", RULES)
    assert first == {"tom", "havnen", "havne*", "tom havnen", "<water>"}
    assert second == {"forsvinder", "forsv*"}
    assert whole == first | second
    (pair,) = marks_in("fred havnen", RULES, ("water", "rest"))
    assert "<rest> + <water>" in pair


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("tom", "twice"),
        ("<sea>", "names no class"),
        ("Tom", "normal spelling"),
        ("to små ord", "normal spelling"),
        ("en, to", "normal spelling"),
        ("<water> + <sea>", "names no class"),
        ("<water> + <rest>", "out of order"),
    ],
)
def test_a_sign_that_no_text_can_hold_is_refused(of: str, said: str) -> None:
    signs = SmallSigns("small", "any", 6, 4, 5, 1, (SmallSign("tom"), SmallSign(of)))
    with pytest.raises(ValueError, match=said):
        compile_rules(
            [Rule("dying", CRISIS, "2", ("vil dø",))],
            {"water": ("å",), "rest": ("ro",)},
            small=signs,
        )
