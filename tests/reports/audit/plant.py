"""Rows and messages put straight into the database and onto the wire, whoever would forbid it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from domain.case import Case, CaseKind, CaseState, Level, Outcome
from domain.message import Body, Button, MessageKind, OutboxState, Purpose
from domain.reply import Reply, ReplyKind
from domain.screening import ScreenLevel
from domain.talk import TalkWay
from reports.audit.audit import audit, emergency_words
from reports.audit.grounds import Outage
from reports.audit.verdict import Audit, Promise
from reports.audit.wire import Acted, Heard, Sent
from storage import audit as trail
from storage import cases, outbox, replies, tables
from storage import staff as staff_rows
from storage.tx import Rx, Tx
from tests.journeys.town import at as at_home
from tests.web.cast import BO_CHAT, NOW, SITE_CHAT, Cast

SINCE = at_home("2026-02-16 00:00")  # a Monday
UNTIL = NOW  # Tuesday 24 February, 13.00 in Copenhagen
STRANGER_CHAT = 4711
# What Bo's plan held in the days looked at; the next question is due an hour after the present.
DUE = (("weekly", "02-17 14:00"), ("cafe", "02-19 12:30"))


def wall(text: str) -> datetime:
    """Return the instant of `02-17 14:00` in Copenhagen."""
    return at_home(f"2026-{text}")


@dataclass
class Plant:
    """Bo's story. What is planted is on the wire as well, unless a test says otherwise."""

    cast: Cast
    wire: list[Sent] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    acted: list[Acted] = field(default_factory=list)
    texts: list[Sent] | None = None  # what an SMS gateway took, where that is known
    numbers: count[int] = field(default_factory=lambda: count(100))
    passed_over: set[str] = field(default_factory=set)  # days of contacts that left no row

    async def settle(self) -> None:
        """Let Bo be called in two days, by people who were there all the time."""
        due = NOW - timedelta(days=5) + timedelta(days=7)
        await self.cast.change_bo(reassess_at=due)

        def join(tx: Tx) -> None:
            for person in staff_rows.everybody(tx):
                staff_rows.change(tx, person.id, joined_at=NOW - timedelta(days=40))

        await self.cast.store.write(join)
        for days in (12, 5):  # the second is the one that Bo's own row holds
            await self.talk(NOW - timedelta(days=days))

    async def look(self) -> Audit:
        """Return what the auditor says."""
        world = self.cast.world
        for key, due in DUE:
            if due not in self.passed_over:
                await self.became(due, "skipped", contact_key=key, reason="planted")

        def run(rx: Rx) -> Audit:
            return audit(
                rx,
                wire=self.wire,
                since=SINCE,
                until=self.cast.clock.time,
                programmes=world.house.programmes,
                site=world.house.site,
                heard=self.heard,
                outages=self.outages,
                acted=self.acted,
                texts=self.texts,
                emergency=emergency_words(world.house),
            )

        return await world.store.read(run)

    async def broken(self) -> set[Promise]:
        """Return which promises the auditor says were broken."""
        return set((await self.look()).by_promise)

    def meant(self, what: str, at: str, *, chat_id: int = BO_CHAT) -> None:
        """Let it be known what Bo, or a stranger, meant, whatever was made of it."""
        self.acted.append(Acted(chat_id=chat_id, at=wall(at), what=what))

    # ------------------------------------------------------------- messages

    async def says(
        self,
        at: str,
        purpose: Purpose = Purpose.CHECKIN,
        *,
        to: int | None = None,
        text: str = "Hej Bo",
        labels: tuple[str, ...] = (),
        arrives: int = 1,
        sent: bool = True,
        silent: bool = False,
        **row: Any,
    ) -> int:
        """Queue a message to Bo, or to a member of staff, let it arrive, and return its row.

        `arrives` is how often; `sent` whether the row knows of it.
        """
        moment, number = wall(at), next(self.numbers)
        chat = self._chat(to)
        buttons = tuple((Button(label, data="v1.x.1"),) for label in labels)
        new = outbox.NewMessage(
            **{
                "chat_id": chat,
                "youth_id": self.cast.bo if to is None else None,
                "staff_id": to,
                "case_id": None,
                "checkin_id": None,
                "programme_version_id": None,
                "kind": MessageKind.TEXT,
                "purpose": purpose,
                "wording": "weekly.school",
                "body": Body(text, buttons, silent=silent),
                "dedupe": f"planted:{number}",
                "edits": None,
                "edits_message_id": None,
                "due_at": moment,
                "late_at": None,
                **row,
            }
        )
        outbox_id = await self.cast.store.write(_queue, new, moment, number if sent else None)
        for _ in range(arrives):
            self.arrives(new.chat_id, number, moment, text=text, labels=labels, silent=silent)
            number = next(self.numbers) if arrives > 1 else number
        return outbox_id

    async def to_stranger(self, at: str, purpose: Purpose, **more: Any) -> int:
        """Let a message arrive in the chat of somebody whom nobody has enrolled."""
        return await self.says(at, purpose, **{"chat_id": STRANGER_CHAT, "youth_id": None, **more})

    def arrives(
        self,
        chat: int,
        number: int,
        at: datetime,
        *,
        text: str = "Hej",
        labels: tuple[str, ...] = (),
        silent: bool = False,
        edited: bool = False,
    ) -> None:
        """Let a message reach a chat."""
        method = "editMessageText" if edited else "sendMessage"
        self.wire.append(
            Sent(
                chat_id=chat,
                message_id=number,
                at=at,
                method=method,
                text=text,
                buttons=labels,
                silent=silent,
                edited=edited,
            )
        )

    def _chat(self, staff_id: int | None) -> int:
        if staff_id is None:
            return BO_CHAT
        people = (self.cast.mette, self.cast.karl, self.cast.anna, self.cast.ulla)
        return SITE_CHAT + people.index(staff_id)

    # ------------------------------------------------------------- rows

    async def row(self, table: Any, **values: Any) -> int:
        """Put a row into a table and return its id; what is not named is what fits Bo."""
        name, new = f"{table.name}_id", self.cast.ids.new()
        usual = {name: new} if name in table.c else {}
        if "youth_id" in table.c:
            usual["youth_id"] = self.cast.bo
        if "programme_version_id" in table.c:
            usual["programme_version_id"] = self.cast.version
        await self.cast.store.write(_insert, table, {**usual, **values})
        return new

    async def question(self, at: str, **values: Any) -> int:
        """Put a check-in that opened at `at` there; it ran out after two days."""
        opened = wall(at)
        usual = {
            "contact_key": "weekly",
            "kind": "checkin",
            "occurrence_at": opened,
            "state": "expired",
            "position": 0,
            "prompt_outbox_id": 0,
            "opened_at": opened,
            "expires_at": opened + timedelta(days=2),
            "low": False,
        }
        return await self.row(tables.checkin, **{**usual, **values})

    async def asks(self, at: str, **values: Any) -> int:
        """Let a question arrive at `at`; return its check-in."""
        checkin = await self.question(at, **values)
        await self.says(at, checkin_id=checkin, text=f"Hej Bo {at}")
        return checkin

    async def became(self, due: str, what: str, **values: Any) -> int:
        """Write down what became of a planned contact."""
        self.passed_over.add(due)
        usual = {"contact_key": "weekly", "due_at": wall(due), "handled_at": wall(due)}
        return await self.row(tables.occurrence, what=what, **{**usual, **values})

    async def talk(self, at: datetime, way: TalkWay = TalkWay.CALLED, **values: Any) -> int:
        """Note a talk of Mette with Bo, or a try."""
        usual = {"staff_id": self.cast.mette, "at": at, "way": way.value}
        return await self.row(tables.talk, **{**usual, **values})

    async def duty(self, kind: str, at: str, **values: Any) -> int:
        """Give Mette a duty."""
        usual = {
            "staff_id": self.cast.mette,
            "kind": kind,
            "dedupe": f"planted:{next(self.numbers)}",
            "created_at": wall(at),
            "due_at": wall(at) + timedelta(days=1),
        }
        return await self.row(tables.task, **{**usual, **values})

    async def did(self, action: str, at: str, *, actor: str | None = None, **detail: Any) -> None:
        """Put a line into the trail; by Bo, unless somebody is named."""

        def write(tx: Tx) -> None:
            trail.record(
                tx,
                wall(at),
                actor=actor or f"youth:{self.cast.bo}",
                action=action,
                youth_id=self.cast.bo,
                allowed=True,
                detail=detail,
            )

        await self.cast.store.write(write)

    async def connected(self, staff_id: int, at: str) -> None:
        """Put a line into the trail that one of the staff opened their link."""

        def write(tx: Tx) -> None:
            trail.record(
                tx,
                wall(at),
                actor="stranger",
                action="open_invite",
                youth_id=None,
                allowed=True,
                detail={"staff": str(staff_id)},
            )

        await self.cast.store.write(write)

    async def wrote(self, at: str, text: str | None = "det går fint", **values: Any) -> int:
        """Keep words of Bo; nobody does anything about them."""
        reply = Reply(
            **{
                "id": self.cast.ids.new(),
                "youth_id": self.cast.bo,
                "kind": ReplyKind.WORD,
                "received_at": wall(at),
                "text": text,
                "level": ScreenLevel.ORDINARY.value,
                "message_id": next(self.numbers),
                "sent_at": wall(at),
                **values,
            }
        )
        await self.cast.store.write(replies.add, reply, inbox_id=None)
        return reply.id

    async def case(
        self, kind: CaseKind, at: str, story: Mapping[str, str] | None = None, **values: Any
    ) -> Case:
        """Put a case there; `story` is what happened to it, by wall time."""
        opened = wall(at)
        made = Case(
            **{
                "id": self.cast.ids.new(),
                "number": next(self.numbers),
                "youth_id": self.cast.bo,
                "kind": kind,
                "level": Level.RED if kind is CaseKind.CRISIS else Level.YELLOW,
                "state": CaseState.OPEN,
                "programme_version_id": self.cast.version,
                "ladder": (self.cast.mette, self.cast.karl, self.cast.anna),
                "step": 2,
                "round": 0,
                "opened_at": opened,
                "due_at": opened,
                "escalate_at": UNTIL + timedelta(hours=1),
                "taken_by": None,
                "taken_at": None,
                "try_again_at": None,
                "closed_at": None,
                "outcome": None,
                "way": None,
                "evidence": {},
                **values,
            }
        )
        await self.cast.store.write(cases.add, made, episode=f"planted:{made.id}")
        for moment, what in (story or {}).items():
            who, _, did = what.rpartition(" ")
            actor = who or f"staff:{self.cast.mette}"
            await self.cast.store.write(cases.tell, wall(moment), made.id, actor, did, {})
        return made

    async def noted(self, case: Case, at: str, what: str, **facts: Any) -> None:
        """Write one more thing into the story of a case, as Mette's."""
        actor = f"staff:{self.cast.mette}"
        await self.cast.store.write(cases.tell, wall(at), case.id, actor, what, facts)

    async def closed(self, kind: CaseKind, at: str, until: str, **values: Any) -> Case:
        """Put a case there that Mette took at once and closed, by a talk or by reading."""
        reads = kind in {CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.UNREAD}
        usual = {
            "state": CaseState.CLOSED,
            "closed_at": wall(until),
            "escalate_at": None,
            "outcome": Outcome.READ if reads else Outcome.TALKED,
        }
        made = await self.case(kind, at, {at: "opened"}, **{**usual, **values})
        await self.noted(made, at, "taken")
        await self.noted(made, until, "closed")
        return made

    async def told(self, case: Case, at: str, *staff: int) -> None:
        """Tell staff of a case; all on its ladder, unless somebody is named."""
        for one in staff or case.ladder:
            await self.says(
                at, Purpose.CASE, to=one, case_id=case.id, wording="case", text="RØD · sag 1"
            )


def _queue(tx: Tx, new: outbox.NewMessage, at: datetime, number: int | None) -> int:
    outbox_id = outbox.add(tx, at, new)
    assert outbox_id is not None, "planted twice under one name"
    if number is not None:
        outbox.move(tx, [outbox_id], OutboxState.SENDING, ready_at=None)
        outbox.mark_sent(tx, at, [(outbox_id, number)])
    return outbox_id


def _insert(tx: Tx, table: Any, values: Mapping[str, Any]) -> None:
    tx.execute(table.insert().values(site_id=tx.site_id, **values))
