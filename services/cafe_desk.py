"""The coordinator's /cafe: the next evenings in numbers, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from content.areas.cafe import CafeKey
from content.keys import Key
from domain.cafe import CafeState, Coming
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.attend import may_count
from services.buttons import button, rows
from services.cafe_guests import chosen
from services.cafe_series import AHEAD
from services.cafe_words import at
from services.change_cafe import still_waiting
from services.evening import Evening
from services.say import answer_staff
from services.world import House
from storage import cafes
from storage.tx import Tx

COUNTED_FOR = timedelta(days=2)  # an evening that is over stays on the list so long


@dataclass(frozen=True, slots=True)
class CafeTap:
    """One tap of a coordinator about an evening."""

    evening: Evening
    incoming: Incoming
    staff: Staff

    def say(self, key: CafeKey, text: str, buttons: Buttons = ()) -> None:
        """Let the tapped message say it."""
        answer_staff(
            self.evening.tx,
            self.evening.now,
            self.evening.house,
            self.incoming,
            self.staff,
            key,
            buttons=buttons,
            edit=True,
            text=text,
        )

    def words(self, key: CafeKey, **values: str | int) -> str:
        """Return words for the coordinator."""
        return self.evening.house.texts.say(self.staff.language, key, **values)


CafeAct = Callable[[CafeTap], None]


def list_evenings(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Answer /cafe with the next evenings: how many are invited, coming, maybe, and came."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    found = [Evening.of(tx, now, house, one) for one in cafes.from_(tx, now - COUNTED_FOR, 8)]
    shown = found[: AHEAD + 1]
    page = button(house, staff.language, CafeKey.B_PAGE, "cafepage", staff.id)
    key = CafeKey.LIST if shown else CafeKey.NONE
    text = "\n".join([house.texts.say(staff.language, key), *(_line(e, staff) for e in shown)])
    one_each = [Button(at(e, staff), encode("cafe", e.cafe.id)) for e in shown]
    buttons = rows(*one_each, page)
    answer_staff(tx, now, house, incoming, staff, key, buttons=buttons, text=text)


def on_evening(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    cafe_id: int,
    act: CafeAct,
) -> None:
    """Let a coordinator act on an evening; anybody else is refused, and it is written down."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    cafe = cafes.get(tx, cafe_id)
    if isinstance(granted, Denied) or cafe is None:
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    act(CafeTap(Evening.of(tx, now, house, cafe), incoming, staff))


def show(tap: CafeTap, note: str = "") -> None:
    """Show one evening with its buttons."""
    show_evening(tap, tap.evening, note)


def show_evening(tap: CafeTap, evening: Evening, note: str = "") -> None:
    """Show an evening as it stands after a change."""
    lines = [note, _line(evening, tap.staff)]
    waiting = still_waiting(evening)
    if waiting:
        lines.append(tap.words(CafeKey.ON_THE_WAY, antal=waiting))
    if evening.cafe.state is CafeState.PLANNED and not evening.cafe.details.words:
        lines.append(tap.words(CafeKey.NO_WORDS))
    text = "\n".join(filter(None, lines))
    tap.say(CafeKey.LINE, text, _buttons(evening, tap.staff, waiting=waiting > 0))


def _line(evening: Evening, staff: Staff) -> str:
    say, language = evening.house.texts.say, staff.language
    begins = _large(at(evening, staff))
    everybody = evening.rows()
    if evening.cafe.state is CafeState.CANCELLED:
        return say(language, CafeKey.LINE_OFF, hvornaar=begins)
    if evening.cafe.state is CafeState.PLANNED:
        reasons = [reason for _, reason in chosen(evening)]
        invited = sum(reason is None for reason in reasons)
        left_out = len(reasons) - invited
        return say(
            language,
            CafeKey.LINE_PLANNED,
            hvornaar=begins,
            inviteret=invited,
            udeladt=left_out,
        )
    return say(
        language,
        CafeKey.LINE,
        hvornaar=begins,
        inviteret=sum(one.invited_at is not None for one in everybody),
        kommer=sum(one.answer is Coming.YES for one in everybody if one.is_expected),
        maaske=sum(one.answer is Coming.MAYBE for one in everybody if one.is_expected),
        kom=sum(one.has_come for one in everybody) + evening.cafe.details.guests,
    )


def _buttons(evening: Evening, staff: Staff, *, waiting: bool) -> Buttons:
    house, language, cafe = evening.house, staff.language, evening.cafe
    before = cafe.state in {CafeState.PLANNED, CafeState.INVITED, CafeState.REMINDED}
    found = [("cafepage", CafeKey.B_EDIT if before else CafeKey.B_PAGE)]
    if before:
        found += [("cafeaskmove", CafeKey.B_MOVE), ("cafeoff", CafeKey.B_CANCEL)]
    if may_count(evening):
        found.append(("cafecount", CafeKey.B_COUNT))
    if waiting:
        found.append(("cafestop", CafeKey.B_STOP))
    return rows(*(button(house, language, key, verb, cafe.id) for verb, key in found))


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]
