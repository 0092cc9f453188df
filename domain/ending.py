"""When the regular contact with a youth may end: by a human, after a talk, with nothing open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people import Youth, YouthStatus

TALKED_WITHIN = timedelta(days=14)  # the last contact is human, and no long time ago
UNDO_WITHIN = timedelta(days=1)
# With us, or owed a call still: of all others nothing is left to end.
_MAY_END = frozenset({YouthStatus.ACTIVE, YouthStatus.STOPPED})


class WhyEnded(StrEnum):
    """Why the regular contact ends, as a human says."""

    AGREED = "agreed"  # the time is over, and both have talked about it
    MOVED = "moved"
    OTHERS = "others"  # somebody else is there for them now
    NO_WISH = "no_wish"  # they want no contact


# Who has moved, or wants no contact, cannot always be talked with.
_WITHOUT_A_TALK = frozenset({WhyEnded.MOVED, WhyEnded.NO_WISH})


class NotEnded(StrEnum):
    """Why it does not end now."""

    NOT_WITH_US = "not_with_us"
    OPEN = "open"  # a case is open, and nothing closes by itself
    UNREAD = "unread"  # nobody has read what they wrote
    HELD = "held"  # a cry for help keeps everything automatic away: not now
    NO_TALK = "no_talk"


def why_not_yet(
    youth: Youth,
    now: datetime,
    *,
    open_cases: Sequence[int],
    unread: int,
    why: WhyEnded | None = None,
) -> NotEnded | None:
    """Return why it cannot end now (UTC), or None where it can; silence never ends it.

    Without a reason it is what stands in the way of any.
    """
    if youth.status not in _MAY_END:
        return NotEnded.NOT_WITH_US
    if open_cases:
        return NotEnded.OPEN
    if unread:
        return NotEnded.UNREAD
    if youth.held_at is not None:
        return NotEnded.HELD
    talked_at = youth.last_human_contact_at
    recently = talked_at is not None and now - talked_at <= TALKED_WITHIN
    if why is None or why in _WITHOUT_A_TALK or recently:
        return None
    return NotEnded.NO_TALK
