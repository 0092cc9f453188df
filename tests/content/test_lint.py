"""The shipped content is clean, and what would go wrong in it is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.keys import Audience, Key
from content.lint import CONTENT, lint, manner_of
from content.texts import load_texts
from domain.people import LANGUAGES
from tests.plain import PROGRAMMES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.mo", "*.py", "__pycache__"))
    return copy


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def found(folder: Path) -> str:
    return "\n".join(str(problem) for problem in lint(folder))


def test_the_shipped_content_is_clean() -> None:
    assert lint() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Tak, noteret.", "Husk at svare.", 'youth.thanks: says "Husk"; say it another way'),
        ("Spring over", "Spring over 🙂", "youth_button.skip: has a symbol"),
        (
            "Nej tak",
            "Nej tak, det vil jeg ikke være med til",
            "youth_button.no_thanks: has 38 cha",
        ),
        (
            "Det er gemt og sendt videre.",
            "Du får besked nu.",
            'youth.card_more: says "får besked nu"',
        ),
        ("Så er det stoppet.", "Så er det stoppet!", "youth.stopped: has an exclamation mark"),
        ("Spørg koordinatoren.", "Spørg om den sag om ham.", 'staff.not_allowed: says "sag om"'),
        ("Jeg tager den", "🙂", "staff_button.take: has a symbol"),
        ("Stop mine beskeder", "S", "command.stop: has 1 characters; write 3 to 256"),
        ('msgid "youth.thanks"', 'msgid "youth.thank"', "youth.thanks: is missing"),
    ],
)
def test_a_wording_that_breaks_a_rule_is_found_under_its_key(
    folder: Path, old: str, new: str, said: str
) -> None:
    rewrite(folder / "locale/da/LC_MESSAGES/holdfast.po", old, new)
    assert said in found(folder)


def test_a_text_that_only_its_longest_values_make_too_long_is_found(folder: Path) -> None:
    path, words = folder / "locale/da/LC_MESSAGES/enrolment.po", "Det er ord. " * 12
    rewrite(path, "De næste syv dage får du {antal} beskeder", f"{words}Nu {{antal}} beskeder")
    assert "youth.sit_week: has 53 words with its longest values; write at most 45" in found(
        folder
    )


@pytest.fixture
def plain(folder: Path) -> Path:
    """The plain programme in the place of the built-in ones."""
    for path in (folder / "programmes").glob("*.toml"):
        path.unlink()
    shutil.copy(PROGRAMMES / "projekt-run.toml", folder / "programmes")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Op og ned", "Op 🙂", "contacts.weekly.questions[1].options[1].label.da: has a symbol"),
        (
            "Ellers spring over.",
            "Hvorfor?",
            'contacts.weekly.questions[2].text.da: says "Hvorfor"',
        ),
        ('at = "12.30"', 'at = "8.30"', "contacts.cafe.at: is in the quiet hours (21.00 to 9.00)"),
        ('at = "14.00"', 'at = "21.00"', "contacts.weekly.at: is in the quiet hours"),
        (
            "Hej {navn}. Her er",
            "Hej {navn}. Vil du svare? Her er",
            "questions[0].text.da: asks twi",
        ),
        ('at = "14.00"', 'at = "15.00"', "weekly.at: has no staffed hour in the four that follow"),
        ("BYDAY=TH", "BYDAY=SA", "contacts.cafe.at: has no staffed hour in the four that follow"),
        ("low_up_to = 2", "low_up_to = 12", "contacts.weekly.questions[0].low_up_to"),
    ],
)
def test_a_programme_is_read_as_a_youth_reads_it(
    plain: Path, old: str, new: str, said: str
) -> None:
    rewrite(plain / "programmes/projekt-run.toml", old, new)
    assert said in found(plain)


def test_problems_of_every_file_are_found_at_once(plain: Path) -> None:
    folder = plain
    rewrite(folder / "locale/da/LC_MESSAGES/holdfast.po", "Tak, noteret.", "Husk at svare.")
    rewrite(folder / "programmes/projekt-run.toml", "Op og ned", "Op og ned!? 🙂")
    rewrite(folder / "site.toml", '"24.12"', '"40.12"')
    rewrite(folder / "screening/crisis.toml", '"<suicide_word>"', '"[<suicide_word>"')
    assert {Path(problem.file).name for problem in lint(folder)} == {
        "crisis.toml",
        "holdfast.po",
        "projekt-run.toml",
        "site.toml",
    }


def test_quiet_hours_within_one_day_are_understood(plain: Path) -> None:
    folder = plain
    rewrite(folder / "site.toml", 'from = "21.00", to = "9.00"', 'from = "12.00", to = "13.00"')
    assert found(folder).count("is in the quiet hours (12.00 to 13.00)") == 1


@pytest.mark.parametrize("key", [key for key in Key if key.audience is Audience.STAFF])
def test_no_message_to_staff_can_carry_a_youths_name_or_words(key: Key) -> None:
    if key is not Key.STAFF_WELCOME:  # the worker's own name
        assert not key.placeholders & {"navn", "tekst", "telefon"}


def test_cards_are_calm_and_only_the_texts_that_must_say_more_are_longer() -> None:
    assert manner_of(Key.CARD).card
    assert manner_of(Key.CARD).words == 65
    assert manner_of(Key.STOPPED).calm
    assert not manner_of(Key.THANKS).calm
    assert manner_of(Key.THANKS).words == 45


def test_the_first_hello_says_what_it_must_in_both_languages() -> None:
    texts = load_texts()
    values = {"navn": "Sofie", "medarbejder": "Ida"}
    danish = texts.say("da", Key.HELLO, **values)
    for part in ("robot", "Ida læser", "hverdage", "ord om fare", "springe over", "stoppe"):
        assert part in danish
    english = texts.say("en", Key.HELLO, **values)
    for part in ("robot", "Ida reads", "weekdays", "words about danger", "skip, pause or stop"):
        assert part in english
    more = texts.say("da", Key.HELLO_MORE, **values)
    for part in ("gemmer", "kolleger", "åbent postkort", "anden hjælp", "/stop"):
        assert part in more


def test_every_card_that_does_not_close_the_matter_names_112() -> None:
    for language in LANGUAGES:
        wordings = load_texts().wordings[language]
        for key in (Key.CARD, Key.CARD_YES, Key.CARD_NO, Key.CARD_SILENT, Key.CARD_UNKNOWN):
            assert "112" in wordings[key]
        for key in (Key.CARD, Key.CARD_UNKNOWN):
            assert "{telefon}" in wordings[key]
