"""*ja* and *nej*, typed under a question that has buttons."""

from __future__ import annotations

from domain.sms import Short, begins_with_yes, short_of


def to_danger(text: str | None) -> Short | None:
    """Return how typed words answer *er du i fare lige nu?*: yes, no, or None for neither.

    *ja* with more behind it is a yes: who says so in danger explains it. *nej* with more behind it
    is neither, since the rest may say the opposite; a human reads it.
    """
    short = short_of(text or "")
    if short in {Short.YES, Short.NO}:
        return short
    return Short.YES if begins_with_yes(text or "") else None
