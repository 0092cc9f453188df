"""The outbox keeps what is queued, sealed, once, and lets it leave in order."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.message import Body, MessageKind, OutboxState, Purpose
from services.queue_message import Outgoing, cancel_queued, queue_message
from storage import outbox as rows
from storage.store import Store
from storage.tables import outbox
from storage.tx import Rx
from tests.messages import (
    NOW,
    begin,
    end,
    later,
    queue,
    row,
    sent,
    states,
    take,
    text_of,
    to,
)

MINUTE = timedelta(minutes=1)


def outgoing(dedupe: str) -> Outgoing:
    return Outgoing(
        to=to(77), purpose=Purpose.NOTICE, wording="test", body=Body("hej"), dedupe=dedupe
    )


async def test_the_same_message_is_queued_once_and_wakes_the_sender(
    store: Store, wakes: list[str]
) -> None:
    first = await store.write(queue_message, NOW, outgoing("once"))
    second = await store.write(queue_message, NOW, outgoing("once"))

    assert first is not None
    assert second is None
    assert wakes == ["outbox"]


async def test_neither_words_nor_chat_can_be_read_in_the_table(store: Store) -> None:
    await queue(store, "hemmeligt ord", chat=99887766)

    def raw(rx: Rx) -> bytes:
        found = rx.execute(select(outbox.c.chat, outbox.c.body, outbox.c.lane)).one()
        return b"".join(found)

    stored = await store.read(raw)
    assert b"hemmeligt" not in stored
    assert b"99887766" not in stored


async def test_a_body_comes_back_as_it_was_queued(store: Store) -> None:
    outbox_id = await queue(store, "Hej Æ", chat=5)

    opened = await store.read(rows.letter, await row(store, outbox_id))

    assert opened is not None
    assert opened[0] == "5"
    assert opened[1].text == "Hej Æ"
    assert opened[1].buttons[0][0].label == "Ja"


async def test_urgent_chats_go_first_then_those_that_waited_longest(store: Store) -> None:
    late = await queue(store, "late", chat=1, due_at=NOW + 2 * MINUTE)
    early = await queue(store, "early", chat=2, due_at=NOW + MINUTE)
    case = await queue(store, "case", chat=3, due_at=NOW + 3 * MINUTE, purpose=Purpose.CASE)

    batch = await take(store, now=NOW + 5 * MINUTE)

    assert [letter.id for letter in batch.letters] == [case, early, late]


async def test_nothing_leaves_before_its_time(store: Store) -> None:
    await queue(store, "tomorrow", due_at=NOW + timedelta(days=1))

    assert (await take(store)).letters == []


async def test_a_chat_gets_one_message_at_a_time_in_order(store: Store) -> None:
    ids = [await queue(store, text) for text in ("one", "two", "three")]
    left = []
    for _ in ids:
        flying = await begin(store)
        assert (await take(store, holder="process-b")).letters == []
        await end(store, *[sent(one) for one in flying])
        left += flying

    assert left == ids
    assert await states(store, ids) == ["sent"] * 3


async def test_a_message_that_waits_for_another_try_holds_back_what_follows(
    store: Store,
) -> None:
    first, second = await queue(store, "one"), await queue(store, "two")
    await end(store, *[later(one, MINUTE) for one in await begin(store)])

    assert (await take(store)).letters == []
    assert await begin(store, now=NOW + MINUTE) == [first]
    await end(store, sent(first))
    assert await begin(store, now=NOW + MINUTE) == [second]


async def test_a_help_card_overtakes_what_waits_in_its_chat(store: Store) -> None:
    prompt = await queue(store, "question", purpose=Purpose.CHECKIN)
    await end(store, *[later(one, MINUTE) for one in await begin(store)])
    card = await queue(store, "card", purpose=Purpose.CARD)
    other_card = await queue(store, "card again", purpose=Purpose.CARD)

    assert await begin(store) == [card]
    await end(store, sent(card))
    assert await begin(store) == [other_card]
    await end(store, sent(other_card))
    assert await begin(store, now=NOW + MINUTE) == [prompt]


async def test_less_urgent_words_do_not_overtake_in_their_chat(store: Store) -> None:
    reminder = await queue(store, "reminder", purpose=Purpose.REMINDER)
    await queue(store, "thanks", purpose=Purpose.THANKS)

    assert [letter.id for letter in (await take(store)).letters] == [reminder]


async def test_what_comes_too_late_is_skipped_and_says_so(store: Store) -> None:
    own_end = await queue(store, "soon over", late_at=NOW + MINUTE)
    by_purpose = await queue(store, "link", purpose=Purpose.LINK, chat=2)
    never_late = await queue(store, "case", purpose=Purpose.CASE, chat=3)

    batch = await take(store, now=NOW + timedelta(hours=1))

    assert [letter.id for letter in batch.letters] == [never_late]
    assert batch.settled == 2
    for skipped in (own_end, by_purpose):
        found = await row(store, skipped)
        assert (found.state, found.reason) == (OutboxState.SKIPPED, "late")


async def test_the_earlier_of_two_ends_counts(store: Store) -> None:
    days = await queue(store, "x", purpose=Purpose.CHECKIN, late_at=NOW + timedelta(days=9))
    hour = await queue(store, "y", purpose=Purpose.CHECKIN, late_at=NOW + timedelta(hours=1))

    assert (await row(store, days)).late_at == NOW + timedelta(hours=24)
    assert (await row(store, hour)).late_at == NOW + timedelta(hours=1)


async def test_what_is_cancelled_never_leaves(store: Store) -> None:
    kept = await queue(store, "card", purpose=Purpose.CARD)

    def give_to_youth(tx: Rx) -> None:
        tx.execute(outbox.update().values(youth_id=4))

    await store.write(give_to_youth)
    cancelled = await store.write(
        cancel_queued, NOW, youth_id=4, purposes=[Purpose.CHECKIN, Purpose.CARD], reason="paused"
    )
    again = await store.write(
        cancel_queued, NOW, youth_id=4, purposes=[Purpose.CARD], reason="paused"
    )

    found = await row(store, kept)
    assert (cancelled, again) == (1, 0)
    assert (found.state, found.reason) == (OutboxState.SKIPPED, "paused")
    assert (await take(store)).letters == []


async def test_no_more_are_claimed_than_asked_for(store: Store) -> None:
    for chat in range(5):
        await queue(store, "hej", chat=chat)

    assert len((await take(store, limit=3)).letters) == 3
    assert len((await take(store, limit=3)).letters) == 2


async def test_a_body_can_be_changed_before_it_leaves(store: Store) -> None:
    outbox_id = await queue(store, "before")

    await store.write(rows.rewrite, await row(store, outbox_id), Body("after"))

    assert await text_of(store, outbox_id) == "after"


@pytest.mark.parametrize(("kind", "edits"), [(MessageKind.TEXT, 5), (MessageKind.EDIT_TEXT, None)])
def test_an_edit_names_what_it_edits_and_nothing_else_does(
    kind: MessageKind, edits: int | None
) -> None:
    with pytest.raises(ValueError, match="an edit names the message it changes"):
        Outgoing(
            to=to(1),
            purpose=Purpose.NOTICE,
            wording="test",
            body=Body("hej"),
            dedupe="x",
            kind=kind,
            edits=edits,
        )
