"""Bo with a row of everything there is, and who decides that he is erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, select

from content.keys import Key
from domain.case import CaseKind
from domain.erasing import WhyErased
from domain.incoming import Incoming
from domain.message import Body, OutboxState, Purpose, Road
from domain.people import Actor, Staff
from domain.phone import chat_of_number
from services.erase_youth import Decision
from services.queue_message import Outgoing, Recipient, queue_message
from services.raise_case import raise_case
from services.say_to_stranger import answer_stranger
from storage import cases, youths
from storage import staff as staff_rows
from storage.columns import Instant, JsonText
from storage.tables import apart, case_event, inbox, metadata, rsvp
from storage.tables import case_file as case_rows
from storage.tx import Rx, Tx
from tests.web.cast import BO_CHAT, NOW, Cast

CLI = Actor.cli("test")
SECRET = "solsort"  # in every text of every row of Bo
PHONE = "+4511223344"

# What stays in a row of somebody who was erased, and why: docs/reference/storage.md tells it too.
STAYS = {
    "youth": {"status", "language", "zone", "created_at", "contact_interval_days", "channel"},
    "talk": {"at", "way", "case_file_id"},  # that somebody of ours talked with them
    "task": {"done_at", "outcome"},  # that a duty ended, "erased"
    "rsvp": {"invited_at", "left_out", "came", "came_by", "came_at"},  # how many came
    "case_file": {
        *("youth_id", "kind", "level", "state", "opened_at", "talked_at"),
        *("closed_at", "outcome", "way"),
    },
    "case_event": {"at", "what", "detail"},  # what was done; of the youth's own acts no detail
    "outbox": {"youth_id", "case_file_id"},  # that a message left, and of what kind
    "invite": {"used_at"},
}


@dataclass(frozen=True, slots=True)
class Filled:
    """Ids of rows that are looked at afterwards."""

    red: int  # a case that ended long ago
    evening: int  # to which Bo comes
    past: int  # to which he came


def _value(tx: Tx, column: Column[Any], owner: int, row_id: int) -> Any:
    if column.info["sealed"]:
        return tx.seal(owner, column, row_id, SECRET)
    stays = column.info["data"] == "plain" or column.name in STAYS.get(column.table.name, ())
    words = "word" if stays else SECRET
    by_type = {
        Instant: NOW,
        JsonText: [words],
        Boolean: True,
        Integer: 3,
        LargeBinary: tx.lookup("chat", BO_CHAT),
    }
    if isinstance(column.type, BigInteger):
        return row_id
    return next((v for kind, v in by_type.items() if isinstance(column.type, kind)), words)


def _fill(tx: Tx, table: Table, owner: int, **given: Any) -> int:
    """Insert a row in which every column holds something; return its id."""
    row_id = given.pop("row_id", None) or tx.new_id()
    values = {
        column.name: _value(tx, column, owner, row_id)
        for column in table.columns
        if column.name != "site_id"
    }
    for lookup in ("code_lookup", "token_lookup", "session_lookup"):
        if lookup in values:
            values[lookup] = tx.lookup(lookup, row_id)
    tx.insert(table, {**values, **given})
    return row_id


async def furnish(cast: Cast) -> Filled:
    """Let Bo have a row of everything there is."""
    red = await cast.opens_case(CaseKind.CRISIS)
    await cast.store.write(lambda tx: close_case(tx, red.id))
    await cast.opens_case(CaseKind.CONTACT_DUE)
    other = await cast.another_youth()
    await cast.store.write(was_a_stranger, cast)
    await cast.store.write(lambda tx: youths.change(tx, cast.bo, phone=PHONE, cohort=SECRET))
    await cast.store.write(queue_to_bo, cast, "a")
    await cast.delivered(OutboxState.SENT)
    await cast.store.write(queue_to_bo, cast, "b")
    return await cast.store.write(_rows, cast, other, red.id)


def was_a_stranger(tx: Tx, cast: Cast) -> None:
    """Let somebody have written from Bo's chat, and number, while nobody knew them."""
    house = replace(cast.world.house, roads=frozenset({Road.SMS}))
    by_sms = Incoming(inbox_id=tx.new_id(), chat_id=chat_of_number(PHONE))
    by_bot = Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=1)
    for incoming in (by_bot, by_sms):
        key = Key.START_WITHOUT_CODE
        answer_stranger(tx, NOW, house, incoming, key, purpose=Purpose.NOTICE)
    kind, chat = CaseKind.UNKNOWN_SENDER, BO_CHAT
    case = raise_case(tx, CLI, NOW, cast.world.house, youth=None, kind=kind, sender_chat=chat)
    _end(tx, case.id)


