"""The coordinator moves or cancels an evening, or stops what is on its way; always asked twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from content.areas.cafe import CafeKey
from content.keys import Key
from content.phrases import when
from domain.cafe import CafeState
from domain.callback import encode
from domain.message import Button
from domain.people import Staff
from domain.wall import to_utc, to_wall
from services.buttons import button, row, rows
from services.cafe_desk import CafeTap, show, show_evening
from services.cafe_words import at
from services.change_cafe import cancel, expected, is_ahead, move, stop_sending
from services.evening import Evening

# What a tap moves an evening by: days and minutes of wall time.
MOVES = {"earlier": (0, -60), "later": (0, 60), "before": (-1, 0), "after": (1, 0)}


def ask_move(tap: CafeTap) -> None:
    """Ask for the new time."""
    evening, language = tap.evening, tap.staff.language
    choices = [
        Button(_named(evening, moved_to, tap.staff), encode("cafemove", evening.cafe.id, name))
        for name in MOVES
        if (moved_to := _moved(evening, name)) > evening.now
    ]
    house = evening.house
    page = button(house, language, CafeKey.B_EDIT, "cafepage", evening.cafe.id)
    text = tap.words(CafeKey.ASK_MOVE, hvornaar=at(evening, tap.staff))
    tap.say(CafeKey.ASK_MOVE, text, rows(*choices, page, _back(evening, tap.staff)))


def confirm_move(tap: CafeTap, choice: str) -> None:
    """Say who will be told, before it is done."""
    evening = tap.evening
    yes = button(
        evening.house,
        tap.staff.language,
        CafeKey.B_MOVE_YES,
        "cafemoveyes",
        evening.cafe.id,
        f"{choice}-{int(evening.cafe.begins_at.timestamp())}",
    )
    text = tap.words(
        CafeKey.CONFIRM_MOVE,
        hvornaar=_named(evening, _moved(evening, choice), tap.staff),
        antal=len(expected(evening)),
    )
    tap.say(CafeKey.CONFIRM_MOVE, text, row(yes, _back(evening, tap.staff)))


def do_move(tap: CafeTap, choice: str, before: int) -> None:
    """Move the evening, if it still stands where it stood when the coordinator was asked."""
    evening = tap.evening
    if int(evening.cafe.begins_at.timestamp()) != before:
        show(tap)
        return
    moved = move(evening, _moved(evening, choice))
    if moved is None:
        show(tap, tap.words(CafeKey.NO_MOVE))
    else:
        show_evening(tap, moved)


def confirm_cancel(tap: CafeTap) -> None:
    """Say how many will be told, before it is done."""
    evening = tap.evening
    language = tap.staff.language
    yes = button(evening.house, language, CafeKey.B_CANCEL_YES, "cafeoffyes", evening.cafe.id)
    text = tap.words(
        CafeKey.CONFIRM_CANCEL,
        hvornaar=at(evening, tap.staff),
        antal=sum(one.invited_at is not None for one in evening.rows()),
    )
    tap.say(CafeKey.CONFIRM_CANCEL, text, row(yes, _back(evening, tap.staff)))


def do_cancel(tap: CafeTap) -> None:
    """Cancel the evening and tell everybody who was invited; one that has begun takes place."""
    evening = tap.evening
    if is_ahead(evening) or evening.cafe.state is CafeState.CANCELLED:
        show_evening(tap, cancel(evening))
    else:
        show(tap, tap.words(CafeKey.NO_CANCEL))


def stop(tap: CafeTap) -> None:
    """Stop what has not left yet."""
    stopped = stop_sending(tap.evening)
    show(tap, tap.words(CafeKey.STOPPED, antal=stopped))


def _back(evening: Evening, staff: Staff) -> Button:
    return button(evening.house, staff.language, Key.B_BACK, "cafe", evening.cafe.id)


def _moved(evening: Evening, choice: str) -> datetime:
    days, minutes = MOVES[choice]
    zone = evening.house.site.zone
    wall = to_wall(evening.cafe.begins_at, zone) + timedelta(days=days, minutes=minutes)
    return to_utc(wall.date(), wall.time(), zone)


def _named(evening: Evening, instant: datetime, staff: Staff) -> str:
    return when(instant, evening.now, evening.house.site.zone, staff.language)
