"""How what somebody sent reads, and what no rule of ours could read."""

from __future__ import annotations

from domain.incoming import Words
from domain.languages import can_be_screened
from domain.reply import NEEDS_A_HUMAN, Reply
from domain.screening import Screened, ScreeningRules, ScreenLevel, screen

# The name that stands where a rule's would: nobody has looked for words of danger.
UNSCREENED = "unscreened"
_GRAVEST_FIRST = tuple(level.value for level in ScreenLevel)


def screen_words(words: Words, rules: ScreeningRules) -> Screened:
    """Return how it reads; what cannot be screened is a concern, so that a human looks first."""
    found = screen(words.text, rules) if words.text else Screened.nothing()
    if found.level is ScreenLevel.ORDINARY and not is_screened(words):
        return Screened(ScreenLevel.CONCERN, UNSCREENED)
    return found


def is_screened(words: Words) -> bool:
    """Return whether rules of ours could read all that the words say."""
    if words.kind in NEEDS_A_HUMAN:
        return False
    return words.text is None or can_be_screened(words.text)


def is_cry(words: Words, rules: ScreeningRules) -> bool:
    """Return whether there are words of danger in it."""
    return bool(words.text) and screen(words.text or "", rules).level is ScreenLevel.CRISIS


def graver(old: Reply, new: Screened) -> tuple[str, str | None]:
    """Return level and rule after a change: what was grave once does not become mild."""
    before = old.level or ScreenLevel.ORDINARY.value
    if _GRAVEST_FIRST.index(new.level.value) <= _GRAVEST_FIRST.index(before):
        return new.level.value, new.rule
    return before, old.rule
