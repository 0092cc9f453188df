"""Texts are complete and agree, or the loader says exactly what to put right."""

from __future__ import annotations

import os
import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from babel.messages import mofile, pofile

from content.catalogues import ALL_KEYS, CATALOGUES, catalogue_of
from content.errors import ContentError
from content.keys import Key
from content.texts import LOCALE, Texts, load_texts, placeholders, po_path
from domain.people import LANGUAGES, Language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "locale"
    shutil.copytree(LOCALE, copy, ignore=shutil.ignore_patterns("*.mo"))
    return copy


def rewrite(folder: Path, old: str, new: str) -> None:
    path = po_path(folder, "da")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load_texts(folder)
    return str(caught.value)


def compile_po(folder: Path) -> None:
    for language in LANGUAGES:
        po = po_path(folder, language)
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            mofile.write_mo(target, pofile.read_po(source))


def test_a_text_is_said_in_both_languages_with_its_values_filled_in() -> None:
    texts = load_texts()
    assert texts.say("da", Key.THANKS, medarbejder="Ida") == "Tak, noteret. Ida ser det."
    assert texts.say("en", Key.THANKS, medarbejder="Ida") == "Thanks, noted. Ida will see it."


def test_braces_in_a_value_are_words_and_not_placeholders() -> None:
    said = load_texts().say("da", Key.STAFF_ANSWER, tekst="{medarbejder} {", medarbejder="Ida")
    assert said == "{medarbejder} {\n\nIda"


def test_a_value_that_is_not_given_is_refused_before_anybody_reads_a_brace() -> None:
    with pytest.raises(ValueError, match=r"youth\.hello needs medarbejder"):
        load_texts().say("da", Key.HELLO, navn="Sofie")


def test_texts_cannot_be_changed_after_loading() -> None:
    texts = load_texts()
    with pytest.raises(FrozenInstanceError):
        texts.wordings = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        texts.wordings["da"][Key.THANKS] = "x"  # type: ignore[index]


def test_a_missing_an_empty_and_a_fuzzy_key_are_all_named_at_once(folder: Path) -> None:
    rewrite(folder, 'msgid "youth.skipped"', 'msgid "youth.skiped"')
    rewrite(folder, 'msgstr "Det er gemt og sendt videre."', 'msgstr ""')
    rewrite(folder, 'msgid "youth.ask_pause"', '#, fuzzy\nmsgid "youth.ask_pause"')
    said = refusal(folder)
    assert "holdfast.po, youth.skipped: is missing; add msgid" in said
    assert "youth.card_more: is empty" in said
    assert "youth.ask_pause: is marked fuzzy; read the wording" in said
    assert "youth.skiped: is no key of ours" in said


def test_an_unknown_placeholder_is_refused_with_the_ones_that_may_be_used(folder: Path) -> None:
    rewrite(folder, "Tak, noteret. {medarbejder} ser det.", "Tak, noteret. {mentor} ser det.")
    said = refusal(folder)
    assert "youth.thanks: has an unknown placeholder {mentor}; use only these: medarb" in said
    assert "youth.thanks: has other placeholders in Danish than in English" in said


@pytest.mark.parametrize("broken", ["{medarbejder", "{0}", "{medarbejder!r}", "{medarbejder:>9}"])
def test_anything_but_a_plain_name_in_braces_is_refused(folder: Path, broken: str) -> None:
    rewrite(folder, "Tak, noteret. {medarbejder} ser det.", f"Tak. {broken}")
    assert "youth.thanks: cannot be filled in" in refusal(folder)


def test_a_catalogue_that_is_gone_or_broken_is_named(folder: Path) -> None:
    po_path(folder, "en").unlink()
    rewrite(folder, 'msgid "youth.hello"', "nonsense")
    said = refusal(folder)
    assert "en/LC_MESSAGES/holdfast.po: cannot be read" in said
    assert "da/LC_MESSAGES/holdfast.po: cannot be read" in said


def test_the_compiled_catalogue_says_the_same_as_the_written_one(folder: Path) -> None:
    written = load_texts(folder)
    compile_po(folder)
    assert load_texts(folder) == written


def test_a_fresh_compiled_catalogue_is_used(folder: Path) -> None:
    compile_po(folder)
    rewrite(folder, "Tak, noteret.", "Tak for det.")
    os.utime(po_path(folder, "da"), (1, 1))
    assert "noteret" in load_texts(folder).say("da", Key.THANKS, medarbejder="Ida")


@pytest.mark.parametrize("damage", ["old", "empty", "cut"])
def test_an_old_or_damaged_compiled_catalogue_is_passed_over(folder: Path, damage: str) -> None:
    compile_po(folder)
    rewrite(folder, "Tak, noteret.", "Tak for det.")
    mo = po_path(folder, "da").with_suffix(".mo")
    if damage == "old":
        os.utime(mo, (1, 1))
    else:
        mo.write_bytes(b"" if damage == "empty" else mo.read_bytes()[:-200])
    assert "Tak for det." in load_texts(folder).say("da", Key.THANKS, medarbejder="Ida")


def test_a_fuzzy_key_is_refused_although_its_compiled_copy_is_fresh(folder: Path) -> None:
    rewrite(folder, 'msgid "youth.ask_pause"', '#, fuzzy\nmsgid "youth.ask_pause"')
    compile_po(folder)
    assert "youth.ask_pause: is marked fuzzy" in refusal(folder)


def test_placeholders_are_found_and_double_braces_are_not_one() -> None:
    assert placeholders("{navn} og {{ikke}} {navn} {hvornaar}") == {"navn", "hvornaar"}


def test_texts_are_equal_when_their_words_are() -> None:
    assert load_texts() == Texts(load_texts().wordings)


def test_every_key_stands_in_one_catalogue_under_a_name_of_its_own() -> None:
    values = [str(key) for key in ALL_KEYS]
    assert len(values) == len(set(values))
    assert {catalogue_of(key) for key in ALL_KEYS} <= set(CATALOGUES)
    assert catalogue_of(Key.HELLO) == "holdfast"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_a_file_and_every_file_is_a_catalogue(language: Language) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    assert {path.stem for path in folder.glob("*.po")} == set(CATALOGUES)


def test_a_catalogue_that_was_changed_is_read_anew(folder: Path) -> None:
    assert load_texts(folder).say("da", Key.THANKS, medarbejder="Ida").startswith("Tak, noteret.")
    rewrite(folder, "Tak, noteret.", "Tak, skrevet ned.")
    assert load_texts(folder).say("da", Key.THANKS, medarbejder="Ida").startswith("Tak, skrevet")
