from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.screening import (
    ERROR_RULE,
    Rule,
    Screened,
    ScreeningRules,
    ScreenLevel,
    compile_rules,
    screen,
)

CRISIS, CONCERN, ORDINARY = ScreenLevel.CRISIS, ScreenLevel.CONCERN, ScreenLevel.ORDINARY
RULES = compile_rules(
    [
        Rule("opgivende", CONCERN, "hopeless", ("orker ikke", "alt er [lige meget|ligegyldigt]")),
        Rule(
            "selvmord",
            CRISIS,
            "1",
            ("selvmord*", "tage mit * liv", "tog [bare|næsten helt|] livet", "💀 💀 farvel"),
            unless=("haha",),
            unless_anywhere=("[film*|serie*|sang*]",),
        ),
        Rule("ikke leve", CRISIS, "2", ("[vil|gider|kan] ikke .. [leve|være her]", "vil .. dø")),
        Rule("mad", CONCERN, "eating", ("spiser ikke", "har ikke spist")),
    ]
)


def level(text: str) -> ScreenLevel:
    return screen(text, RULES).level


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jeg overvejer selvmord", Screened(CRISIS, "selvmord")),
        ("har SELVMORDSTANKER!!", Screened(CRISIS, "selvmord")),
        ("vil bare tage mit eget liv", Screened(CRISIS, "selvmord")),
        ("tog livet", Screened(CRISIS, "selvmord")),
        ("tog bare livet", Screened(CRISIS, "selvmord")),
        ("tog næsten helt livet", Screened(CRISIS, "selvmord")),
        ("💀💀 farvel", Screened(CRISIS, "selvmord")),
        ("gider ik leve mere", Screened(CRISIS, "ikke leve")),
        ("gider ikkkkke rigtig leeeve", Screened(CRISIS, "ikke leve")),
        ("kan ikke bare vaere her", Screened(CRISIS, "ikke leve")),
        ("vil bare gerne så meget dø", Screened(CRISIS, "ikke leve")),
        ("viiil døøøø", Screened(CRISIS, "ikke leve")),
        ("vil doe", Screened(CRISIS, "ikke leve")),
        ("orker ikk, men går i skole", Screened(CONCERN, "opgivende")),
        ("Alt er LIGE MEGET", Screened(CONCERN, "opgivende")),
        ("spiser ikke. vil dø", Screened(CRISIS, "ikke leve")),
        ("det går fint", Screened(ORDINARY)),
        ("", Screened(ORDINARY)),
    ],
)
def test_a_text_reads_as_the_gravest_rule_it_meets(text: str, found: Screened) -> None:
    assert screen(text, RULES) == found


@pytest.mark.parametrize(
    "text",
    [
        "vil, dø",  # not across clauses
        "vil en to tre fire fem dø",  # more than four words apart
        "vil dødkedeligt",  # whole words
        "tage mit liv",  # a lone star is exactly one word
        "haha selvmord",
        "har set en film. om selvmord",
        "avil dø",
    ],
)
def test_what_no_rule_means_is_ordinary(text: str) -> None:
    assert level(text) is ORDINARY


def test_laughter_takes_back_only_its_own_sentence() -> None:
    assert level("haha, selvmord") is ORDINARY
    assert level("haha. selvmord") is CRISIS
    assert level("haha selvmord. vil dø") is CRISIS


def test_a_film_takes_back_only_the_rule_that_says_so() -> None:
    assert level("i filmen var der et selvmord og jeg vil dø") is CRISIS
    assert level("set en serie, orker ikke") is CONCERN


@given(st.text())
def test_reading_never_fails_and_names_its_rule(text: str) -> None:
    found = screen(text, RULES)
    assert (found.rule is None) == (found.level is ORDINARY)
    assert found.rule != ERROR_RULE


@given(st.text(), st.text())
def test_danger_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    assert level(f"{before}. vil dø. {after}") is CRISIS


@given(st.sampled_from(["vil dø", "orker ikke", "det går"]), st.data())
def test_feeling_and_case_change_nothing(text: str, data: st.DataObject) -> None:
    times = data.draw(
        st.lists(st.sampled_from([1, 3, 4, 9]), min_size=len(text), max_size=len(text))
    )
    felt = "".join(letter * many for letter, many in zip(text, times, strict=True))
    assert level(felt) is level(felt.upper()) is level(text)


@pytest.mark.parametrize("word", ["a", "vil ", "tage mit ", "💀", "😀 "])
def test_a_very_long_text_is_read_to_its_end(word: str) -> None:
    assert level(word * 20_000) is ORDINARY
    assert level(word * 20_000 + " vil dø") is CRISIS


@given(st.integers(150, 600))
def test_danger_is_found_at_every_place_of_a_long_clause(many: int) -> None:
    assert level("ord " * many + "vil en to tre fire dø" + " ord" * 250) is CRISIS


@pytest.mark.parametrize("rules", [None, ScreeningRules(cast("tuple[()]", (None,)))])
def test_an_error_inside_makes_every_text_a_concern(rules: object) -> None:
    assert screen("hej", cast(ScreeningRules, rules)) == Screened(CONCERN, ERROR_RULE)
    assert screen(cast(str, None), RULES) == Screened(CONCERN, ERROR_RULE)


def test_what_holds_no_words_is_ordinary() -> None:
    assert Screened.nothing() == Screened(ORDINARY)


def test_crisis_rules_are_read_first_and_can_be_listed() -> None:
    assert [rule.name for rule in RULES.rules] == ["selvmord", "ikke leve", "opgivende", "mad"]


@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        ("", "begin and end"),
        (".. dø", "begin and end"),
        ("vil ..", "begin and end"),
        ("vil .. .. dø", "side by side"),
        ("a .. b .. c .. d .. e", "too long"),
        ("ord " * 31, "too long"),
        ("[ord|" + "et " * 31 + "]", "too long"),
        ("[vil dø", "not closed"),
        ("vil] dø", "not closed"),
        ("selv[mord|skade]", "inside a word"),
        ("[vil|] dø", "begin and end"),
        ("vil [|dø]", "begin and end"),
        ("[]", "begin and end"),
        ("vil [] dø", "empty bracket"),
        ("vil [ | ] dø", "empty bracket"),
        ("vil|kan dø", "no single word"),
        ("selv-mord", "no single word"),
        ("vil, dø", "no single word"),
        ("v*l dø", "no single word"),
        ("*mord", "no single word"),
        ("vil - dø", "no single word"),
        ("[..|nu] dø", "no single word"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_what_to_write(pattern: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy) as caught:
        compile_rules([Rule("regel", CRISIS, "1", (pattern,))])
    assert "'regel'" in str(caught.value)


@pytest.mark.parametrize(
    ("rules", "remedy"),
    [
        ([], "finds a crisis"),
        ([Rule("a", CONCERN, "1", ("ord",))], "finds a crisis"),
        ([Rule("a", CRISIS, "1", ("ord",)), Rule("a", CRISIS, "1", ("to",))], "a name of its own"),
        ([Rule("a", CRISIS, "1", ())], "patterns"),
        ([Rule("a", ORDINARY, "1", ("ord",))], "level"),
        ([Rule("", CRISIS, "1", ("ord",))], "own name"),
        ([Rule(ERROR_RULE, CRISIS, "1", ("ord",))], "own name"),
    ],
)
def test_rules_that_would_not_protect_are_refused(rules: list[Rule], remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        compile_rules(rules)
