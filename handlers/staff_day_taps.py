"""The taps of staff that are not about the plain course of a case, and those around a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.callback import Tap
from handlers import away_taps, call_taps, handover_taps, staff_taps, today_taps
from services.receive import Road

STAFF_DAY_TAPS: Mapping[str, Callable[[Tap], Road | None]] = {
    "mood": staff_taps.mood,
    "give": staff_taps.give_on,
    "another": staff_taps.another_road,
    "allwell": staff_taps.well_asked,
    "well": staff_taps.well,
    "callnow": call_taps.call_now,
    "callyou": call_taps.call_youth_now,
    "tried": call_taps.tried,
    "call": call_taps.call,
    "today": today_taps.today,
    "youths": today_taps.youths,
    "task": today_taps.task,
    "showcase": today_taps.case,
    "away": away_taps.away,
    "awayend": away_taps.back,
    "duty": away_taps.duty,
    "workers": handover_taps.whose,
    "worker": handover_taps.to_whom,
    "cover": handover_taps.cover,
    "ending": handover_taps.ending,
    "enddate": handover_taps.end_date,
    "endundo": handover_taps.undo_end,
    "talkto": away_taps.talked_to,
    "concern": away_taps.concern,
    "worry": away_taps.worry,
    "undo": away_taps.undo,
}
