"""A call that nobody answered is noted once, and the worker reads what is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from content.areas.talks import TalkKey
from content.audience import TextKey
from domain.case import Case, CaseKind
from domain.incoming import Incoming
from domain.message import Road
from domain.people import Actor, Channel
from domain.talk import TalkWay
from services.call_answer import answer_call
from services.call_first import ONE_CALL, Caller, note_try, tell_of_call
from services.call_untold import UNTOLD
from services.call_without_case import nobody_answered
from services.case_tap import on_case
from services.claim_messages import claim
from services.handle_case import take
from services.reactions import reactions_of
from services.youth_tap import YouthTap
from storage import cases, outbox, talks
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tables import outbox as outbox_rows
from storage.tx import Tx
from tests.web.cast import BO_CHAT, NOW, Cast


async def notes_a_try(cast: Cast, now: datetime) -> None:
    """Let Bo's mentor note a call that he did not take, from no case."""
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    caller = Caller(mette, await cast.youth(), None)
    await cast.store.write(note_try, now, cast.world.house, caller)


def tap(tx: Tx, cast: Cast) -> YouthTap:
    """Return a tap of Mette about Bo, at the cast's time."""
    mette, bo = staff_rows.get(tx, cast.mette), youth_rows.get(tx, cast.bo)
    assert mette is not None
    assert bo is not None
    incoming = Incoming(inbox_id=tx.new_id(), chat_id=mette.chat_id or 0)
    house = cast.world.house
    return YouthTap(tx, Actor.staff(mette.id), cast.clock.time, house, incoming, mette, bo)


async def tries(cast: Cast) -> list[TalkWay]:
    """Return how the tries and talks with Bo are noted."""
    return [one.way for one in await cast.store.read(talks.latest_of, cast.bo, 9)]


async def test_the_same_call_is_noted_and_told_once(cast: Cast) -> None:
    for seconds in (0, 1, 600):
        await notes_a_try(cast, NOW + timedelta(seconds=seconds))
    assert await tries(cast) == [TalkWay.TRIED]
    assert len(await cast.messages(cast.bo)) == 1


async def test_the_worker_reads_whether_the_youth_hears_of_it(cast: Cast) -> None:
    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    await cast.change_bo(blocked_at=NOW)
    cast.clock.pass_by(timedelta(hours=1))
    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    told, alone = await cast.messages(cast.mette)
    assert told.endswith("forsøget er noteret, og den unge har fået besked.")
    assert alone.endswith("forsøget er noteret. Den unge kan ikke få besked her.")
    assert len(await cast.messages(cast.bo)) == 1


async def test_a_call_half_an_hour_later_is_another(cast: Cast) -> None:
    for minutes in (0, 30):
        await notes_a_try(cast, NOW + timedelta(minutes=minutes))
    assert await tries(cast) == [TalkWay.TRIED] * 2
    assert len(await cast.messages(cast.bo)) == 2


async def test_a_try_from_the_list_is_one_of_the_cry_that_they_have_taken(cast: Cast) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)

    def takes(tx: Tx) -> None:
        one = tap(tx, cast)
        incoming = replace(one.incoming, message_id=1, message_at=NOW)
        on_case(tx, one.actor, NOW, one.house, incoming, one.staff, case_id=red.id, act=take)

    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    assert (await cast.messages(cast.bo))[-1].startswith("Jeg prøvede at ringe. Jeg prøver igen.")
    assert not [one for one in await cast.messages(cast.karl) if "har prøvet" in one]
    await cast.store.write(takes)
    cast.clock.pass_by(timedelta(minutes=20))
    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    told = await cast.messages(cast.karl)
    assert any("Mette har prøvet, ikke fat i" in one for one in told)
    assert (await cast.case(red)).ends_at == NOW + timedelta(minutes=140)


async def test_an_sms_to_somebody_in_danger_says_no_word_of_no_stress(cast: Cast) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)
    await cast.change_bo(channel=Channel.SMS.value, phone="+4522334455")
    roads = frozenset({Road.SMS})
    house = replace(cast.world.house, hears_sms=True, roads=roads)
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    caller = Caller(mette, await cast.youth(), red)
    await cast.store.write(note_try, NOW, house, caller)
    said = "Hej. Jeg prøvede at ringe og prøver igen. Er det akut, så ring 112. Mette"
    assert (await cast.messages(cast.bo))[-1] == said


# ------------ before a call


async def announces(cast: Cast, staff_id: int) -> TextKey:
    """Let somebody tap *Jeg ringer nu*; return what they are told."""

    def call(tx: Tx) -> TextKey:
        staff_rows.change(tx, staff_id, phone=f"+45{staff_id % 10**8:08}")
        person, bo = staff_rows.get(tx, staff_id), youth_rows.get(tx, cast.bo)
        assert person is not None
        assert bo is not None
        return tell_of_call(tx, cast.clock.time, cast.world.house, Caller(person, bo, None))

    return await cast.store.write(call)


