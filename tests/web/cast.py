"""The cast of every test of the page, in real rows: Bo, and who may see his words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from content.programmes import load_programmes
from content.site_file import load_site
from content.texts import load_texts
from domain.case import Case, CaseKind
from domain.checkin import CheckIn, CheckInState
from domain.ids import IdSource
from domain.message import OutboxState
from domain.people import Actor, AgeBand, Language, Role, Staff, Youth, YouthStatus
from domain.plan import ContactKind
from domain.reply import Reply, ReplyKind
from domain.screening import Rule, ScreeningRules, ScreenLevel, compile_rules
from services.page_link import offer_link
from services.raise_case import raise_case
from services.world import House, Programmes, World
from storage import cases, checkins, outbox, programmes, replies, staff, youths
from storage.store import Store
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.plain import PROGRAMMES

NOW = datetime(2026, 2, 24, 12, 0, tzinfo=UTC)  # a Tuesday, 13.00 in Copenhagen
HOUR = timedelta(hours=1)
SITE_CHAT, BO_CHAT = 900, 1000


@dataclass
class StillClock:
    """A clock that stands where a test puts it."""

    time: datetime = NOW

    def now(self) -> datetime:
        """Return that time."""
        return self.time

    def pass_by(self, time: timedelta) -> datetime:
        """Move on and return the new time."""
        self.time += time
        return self.time


@dataclass(kw_only=True)
class Cast:
    """Everybody, and what a test does with them. Ids of people are set by `settle`."""

    store: Store
    vault: Vault
    ids: IdSource
    clock: StillClock = field(default_factory=StillClock)
    public_url: str = "http://127.0.0.1:8081"
    world: World = field(init=False)
    bo: int = 0
    mette: int = 0  # his mentor
    karl: int = 0  # her cover
    anna: int = 0  # the coordinator
    ulla: int = 0  # a mentor who has nothing to do with him
    tokens: count[int] = field(default_factory=lambda: count(1))

    async def settle(self) -> None:
        """Put everybody into the store."""
        people = [self.ids.new() for _ in range(5)]
        site_owner = self.ids.new()
        for owner in [*people, site_owner]:
            await self.vault.new_key(owner, "person")
        self.bo, self.mette, self.karl, self.anna, self.ulla = people
        versions = await self.store.write(_remember_programmes)
        self.world = self._world(versions, site_owner)
        await self.store.write(self._add_people)

    def _world(self, versions: dict[int, str], site_owner: int) -> World:
        loaded = load_programmes(PROGRAMMES)
        known = Programmes(
            {number: loaded[key] for number, key in versions.items()},
            {key: number for number, key in versions.items()},
        )
        house = House(
            texts=load_texts(),
            programmes=known,
            site=load_site(),
            screening=_screening(),
            phone="12 34 56 78",
            owner_id=site_owner,
            bot_username=lambda: "holdfast_bot",
        )
        return World(
            store=self.store,
            clock=self.clock,
            ids=self.ids,
            new_key=lambda owner: self.vault.new_key(owner, "person"),
            forget_key=self.vault.forget,
            new_token=lambda: f"token-{next(self.tokens):016}",
            house=house,
            public_url=self.public_url,
        )

    @property
    def version(self) -> int:
        """Return the programme version everybody is on."""
        return self.world.house.programmes.newest["projekt-run"]

    def _add_people(self, tx: Tx) -> None:
        named = {
            self.mette: ("Mette Holm", Role.MENTOR),
            self.karl: ("Karl Friis", Role.MENTOR),
            self.anna: ("Anna Bech", Role.COORDINATOR),
            self.ulla: ("Ulla Dam", Role.MENTOR),
        }
        for number, (staff_id, (name, role)) in enumerate(named.items(), SITE_CHAT):
            person = Staff(
                id=staff_id,
                name=name,
                role=role,
                language="da",
                chat_id=None,
                joined_at=None,
                blocked_at=None,
            )
            staff.add(tx, person, NOW)
            staff.change(tx, staff_id, chat_id=number, joined_at=NOW)
        youths.add(tx, self._new_youth())
        youths.change(tx, self.bo, chat_id=BO_CHAT)

    async def another_youth(self) -> int:
        """Put one more youth like Bo into the store, without a chat, and return the id."""
        other = self.ids.new()
        await self.vault.new_key(other, "person")
        await self.store.write(youths.add, replace(self._new_youth(), id=other))
        return other

    def _new_youth(self) -> Youth:
        return Youth(
            id=self.bo,
            name="Bo Lind",
            programme_version_id=self.version,
            status=YouthStatus.ACTIVE,
            language="da",
            zone="Europe/Copenhagen",
            age_band=AgeBand.ADULT,
            chat_id=None,
            mentor_id=self.mette,
            cover_id=self.karl,
            created_at=NOW - timedelta(days=30),
            accepted_at=NOW - timedelta(days=30),
            contact_interval_days=7,
            last_sign_of_life_at=NOW - HOUR,
            last_human_contact_at=NOW - timedelta(days=5),
            last_word_at=None,
            last_staff_message_at=None,
            next_contact_at=None,
            reassess_at=None,
            paused_until=None,
            blocked_at=None,
            held_at=None,
            card_at=None,
            call_allowed=None,
        )

    # ------------ what happens

    async def says(self, text: str | None, *, ago: timedelta = HOUR, **more: Any) -> int:
        """Let Bo write a word outside a question and return its id; more of a reply as named."""
        at = self.clock.time - ago
        reply = Reply(
            id=self.ids.new(),
            youth_id=self.bo,
            received_at=at,
            text=text,
            **{"kind": ReplyKind.WORD, **more},
        )
        await self.store.write(replies.add, reply, inbox_id=None)
        if reply.kind is not ReplyKind.ANSWER:
            await self.change_bo(last_word_at=at)
        return reply.id

    async def answers(self, question: str, *, contact: str = "weekly", **answer: Any) -> int:
        """Let Bo answer one question of a check-in or café and return the reply's id."""
        at = self.clock.time - HOUR
        checkin = CheckIn(
            id=self.ids.new(),
            youth_id=self.bo,
            contact_key=contact,
            kind=ContactKind.CAFE if contact == "cafe" else ContactKind.CHECKIN,
            programme_version_id=self.version,
            occurrence_at=at - timedelta(seconds=self.ids.new() % 10_000_000),
            state=CheckInState.DONE,
            position=0,
            prompt_outbox_id=1,
            opened_at=at,
            remind_at=None,
            reminded_at=None,
            expires_at=at + timedelta(days=3),
            event_at=None,
            low=False,
        )
        await self.store.write(checkins.add, checkin)
        given: dict[str, Any] = {"kind": ReplyKind.ANSWER, **answer}
        words = given.pop("text", None)
        return await self.says(words, checkin_id=checkin.id, question_key=question, **given)

    async def opens_case(self, kind: CaseKind = CaseKind.WORD) -> Case:
        """Open a case about Bo, or return the one that is open for this cause."""
        youth = await self.youth()
        return await self.store.write(
            raise_case,
            Actor.youth(self.bo),
            self.clock.time,
            self.world.house,
            youth=youth,
            kind=kind,
        )

    async def link(self, by: int | None = None, *, case: Case | None = None) -> str:
        """Let somebody ask for the page (Mette, when nobody is named); return the token."""
        token = self.world.new_token()
        await self.store.write(
            offer_link,
            Actor.staff(by or self.mette),
            self.clock.time,
            self.world.house,
            youth_id=self.bo,
            case_id=case.id if case else None,
            token=token,
            public_url=self.public_url,
        )
        return token

    async def change_bo(self, **values: Any) -> None:
        """Set columns of Bo's row."""
        await self.store.write(lambda tx: youths.change(tx, self.bo, **values))

    async def speaks(self, staff_id: int, language: Language) -> None:
        """Let a member of staff read the other language."""
        await self.store.write(lambda tx: staff.change(tx, staff_id, language=language))

    # ------------ what is there

    async def youth(self) -> Youth:
        """Return Bo as he stands now."""
        found = await self.store.read(youths.get, self.bo)
        assert found is not None
        return found

    async def case(self, case: Case) -> Case:
        """Return a case as it stands now."""
        found = await self.store.read(cases.get, case.id)
        assert found is not None
        return found

    async def replies(self) -> list[Reply]:
        """Return everything Bo sent, newest first."""
        return list(await self.store.read(replies.latest_of, self.bo, 1000))

    async def messages(self, to: int) -> list[str]:
        """Return the texts queued for one person, oldest first."""
        return [text for _, text in await self.store.read(_letters, to)]

    async def delivered(self, state: OutboxState) -> None:
        """Let every message to Bo have come that far."""
        await self.store.write(self._deliver, state)

    def _deliver(self, tx: Tx, state: OutboxState) -> None:
        ids = [outbox_id for outbox_id, _ in _letters(tx, self.bo)]
        outbox.move(tx, ids, OutboxState.SENDING)
        if state is OutboxState.SENT:
            outbox.mark_sent(tx, self.clock.time, [(outbox_id, 77) for outbox_id in ids])
        else:
            outbox.move(tx, ids, state)


def _remember_programmes(tx: Tx) -> dict[int, str]:
    loaded = load_programmes(PROGRAMMES)
    return {programmes.remember(tx, NOW, key, one.text): key for key, one in loaded.items()}


def _letters(rx: Rx, to: int) -> list[tuple[int, str]]:
    mine = (rows.c.youth_id == to) | (rows.c.staff_id == to)
    ids = rx.execute(select(rows.c.outbox_id).where(mine).order_by(rows.c.outbox_id)).scalars()
    return [(outbox_id, _text(rx, outbox_id)) for outbox_id in ids]


def _text(rx: Rx, outbox_id: int) -> str:
    message = outbox.get(rx, outbox_id)
    assert message is not None
    letter = outbox.letter(rx, message)
    assert letter is not None
    return letter[1].text


def _screening() -> ScreeningRules:
    return compile_rules([Rule("fare", ScreenLevel.CRISIS, "1", ("fare",))])
