"""Short messages: what an answer of one word says, and how many messages a text becomes."""

from __future__ import annotations

import re
from enum import StrEnum

# GSM 03.38: what fits 160 to a message. Anything else makes it 70 (3GPP TS 23.038, 6.2.1).
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")  # takes two places
_ONE, _MORE, _WIDE_ONE, _WIDE_MORE = 160, 153, 70, 67
_PLAIN = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{MIDDLE DOT}": "-",
        "\N{NO-BREAK SPACE}": " ",
    }
)


class Short(StrEnum):
    """What a message of one or two words says."""

    YES = "yes"
    NO = "no"
    STOP = "stop"


_YES = frozenset({"ja", "jo", "jep", "jeps", "japs", "jada", "jaja", "yes", "yep", "yeah", "yea"})
_NO = frozenset({"nej", "næ", "niks", "nejnej", "no", "nope", "nah"})
_POLITE = frozenset({"tak", "thanks", "thank", "you", "please"})
_STOP = frozenset({"stop", "afmeld", "afmelding", "unsubscribe", "/stop", "stop sms"})
_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)
_DRAWN = re.compile(r"(.)\1+")  # jaaa, nejjj


def short_of(text: str) -> Short | None:
    """Return what a text says that is nothing but *ja*, *nej* or *stop*; None for all else.

    Case, signs and smileys make no difference, nor does *tak*. One more word makes it words that
    a human reads: *ja men ...* is no *ja*.
    """
    if " ".join(text.casefold().split()).strip(".!, ") in _STOP:
        return Short.STOP
    if any(sign.isdigit() for sign in text):
        return None
    said = [word for word in _words(text) if word not in _POLITE]
    if not said:
        return None
    if all(word in _YES for word in said):
        return Short.YES
    return Short.NO if all(word in _NO for word in said) else None


def begins_with_yes(text: str) -> bool:
    """Return whether the first word of a text is a *ja*."""
    return next(iter(_words(text)), "") in _YES


def _words(text: str) -> list[str]:
    found = _WORDS.findall(text.casefold())
    known = _YES | _NO | _POLITE
    return [word if word in known else _DRAWN.sub(r"\1", word) for word in found]


def plain(text: str) -> str:
    """Return the text with the signs that cost an SMS its length written plainly."""
    return text.translate(_PLAIN)


def parts(text: str) -> int:
    """Return how many messages a network makes of a text, each of which is paid for."""
    if all(sign in _BASIC or sign in _TWICE for sign in text):
        size = len(text) + sum(sign in _TWICE for sign in text)
        return 1 if size <= _ONE else -(-size // _MORE)
    size = len(text.encode("utf-16-be")) // 2
    return 1 if size <= _WIDE_ONE else -(-size // _WIDE_MORE)
