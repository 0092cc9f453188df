"""The coordinator's message at the door: numbers and initials, one tap for each who is there.

It names nobody. A number is a row of the café page, an initial the first letter of a first name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from content.areas.cafe import CafeKey
from domain.cafe import Came, Coming, Rsvp
from domain.callback import encode
from domain.message import Button, Buttons, Purpose
from domain.people import Language, Role, Staff, Youth
from services.buttons import button, row
from services.cafe_words import at
from services.evening import Evening
from services.read_today import away_for
from services.say import Line, to_staff

MARKS = {
    None: CafeKey.MARK_NONE,
    Came.SEEN: CafeKey.MARK_SEEN,
    Came.LATE: CafeKey.MARK_LATE,
    Came.ABSENT: CafeKey.MARK_ABSENT,
    Came.EXCUSED: CafeKey.MARK_EXCUSED,
}
NO_MARK = "none"
_FOLLOWING = {None: Came.SEEN, Came.SEEN: Came.LATE, Came.LATE: Came.ABSENT}
_ORDER = {Coming.YES: 0, Coming.MAYBE: 1, None: 2, Coming.NO: 3}
MOST = 40  # rows in one message; the others are on the page


def ask_who_is_here(evening: Evening) -> None:
    """Send every coordinator the message with the marks."""
    if not any(one.invited_at is not None for one in evening.rows()):
        return
    for host in evening.hosts():
        line = Line(
            purpose=Purpose.NOTICE,
            key=CafeKey.COUNT,
            text=count_words(evening, host),
            dedupe=f"cafe:{evening.cafe.id}:count:{host.id}",
            buttons=count_buttons(evening, host),
        )
        to_staff(evening.tx, evening.now, host, line)


def count_words(evening: Evening, host: Staff) -> str:
    """Return how many said what, and how many are here; for a mentor, of their own youths."""
    say, rows = evening.house.texts.say, own_rows(evening, host)
    asked = say(
        host.language,
        CafeKey.COUNT,
        hvornaar=at(evening, host),
        kommer=sum(one.answer is Coming.YES for one in rows if one.is_expected),
        maaske=sum(one.answer is Coming.MAYBE for one in rows if one.is_expected),
    )
    here = say(
        host.language,
        CafeKey.COUNTED,
        her=sum(one.has_come for one in rows),
        senere=sum(one.came is Came.LATE for one in rows),
        ikke=sum(one.came in {Came.ABSENT, Came.EXCUSED} for one in rows),
        gaester=evening.cafe.details.guests,
    )
    lines = [asked, here]
    if host.role is not Role.COORDINATOR:
        lines.insert(0, say(host.language, CafeKey.OWN))
    return "\n".join(lines)


def own_rows(evening: Evening, staff: Staff) -> Sequence[Rsvp]:
    """Return the rows that somebody may mark: a coordinator all, a mentor their own youths'.

    Whoever covers for a colleague who is away marks theirs as well.
    """
    rows = evening.rows()
    if staff.role is Role.COORDINATOR:
        return rows
    mentors = {staff.id, *(one.id for one in away_for(evening.tx, evening.now, staff))}
    return [one for one in rows if _is_own(evening.youth(one), staff, mentors)]


def _is_own(youth: Youth, staff: Staff, mentors: Collection[int]) -> bool:
    return youth.mentor_id in mentors or youth.cover_id == staff.id


def numbered(rows: Sequence[Rsvp]) -> Sequence[tuple[int, Rsvp]]:
    """Return the rows with the numbers they have for good, here and on the page."""
    return list(enumerate(sorted(rows, key=lambda one: one.id), 1))


def count_buttons(evening: Evening, staff: Staff) -> Buttons:
    """Return a button for each who may be there: a tap is the next mark."""
    language, own = staff.language, {one.id for one in own_rows(evening, staff)}
    shown = [
        (number, one)
        for number, one in numbered(evening.rows())
        if one.id in own and (one.invited_at is not None or one.came is not None)
    ]
    shown.sort(key=lambda each: (_ORDER[each[1].answer], each[0]))
    ticks = [_tick(evening, number, one, language) for number, one in shown[:MOST]]
    pairs = [tuple(ticks[first : first + 2]) for first in range(0, len(ticks), 2)]
    if staff.role is not Role.COORDINATOR:
        return tuple(pairs)
    house, cafe = evening.house, evening.cafe
    guests = str(cafe.details.guests + 1)
    return (
        *pairs,
        *row(button(house, language, CafeKey.B_ALL_YES, "cafeall", cafe.id)),
        *row(button(house, language, CafeKey.B_GUEST, "cafeguest", cafe.id, guests)),
        *row(button(house, language, CafeKey.B_WHO, "cafepage", cafe.id)),
    )


def _tick(evening: Evening, number: int, rsvp: Rsvp, language: Language) -> Button:
    say = evening.house.texts.say
    following = _FOLLOWING.get(rsvp.came)
    label = say(
        language,
        CafeKey.B_TICK,
        nr=number,
        b=evening.youth(rsvp).first_name[:1].upper(),
        status=say(language, MARKS[rsvp.came]),
    )
    value = following.value if following else NO_MARK
    return Button(label, encode("cafetick", rsvp.id, value))
