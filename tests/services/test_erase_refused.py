"""Who may be erased and when, what a crash leaves, and who is found afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.callback import encode
from domain.case import CaseKind
from domain.erasing import InTheWay, NotErased, WhyErased
from domain.message import Body, Button, OutboxState, Purpose
from domain.people import Actor, YouthStatus
from services.change_zone import change_zone
from services.cohorts import set_cohort
from services.erase_youth import erase, erase_youth, finish_erasures, look_before
from services.invite import InviteError
from services.own_interval import set_interval
from services.queue_message import Outgoing, Recipient, queue_message
from services.raise_case import raise_case
from storage import outbox, youths
from storage import staff as staff_rows
from storage.tables import audit as trail
from storage.tables import outbox as messages
from storage.tx import Rx, Tx
from tests.services.erased import close_case, decided_by_anna, queue_to_bo, was_a_stranger
from tests.web.cast import BO_CHAT, NOW, Cast

CLI = Actor.cli("test")


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def test_a_cry_for_help_or_words_that_nobody_saw_come_first(cast: Cast) -> None:
    decided = await decided_by_anna(cast)
    red = await cast.opens_case(CaseKind.CRISIS)
    refused = await erase(cast.world, CLI, cast.bo, decided)
    assert refused == NotErased(InTheWay.RED, (red.number,))
    await cast.store.write(lambda tx: close_case(tx, red.id))
    word = await cast.opens_case(CaseKind.WORD)
    refused = await erase(cast.world, CLI, cast.bo, decided)
    assert refused == NotErased(InTheWay.WAITS, (word.number,))
    assert (await cast.youth()).name == "Bo Lind", "nothing was touched"
    assert await cast.vault.people(forgotten=True) == frozenset()
    await cast.store.write(lambda tx: close_case(tx, word.id))
    assert await erase(cast.world, CLI, cast.bo, decided) is None
    again = await erase(cast.world, CLI, cast.bo, decided)
    assert again == NotErased(InTheWay.ERASED)


async def test_a_message_that_is_being_sent_is_waited_for(cast: Cast) -> None:
    await cast.store.write(queue_to_bo, cast, "a")
    await cast.store.write(_begin_sending, cast)
    refused = await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    assert refused == NotErased(InTheWay.LEAVING)


async def test_what_is_being_sent_to_them_as_a_stranger_is_waited_for(cast: Cast) -> None:
    await cast.store.write(was_a_stranger, cast)
    await cast.store.write(_begin_sending_to_nobody)
    refused = await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    assert refused == NotErased(InTheWay.LEAVING)


async def test_a_cry_for_help_from_when_nobody_knew_whose_chat_it_was_comes_first(
    cast: Cast,
) -> None:
    kind = CaseKind.UNKNOWN_SENDER

    def cry(tx: Tx) -> int:
        house = cast.world.house
        return raise_case(tx, CLI, NOW, house, youth=None, kind=kind, sender_chat=BO_CHAT).number

    number = await cast.store.write(cry)
    refused = await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    assert refused == NotErased(InTheWay.RED, (number,))


def _begin_sending_to_nobody(tx: Tx) -> None:
    of_nobody = messages.c.youth_id.is_(None) & messages.c.staff_id.is_(None)
    ids = list(tx.execute(select(messages.c.outbox_id).where(of_nobody)).scalars())
    assert ids
    outbox.move(tx, ids, OutboxState.SENDING, lease_until=NOW + timedelta(minutes=1))


def _begin_sending(tx: Tx, cast: Cast) -> None:
    found = select(messages.c.outbox_id).where(messages.c.youth_id == cast.bo)
    outbox.move(tx, list(tx.execute(found).scalars()), OutboxState.SENDING)


async def test_what_staff_were_told_about_them_says_nothing_more(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CONTACT_DUE)
    token = await cast.link()
    assert any(token in said for said in await cast.messages(cast.mette))
    await cast.store.write(_sent_to_staff)
    await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    said = await cast.messages(cast.mette)
    assert said[0] == "-", "the message about the case"
    assert f"sag {case.number}" in said[-1].lower()
    assert "den unge er slettet" in said[-1]


def _sent_to_staff(tx: Tx) -> None:
    found = select(messages.c.outbox_id).where(messages.c.staff_id.is_not(None))
    ids = list(tx.execute(found).scalars())
    outbox.move(tx, ids, OutboxState.SENDING)
    outbox.mark_sent(tx, NOW, [(one, 5) for one in ids])


async def test_a_crash_before_the_key_went_is_finished_at_the_next_start(cast: Cast) -> None:
    decided = await decided_by_anna(cast)
    house, bo = cast.world.house, cast.bo
    assert await cast.store.write(erase_youth, CLI, NOW, house, bo, decided) is None
    assert await cast.vault.people(forgotten=True) == frozenset(), "killed here"
    assert await finish_erasures(cast.world, cast.vault) == ([bo], [])
    assert await cast.vault.people(forgotten=True) == {bo}
    assert await finish_erasures(cast.world, cast.vault) == ([], [])


async def test_who_is_gone_is_found_by_id_alone_and_nothing_is_agreed_with_them(
    cast: Cast,
) -> None:
    await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    with pytest.raises(InviteError, match="No youth is called"):
        await cast.store.read(look_before, "Bo Lind", str(cast.anna), WhyErased.ASKED)
    found = await cast.store.read(look_before, str(cast.bo), str(cast.anna), WhyErased.ASKED)
    assert found.refused == NotErased(InTheWay.ERASED)
    with pytest.raises(InviteError, match="was erased, and nothing of them is left"):
        await cast.store.write(set_interval, CLI, NOW, cast.world.house, str(cast.bo), 7)


async def test_other_young_people_keep_everything(cast: Cast) -> None:
    other = await cast.another_youth()
    await cast.store.write(lambda tx: youths.change(tx, other, chat_id=4711))
    await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    kept = await cast.store.read(youths.get, other)
    assert kept is not None
    assert (kept.name, kept.chat_id, kept.status) == ("Bo Lind", 4711, YouthStatus.ACTIVE)
    assert await cast.store.read(youths.find_by_chat, BO_CHAT) is None
    await cast.store.write(lambda tx: youths.change(tx, other, chat_id=BO_CHAT))  # it is free


async def test_words_that_were_read_back_to_their_worker_are_gone(cast: Cast) -> None:
    await cast.store.write(_read_back, cast)
    assert any("vi ses ved søen" in said for said in await cast.messages(cast.mette))
    assert await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast)) is None
    assert not any("vi ses ved søen" in said for said in await cast.messages(cast.mette))
    assert any("om en anden" in said for said in await cast.messages(cast.mette)), "stays"


async def test_what_waits_to_tell_staff_about_them_never_leaves(cast: Cast) -> None:
    await cast.store.write(_read_back_waits, cast)
    assert await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast)) is None
    assert not any("vi ses ved søen" in said for said in await cast.messages(cast.mette))
    states = await cast.store.read(_states_to_staff)
    assert states["in:1:a"] == OutboxState.SKIPPED.value
    assert states["in:1:b"] == OutboxState.QUEUED.value, "of another"


async def test_what_is_being_told_to_staff_about_them_is_waited_for(cast: Cast) -> None:
    await cast.store.write(_read_back_waits, cast)

    def leaves(tx: Tx) -> None:
        found = select(messages.c.outbox_id).where(messages.c.dedupe == "in:1:a")
        ids = list(tx.execute(found).scalars())
        outbox.move(tx, ids, OutboxState.SENDING, lease_until=NOW + timedelta(minutes=1))

    await cast.store.write(leaves)
    refused = await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    assert refused == NotErased(InTheWay.LEAVING)


async def test_the_trail_says_that_they_moved_and_not_where(cast: Cast) -> None:
    def moves(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        change_zone(tx, Actor.youth(cast.bo), NOW, cast.world.house, bo, "America/Nuuk")
        set_cohort(tx, CLI, NOW, str(cast.bo), "hold 2")

    await cast.store.write(moves)
    await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    rows = await cast.store.read(lambda rx: list(rx.execute(select(trail)).mappings()))
    kept = {row["action"]: row["detail"] for row in rows if row["youth_id"] == cast.bo}
    assert kept["zone"] == {"from": "Europe/Copenhagen", "to": "Europe/Copenhagen"}
    assert kept["cohort"] == {}


def _states_to_staff(rx: Rx) -> dict[str, str]:
    found = select(messages.c.dedupe, messages.c.state).where(messages.c.staff_id.is_not(None))
    return {row.dedupe: row.state for row in rx.execute(found)}


def _read_back(tx: Tx, cast: Cast) -> None:
    """Let Mette write to Bo in reply to a message, and have read what will be sent."""
    _read_back_waits(tx, cast)
    staff = select(messages.c.outbox_id).where(messages.c.staff_id == cast.mette)
    ids = list(tx.execute(staff).scalars())
    outbox.move(tx, ids, OutboxState.SENDING)
    outbox.mark_sent(tx, NOW, [(one, 5) for one in ids])


def _read_back_waits(tx: Tx, cast: Cast) -> None:
    bo, mette = youths.get(tx, cast.bo), staff_rows.get(tx, cast.mette)
    assert bo is not None
    assert mette is not None
    answer = Outgoing(
        to=Recipient.of_youth(bo),
        purpose=Purpose.ANSWER,
        wording="staff.answer",
        body=Body(text="vi ses ved søen"),
        dedupe="reply:1",
    )
    sent = queue_message(tx, NOW, answer)
    assert sent is not None
    undo = ((Button("Fortryd", data=encode("undo", sent)),),)
    for name, text, buttons in (("a", "vi ses ved søen", undo), ("b", "om en anden", ())):
        told = Outgoing(
            to=Recipient.of_staff(mette),
            purpose=Purpose.NOTICE,
            wording="staff.read_back",
            body=Body(text=text, buttons=buttons),
            dedupe=f"in:1:{name}",
        )
        queue_message(tx, NOW, told)