async def says_not_now(cast: Cast) -> None:
    """Let Bo tap *Ikke nu* under the newest word about a call."""

    def answer(tx: Tx) -> None:
        bo = youth_rows.get(tx, cast.bo)
        assert bo is not None
        (newest,) = talks.latest_of(tx, bo.id, 1)
        update = Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=5)
        actor, now, house = Actor.youth(bo.id), cast.clock.time, cast.world.house
        answer_call(tx, actor, now, house, update, bo, talk_id=newest.id, value="notnow")

    await cast.store.write(answer)


async def test_the_same_worker_tells_of_one_call_once(cast: Cast) -> None:
    for _ in range(2):
        assert await announces(cast, cast.mette) is TalkKey.TOLD_OF_CALL
        cast.clock.pass_by(timedelta(minutes=1))
    assert len(await cast.messages(cast.bo)) == 1


async def test_a_second_worker_has_another_number_and_the_youth_hears_it(cast: Cast) -> None:
    for caller in (cast.mette, cast.karl):
        assert await announces(cast, caller) is TalkKey.TOLD_OF_CALL
    mette, karl = await cast.messages(cast.bo)
    assert mette.startswith("Mette ringer om lidt.")
    assert karl == f"Karl ringer om lidt. Nummeret ender på {cast.karl % 10**4:04}."


async def test_who_said_not_now_is_told_of_no_call_and_the_workers_read_why(cast: Cast) -> None:
    await announces(cast, cast.mette)
    await says_not_now(cast)
    heard = await cast.messages(cast.bo)
    for caller in (cast.mette, cast.karl):
        assert await announces(cast, caller) is TalkKey.ANSWER_NOT_NOW
    assert await cast.messages(cast.bo) == heard
    cast.clock.pass_by(ONE_CALL)
    assert await announces(cast, cast.karl) is TalkKey.TOLD_OF_CALL, "that was another call"


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (CaseKind.CALL_ME, ["I dag", "I morgen", "Skriv i stedet"]),
        (CaseKind.CRISIS, ["I dag", "Skriv i stedet"]),
    ],
)
async def test_in_danger_nobody_is_offered_to_wait_until_tomorrow(
    cast: Cast, kind: CaseKind, offered: list[str]
) -> None:
    case = await cast.opens_case(kind)

    def call(tx: Tx) -> None:
        staff_rows.change(tx, cast.mette, phone="+4512345678")
        mette, bo = staff_rows.get(tx, cast.mette), youth_rows.get(tx, cast.bo)
        assert mette is not None
        assert bo is not None
        tell_of_call(tx, cast.clock.time, cast.world.house, Caller(mette, bo, case))

    await cast.store.write(call)
    await says_not_now(cast)

    def labels(tx: Tx) -> list[str]:
        newest = tx.execute(
            select(func.max(outbox_rows.c.outbox_id)).where(outbox_rows.c.youth_id == cast.bo)
        ).scalar_one()
        message = outbox.get(tx, newest)
        assert message is not None
        letter = outbox.letter(tx, message)
        assert letter is not None
        return [one.label for row in letter[1].buttons for one in row]

    assert await cast.store.write(labels) == offered


async def announces_it(cast: Cast, case: Case | None = None) -> TextKey:
    """Let Mette say that she calls Bo now."""
    await cast.store.write(lambda tx: staff_rows.change(tx, cast.mette, phone="12345678"))
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    caller = Caller(mette, await cast.youth(), case)
    return await cast.store.write(tell_of_call, cast.clock.time, cast.world.house, caller)


async def sends(cast: Cast) -> None:
    """Let the sender look for what may leave."""
    reactions, now = reactions_of(cast.world.house), cast.clock.time
    await cast.store.write(
        claim,
        Actor.system("send_outbox"),
        now,
        holder="here",
        real=now,
        limit=9,
        untold=reactions.untold,
    )


async def test_words_before_a_call_that_come_too_late_are_told_to_who_believes_them_read(
    cast: Cast,
) -> None:
    assert await announces_it(cast) is TalkKey.TOLD_OF_CALL
    cast.clock.pass_by(ONE_CALL + timedelta(minutes=1))
    before = await cast.messages(cast.mette)
    for _ in range(2):
        await sends(cast)
    [said] = (await cast.messages(cast.mette))[len(before) :]
    assert said.endswith(
        ": den unge fik ikke at vide, at du ringer. Beskeden kom ikke af sted i tide."
    )
    assert "Bo" not in said


async def test_words_that_leave_in_time_are_told_to_nobody(cast: Cast) -> None:
    await announces_it(cast)
    await sends(cast)
    cast.clock.pass_by(ONE_CALL + timedelta(minutes=1))
    await sends(cast)
    assert not any("fik ikke at vide" in one for one in await cast.messages(cast.mette))


async def test_of_a_case_the_late_words_stand_in_its_story(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CONTACT_DUE)
    await announces_it(cast, case)
    cast.clock.pass_by(ONE_CALL + timedelta(minutes=1))
    await sends(cast)
    assert await cast.store.read(cases.happened, case.id, UNTOLD)
    assert any(
        "Sag 1: den unge fik ikke at vide" in one for one in await cast.messages(cast.mette)
    )
