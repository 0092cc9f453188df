"""Each rule of wording is seen to fire, and to let good wording pass."""

from __future__ import annotations

import pytest

from content.voice import (
    NEVER_TO_STAFF,
    NEVER_TO_YOUTHS,
    Manner,
    button_faults,
    filled,
    lix,
    staff_faults,
    without_placeholders,
    youth_faults,
)
from domain.people import Language

PLAIN = Manner()
CALM = Manner(calm=True)
CARD = Manner(calm=True, card=True)


def said(text: str, language: Language = "da", manner: Manner = PLAIN) -> str:
    return "; ".join(what for what, _ in youth_faults(text, language, manner))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Husk din aftale.", 'says "Husk"'),
        ("Du mangler et svar.", 'says "Du mangler"'),
        ("Du har ikke svaret.", 'says "Du har ikke svaret"'),
        ("Desværre gik det galt.", 'says "Desværre"'),
        ("Du skal svare nu.", 'says "Du skal"'),
        ("Hvorfor kom du ikke?", 'says "Hvorfor"'),
        ("Dit fraværet er højt.", 'says "fraværet"'),
        ("Kære borger.", 'says "borger"'),
        ("Vi har et tilbud.", 'says "tilbud"'),
        ("Dit forløb slutter.", 'says "forløb"'),
        ("Din sag er hos os.", 'says "sag"'),
        ("Jeg er bekymret for dig.", 'says "bekymret for dig"'),
        ("Vi holder øje med dig.", 'says "holder øje"'),
        ("Jeg forstår dig godt.", 'says "Jeg forstår"'),
        ("Alt bliver godt.", 'says "Alt bliver godt"'),
        ("Alt skal nok blive godt.", 'says "Alt skal nok blive godt"'),
        ("Jeg glæder mig.", 'says "Jeg glæder mig"'),
        ("Det er 15 dage siden.", 'says "15 dage siden"'),
        ("Hvordan går det? Kommer du?", "asks twice"),
        ("Godt! Kom nu!", "exclamation mark too many"),
        ("Godt 🙂 fint 🙂", "has 2 emoji"),
        ("Torsdag · kl. 17", 'has "·", which cannot be read aloud'),
        ("Skole/job passer.", "which cannot be read aloud"),
        ("Ring 70 201 201.", "names the number 70 201 201"),
        ("et " * 45 + "ord.", "has 46 words"),
        ("Her er en lang sætning med tolv ord og så et til her.", "a sentence of 13 words"),
        (
            "Kommunens medarbejdere kontakter vedkommende angående fremtidige muligheder senest"
            " mandag eftermiddag.",
            "has LIX",
        ),
    ],
)
def test_a_rule_for_texts_to_youths_fires(text: str, fault: str) -> None:
    assert fault in said(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Remember to come.", 'says "Remember"'),
        ("You haven't answered.", 'says "You haven\'t answered"'),
        ("Unfortunately it broke.", 'says "Unfortunately"'),
        ("You have to answer.", 'says "You have to"'),
        ("Why not?", 'says "Why"'),
        ("Your case is with us.", 'says "case"'),
        ("I'm worried about you.", 'says "worried about you"'),
        ("I understand.", 'says "I understand"'),
        ("Everything will be fine.", 'says "Everything will be fine"'),
        ("I look forward to it.", 'says "I look forward"'),
    ],
)
def test_the_rules_hold_in_english_too(text: str, fault: str) -> None:
    assert fault in said(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Sagde du det?",  # not the word sag
        "Ring 112.",
        "Skriv /stop, hvis du vil.",
        "Godt at høre fra dig 🙂",
        "Tag en pause. 0 er slet ikke, 10 er helt vildt.",
        "Det sker {hvornaar}, siger {medarbejder}.",
    ],
)
def test_good_wording_passes(text: str) -> None:
    assert said(text) == ""


def test_calm_texts_carry_no_emoji_and_no_exclamation_mark() -> None:
    assert said("Godt 🙂", manner=CALM) == "has 1 emoji"
    assert "exclamation" in said("Ring 112!", manner=CALM)


@pytest.mark.parametrize(
    "text", ["Vagten får besked nu.", "Hjælpen er på vej.", "Ring Livslinien."]
)
def test_a_help_card_promises_nobody_and_names_no_helpline(text: str) -> None:
    assert 'says "' in said(text, manner=CARD)
    assert said(text, manner=CALM) == ""


def test_a_long_text_may_be_longer_where_it_must_say_more() -> None:
    text = "Det er ord. " * 20
    assert "has 60 words" in said(text)
    assert said(text, manner=Manner(words=65)) == ""


def test_words_are_counted_with_placeholders_filled_in() -> None:
    assert "has 46 words" in said("Ord. " * 42 + "{hvornaar}")


def test_a_message_that_telegram_would_not_take_is_named() -> None:
    assert "has 4100 characters" in said("a" * 4100)


def test_a_button_is_short_plain_and_without_a_full_stop() -> None:
    def faults(text: str) -> str:
        return "; ".join(what for what, _ in button_faults(text, "da", symbol=False))

    assert faults("Nej tak") == ""
    assert faults("Det var slet ikke sådan ment") == "has 28 characters"
    assert faults("🆘 Hjælp") == "has a symbol"
    assert faults("Ja.") == "ends with a full stop"
    assert faults("Husk mig") == 'says "Husk"'
    assert not list(button_faults("🆘 Hjælp nu", "da", symbol=True))


@pytest.mark.parametrize("word", ["falsk", "klient", "sag om", "risikoung", "sluppet", "svigtet"])
def test_words_that_a_youth_must_not_read_about_themselves_are_refused(word: str) -> None:
    assert list(staff_faults(f"Det er en {word} her.", "da"))
    assert not list(staff_faults("Sag 214 er din.", "da"))


def test_a_staff_text_is_short() -> None:
    assert [what for what, _ in staff_faults("ord " * 200, "da")] == ["is long"]


def test_lix_counts_words_a_sentence_and_long_words() -> None:
    assert lix("Det er en kort linje. Her er en til.") == 4.5
    assert lix("Kommunens medarbejdere.") == 102


def test_placeholders_are_one_short_word_or_their_sample() -> None:
    assert without_placeholders("Hej {navn}. {{x}}") == "Hej Bo. {x}"
    assert filled("Hej {navn}, {ukendt}.", "da") == "Hej Sofie, ukendt."


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_forbidden_word_is_listed_twice(language: Language) -> None:
    for words in (NEVER_TO_YOUTHS[language], NEVER_TO_STAFF[language]):
        assert len(words) == len(set(words))
