"""A worker's words in reply to a message: what they had seen is answered, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.case import CaseKind, CaseState
from domain.incoming import Incoming, Words
from domain.people import Actor
from domain.reply import ReplyKind
from services.access import Action
from services.reply_to_youth import reply_has_left, reply_to_youth
from storage import audit, outbox, replied, replies, told, youths
from storage import staff as staff_rows
from storage.replied import Look
from storage.tx import Tx
from tests.web.cast import SITE_CHAT, Cast

MINUTE = timedelta(minutes=1)


async def opens_the_page(cast: Cast) -> None:
    """Let Mette open Bo's page now."""
    now, who, look = cast.clock.time, f"staff:{cast.mette}", Action.READ_WORDS.value
    await cast.store.write(
        lambda tx: audit.record(tx, now, actor=who, action=look, youth_id=cast.bo, allowed=True)
    )


async def replies_to_bo(cast: Cast) -> int:
    """Let Mette write to Bo in Telegram, and return the message that waits to leave."""

    def reply(tx: Tx) -> int:
        mette = staff_rows.get(tx, cast.mette)
        assert mette is not None
        update = Incoming(inbox_id=tx.new_id(), chat_id=SITE_CHAT, message_id=31, reply_to=30)
        look = Look(link_id=1, youth_id=cast.bo, case_id=None, spent_at=cast.clock.time)
        words = Words(kind=ReplyKind.WORD, text="Ja, i morgen kl. 10")
        actor, house = Actor.staff(mette.id), cast.world.house
        reply_to_youth(tx, actor, cast.clock.time, house, update, mette, words=words, look=look)
        found = told.named(tx, replied.name_of(mette.id, update.inbox_id))
        assert found is not None
        return found

    return await cast.store.write(reply)


async def leaves(cast: Cast, outbox_id: int) -> None:
    """Let the message have reached Bo."""

    def left(tx: Tx) -> None:
        message = outbox.get(tx, outbox_id)
        assert message is not None
        reply_has_left(cast.world.house, tx, cast.clock.time, message)

    await cast.store.write(left)


async def changes_the_word(cast: Cast, text: str) -> None:
    """Let Bo change what he wrote last."""

    def change(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        (old,) = replies.unread_of(tx, bo.id)
        now = cast.clock.time
        replies.change(tx, now, old, replace(old, text=text, edited_at=now))

    await cast.store.write(change)


async def test_what_was_open_is_read_and_its_case_closes(cast: Cast) -> None:
    await cast.says("hej")
    case = await cast.opens_case(CaseKind.WORD)
    await opens_the_page(cast)
    await leaves(cast, await replies_to_bo(cast))
    assert [one.read_by for one in await cast.replies()] == [cast.mette]
    assert (await cast.case(case)).state is CaseState.CLOSED


async def test_words_that_were_changed_after_the_page_was_opened_are_not_read(
    cast: Cast,
) -> None:
    await cast.says("hej")
    case = await cast.opens_case(CaseKind.WORD)
    await opens_the_page(cast)
    cast.clock.pass_by(MINUTE)
    await changes_the_word(cast, "Min far har slået mig")
    cast.clock.pass_by(MINUTE)
    await leaves(cast, await replies_to_bo(cast))
    assert [one.read_at for one in await cast.replies()] == [None]
    assert (await cast.case(case)).state is CaseState.OPEN


async def test_a_word_changed_between_two_that_were_read_stays_unread(cast: Cast) -> None:
    await cast.says("hej", ago=3 * MINUTE)
    await opens_the_page(cast)
    cast.clock.pass_by(MINUTE)
    await changes_the_word(cast, "jeg kan ikke mere")
    case = await cast.opens_case(CaseKind.WORD)
    await cast.says("og i morgen?", ago=5 * MINUTE)
    await leaves(cast, await replies_to_bo(cast))
    unread = [one.text for one in await cast.replies() if one.read_at is None]
    assert unread == ["jeg kan ikke mere"]
    assert (await cast.case(case)).state is CaseState.OPEN
