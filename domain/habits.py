"""What a youth's latest check-ins say: gone quiet, skipping, answering again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.checkin import CheckIn, CheckInState
from domain.plan import ContactKind

LOOK_BACK = 20  # check-ins; enough to find the few that count among what was cancelled
MOST_UNANSWERED = 2  # questions in a row; then nothing is asked until something comes
_SKIPS = 4
_ANSWERS = 2
_COUNTS = frozenset({CheckInState.DONE, CheckInState.SKIPPED, CheckInState.EXPIRED})


def has_gone_quiet(newest_first: Sequence[CheckIn], last_sign_of_life_at: datetime | None) -> bool:
    """Return whether the latest two questions ran out, with no sign of life since the first.

    A skip is an answer. An invitation to a café is no question, and what was taken back by a
    pause or the like counts as nothing.
    """
    ended = _ended(newest_first)[:MOST_UNANSWERED]
    if len(ended) < MOST_UNANSWERED or any(one.state is not CheckInState.EXPIRED for one in ended):
        return False
    return last_sign_of_life_at is None or last_sign_of_life_at < ended[-1].opened_at


def skips_again(newest_first: Sequence[CheckIn], since: datetime | None = None) -> bool:
    """Return whether the latest four questions were skipped, one after the other.

    Only those count that were asked after `since`, when the youth wanted to be asked as before.
    """
    ended = _ended(newest_first)[:_SKIPS]
    return len(ended) == _SKIPS and all(
        one.state is CheckInState.SKIPPED and (since is None or one.opened_at > since)
        for one in ended
    )


def answers_again(newest_first: Sequence[CheckIn], halved_at: datetime) -> bool:
    """Return whether the latest two questions were answered, both asked since `halved_at`."""
    ended = _ended(newest_first)[:_ANSWERS]
    return len(ended) == _ANSWERS and all(
        one.state is CheckInState.DONE and one.opened_at >= halved_at for one in ended
    )


def _ended(newest_first: Sequence[CheckIn]) -> list[CheckIn]:
    return [
        one for one in newest_first if one.kind is not ContactKind.CAFE and one.state in _COUNTS
    ]
