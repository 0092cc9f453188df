"""What of somebody's words is a wish for the café, and what is for the worker alone."""

from __future__ import annotations

import re

from domain.screening import ScreeningRules, ScreenLevel, screen

_CLAUSES = re.compile(r"[.!?\n,;]+|\b(?:og|men|så|and|but|so)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:ring|ringe|ringer|ringes|opkald\w*|snak|snakke\w*|tal|tale|tales|taler|skriv|skrive"
    r"|mødes|samtale\w*|hjælp\w*|call\w*|phone|ring me|talk\w*|speak\w*|text me|write|help\w*)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:mere|mer|flere|more)\b", re.IGNORECASE)


def asks_for_somebody(text: str) -> bool:
    """Return whether the words may ask for a call, a talk or help: whoever asks is told when."""
    return _TALK.search(text) is not None


def wish_in(text: str, rules: ScreeningRules) -> str | None:
    """Return what of the words may stand as a wish for the café; None when nothing may.

    All of them as written where none is anything else. Otherwise only the parts in which no rule
    finds a thing and nobody is asked for: a page about an evening is no place for the rest.
    """
    parts = [part.strip() for part in _CLAUSES.split(text) if part.strip()]
    plain = [part for part in parts if _is_plain(part, rules)]
    if len(plain) < len(parts):
        return ", ".join(plain) or None
    return text if screen(text, rules).level is ScreenLevel.ORDINARY else None


def _is_plain(part: str, rules: ScreeningRules) -> bool:
    asks = asks_for_somebody(part) and _MORE.search(part) is None
    return not asks and screen(part, rules).level is ScreenLevel.ORDINARY