def close_case(tx: Tx, case_id: int) -> None:
    _end(tx, case_id)
    cases.tell(tx, NOW, case_id, f"youth:{case_id}", "card_answer", {"answer": SECRET})


def _end(tx: Tx, case_id: int) -> None:
    values = {"state": "closed", "closed_at": NOW, "outcome": "talked", "way": "called"}
    tx.change(case_rows, {**values, "escalate_at": None, "next_at": None}, case_file_id=case_id)


def queue_to_bo(tx: Tx, cast: Cast, name: str) -> None:
    youth = youths.get(tx, cast.bo)
    assert youth is not None
    queue_message(
        tx,
        NOW,
        Outgoing(
            to=Recipient.of_youth(youth),
            purpose=Purpose.CHECKIN,
            wording="weekly.school",
            body=Body(text=SECRET),
            dedupe=f"{SECRET}:{name}",
        ),
    )


def _rows(tx: Tx, cast: Cast, other: int, red: int) -> Filled:
    bo, version = cast.bo, cast.version
    named = {
        "youth_id": bo,
        "programme_version_id": version,
        "staff_id": cast.mette,
        "case_file_id": red,
    }
    for table in metadata.sorted_tables:
        is_theirs = "youth_id" in table.c and table.name not in {
            *("youth", "outbox", "case_file", "apart", "audit", "rsvp", "staff", "agreement"),
            *("caring", "invite"),
        }
        if is_theirs:
            given = {name: value for name, value in named.items() if name in table.c}
            _fill(tx, table, bo, **given)
    _fill(tx, metadata.tables["agreement"], bo, row_id=bo, youth_id=bo)
    _fill(tx, metadata.tables["caring"], bo, row_id=bo, youth_id=bo)
    _fill(tx, metadata.tables["invite"], bo, youth_id=bo, staff_id=None, used_at=None)
    _fill(tx, apart, bo, youth_id=bo, other_id=other)
    _fill(tx, inbox, bo, body=None, state="done", due_at=None)
    by_sms = tx.lookup("chat", chat_of_number(PHONE))
    _fill(tx, inbox, bo, body=None, state="done", due_at=None, lane=by_sms)
    _fill(tx, inbox, bo, state="parked", body=None, due_at=None)
    series = _fill(tx, metadata.tables["cafe_series"], bo)
    ids = [
        _fill(
            tx,
            metadata.tables["cafe"],
            bo,
            cafe_series_id=series,
            begins_at=NOW + timedelta(days=days),
            occurs_at=NOW + timedelta(days=days),
        )
        for days in (-7, 7)
    ]
    past, ahead = (_fill(tx, rsvp, bo, youth_id=bo, cafe_id=cafe_id) for cafe_id in ids)
    cases.tell(tx, NOW, red, f"youth:{bo}", "card_answer", {"answer": SECRET})
    tx.change(case_event, {"detail": {}}, actor=f"youth:{red}")
    return Filled(red, ahead, past)


async def decided_by_anna(cast: Cast) -> Decision:
    by = await cast.store.read(staff_rows.get, cast.anna)
    assert isinstance(by, Staff)
    return Decision(by=by, why=WhyErased.ASKED)


def dump(rx: Rx) -> dict[str, list[Mapping[str, Any]]]:
    return {
        table.name: [dict(row) for row in rx.execute(select(table)).mappings()]
        for table in metadata.sorted_tables
    }


def of_bo(cast: Cast, red: int, kept: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Any]:
    for name, rows in kept.items():
        for row in rows:
            whose = {row.get("youth_id"), row.get("other_id")}
            if cast.bo in whose or (name == "case_event" and row["case_file_id"] == red):
                yield metadata.tables[name], row
