"""The numbers of staff are kept as a gateway wants them, and are sent so."""

from __future__ import annotations

import pytest

from domain.incoming import Incoming
from domain.message import Road
from domain.people import Actor
from services.invite import InviteError
from services.queue_message import Recipient
from services.roster import set_roads
from services.set_number import set_number
from storage import staff
from storage.tx import Tx
from tests.web.cast import NOW, Cast

WORLD = "+4512345678"


@pytest.mark.parametrize("typed", ["12345678", "12 34 56 78", "+45 12-34-56-78", "004512345678"])
async def test_a_number_is_kept_with_its_country_however_it_is_typed(
    cast: Cast, typed: str
) -> None:
    await _reach(cast, typed)
    assert await _number(cast) == WORLD
    await cast.store.write(lambda tx: staff.change(tx, cast.mette, phone=None))
    await _types(cast, typed)
    assert await _number(cast) == WORLD


@pytest.mark.parametrize("typed", ["1234567", "123456789", "+45 1234567", "0046", "abc"])
async def test_what_no_network_knows_is_refused_with_what_to_do(cast: Cast, typed: str) -> None:
    with pytest.raises(InviteError, match="write it like \\+45 12 34 56 78"):
        await _reach(cast, typed)
    await _types(cast, typed)
    assert await _number(cast) is None
    assert (await cast.messages(cast.mette))[-1].startswith("Skriv nummeret, du ringer fra")


@pytest.mark.parametrize(
    ("stored", "sent"), [("12345678", WORLD), ("4512345678", WORLD), ("123456789", "123456789")]
)
async def test_one_that_was_stored_before_goes_out_with_its_country(
    cast: Cast, stored: str, sent: str
) -> None:
    def person(tx: Tx) -> Recipient | None:
        staff.change(tx, cast.mette, phone=stored)
        found = staff.get(tx, cast.mette)
        assert found is not None
        return Recipient.by_road(found, Road.SMS)

    to = await cast.store.write(person)
    assert to is not None
    assert to.address == sent


async def _reach(cast: Cast, typed: str) -> None:
    await cast.store.write(
        set_roads, Actor.cli("test"), NOW, wanted="Mette Holm", email=None, phone=typed
    )


async def _types(cast: Cast, typed: str) -> None:
    """Let Mette write her number to the bot."""

    def write(tx: Tx) -> None:
        mette = staff.get(tx, cast.mette)
        assert mette is not None
        incoming = Incoming(inbox_id=tx.new_id(), chat_id=mette.chat_id or 0)
        actor = Actor.staff(cast.mette)
        set_number(tx, actor, NOW, cast.world.house, incoming, mette, typed=typed)

    await cast.store.write(write)


async def _number(cast: Cast) -> str | None:
    found = await cast.store.read(staff.get, cast.mette)
    assert found is not None
    return found.phone
