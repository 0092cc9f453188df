"""The buttons of cafés: a youth's answers, and what a coordinator does about an evening."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

from domain.cafe import Came, Coming, Help, Worth
from domain.callback import Tap
from handlers.roads import tap_of_staff, tap_of_youth
from services.answer_invitation import answer_help, answer_invitation
from services.ask_worth import answer_wish, answer_worth
from services.cafe_by_hand import note_answer
from services.cafe_desk import CafeAct, on_evening, show
from services.cafe_marks import all_yes, count, guests, on_row
from services.cafe_moves import (
    MOVES,
    ask_move,
    confirm_cancel,
    confirm_move,
    do_cancel,
    do_move,
    stop,
)
from services.count_cafe import NO_MARK
from services.open_cafe_page import open_cafes
from services.receive import Road

One = TypeVar("One", bound=StrEnum)
AGAIN = "again"


def opened(token: str, public_url: str, tap: Tap) -> Road:
    """Return the road of *tema og mad*, *hvem er hvem?* and *åbn café-siden*."""
    return tap_of_staff(partial(open_cafes, cafe_id=tap.id, token=token, public_url=public_url))


def _rsvp(tap: Tap) -> Road | None:
    answer = _one(Coming, tap.value)
    if answer is None and tap.value != AGAIN:
        return None
    return tap_of_youth(partial(answer_invitation, rsvp_id=tap.id, answer=answer))


def _help(tap: Tap) -> Road | None:
    wanted = _one(Help, tap.value)
    return tap_of_youth(partial(answer_help, rsvp_id=tap.id, wanted=wanted)) if wanted else None


def _worth(tap: Tap) -> Road | None:
    worth = _one(Worth, tap.value)
    return tap_of_youth(partial(answer_worth, rsvp_id=tap.id, worth=worth)) if worth else None


def _wish(tap: Tap) -> Road:
    return tap_of_youth(partial(answer_wish, rsvp_id=tap.id, wish=tap.value))


def _said(tap: Tap) -> Road | None:
    value, _, page = tap.value.partition("-")
    answer = _one(Coming, value)
    if answer is None or not page.isdecimal():
        return None
    return tap_of_staff(partial(note_answer, rsvp_id=tap.id, answer=answer, page=int(page)))


def _tick(tap: Tap) -> Road | None:
    came = _one(Came, tap.value)
    if came is None and tap.value != NO_MARK:
        return None
    return tap_of_staff(partial(on_row, rsvp_id=tap.id, came=came))


def _guests(tap: Tap) -> Road | None:
    if not tap.value.isdecimal() or len(tap.value) > 3:
        return None
    return _on(tap, partial(guests, how_many=int(tap.value)))


def _move(tap: Tap) -> Road | None:
    return _on(tap, partial(confirm_move, choice=tap.value)) if tap.value in MOVES else None


def _move_yes(tap: Tap) -> Road | None:
    choice, _, before = tap.value.partition("-")
    if choice not in MOVES or not before.isdecimal():
        return None
    return _on(tap, partial(do_move, choice=choice, before=int(before)))


def _act(act: CafeAct) -> Callable[[Tap], Road]:
    return lambda tap: _on(tap, act)


def _on(tap: Tap, act: CafeAct) -> Road:
    return tap_of_staff(partial(on_evening, cafe_id=tap.id, act=act))


def _one(kind: type[One], value: str) -> One | None:
    return next((one for one in kind if one.value == value), None)


CAFE_TAPS: Mapping[str, Callable[[Tap], Road | None]] = {
    "rsvp": _rsvp,
    "cafehelp": _help,
    "worth": _worth,
    "wish": _wish,
    "cafesaid": _said,
    "cafe": _act(show),
    "cafeaskmove": _act(ask_move),
    "cafemove": _move,
    "cafemoveyes": _move_yes,
    "cafeoff": _act(confirm_cancel),
    "cafeoffyes": _act(do_cancel),
    "cafestop": _act(stop),
    "cafecount": _act(count),
    "cafetick": _tick,
    "cafeall": _act(all_yes),
    "cafeguest": _guests,
}
