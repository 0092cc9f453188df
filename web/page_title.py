"""What the page of a youth is called."""

from __future__ import annotations

from content.keys import Key
from web.render import Say


def title_of(say: Say, case_number: int | None) -> str:
    """Return what the page is called: by its case, never by a name."""
    if case_number is None:
        return say(Key.P_LINK_TITLE)
    return say(Key.P_LINK_TITLE_CASE, nummer=case_number)
