"""The query files of people, plans, check-ins, replies and cases, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.case import CaseKind
from domain.checkin import CheckInState
from domain.ids import IdSource
from domain.phone import chat_of_number
from domain.planned import Planned
from domain.reply import ReplyKind
from storage import (
    audit,
    cases,
    checkins,
    invites,
    planned,
    programmes,
    replies,
    staff,
    tables,
    youths,
)
from storage.invites import Invite
from storage.store import Store
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.web.cast import BO_CHAT, NOW, SITE_CHAT, Cast

DAY = timedelta(days=1)


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


async def test_a_youth_comes_back_as_they_were_written(cast: Cast) -> None:
    bo = await cast.youth()
    assert bo == replace(cast._new_youth(), chat_id=BO_CHAT)
    assert await cast.store.read(youths.find_by_chat, BO_CHAT) == bo
    assert await cast.store.read(youths.find_by_chat, 1) is None
    assert await cast.store.read(youths.get, 1) is None
    assert await cast.store.read(youths.with_chat) == [bo]


async def test_a_chat_can_be_let_go_of(cast: Cast) -> None:
    await cast.change_bo(chat_id=None)
    assert (await cast.youth()).chat_id is None
    assert await cast.store.read(youths.find_by_chat, BO_CHAT) is None
    assert await cast.store.read(youths.with_chat) == []


async def test_a_number_finds_its_youth_however_it_was_written(cast: Cast) -> None:
    chat = chat_of_number("+4522334455")
    await cast.change_bo(phone="22 33 44 55")
    assert await cast.store.read(youths.find_by_chat, chat) == await cast.youth()
    assert [one.chat_id for one in await cast.store.read(youths.heard)] == [BO_CHAT]
    newer = await cast.another_youth()
    await cast.store.write(lambda tx: youths.change(tx, newer, phone="+4522334455"))
    await cast.store.write(lambda tx: youths.change(tx, newer, status="stopped"))
    both = await cast.store.read(youths.with_number, "+4522334455")
    assert [one.id for one in both] == [cast.bo, newer], "who is with us comes first"
    await cast.change_bo(phone=None)
    assert [one.id for one in await cast.store.read(youths.with_number, "+4522334455")] == [newer]


async def test_a_number_that_an_older_version_stored_is_found_after_a_start(cast: Cast) -> None:
    await cast.change_bo(phone="22334455")

    def as_it_was(tx: Tx) -> None:
        tx.change(tables.youth, {"phone_lookup": None}, youth_id=cast.bo)

    await cast.store.write(as_it_was)
    assert await cast.store.read(youths.with_number, "+4522334455") == []
    assert await cast.store.write(youths.make_numbers_findable) == 1
    assert await cast.store.write(youths.make_numbers_findable) == 0
    assert len(await cast.store.read(youths.with_number, "+4522334455")) == 1


async def test_youths_of_other_versions_are_found(cast: Cast) -> None:
    find = youths.on_other_versions
    assert await cast.store.read(find, [cast.version]) == []
    assert [one.id for one in await cast.store.read(find, [1])] == [cast.bo]


async def test_staff_come_back_and_are_found_by_their_chat(cast: Cast) -> None:
    people = await cast.store.read(staff.everybody)
    assert [one.name for one in people] == ["Mette Holm", "Karl Friis", "Anna Bech", "Ulla Dam"]
    found = await cast.store.read(staff.find_by_chat, SITE_CHAT)
    assert found == people[0]
    assert await cast.store.read(staff.get, 1) is None


async def test_a_code_is_used_once_even_by_two_at_once(cast: Cast) -> None:
    new = Invite(
        id=cast.ids.new(),
        youth_id=cast.bo,
        staff_id=None,
        expires_at=NOW + DAY,
        used_at=None,
        used_by_chat=None,
    )

    def use(tx: Tx, chat: int) -> bool:
        return invites.use(tx, NOW, new.id, chat)

    await cast.store.write(invites.add, NOW, new, "code")
    assert await cast.store.read(invites.find, "code") == new
    assert await cast.store.read(invites.find, "CODE") is None
    used = await asyncio.gather(*(cast.store.write(use, chat) for chat in range(4)))
    assert sorted(used) == [False, False, False, True]
    after = await cast.store.read(invites.find, "code")
    assert after is not None
    assert after.used_at == NOW


async def test_an_occurrence_is_recorded_once(cast: Cast) -> None:
    plan = Planned(
        id=cast.ids.new(),
        youth_id=cast.bo,
        contact_key="weekly",
        programme_version_id=cast.version,
        due_at=NOW,
        anchor_at=NOW,
    )

    def record(tx: Tx, what: str) -> bool:
        return planned.record(tx, NOW, plan, what=what, reason=None, checkin_id=None)

    await cast.store.write(planned.add, plan)
    assert await cast.store.read(planned.latest_occurrence, cast.bo, "weekly") is None
    assert await cast.store.write(record, "sent") is True
    assert await cast.store.write(record, "skipped") is False
    assert await cast.store.read(planned.latest_occurrence, cast.bo, "weekly") == NOW
    assert await cast.store.write(planned.claim, NOW, [plan.id]) == [plan]
    await cast.store.write(planned.plan_next, plan.id, NOW + DAY, cast.version)
    assert await cast.store.write(planned.claim, NOW, [plan.id]) == []
    await cast.store.write(planned.stop_all, cast.bo)
    [stopped] = await cast.store.read(planned.of_youth, cast.bo)
    assert stopped.due_at is None


async def test_a_check_in_is_due_by_its_reminder_and_then_by_its_end(cast: Cast) -> None:
    await cast.answers("school", value="7", number=7)
    [done] = await cast.store.read(checkins.latest_of, cast.bo, 5)
    assert checkins.next_at(done) is None
    open_one = replace(done, state=CheckInState.OPEN, remind_at=NOW)
    assert checkins.next_at(open_one) == NOW
    assert checkins.next_at(replace(open_one, reminded_at=NOW)) == done.expires_at
    assert checkins.next_at(replace(open_one, remind_at=None)) == done.expires_at
    await cast.store.write(checkins.save, open_one)
    assert await cast.store.read(checkins.open_of, cast.bo) == [open_one]
    assert await cast.store.write(checkins.claim, NOW, [done.id]) == [open_one]
    assert await cast.store.read(checkins.get, 1) is None


async def test_replies_are_read_up_to_the_one_that_was_shown(cast: Cast) -> None:
    first = await cast.says("et", ago=3 * timedelta(hours=1))
    second = await cast.says("to", ago=2 * timedelta(hours=1))

    def read_first(tx: Tx) -> int:
        return replies.mark_read(tx, NOW, cast.bo, cast.mette, first)

    assert await cast.store.read(replies.count_unread, cast.bo) == 2
    assert await cast.store.write(read_first) == 1
    assert await cast.store.write(read_first) == 0
    [unread] = await cast.store.read(replies.unread_of, cast.bo)
    assert (unread.id, unread.text, unread.kind) == (second, "to", ReplyKind.WORD)
    newest, oldest = await cast.store.read(replies.latest_of, cast.bo, 5)
    assert (newest.read_by, oldest.read_by) == (None, cast.mette)


async def test_cases_are_found_by_youth_cause_and_worker(cast: Cast) -> None:
    word = await cast.opens_case(CaseKind.WORD)
    call = await cast.opens_case(CaseKind.CALL_ME)
    assert [one.number for one in (word, call)] == [1, 2]
    found = await cast.store.read(cases.find_open, f"{cast.bo}:word")
    assert found is not None
    assert found.id == word.id

    def of_bo(rx: Rx) -> list[int]:
        return [one.number for one in cases.of_youth(rx, cast.bo, still_open=True)]

    assert await cast.store.read(of_bo) == [2, 1]
    await cast.store.write(cases.hurry, NOW, cast.karl)
    assert (await cast.case(word)).escalate_at == word.escalate_at, "it waits for Mette"
    await cast.store.write(cases.hurry, NOW, cast.mette)
    assert (await cast.case(word)).escalate_at == NOW
    assert await cast.store.read(cases.get, 1) is None


async def test_the_audit_trail_tells_when_somebody_last_looked(cast: Cast) -> None:
    def look(tx: Tx, allowed: bool, hours: int) -> None:
        audit.record(
            tx,
            NOW + timedelta(hours=hours),
            actor="staff:1",
            action="read_words",
            youth_id=cast.bo,
            allowed=allowed,
        )

    latest = audit.latest
    assert await cast.store.read(latest, "staff:1", "read_words", cast.bo) is None
    for allowed, hours in ((True, 1), (True, 2), (False, 3)):
        await cast.store.write(look, allowed, hours)
    seen = await cast.store.read(latest, "staff:1", "read_words", cast.bo)
    assert seen == NOW + timedelta(hours=2)
    assert await cast.store.read(latest, "staff:2", "read_words", cast.bo) is None
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert [allowed for _, _, _, allowed in lines] == [True, True, False]


async def test_a_programme_text_is_kept_once_and_found_again(cast: Cast) -> None:
    def remember(tx: Tx, text: str) -> int:
        return programmes.remember(tx, NOW, "projekt-run", text)

    first = await cast.store.write(remember, "one")
    assert await cast.store.write(remember, "one") == first
    assert await cast.store.write(remember, "two") != first
    assert await cast.store.read(programmes.text_of, first) == "one"
    assert await cast.store.read(programmes.text_of, 1) is None
