"""Reads all content as the product does, and every text as a youth does.

`holdfast content lint` prints what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from content.audience import Audience, TextKey
from content.catalogues import catalogue_of
from content.composed import checkin_faults, composed_faults, home_of
from content.errors import ContentError, Problem, shown_path
from content.helplines_file import load_helplines
from content.keys import Key
from content.longest import at_its_longest
from content.programme_lint import programme_problems, time_problems
from content.programmes import load_programmes
from content.screening_file import load_screening
from content.site_file import load_site
from content.texts import Texts, load_texts, po_path
from content.voice import (
    WORDS,
    WORDS_LONG,
    Fault,
    Manner,
    button_faults,
    count_words,
    filled,
    staff_faults,
    youth_faults,
)
from domain.people import LANGUAGES, Language
from domain.plan import Programme

CONTENT = Path(__file__).parent

_CARDS: Final = frozenset(
    {
        Key.CARD,
        Key.CARD_MORE,
        Key.CARD_YES,
        Key.CARD_NO,
        Key.CARD_SILENT,
        Key.CARD_NOT_MEANT,
        Key.CARD_UNKNOWN,
    }
)
_STOPS: Final = frozenset({Key.STOPPED, Key.STOPPED_CALL, Key.STOPPED_END, Key.DECLINED})
_LONG: Final = frozenset({Key.HELLO, Key.HELLO_MORE, Key.CARD, Key.CARD_UNKNOWN})
_WITH_SYMBOL: Final = frozenset({Key.B_HELP_NOW, Key.B_CALL_ME})
# Telegram is an open postcard: the only name staff are told there is a colleague's, or their own.
_NEVER_IN_ALERTS: Final = frozenset({"navn", "tekst", "telefon"})
_OWN_NAME: Final = frozenset({Key.STAFF_WELCOME})
_COMMAND: Final = (3, 256)  # what Telegram takes as a command's description

LoadedT = TypeVar("LoadedT")


def lint(folder: Path = CONTENT) -> list[Problem]:
    """Return everything that is wrong with a content folder, sorted; empty when all is well."""
    problems: list[Problem] = []
    texts = _loaded(problems, lambda: load_texts(folder / "locale", compiled=False))
    site = _loaded(problems, lambda: load_site(folder / "site.toml"))
    _loaded(problems, lambda: load_helplines(folder / "helplines.toml"))
    programmes = _loaded(problems, lambda: load_programmes(folder / "programmes"))
    _loaded(problems, lambda: load_screening(folder / "screening"))
    if texts is not None:
        problems.extend(_text_problems(texts, folder / "locale"))
        problems.extend(_composed_problems(texts, folder / "locale"))
    for programme in (programmes or {}).values():
        file = shown_path(folder / "programmes" / f"{programme.key}.toml")
        problems.extend(programme_problems(programme, file))
        if texts is not None:
            problems.extend(_checkin_problems(texts, programme, file))
        if site is not None:
            problems.extend(time_problems(programme, site, file))
    return sorted(problems)


def _loaded(problems: list[Problem], load: Callable[[], LoadedT]) -> LoadedT | None:
    try:
        return load()
    except ContentError as error:
        problems.extend(error.problems)
        return None


def _text_problems(texts: Texts, folder: Path) -> Iterator[Problem]:
    for language in LANGUAGES:
        for key, text in texts.wordings[language].items():
            file = shown_path(po_path(folder, language, catalogue_of(key)))
            for what, remedy in _faults(key, text, language):
                yield Problem(file, key, what, remedy)


def _composed_problems(texts: Texts, folder: Path) -> Iterator[Problem]:
    for language in LANGUAGES:
        for whole, (what, remedy) in composed_faults(texts, language):
            file = shown_path(po_path(folder, language, catalogue_of(home_of(whole))))
            yield Problem(file, whole, what, remedy)


def _checkin_problems(texts: Texts, programme: Programme, file: str) -> Iterator[Problem]:
    for language in LANGUAGES:
        for place, (what, remedy) in checkin_faults(texts, programme, language):
            yield Problem(file, place, what, remedy)


def _faults(key: TextKey, text: str, language: Language) -> Iterator[Fault]:
    match key.audience:
        case Audience.YOUTH:
            yield from youth_faults(text, language, manner_of(key))
            yield from _longest_faults(key, text, language)
        case Audience.YOUTH_BUTTON:
            symbol = key in _WITH_SYMBOL or "symbol" in key.marks
            yield from button_faults(text, language, symbol=symbol)
        case Audience.STAFF:
            yield from staff_faults(text, language)
            yield from _alert_faults(key)
        case Audience.STAFF_BUTTON:
            yield from button_faults(text, language, symbol=False)
        case Audience.COMMAND:
            if not _COMMAND[0] <= len(text) <= _COMMAND[1]:
                yield f"has {len(text)} characters", "write {} to {}".format(*_COMMAND)
            yield from youth_faults(text, language, Manner())
        case Audience.PAGE:
            yield from staff_faults(text, language)


def _longest_faults(key: TextKey, text: str, language: Language) -> Iterator[Fault]:
    """Yield that a text is too long once its placeholders are, where its samples are short."""
    most = manner_of(key).words
    found = count_words(at_its_longest(text, language, key))
    if count_words(filled(text, language)) <= most < found:
        yield f"has {found} words with its longest values", f"write at most {most}"


def manner_of(key: TextKey) -> Manner:
    """Return what the text of a key to youths may do."""
    return Manner(
        words=WORDS_LONG if key in _LONG or "long" in key.marks else WORDS,
        calm=key in _CARDS | _STOPS or "calm" in key.marks,
        card=key in _CARDS or "card" in key.marks,
    )


def _alert_faults(key: TextKey) -> Iterator[Fault]:
    own_name = key in _OWN_NAME or "own_name" in key.marks
    if not own_name and (told := key.placeholders & _NEVER_IN_ALERTS):
        remedy = "take it out: what goes through Telegram names nobody and quotes nobody"
        yield f"tells staff {{{'}, {'.join(sorted(told))}}}", remedy
