"""/skift: a youth gets another worker for good, in four taps; a youth stands as an initial."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.areas.ending import EndingKey
from content.areas.handover import HandoverKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain import ids
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button
from domain.people import Actor, Role, Staff, Youth
from services.access import Action, Denied, allow
from services.buttons import grid, rows
from services.change_cover import change_cover
from services.change_worker import (
    NotChanged,
    change_worker,
    may_take_over,
    next_cover,
    what_waits,
    why_not,
)
from services.initial import initial_and_phase
from services.new_worker_news import hears_at, what_follows
from services.say import answer_staff, mentor_of
from services.world import House
from services.youth_tap import YouthTap
from storage import staff as staff_rows
from storage import today
from storage import youths as youth_rows
from storage.tx import Rx, Tx

_IN_A_ROW = 2
_ALL = frozenset({Role.COORDINATOR, Role.LEADER})
_WHY: dict[NotChanged, TextKey] = {
    NotChanged.SAME: HandoverKey.SAME,
    NotChanged.NOT_HERE: HandoverKey.NOT_HERE,
    NotChanged.ENDED: HandoverKey.ENDED,
}


def ask_whose(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    of: int | None = None,
) -> None:
    """Ask which youth of a worker (`of`), by initial and phase.

    A mentor has their own to give; a coordinator or leader chooses first whose youths.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    over_all = staff.role in _ALL
    if isinstance(granted, Denied) or not (over_all or of in {None, staff.id}):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    worker = staff_rows.get(tx, of if of is not None else staff.id)
    if worker is None or (of is None and over_all):
        key: TextKey = HandoverKey.WHOSE
        found = [_of_worker(tx, house, staff, one) for one in _workers(tx)]
    else:
        key = HandoverKey.WHO
        found = [_of_youth(tx, now, house, staff, one) for one in _youths(tx, worker.id)]
        found += [_covered(tx, now, house, staff, one) for one in _stands_in(tx, worker.id)]
    values = {"medarbejder": worker.first_name} if worker and key is HandoverKey.WHO else {}
    words = house.texts.say(staff.language, key if found else HandoverKey.NOBODY, **values)
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        key,
        buttons=grid(found, _IN_A_ROW),
        edit=of is not None,
        text=words,
    )


def ask_to_whom(tap: YouthTap, *, to: int | None, before: int | None) -> None:
    """Ask who has the youth from here on, then whether that is so; then let it be so.

    `before` is whose youth it was when the question was asked: an old button changes nothing.
    """
    worker = mentor_of(tap.tx, tap.youth)
    if to is None:
        _ask_colleague(tap, worker)
        return
    new = staff_rows.get(tap.tx, to)
    refused = why_not(tap.youth, new, tap.now)
    if refused is not None or new is None:
        tap.say(_WHY[refused or NotChanged.NOT_HERE], edit=True, medarbejder=worker.first_name)
    elif before is None:
        _ask_sure(tap, new)
    elif before != tap.youth.mentor_id:
        tap.say(HandoverKey.MOVED_ON, edit=True, medarbejder=worker.first_name)
    else:
        change_worker(tap.tx, tap.actor, tap.now, tap.house, tap.youth, new)
        tap.say(HandoverKey.DONE, edit=True, medarbejder=new.first_name)


def ask_cover(tap: YouthTap, *, to: int | None) -> None:
    """Ask who steps in for the worker from here on; then let it be so."""
    if to is None:
        _ask_who_steps_in(tap)
        return
    new = staff_rows.get(tap.tx, to)
    refused = (
        change_cover(tap.tx, tap.actor, tap.now, tap.house, tap.youth, new)
        if new is not None
        else NotChanged.NOT_HERE
    )
    named = new.first_name if new is not None else ""
    done = refused in {None, NotChanged.SAME}
    key: TextKey = HandoverKey.COVER_DONE if done else _WHY[refused or NotChanged.NOT_HERE]
    tap.say(key, edit=True, medarbejder=named)


def _ask_who_steps_in(tap: YouthTap) -> None:
    cover = staff_rows.get(tap.tx, tap.youth.cover_id)
    found = _colleagues(tap, "cover", {tap.youth.mentor_id, tap.youth.cover_id})
    key = HandoverKey.COVER_WHO if found else HandoverKey.NO_COLLEAGUE
    named = cover.first_name if cover else ""
    tap.say(key, buttons=grid(found, _IN_A_ROW), edit=True, medarbejder=named)


