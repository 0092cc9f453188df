"""Who skips again and again is asked half as often, until they answer again."""

from __future__ import annotations

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from domain.checkin import CheckIn, CheckInState
from domain.habits import LOOK_BACK, answers_again, skips_again
from domain.plan import ContactKind
from services.turn import Turn
from storage import agreements, checkins
from storage import youths as youth_rows


def follow_habit(turn: Turn, after: CheckIn) -> TextKey | None:
    """Ask half as often after four skips in a row, and as before after two answers.

    Whoever asked to be asked as before has four more.

    `after` is the check-in that has just ended. Returns what the youth is told about it, once;
    None where nothing changes.
    """
    tx, youth = turn.tx, turn.youth
    if after.kind is ContactKind.CAFE:
        return None
    latest = checkins.latest_of(tx, youth.id, LOOK_BACK)
    wanted_at = agreements.get(tx, youth.id).as_before_at
    skipped = after.state is CheckInState.SKIPPED and skips_again(latest, wanted_at)
    if skipped and youth.halved_at is None:
        youth_rows.change(tx, youth.id, halved_at=turn.now)
        return RhythmKey.HALVED
    halved_at, answered = youth.halved_at, after.state is CheckInState.DONE
    if answered and halved_at is not None and answers_again(latest, halved_at):
        youth_rows.change(tx, youth.id, halved_at=None)
        return RhythmKey.AS_BEFORE
    return None
