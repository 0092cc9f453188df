"""A text that is too long for one message, cut where people would pause.

Telegram takes 4096 characters in a text and 1024 in a caption, and counts as UTF-16 does
(https://core.telegram.org/bots/api#sendmessage).
"""

from __future__ import annotations

from collections.abc import Iterator

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_PAUSES = ("\n\n", "\n", ". ", " ")  # from the longest pause to the shortest


def length(text: str) -> int:
    """Return how long a text is for Telegram."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Return the text in parts of at most `limit`, cut between paragraphs where that can be.

    Else between lines, sentences, words, and at last anywhere. Nothing but white space where it
    was cut is left out. A text without a word comes back as it is.
    """
    return list(_parts(text, limit)) or [text]


def _parts(text: str, limit: int) -> Iterator[str]:
    rest = text.strip()
    while length(rest) > limit:
        longest = _fitting(rest, limit)
        pauses = (_last(rest, pause, longest) for pause in _PAUSES)
        cut = next(filter(None, pauses), longest)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def _last(text: str, pause: str, longest: int) -> int:
    """Return where to cut so that the part ends with the pause; 0 where there is none."""
    kept = len(pause.rstrip())
    at = text.rfind(pause, 0, longest - kept + len(pause))
    return at + kept if at > 0 else 0


def _fitting(text: str, limit: int) -> int:
    """Return how many characters of the beginning fit."""
    fitting = text[:limit]
    while (over := length(fitting) - limit) > 0:  # what counts twice is cut too
        fitting = fitting[: len(fitting) - (over + 1) // 2]
    return len(fitting)
