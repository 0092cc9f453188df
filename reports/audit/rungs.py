"""Whoever a case goes to is told of it: each rung of the ladder has a message of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.case import Case, CaseKind, Level
from reports.audit.facts import Delivery
from reports.audit.grounds import TICK, Grounds
from reports.audit.waits import Still, begun
from storage.audited import EventRow

_TO_SOMEBODY = frozenset({"opened", "climbed", "given", "covered", "red_again"})
# In somebody's hands, or with the next one already; or the product says that nobody is there.
_SETTLED = _TO_SOMEBODY | {"taken", "closed", "new_worker", "nobody_at_all", "nobody_there"}
_OTHERS_CAME = frozenset({"covered", "handed_back", "new_cover", "new_worker"})
_BUNDLED = "bundled"


def unheard(
    case: Case, story: Sequence[EventRow], told: Sequence[Delivery], grounds: Grounds
) -> Iterator[tuple[datetime, str]]:
    """Yield when (UTC) a case went to somebody and no message about it reached them in time."""
    still = begun(case, story, grounds)
    for event in story:
        still.after(event)
        if event.what not in _TO_SOMEBODY or not grounds.covers(event.at):
            continue
        by = grounds.by(_told_by(still, event, grounds) + TICK, since=event.at)
        if by >= grounds.until or _is_settled(story, event, by):
            continue
        heard = {one.row.staff_id for one in told if one.row and event.at <= one.sent.at <= by}
        if not heard:
            yield event.at, f"{event.what}, and nobody was told of it by {by:%Y-%m-%d %H:%M} UTC"
        elif (rung := _rung(case, story, event, grounds)) is None or rung in heard:
            continue
        elif heard <= {one.row.staff_id for one in told if one.row and one.sent.at < event.at}:
            # Whoever stood there for somebody who was away hears of it for the first time.
            yield event.at, f"{event.what}, and staff {rung} was not told of it"


def _told_by(still: Still, event: EventRow, grounds: Grounds) -> datetime:
    """Return by when the message leaves (UTC); several together leave at an hour of the day."""
    if still.is_red and still.talked_at is None:
        return event.at
    told_by = still.told_by(event.at)
    bundles = grounds.programme(still.case.programme_version_id).bundle is not None
    return grounds.site.end_of_working_day(told_by) if bundles else told_by


def _is_settled(story: Sequence[EventRow], event: EventRow, by: datetime) -> bool:
    """Return whether the case was somewhere else before its message had to be there."""
    for other in story:
        if other is event:
            continue
        if event.at <= other.at <= by and other.what in _SETTLED | {_BUNDLED}:
            return True
    return False


def _rung(case: Case, story: Sequence[EventRow], event: EventRow, grounds: Grounds) -> int | None:
    """Return who stands on the rung that a yellow case climbed to; None where it was all of them.

    Nobody is named where somebody else has come in between, or could not be written to.
    """
    step = event.detail.get("step")
    if not isinstance(step, int) or step >= len(case.ladder) or _was_red(case):
        return None
    if any(one.what in _OTHERS_CAME for one in story):
        return None
    person = grounds.staff.get(case.ladder[step])
    return person.id if person is not None and person.blocked_at is None else None


def _was_red(case: Case) -> bool:
    return case.level is Level.RED or case.kind is CaseKind.CRISIS