def _ask_colleague(tap: YouthTap, worker: Staff) -> None:
    found = _colleagues(tap, "worker", {worker.id})
    key = HandoverKey.TO_WHOM if found else HandoverKey.NO_COLLEAGUE
    only_cover = rows(tap.button(HandoverKey.B_COVER, "cover"))
    ends = rows(tap.button(EndingKey.B_END, "ending"))
    buttons = grid(found, _IN_A_ROW) + (only_cover if found else ()) + ends
    tap.say(key, buttons=buttons, edit=True, medarbejder=worker.first_name)


def _colleagues(tap: YouthTap, verb: str, without: set[int]) -> Sequence[Button]:
    return [
        Button(one.first_name, encode(verb, tap.youth.id, ids.encode(one.id)))
        for one in staff_rows.everybody(tap.tx)
        if one.id not in without and may_take_over(one, tap.now)
    ]


def _ask_sure(tap: YouthTap, new: Staff) -> None:
    """Say what goes along, who steps in and what the youth reads, before it is so."""
    tx, house, youth, language = tap.tx, tap.house, tap.youth, tap.staff.language
    say = house.texts.say
    cover = staff_rows.get(tx, next_cover(tx, youth, new))
    at = hears_at(tx, tap.now, house, youth)
    told = (
        say(language, HandoverKey.TELLS_NOT, medarbejder=new.first_name)
        if at is None
        else say(
            language,
            HandoverKey.TELLS,
            hvornaar=when(at, tap.now, house.site.zone, language),
        )
    )
    words = (
        say(
            language,
            HandoverKey.SURE,
            hvem=initial_and_phase(tx, tap.now, house, youth, language),
            medarbejder=new.first_name,
            vikar=cover.first_name if cover else "",
        ),
        what_follows(house, language, what_waits(tx, youth)),
        told,
    )
    sure = f"{ids.encode(new.id)}:{ids.encode(youth.mentor_id)}"
    yes = tap.button(HandoverKey.B_YES, "worker", sure)
    back = tap.button(Key.B_BACK, "worker")
    answer_staff(
        tx,
        tap.now,
        house,
        tap.incoming,
        tap.staff,
        HandoverKey.SURE,
        buttons=rows(yes, back),
        edit=True,
        text="\n".join(words),
    )


def _workers(rx: Rx) -> Sequence[Staff]:
    """Return everybody who has a youth, or steps in for somebody's."""
    everybody = staff_rows.everybody(rx)
    return [one for one in everybody if today.youths_of(rx, one.id, also_cover=True)]


def _youths(rx: Rx, staff_id: int) -> Sequence[Youth]:
    found = (youth_rows.get(rx, one) for one in today.youths_of(rx, staff_id, also_cover=False))
    return [one for one in found if one is not None and not one.is_over]


def _stands_in(rx: Rx, staff_id: int) -> Sequence[Youth]:
    """Return the youths for whose worker somebody steps in."""
    found = (youth_rows.get(rx, one) for one in today.youths_of(rx, staff_id, also_cover=True))
    known = [one for one in found if one is not None and not one.is_over]
    return [one for one in known if one.mentor_id != staff_id]


def _covered(rx: Rx, now: datetime, house: House, staff: Staff, youth: Youth) -> Button:
    who = initial_and_phase(rx, now, house, youth, staff.language)
    label = house.texts.say(staff.language, HandoverKey.B_COVERED, hvem=who)
    return Button(label, encode("cover", youth.id))


def _of_worker(rx: Rx, house: House, staff: Staff, worker: Staff) -> Button:
    many = len(_youths(rx, worker.id)) + len(_stands_in(rx, worker.id))
    label = house.texts.say(
        staff.language, HandoverKey.B_OF, medarbejder=worker.first_name, antal=many
    )
    return Button(label, encode("workers", worker.id))


def _of_youth(rx: Rx, now: datetime, house: House, staff: Staff, youth: Youth) -> Button:
    label = initial_and_phase(rx, now, house, youth, staff.language)
    return Button(label, encode("worker", youth.id))
