"""Attention points in a programme file: every mistake is named with its place and a remedy."""

from __future__ import annotations

from datetime import date

import pytest

from content.errors import ContentError
from content.programmes import load_programmes, parse_programme
from content.risk_file import SIGNALS, parse_policy
from content.risk_words import item_name, points_words, reason_words, sentence_of
from domain.risk import Break, Policy, Reason
from domain.signals.silence import Silence, Step
from tests.plain import BUILT_IN

RUN = (BUILT_IN / "programmes/projekt-run.toml").read_text("utf-8")
BARE = """
yellow = 3
red = 5
[silence]
steps = [{ days = 7, points = 1 }]
say = { da = "stille i {dage} dage", en = "silent for {dage} days" }
"""


def refusals(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_policy(text, place="p.toml")
    return [str(problem) for problem in caught.value.problems]


def in_programme(old: str, new: str) -> list[str]:
    assert old in RUN
    with pytest.raises(ContentError) as caught:
        parse_programme(RUN.replace(old, new, 1), place="run.toml")
    return [str(problem) for problem in caught.value.problems]


def shipped() -> Policy:
    policy = load_programmes()["projekt-run"].risk
    assert policy is not None
    return policy


@pytest.mark.parametrize("key", ["projekt-run", "en-vej-ind"])
def test_both_programmes_have_nearly_every_signal_and_a_sentence_for_each(key: str) -> None:
    policy = load_programmes()[key].risk
    assert policy is not None
    written = {rule.signal.key for rule in policy.rules}
    assert {one.key for one in SIGNALS} - written == {"seldom"}
    assert all(rule.sentence["da"] and rule.sentence["en"] for rule in policy.rules)
    assert policy.breaks == (Break((12, 23), (1, 2)),)
    assert (policy.yellow_working_days, policy.red_working_days) == (3, 1)


def test_no_single_signal_makes_anybody_red() -> None:
    policy = shipped()
    for rule in policy.rules:
        signal = rule.signal
        if isinstance(signal, Silence):
            most = max(step.points for step in signal.steps)
        else:
            numbers = [getattr(signal, name, 0) for name in ("points", "high_points")]
            most = max(numbers) + getattr(signal, "again", 0)
        assert most < policy.red, signal.key


def test_a_policy_file_of_its_own_holds_the_same() -> None:
    policy = parse_policy(BARE, place="p.toml")
    (rule,) = policy.rules
    assert rule.signal == Silence((Step(days=7, points=1),))
    assert policy.items == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("red = 5", "red = 3", "p.toml, red: is not above yellow; write a higher number."),
        ("red = 5", "red = 50", "p.toml, red: "),
        ("{dage} dage", "{uger} uger", "p.toml, silence.say.da: uses {uger}; use only {aftalt}"),
        ("days = 7, points", "days = 0, points", "silence.steps[0]: begins at once; write days"),
        ("[{ days = 7, points = 1 }]", "[]", "silence.steps: is empty; write one, such as"),
        (
            "points = 1 }]",
            "points = 2 }, { days = 9, points = 1 }]",
            "silence.steps[1]: does not rise above the step before it; order the steps",
        ),
        (
            "red = 5",
            'red = 5\nbreaks = [{ first = "20.12.2026", last = "2.1" }]',
            "breaks[0].first: names a year; leave the year out",
        ),
        ("red = 5", "red = 5\nchart.earliest = 9", "chart.earliest: is above baseline"),
        ("[silence]", "[stilhed]", "stilhed: is not known here; correct its spelling"),
        ("points = 1", "points = 11", "silence.steps[0].points: 11 cannot be used"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_to_write(
    old: str, new: str, said: str
) -> None:
    assert old in BARE
    assert any(said in one for one in refusals(BARE.replace(old, new, 1)))


def test_a_policy_without_signals_is_refused() -> None:
    assert refusals("yellow = 3\nred = 5\n") == [
        "p.toml, silence: holds no signal; write one, such as [silence]."
    ]


def test_a_name_for_an_item_that_is_not_there_is_refused() -> None:
    assert in_programme("\nbelong = {", "\nbe = {") == [
        "run.toml, risk.items.be: is no item of this programme; correct its name or remove it."
    ]


def test_a_share_that_does_not_rise_is_refused() -> None:
    found = in_programme("high_share = 0.20", "high_share = 0.10")
    assert found == [
        "run.toml, risk.absence.high_share: is not above share; write a higher share."
    ]


def test_a_reason_is_read_with_its_day_its_item_and_its_points() -> None:
    policy = shipped()
    missed = Reason("missed", 2.5, {"dato": date(2026, 3, 3), "gange": 1})
    assert reason_words(policy, missed, "da") == "Mødte ikke op 3/3 uden besked (+2,5)"
    low = Reason("low_twice", 1, {"emne": "belong", "tal": 1})
    assert (
        sentence_of(policy, low, "en") == "Answered at the very bottom twice running on belonging"
    )
    assert points_words(-1, "en") == "-1"


def test_what_the_policy_no_longer_names_is_told_by_its_key() -> None:
    policy = parse_policy(BARE, place="p.toml")
    assert sentence_of(policy, Reason("concern", 3), "da") == "concern"
    assert item_name(policy, "belong", "da") == "belong"
