"""The buttons of /vaek and /talt, of a concern, and of words that are read back."""

from __future__ import annotations

from datetime import date
from functools import partial

from domain.callback import Tap
from domain.talk import AGREED, EVENTS, TalkWay
from handlers.roads import on_youth_of, tap_of_staff
from handlers.staff_taps import said
from services.ask_concern import NO, YES, ask_concern, concern_on_card, leave_concern
from services.concern import PARTNER, concern_about
from services.go_away import Absence, come_back, go_away
from services.log_event import log_event
from services.log_no_show import log_no_show
from services.log_talk import ANOTHER_DAY, Told, ask_what, log_talk, on_day
from services.receive import Road
from services.reply_to_youth import undo as undo_reply
from services.swap_duty import swap_duty
from services.youth_tap import YouthAct

_DATE = len("20260305")


def away(tap: Tap) -> Road:
    """Return the road of a choice in /vaek: `since-until`, with the cover as its subject."""
    since, _, until = tap.value.partition("-")
    chosen = Absence(since or None, until or None, tap.id or None)
    return tap_of_staff(partial(go_away, absence=chosen))


def duty(tap: Tap) -> Road | None:
    """Return the road of a turn of duty: `day`, or `day:colleague`."""
    written, _, to = tap.value.partition(":")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    colleague = int(to) if to.isdecimal() else None
    return tap_of_staff(partial(swap_duty, watch_id=tap.id, day=day, to=colleague))


def back(_: Tap) -> Road:
    """Return the road of *jeg er her igen*."""
    return tap_of_staff(come_back)


def talked_to(tap: Tap) -> Road:
    """Return the road of a talk without a case, as far as it is known.

    *Kom ikke*, and what else happened, is no talk, and asks nothing more: `way`, or `way-date`
    for a day before. `day` asks on which day, and `day-date` what happened then.
    """
    name, _, written = tap.value.partition("-")
    if name == ANOTHER_DAY:
        return on_youth_of(tap, partial(on_day, written=written, act=ask_what))
    if name == TalkWay.NO_SHOW:
        return on_youth_of(tap, partial(on_day, written=written, act=log_no_show))
    event = next((way for way in EVENTS | AGREED if way.value == name), None)
    if event is not None:
        act = partial(log_event, way=event)
        return on_youth_of(tap, partial(on_day, written=written, act=act))
    return _talk(tap)


def _talk(tap: Tap) -> Road:
    """Return the road of a talk: `way-mood-days`, or `way-date-mood-days` for a day before."""
    name, *rest = tap.value.split("-")
    written = rest.pop(0) if rest and len(rest[0]) == _DATE and rest[0].isdecimal() else ""
    way, mood, days = said("-".join([name, *rest]))
    act = partial(log_talk, told=Told(way, mood, days))
    return on_youth_of(tap, partial(on_day, written=written, act=act))


def concern(tap: Tap) -> Road:
    """Return the road of *jeg er bekymret*, which asks, or of the answer to that."""
    return on_youth_of(tap, _worry(tap))


def worry(tap: Tap) -> Road:
    """Return the road of *bekymret* on the card of a case, which asks, or of the answer."""
    return tap_of_staff(partial(concern_on_card, case_id=tap.id, act=_worry(tap)))


def _worry(tap: Tap) -> YouthAct:
    if tap.value in {YES, PARTNER}:
        return partial(concern_about, asked=True, partner=tap.value == PARTNER)
    return leave_concern if tap.value == NO else ask_concern


def undo(tap: Tap) -> Road:
    """Return the road of *fortryd*."""
    return tap_of_staff(partial(undo_reply, outbox_id=tap.id))
