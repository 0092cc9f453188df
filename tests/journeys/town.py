"""A town for the journeys: the whole product, a Telegram on loopback, and people with phones."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from bot.app import App, built
from bot.clock import SteppedClock
from bot.ground import WrapStore, opened
from bot.jump import jump
from bot.settings import GivenSettings, Settings
from domain.case import Case, CaseKind
from domain.checkin import CheckIn
from domain.people import Actor, Language, Role, Staff, Youth
from domain.reply import Reply
from services.invite import NewYouth, invite_staff, invite_youth
from simulator.phones import Phone
from simulator.server import Simulator
from simulator.view import SeenMessage
from storage import cases, checkins, replies, staff, youths
from storage.tx import Rx
from tests.plain import CONTENT
from tests.web.browser import Browser, Shown

ZONE = ZoneInfo("Europe/Copenhagen")
# Tuesday 3 March 2026, 10.00 in Copenhagen: staffed, and before the weekly question.
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=ZONE)
PHONE = "12345678"
CLI = Actor.cli("test")
MENTOR, COVER, COORDINATOR = "Maja Mentor", "Karim Cover", "Conny Coordinator"
DANGER = "jeg vil ikke leve mere"  # no rule is in doubt about it
OPEN = {"da": "Åbn", "en": "Open"}

P = ParamSpec("P")
R = TypeVar("R")


def same_store(store: Any) -> Any:
    """Put nothing around the store."""
    return store


@dataclass
class Town:
    """Everybody who takes part. Time moves only by `wait` and `until`."""

    clock: SteppedClock
    sim: Simulator
    settings: Settings
    wrap: WrapStore = same_store
    programme: str = "projekt-run"  # of the next youth
    app: App = field(init=False)
    mentor: Phone = field(init=False)
    cover: Phone = field(init=False)
    coordinator: Phone = field(init=False)
    running: AsyncExitStack = field(default_factory=AsyncExitStack)

    # ------------------------------------------------------------- the process

    async def start(self) -> None:
        """Start the product on whatever its files hold."""
        self.running = AsyncExitStack()
        self.app = await self.running.enter_async_context(
            built(self.settings, self.clock, wrap=self.wrap)
        )

    async def stop(self) -> None:
        """End the product; its files, Telegram and time go on."""
        await self.running.aclose()

    async def restart(self) -> None:
        """End the product and start it again."""
        await self.stop()
        await self.start()

    # ------------------------------------------------------------- time

    async def settle(self) -> None:
        """Let everything happen that happens now."""
        await self.app.settle()

    async def wait(self, **span: float) -> None:
        """Let time pass, such as `hours=3`."""
        await jump(self.app, self.clock, self.clock.now() + timedelta(**span))

    async def until(self, wall: datetime | str) -> None:
        """Let time pass until a local wall time, such as `2026-03-05 15:00`."""
        await jump(self.app, self.clock, at(wall))

    def pass_unseen(self, wall: datetime | str) -> None:
        """Let time pass while the product is down."""
        self.clock.advance_to(at(wall))

    # ------------------------------------------------------------- people

    async def hire(self, *, language: Language = "da") -> None:
        """Let the coordinator, the mentor and the cover open their links."""
        people = ((COORDINATOR, Role.COORDINATOR), (MENTOR, Role.MENTOR), (COVER, Role.MENTOR))
        self.coordinator, self.mentor, self.cover = [
            await self.hire_one(name, role, language=language) for name, role in people
        ]

    async def hire_one(
        self, name: str, role: Role = Role.MENTOR, *, language: Language = "da"
    ) -> Phone:
        """Return the phone of a member of staff who has opened their link."""
        invitation = await invite_staff(
            self.app.world, CLI, name=name, role=role, language=language
        )
        phone = self.sim.phone(name.split(maxsplit=1)[0])
        await phone.open(invitation.link)
        await self.settle()
        return phone

    async def invite(self, name: str = "Amal", *, language: Language = "da") -> str:
        """Return the link for a youth."""
        new = NewYouth(
            name=name, programme=self.programme, mentor=MENTOR, cover=COVER, language=language
        )
        return (await invite_youth(self.app.world, CLI, new)).link

    async def enrol(self, name: str = "Amal", *, language: Language = "da") -> Phone:
        """Return the phone of a youth who has said yes, and left the rest for another day."""
        phone = await self.said_yes(name, language=language)
        await self.tap(phone, "Ikke nu" if language == "da" else "Not now")
        return phone

    async def said_yes(
        self, name: str = "Amal", *, language: Language = "da", age: str = ""
    ) -> Phone:
        """Return the phone of a youth who has said yes and sees the first screen after it."""
        phone = await self.asked(name, language=language)
        await self.say_yes(phone, language=language, age=age)
        return phone

    async def say_yes(self, phone: Phone, *, language: Language = "da", age: str = "") -> None:
        """Let a youth who has chosen a language say yes."""
        danish = language == "da"
        for label in (
            "Videre" if danish else "Next",
            age or ("18 eller mere" if danish else "18 or more"),
            "Ja, prøv det" if danish else "Yes, try it",
        ):
            await self.tap(phone, label)

    async def asked(self, name: str = "Amal", *, language: Language = "da") -> Phone:
        """Return the phone of a youth who has opened the link and chosen a language."""
        phone = self.sim.phone(name, language=language)
        await phone.open(await self.invite(name, language=language))
        await self.settle()
        await self.tap(phone, "Dansk" if language == "da" else "English")
        return phone

    # ------------------------------------------------------------- what people do

    async def tap(
        self, phone: Phone, label: str, message: SeenMessage | None = None
    ) -> SeenMessage:
        """Tap a button, let everything happen, and return the newest message."""
        await phone.tap(label, message)
        await self.settle()
        return phone.last

    async def write(self, phone: Phone, text: str) -> SeenMessage:
        """Write words, let everything happen, and return the newest message."""
        await phone.write(text)
        await self.settle()
        return phone.last

    async def link(self, phone: Phone, *, message: SeenMessage | None = None) -> str:
        """Tap *Åbn* and return the token of the link that comes."""
        labels = [label for one in [message or phone.last] for label in one.labels]
        label = next((one for one in labels if one in OPEN.values()), OPEN["da"])
        answer = await self.tap(phone, label, message)
        return answer.text.rpartition("/p/")[2]

    @asynccontextmanager
    async def page(
        self, phone: Phone, *, message: SeenMessage | None = None
    ) -> AsyncIterator[tuple[Browser, Shown]]:
        """Give the page that opens behind *Åbn*, in a browser of its own."""
        token = await self.link(phone, message=message)
        async with Browser.open(self.app.world, files=self.app.files) as browser:
            yield browser, await browser.press_show(token)

    async def answer(self, phone: Phone, words: str) -> Shown:
        """Let a worker open the page from their newest message and answer there."""
        async with self.page(phone) as (browser, shown):
            done = await browser.answer(shown, words)
        await self.settle()
        return done

    async def mark_read(self, phone: Phone) -> Shown:
        """Let a worker open the page from their newest message and press *Læst*."""
        async with self.page(phone) as (browser, shown):
            done = await browser.mark_read(shown)
        await self.settle()
        return done

    async def talk(
        self,
        phone: Phone,
        *,
        how: str = "Ringet",
        mood: str = "Godt",
        following: str = "Som aftalt",
    ) -> SeenMessage:
        """Let a member of staff take the case of their newest message and close it by a talk."""
        for label in ("Jeg tager den", "Talt sammen", how, mood, following):
            await self.tap(phone, label)
        return phone.last

    # ------------------------------------------------------------- what the database keeps

    async def read(
        self, fn: Callable[Concatenate[Rx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Return what a query finds."""
        return await self.app.world.store.read(fn, *args, **kwargs)

    async def youth(self, phone: Phone) -> Youth:
        """Return a youth as the database has them."""
        found = await self.read(youths.find_by_chat, phone.id)
        assert found is not None, f"nobody has the chat of {phone.name}"
        return found

    async def person(self, phone: Phone) -> Staff:
        """Return a member of staff as the database has them."""
        found = await self.read(staff.find_by_chat, phone.id)
        assert found is not None, f"nobody has the chat of {phone.name}"
        return found

    async def replies(self, phone: Phone) -> Sequence[Reply]:
        """Return what a youth has sent, oldest first."""
        youth = await self.youth(phone)
        return list(reversed(await self.read(replies.latest_of, youth.id, 1000)))

    async def cases(self, phone: Phone, *, still_open: bool = False) -> Sequence[Case]:
        """Return a youth's cases, oldest first."""
        youth = await self.youth(phone)
        return list(reversed(await self.read(cases.of_youth, youth.id, still_open=still_open)))

    async def kinds(self, phone: Phone, *, still_open: bool = True) -> list[CaseKind]:
        """Return the kinds of a youth's open cases, oldest first."""
        return [case.kind for case in await self.cases(phone, still_open=still_open)]

    async def case(self, phone: Phone, kind: CaseKind) -> Case:
        """Return a youth's newest case of a kind."""
        found = [case for case in await self.cases(phone) if case.kind is kind]
        assert found, f"{phone.name} has no case {kind}"
        return found[-1]

    async def story(self, case: Case) -> list[str]:
        """Return what happened to a case, in one word each."""
        return [what for _, _, what, _ in await self.read(cases.story, case.id)]

    async def checkins(self, phone: Phone) -> Sequence[CheckIn]:
        """Return a youth's check-ins, oldest first."""
        youth = await self.youth(phone)
        return list(reversed(await self.read(checkins.latest_of, youth.id, 1000)))

    async def rows(self, table: Any, **wanted: Any) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a table in which these columns have these values."""

        def look(rx: Rx) -> Sequence[Mapping[str, Any]]:
            found = table.select()
            for name, value in wanted.items():
                found = found.where(table.c[name] == value)
            return [dict(row) for row in rx.execute(found).mappings()]

        return await self.read(look)


@asynccontextmanager
async def town(
    folder: Path,
    *,
    start: datetime = TUESDAY,
    database_url: str | None = None,
    content: Path | None = None,
    installation: Path | None = None,
    wrap: WrapStore = same_store,
) -> AsyncIterator[Town]:
    """Give a town whose clock stands at `start`, with nobody in it yet.

    `installation` is an empty installation to begin with a copy of, which is quicker than to
    make one; `content` a folder with programmes, words and rules of its own.
    """
    home = folder / "installation"
    if installation is not None and database_url is None:
        shutil.copytree(installation, home)
    clock = SteppedClock(start, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim:
        settings = settings_for(home, sim, database_url=database_url, content=content)
        made = Town(clock, sim, settings, wrap)
        await made.start()
        try:
            yield made
        finally:
            await made.stop()


def settings_for(
    folder: Path,
    sim: Simulator,
    *,
    database_url: str | None = None,
    content: Path | None = None,
) -> Settings:
    """Return the settings of an installation in a folder that talks to a simulator."""
    return GivenSettings(
        telegram_token=sim.token,
        telegram_api_url=sim.url,
        bot_username=sim.username,
        database_url=database_url or f"sqlite:///{folder}/holdfast.db",
        keystore_url=f"sqlite:///{folder}/keys.db",
        master_key_file=folder / "master.key",
        content_dir=content or CONTENT,
        site_phone=PHONE,
    )


async def install(folder: Path) -> None:
    """Make an empty installation that others are copied from."""
    clock = SteppedClock(TUESDAY, telegram_is_loopback=True)
    async with Simulator(clock=clock.now) as sim, opened(settings_for(folder, sim), clock):
        pass


def at(wall: datetime | str) -> datetime:
    """Return the instant of a local wall time, such as `2026-03-05 15:00`."""
    moment = datetime.fromisoformat(wall) if isinstance(wall, str) else wall
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZONE)


def texts(phone: Phone) -> list[str]:
    """Return what the bot's messages on a phone say now, oldest first."""
    return [message.text for message in phone.messages if message.from_bot]


def labels(message: SeenMessage) -> list[str]:
    """Return the labels of a message's buttons, row after row."""
    return [button.label for row in message.buttons for button in row]


def said_after(phone: Phone, mark: int) -> list[str]:
    """Return what the bot's messages say that were sent or changed after a `phone.mark`."""
    return [one.text for one in phone.messages if one.from_bot and one.seq > mark]


def newest_with(phone: Phone, label: str) -> SeenMessage:
    """Return the newest message that has this button now."""
    return next(one for one in reversed(phone.messages) if label in one.labels)
