"""A worker's words in reply to a message: what they had seen is answered, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.case import CaseKind, CaseState
from domain.incoming import Incoming, Words
from domain.message import OutboxState
from domain.people import Actor
from domain.reply import ReplyKind
from services.access import Action
from services.outbox_work import Fate, settle
from services.reactions import reactions_of
from services.reply_fate import reply_has_left
from services.reply_to_youth import reply_to_youth, undo
from services.stop import stop
from storage import audit, cases, outbox, replied, replies, told, youths
from storage import staff as staff_rows
from storage.replied import Look
from storage.tx import Tx
from tests.web.cast import BO_CHAT, SITE_CHAT, Cast

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


# ------------ what became of the words


async def told_mette(cast: Cast) -> list[str]:
    """Return what Mette reads about the words, oldest first, the read-back and its edits."""
    return [one for one in await cast.messages(cast.mette) if "Til B." not in one]


async def comes_to(cast: Cast, outbox_id: int, state: OutboxState, **fate: object) -> None:
    """Let a message that was being sent end so."""

    def end(tx: Tx) -> None:
        outbox.move(tx, [outbox_id], OutboxState.SENDING, holder="us")
        settled = Fate(id=outbox_id, state=state, **fate)  # type: ignore[arg-type]
        actor, now = Actor.system("test"), cast.clock.time
        settle(tx, actor, now, [settled], reactions_of(cast.world.house), holder="us")

    await cast.store.write(end)


async def takes_back(cast: Cast, outbox_id: int) -> None:
    """Let Mette tap *Fortryd*."""

    def tap(tx: Tx) -> None:
        mette = staff_rows.get(tx, cast.mette)
        assert mette is not None
        update = Incoming(inbox_id=tx.new_id(), chat_id=SITE_CHAT, message_id=32)
        actor, house = Actor.staff(mette.id), cast.world.house
        undo(tx, actor, cast.clock.time, house, update, mette, outbox_id=outbox_id)

    await cast.store.write(tap)


async def stops(cast: Cast) -> None:
    """Let Bo write /stop."""

    def say_stop(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        update = Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=8)
        stop(tx, Actor.youth(bo.id), cast.clock.time, cast.world.house, update, bo)

    await cast.store.write(say_stop)


SENT = "Det er sendt og kan ikke hentes tilbage."
LEAVING = "Det er ved at blive sendt og kan ikke hentes tilbage."
NOT_SENT = "B.: dit svar er ikke sendt. Åbn siden, og se, hvordan de kan nås."
UNSURE = "B.: det er usikkert, om dit svar nåede frem. Ring, eller skriv igen."


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (OutboxState.SENT, SENT),
        (OutboxState.SENDING, LEAVING),
        (OutboxState.REFUSED, NOT_SENT),
        (OutboxState.UNKNOWN, UNSURE),
    ],
)
async def test_who_is_too_late_to_undo_reads_what_is_so(
    cast: Cast, state: OutboxState, said: str
) -> None:
    waiting = await replies_to_bo(cast)
    await cast.store.write(lambda tx: outbox.move(tx, [waiting], OutboxState.SENDING))
    if state is OutboxState.SENT:
        await cast.store.write(lambda tx: outbox.mark_sent(tx, cast.clock.time, [(waiting, 5)]))
    elif state is not OutboxState.SENDING:
        await cast.store.write(lambda tx: outbox.move(tx, [waiting], state, reason="test"))
    await takes_back(cast, waiting)
    assert (await told_mette(cast))[-1] == said


async def test_what_was_undone_stays_undone_however_often_it_is_tapped(cast: Cast) -> None:
    waiting = await replies_to_bo(cast)
    for _ in range(2):
        await takes_back(cast, waiting)
    assert await told_mette(cast) == ["Fortrudt. Det er ikke sendt."] * 2


@pytest.mark.parametrize("unreachable", [True, False])
async def test_words_that_are_refused_are_said_to_be_so_to_their_writer(
    cast: Cast, *, unreachable: bool
) -> None:
    waiting = await replies_to_bo(cast)
    await comes_to(cast, waiting, OutboxState.REFUSED, reason="no", unreachable=unreachable)
    told = await told_mette(cast)
    assert told[:2] == [NOT_SENT] * 2, "where they were read back, and aloud"


async def test_words_whose_fate_is_unclear_are_told_to_who_wrote_them(cast: Cast) -> None:
    await cast.change_bo(mentor_id=cast.ulla, cover_id=cast.mette)
    waiting = await replies_to_bo(cast)
    await comes_to(cast, waiting, OutboxState.UNKNOWN, reason="broken")
    assert await told_mette(cast) == [UNSURE] * 2
    assert await cast.messages(cast.ulla) == []


async def test_the_youths_worker_hears_of_it_when_the_writer_cannot_be_written_to(
    cast: Cast,
) -> None:
    await cast.change_bo(mentor_id=cast.ulla, cover_id=cast.mette)
    waiting = await replies_to_bo(cast)
    gone = {"blocked_at": cast.clock.time}
    await cast.store.write(lambda tx: staff_rows.change(tx, cast.mette, **gone))
    await comes_to(cast, waiting, OutboxState.UNKNOWN, reason="broken")
    (told,) = await cast.messages(cast.ulla)
    assert "nåede måske ikke frem" in told


async def test_after_stop_words_that_wait_never_leave_and_their_writer_is_told(
    cast: Cast,
) -> None:
    waiting = await replies_to_bo(cast)
    await stops(cast)
    message = await cast.store.read(outbox.get, waiting)
    assert message is not None
    assert (message.state, message.reason) == (OutboxState.SKIPPED, "stop")
    assert (await told_mette(cast))[:2] == [NOT_SENT] * 2
    await takes_back(cast, waiting)
    assert (await told_mette(cast))[-1] == NOT_SENT


async def test_after_stop_words_still_reach_who_asked_for_the_help_card(cast: Cast) -> None:
    await cast.change_bo(card_at=cast.clock.time)
    waiting = await replies_to_bo(cast)
    await stops(cast)
    message = await cast.store.read(outbox.get, waiting)
    assert message is not None
    assert message.state is OutboxState.QUEUED


async def test_a_case_that_was_closed_before_the_page_was_opened_gives_no_reason_to_reply(
    cast: Cast,
) -> None:
    case = replace(await cast.opens_case(CaseKind.CALL_ME), ladder=(cast.ulla, cast.mette))
    ended = replace(case, state=CaseState.CLOSED, closed_at=cast.clock.time)
    opened = cast.clock.pass_by(MINUTE)

    async def reply(spent_at: datetime) -> str:
        def write(tx: Tx) -> None:
            ulla = staff_rows.get(tx, cast.ulla)
            assert ulla is not None
            update = Incoming(inbox_id=tx.new_id(), chat_id=SITE_CHAT + 3, reply_to=30)
            look = Look(link_id=1, youth_id=cast.bo, case_id=case.id, spent_at=spent_at)
            words = Words(kind=ReplyKind.WORD, text="Hej")
            actor, house = Actor.staff(ulla.id), cast.world.house
            reply_to_youth(tx, actor, opened, house, update, ulla, words=words, look=look)

        await cast.store.write(write)
        return (await cast.messages(cast.ulla))[-1]

    await cast.store.write(cases.save, ended)
    assert await reply(opened) == "Det har du ikke adgang til. Spørg koordinatoren."
    assert "Til B." in await reply(opened - MINUTE), "it was open while they had the page"
