"""Somebody is erased: nothing of theirs is left or can be opened, and what we did stays."""

from __future__ import annotations

from domain.case import CaseKind, CaseState, Outcome
from domain.message import OutboxState
from domain.people import NO_NAME, YouthStatus
from domain.phone import chat_of_number
from services.erase_youth import erase, finish_erasures
from storage import audit, cases, youths
from tests.services.erased import (
    CLI,
    PHONE,
    SECRET,
    STAYS,
    decided_by_anna,
    dump,
    furnish,
    of_bo,
)
from tests.web.cast import BO_CHAT, NOW, Cast


async def test_nothing_of_theirs_is_left_and_nothing_can_be_opened(cast: Cast) -> None:
    filled = await furnish(cast)
    before = await cast.store.read(dump)
    assert SECRET in str(before)
    refused = await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    assert refused is None
    kept = await cast.store.read(dump)
    chat = cast.vault.lookup("chat", BO_CHAT)
    number = cast.vault.lookup("phone", PHONE)
    by_sms = cast.vault.lookup("chat", chat_of_number(PHONE))
    lane = cast.vault.lookup("road", f"sms:{PHONE}")
    assert SECRET not in str(kept)
    for rows in kept.values():
        for row in rows:
            hashes = {v for v in row.values() if isinstance(v, bytes)}
            assert not {chat, number, by_sms, lane} & hashes
            assert chat.hex() not in str(row.get("episode"))
    left = 0
    for table, row in of_bo(cast, filled.red, kept):
        stays = STAYS.get(table.name, set())
        for column in table.columns:
            info = column.info
            if column.primary_key or info["keep"] == "audit" or info["data"] == "plain":
                continue
            if info["sealed"]:
                assert not row[column.name], f"{table.name}.{column.name}"
            elif column.name not in stays and column.name != "youth_id":
                assert row[column.name] in (None, {}, False), f"{table.name}.{column.name}"
            left += 1
    assert left > 50, "a row of everything was looked at"
    assert await cast.vault.people(forgotten=True) == {cast.bo}


async def test_what_we_did_stays_as_numbers_and_times(cast: Cast) -> None:
    filled = await furnish(cast)
    await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    kept = await cast.store.read(dump)
    youth = await cast.youth()
    assert (youth.name, youth.status, youth.chat_id, youth.phone) == (
        NO_NAME,
        YouthStatus.ERASED,
        None,
        None,
    )
    assert await cast.store.read(youths.number_of, cast.bo) == 1, "numbers of others stay"
    red = await cast.store.read(cases.get, filled.red)
    assert red is not None
    assert (red.kind, red.outcome) == (CaseKind.CRISIS, Outcome.TALKED)
    states = {row["state"] for row in kept["outbox"] if row["youth_id"] == cast.bo}
    assert states == {OutboxState.SENT.value, OutboxState.SKIPPED.value}
    came = {row["rsvp_id"]: (row["invited_at"], row["came"]) for row in kept["rsvp"]}
    assert came[filled.past][1] is not None, "how many came to an evening that was"
    assert came[filled.evening] == (None, None), "nobody waits for him at one to come"
    trail = await cast.store.read(audit.of_youth, cast.bo)
    assert (str(CLI), "erase", True) in [(actor, what, ok) for _, actor, what, ok in trail]
    [said] = [row["detail"] for row in kept["audit"] if row["action"] == "erase"]
    assert said == {"by": cast.anna, "why": "asked", "cases": 1}


async def test_everything_that_waited_ends(cast: Cast) -> None:
    await furnish(cast)
    await erase(cast.world, CLI, cast.bo, await decided_by_anna(cast))
    kept = await cast.store.read(dump)
    waits = [row for row in kept["outbox"] if row["youth_id"] == cast.bo and row["ready_at"]]
    assert waits == []
    assert {row["due_at"] for row in kept["task"]} == {None}
    assert kept["planned"] == kept["apart"] == []
    still = await cast.store.read(lambda rx: cases.of_youth(rx, cast.bo, still_open=True))
    assert still == []
    ended = await cast.store.read(lambda rx: cases.of_youth(rx, cast.bo, still_open=False))
    assert {one.outcome for one in ended} == {Outcome.TALKED, Outcome.ERASED}
    assert all(one.state is CaseState.CLOSED for one in ended)
    assert all(row["spent_at"] and row["session_ends_at"] <= NOW for row in kept["page_link"])
    assert all(row["used_at"] for row in kept["invite"] if row["youth_id"] == cast.bo)


async def test_a_backup_of_the_data_from_before_is_erased_again(cast: Cast) -> None:
    filled = await furnish(cast)
    await cast.vault.forget(cast.bo)  # the keys of today, and rows from before
    assert await finish_erasures(cast.world, cast.vault) == ([], [cast.bo])
    kept = await cast.store.read(dump)
    assert SECRET not in str(kept)
    assert cast.vault.lookup("chat", BO_CHAT) not in {
        row["lane"] for row in [*kept["inbox"], *kept["outbox"]]
    }
    assert (await cast.youth()).is_erased
    assert (await cast.store.read(cases.get, filled.red)) is not None
