"""A card that cannot go where the cry came from takes another road, or a human is told at once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from domain.case import Case, CaseKind
from domain.incoming import Incoming
from domain.message import OutboxState
from domain.people import Actor
from domain.phone import chat_of_number
from services.help_card import card_for_stranger, give_card
from services.inbox_work import Envelope
from services.parked import telling_of_parked
from storage import cases, outbox
from storage.tables import case_file
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.web.cast import BO_CHAT, NOW, Cast

NUMBER = chat_of_number("+4522334455")
FAILED = "hjælpekortet nåede ikke frem"


def unknown_senders(rx: Rx) -> list[Case]:
    wanted = select(case_file.c.case_file_id).where(
        case_file.c.kind == CaseKind.UNKNOWN_SENDER.value
    )
    found = [cases.get(rx, row.case_file_id) for row in rx.execute(wanted)]
    return [one for one in found if one is not None]


def _sent(tx: Tx, to: int) -> None:
    """Let everything to a member of staff have left."""
    waits = select(rows.c.outbox_id).where(
        rows.c.staff_id == to, rows.c.state == OutboxState.QUEUED.value
    )
    ids = [row.outbox_id for row in tx.execute(waits)]
    outbox.move(tx, ids, OutboxState.SENDING)
    outbox.mark_sent(tx, NOW, [(one, 77) for one in ids])


async def cries(cast: Cast, chat: int) -> list[str]:
    """Let Bo cry from a chat or number; return what the story of the red case says."""
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=chat)
    youth, house = await cast.youth(), cast.world.house
    await cast.store.write(give_card, Actor.youth(cast.bo), NOW, house, incoming, youth)
    [case] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return await story(cast, case)


def _envelope(cast: Cast) -> Envelope:
    number = cast.ids.new()
    return Envelope(inbox_id=number, update_id=1, body=None, attempts=5, received_at=NOW)


async def story(cast: Cast, case: Case) -> list[str]:
    return [what for _, _, what, _ in await cast.store.read(cases.story, case.id)]


async def test_a_cry_from_a_number_that_cannot_be_answered_gets_its_card_in_the_chat(
    cast: Cast,
) -> None:
    assert "card_by_other_road" in await cries(cast, NUMBER)
    assert "112" in (await cast.messages(cast.bo))[-1]
    assert not any(FAILED in text for text in await cast.messages(cast.mette))


async def test_where_no_road_is_left_staff_are_told_at_once_that_no_card_went_out(
    cast: Cast,
) -> None:
    await cast.change_bo(blocked_at=NOW)
    assert "card_failed" in await cries(cast, NUMBER)
    assert any(FAILED in text for text in await cast.messages(cast.mette))


async def test_a_card_that_no_road_took_is_not_given_so_the_next_cry_gets_it(cast: Cast) -> None:
    await cast.change_bo(blocked_at=NOW)
    await cries(cast, NUMBER)
    assert (await cast.youth()).card_at is None
    await cast.change_bo(blocked_at=None)
    await cries(cast, BO_CHAT)
    assert "112" in (await cast.messages(cast.bo))[-1]
    assert (await cast.youth()).card_at == NOW


async def test_a_cry_that_was_given_up_on_shows_that_the_chat_is_open_again(cast: Cast) -> None:
    await cast.change_bo(blocked_at=NOW)
    tell = telling_of_parked(Actor.unknown(), cast.world.house, BO_CHAT, "i fare")
    await cast.store.write(tell, NOW, _envelope(cast))
    assert (await cast.youth()).blocked_at is None
    assert "112" in (await cast.messages(cast.bo))[-1]


async def test_a_strangers_card_that_is_not_queued_rings_and_does_not_count_as_given(
    cast: Cast,
) -> None:
    house, incoming = cast.world.house, Incoming(inbox_id=cast.ids.new(), chat_id=987_654)
    for minutes in (0, 31):  # the second is the same update once more: nothing leaves
        now = NOW + timedelta(minutes=minutes)
        await cast.store.write(card_for_stranger, Actor.unknown(), now, house, incoming)
    [case] = await cast.store.read(unknown_senders)
    told = await story(cast, case)
    assert (told.count("card"), told.count("card_failed")) == (1, 1)
    assert any(FAILED in text for text in await cast.messages(cast.anna))


async def test_a_flood_of_one_stranger_is_news_once_a_minute_and_another_is_heard_at_once(
    cast: Cast,
) -> None:
    house = cast.world.house

    async def stranger(chat: int, seconds: int) -> None:
        incoming = Incoming(inbox_id=cast.ids.new(), chat_id=chat)
        at = NOW + timedelta(seconds=seconds)
        await cast.store.write(card_for_stranger, Actor.unknown(), at, house, incoming)
        await cast.store.write(_sent, cast.anna)

    for seconds in range(0, 120, 10):
        await stranger(987_654, seconds)
    await stranger(123_456, 61)
    told = await cast.messages(cast.anna)
    assert sum("Sag 1 · der er kommet mere" in text for text in told) == 2
    assert sum("sag 2" in text for text in told) == 1
