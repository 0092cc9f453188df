"""*stop*, *pause* or *hjælp*, written alone and without the stroke of a command."""

from __future__ import annotations

from enum import StrEnum


class Meant(StrEnum):
    """What the word may ask for; its value is the name of the command."""

    STOP = "stop"
    PAUSE = "pause"
    HELP = "hjaelp"


_WORDS = {
    Meant.STOP: {"stop", "stop nu", "stop det", "afmeld", "stop it", "stop now", "unsubscribe"},
    Meant.PAUSE: {"pause", "hold pause", "en pause", "a pause", "break", "take a break"},
    Meant.HELP: {"hjælp", "hjaelp", "hjælp mig", "hjælp nu", "help", "help me", "help now"},
}
_POLITE = (" tak", " please")


def meant_by(text: str | None) -> Meant | None:
    """Return what a message asks for that is nothing but such a word; None for all else.

    Case, marks and smileys around it make no difference, nor does *tak* behind it.
    """
    kept = "".join(sign if sign.isalpha() else " " for sign in (text or "").casefold())
    said = " ".join(kept.split())
    for polite in _POLITE:
        said = said.removesuffix(polite)
    return next((meant for meant, words in _WORDS.items() if said in words), None)
