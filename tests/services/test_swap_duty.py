"""/vagt shows all turns, and all colleagues who could have one: nobody is left out unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from sqlalchemy import select

from domain.callback import decode
from domain.duty import Duty, DutyKind, Watch
from domain.incoming import Incoming
from domain.people import Actor, Role, Staff
from services.swap_duty import show_turns, swap_duty
from services.world import House
from storage import duty, staff
from storage.outbox import get, letter
from storage.tables import outbox
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast

COLLEAGUES = 12


async def mentor(cast: Cast) -> Staff:
    found = await cast.store.read(staff.get, cast.mette)
    assert found is not None
    return found


async def roster(cast: Cast) -> House:
    """Let Mette have a turn each day, in a site of many."""
    ids = [cast.ids.new() for _ in range(COLLEAGUES)]
    for one in ids:
        await cast.vault.new_key(one, "person")

    def settle(tx: Tx) -> None:
        for number, one in enumerate(ids, 9000):
            person = Staff(
                id=one,
                name=f"Kollega{number} Hansen",
                role=Role.MENTOR,
                language="da",
                chat_id=None,
                joined_at=None,
                blocked_at=None,
            )
            staff.add(tx, person, NOW)
            staff.change(tx, one, chat_id=number, joined_at=NOW)
        for weekday in range(7):
            watch = Watch(
                id=tx.new_id(),
                staff_id=cast.mette,
                weekday=weekday,
                begins=time(17),
                ends=time(8),
            )
            duty.add(tx, NOW, watch)

    await cast.store.write(settle)
    return replace(cast.world.house, duty=Duty(DutyKind.ROSTER))


def buttons(rx: Rx, to: int) -> list[str]:
    """Return the data of the buttons in the latest message to somebody."""
    query = select(outbox.c.outbox_id).where(outbox.c.staff_id == to)
    (*_, latest) = rx.execute(query.order_by(outbox.c.outbox_id)).scalars()
    message = get(rx, latest)
    assert message is not None
    found = letter(rx, message)
    assert found is not None
    return [button.data or "" for line in found[1].buttons for button in line]


async def test_more_than_eight_turns_and_colleagues_are_all_shown(cast: Cast) -> None:
    house, mette = await roster(cast), await mentor(cast)
    actor, incoming = Actor.staff(mette.id), Incoming(inbox_id=1, chat_id=1, message_id=1)
    await cast.store.write(show_turns, actor, NOW, house, incoming, mette)
    turns = await cast.store.read(buttons, mette.id)
    assert len(turns) == 14, "two weeks"
    tap = decode(turns[-1])
    assert tap is not None

    def give(tx: Tx) -> None:
        mine = duty.watches(tx)
        watch = next(one for one in mine if one.id == tap.id)
        second = Incoming(inbox_id=2, chat_id=1, message_id=2)
        day = date.fromisoformat(tap.value)
        swap_duty(tx, actor, NOW, house, second, mette, watch_id=watch.id, day=day, to=None)

    await cast.store.write(give)
    shown = await cast.store.read(buttons, mette.id)
    assert len(shown) >= COLLEAGUES
