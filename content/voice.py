"""How Holdfast speaks, as rules a program can check. Why each rule: docs/reference/wording.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Final

from domain.people import Language

WORDS: Final = 45
WORDS_LONG: Final = 65  # the first hello, the help card and notices
SENTENCE_WORDS: Final = 12
LIX: Final = 25
LIX_FROM_WORDS: Final = 10  # a shorter text has no readability to speak of
BUTTON: Final = 24
MESSAGE: Final = 4096  # Telegram's own limit

Fault = tuple[str, str]  # what, remedy

# What a placeholder becomes, to count words and to show a text as it will be read.
SAMPLES: Final[dict[Language, dict[str, str]]] = {
    "da": {
        "navn": "Sofie",
        "medarbejder": "Ida",
        "hvornaar": "på mandag kl. 9.30",
        "dato": "torsdag den 3. december",
        "maaned": "december",
        "telefon": "12 34 56 78",
        "cifre": "5678",
        "tekst": "Hej Sofie. Jeg har læst det. Skal vi tale sammen i morgen?",
        "vikar": "Karim",
        "forrige": "Maja",
        "antal": "fire",
        "dage": "14",
        "ugedag": "tirsdag",
        "ugedage": "tirsdag og torsdag",
        "tider": "tirsdag og torsdag kl. 14",
        "klokken": "14",
        "fra": "21",
        "til": "9",
        "vej": "her i chatten",
        "handling": "ring",
        "ende": "78",
        "sted": "det sædvanlige sted",
        "mad": "pizza",
        "kok": "køkkenholdet",
        "tema": "dit første job",
        "gaest": "en UU-vejleder",
        "vagt": "Den sociale vagt",
        "linjer": "Linjen 12 34 56 78",
    },
    "en": {
        "navn": "Sofie",
        "medarbejder": "Ida",
        "hvornaar": "Monday at 9.30 am",
        "dato": "Thursday 3 December",
        "maaned": "December",
        "telefon": "12 34 56 78",
        "cifre": "5678",
        "tekst": "Hi Sofie. I read it. Shall we talk tomorrow?",
        "vikar": "Karim",
        "forrige": "Maja",
        "dage": "14",
        "antal": "four",
        "ugedag": "Tuesday",
        "ugedage": "Tuesday and Thursday",
        "tider": "Tuesday and Thursday at 2 pm",
        "klokken": "2 pm",
        "fra": "9 pm",
        "til": "9 am",
        "vej": "here in the chat",
        "handling": "call",
        "ende": "78",
        "sted": "the usual place",
        "mad": "pizza",
        "kok": "the kitchen team",
        "tema": "your first job",
        "gaest": "a guidance counsellor",
        "vagt": "The social duty line",
        "linjer": "The line 12 34 56 78",
    },
}

# Regular expressions, matched as whole words. What to write instead is for a human to find.
NEVER_TO_YOUTHS: Final[dict[Language, tuple[str, ...]]] = {
    "da": (
        "husk", "du mangler", "du har ikke svaret", "desværre", "du skal", "hvorfor", r"fravær\w*",
        r"bruger\w*", r"borger\w*", r"tilbud\w*", r"forløb\w*", r"indsats\w*", "sag(en|er|erne)?",
        "bekymret for dig", "holder øje", "jeg forstår", "alt (skal nok )?(blive|bliver) godt",
        "samtykke", "jeg (glæder mig|savner|er ked|er glad|håber)", "slap af", "hold ud",
        r"\d+ dage siden", "dage? i træk", "godt klaret", "dygtig", "flot", "svar nu",
    ),
    "en": (
        "remember", "don't forget", "you (haven't|have not) (answered|replied)", "unfortunately",
        "you (must|have to|need to|should)", "why", "absences?", "absent", "users?", "citizens?",
        "cases?", "worried about you", "(watching|keep an eye on) you", "i understand",
        "everything will be (fine|ok|okay|all right)", "consent", "calm down", "hang in there",
        "i('m| am) (happy|glad|sad|sorry)", "i (miss|hope|look forward)", r"\d+ days ago",
        "days in a row", "well done", "good job",
    ),
}  # fmt: skip
NEVER_TO_STAFF: Final[dict[Language, tuple[str, ...]]] = {
    # Youths read these in what they are given access to.
    "da": (r"falsk\w*", r"klient\w*", "sag om", r"risikoung\w*", "sluppet", "svigtet"),
    "en": ("false", "clients?", "case about", "at.risk", "let (down|go of)", "failed"),
}
# Nobody is on duty for certain, so a help card promises nobody. Helplines need a verified file.
NEVER_ON_A_CARD: Final[dict[Language, tuple[str, ...]]] = {
    "da": ("får besked( nu)?", "er på vej", "er på vagt", "livslinien", "børnetelefonen"),
    "en": ("(is|are|has been|have been) told", "on (their|the) way", "on duty", "helpline"),
}
_EMOJI = re.compile("[\u2190-\u2bff\u3030\U0001f000-\U0001faff\u20e3\ufe0f]")
_UNSPEAKABLE = re.compile(r"[^\w\s.,:;?!'\u2019\"/-]|(?<!\s)/|/(?!\w)|_")
_WORD = re.compile(r"\d+\.\d+|[\w'\u2019/-]+")
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s+|$)|\n+")
_NUMBER = re.compile(r"\d(?: ?\d){2,}")


@dataclass(frozen=True, slots=True)
class Manner:
    """What a text may do."""

    words: int = WORDS
    calm: bool = False  # crisis, stop and sharing: no emoji, no exclamation mark
    card: bool = False  # a help card: promises nobody


def youth_faults(text: str, language: Language, manner: Manner) -> Iterator[Fault]:
    """Yield what a text to a youth does that it must not."""
    plain = without_placeholders(text)
    yield from _forbidden(plain, NEVER_TO_YOUTHS[language])
    if manner.card:
        yield from _forbidden(plain, NEVER_ON_A_CARD[language])
    yield from _length(text, language, manner.words)
    yield from _readability(plain)
    yield from _signs(plain, manner)
    for number in _NUMBER.findall(plain):
        if number != "112":
            yield f"names the number {number}", "name only 112 and {telefon}"


def button_faults(text: str, language: Language, *, symbol: bool) -> Iterator[Fault]:
    """Yield what a button must not be; `symbol` says whether it may carry an emoji."""
    if len(text) > BUTTON:
        yield f"has {len(text)} characters", f"write at most {BUTTON}"
    if not symbol and _EMOJI.search(text):
        yield "has a symbol", "keep symbols for help now and call me"
    if text.endswith("."):
        yield "ends with a full stop", "leave it out on a button"
    yield from _forbidden(text, NEVER_TO_YOUTHS[language])


def staff_faults(text: str, language: Language) -> Iterator[Fault]:
    """Yield what a text to staff must not say."""
    yield from _forbidden(without_placeholders(text), NEVER_TO_STAFF[language])
    if len(text) > MESSAGE // 8:
        yield "is long", "say it in a few lines: it is read between two other things"


def filled(text: str, language: Language) -> str:
    """Return a text as it will be read, with sample values."""
    return with_values(text, lambda name: SAMPLES[language].get(name, name))


def without_placeholders(text: str) -> str:
    """Return a text in which every placeholder is one short word."""
    return with_values(text, lambda _: "Bo")


def count_words(text: str) -> int:
    """Return how many words a text has; a clock and a number are one each."""
    return len(_WORD.findall(text))


def count_emoji(text: str) -> int:
    """Return how many emoji a text has."""
    return len(_EMOJI.findall(text.replace("\ufe0f", "")))


def lix(text: str) -> float:
    """Return the readability index: words a sentence plus the percentage of long words."""
    words = _WORD.findall(text)
    long = sum(len(word) > 6 for word in words)
    return len(words) / max(1, len(_sentences(text))) + 100 * long / max(1, len(words))


def with_values(text: str, value: Callable[[str], str]) -> str:
    """Return a text with what `value` gives for the name of each placeholder."""
    parts = Formatter().parse(text)
    return "".join(before + (value(name) if name else "") for before, name, *_ in parts)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if _WORD.search(sentence)]


def _forbidden(text: str, words: tuple[str, ...]) -> Iterator[Fault]:
    for word in words:
        if found := re.search(rf"\b(?:{word})\b", text, re.IGNORECASE):
            yield f'says "{found[0]}"', "say it another way (docs/reference/wording.md)"


def _length(text: str, language: Language, most: int) -> Iterator[Fault]:
    read = filled(text, language)
    if (count := count_words(read)) > most:
        yield f"has {count} words", f"write at most {most}"
    if len(read) > MESSAGE:
        yield f"has {len(read)} characters", f"Telegram takes at most {MESSAGE}"


def _readability(text: str) -> Iterator[Fault]:
    for sentence in _sentences(text):
        if (count := count_words(sentence)) > SENTENCE_WORDS:
            what = f'has a sentence of {count} words ("{sentence[:30]}...")'
            yield what, f"write at most {SENTENCE_WORDS}"
    if count_words(text) >= LIX_FROM_WORDS and (index := lix(text)) > LIX:
        yield f"has LIX {index:.0f}", f"use shorter words and sentences, at most LIX {LIX}"


def _signs(text: str, manner: Manner) -> Iterator[Fault]:
    if text.count("?") > 1:
        yield "asks twice", "ask one thing"
    if text.count("!") > (0 if manner.calm else 1):
        yield "has an exclamation mark too many", "write a full stop"
    emoji = count_emoji(text)
    if emoji > (0 if manner.calm else 1):
        yield f"has {emoji} emoji", "leave it out" if manner.calm else "use at most one"
    if found := _UNSPEAKABLE.search(_EMOJI.sub("", text)):
        yield f'has "{found[0]}", which cannot be read aloud', "write it in words"
