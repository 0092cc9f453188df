"""Café evenings for the journeys: a series, and the phones of who takes part."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import time
from pathlib import Path

from domain.cafe import Cafe, Rsvp, Series
from domain.people import Actor, Language
from services.cafe_series import NewSeries, make_series
from simulator.phones import Phone
from simulator.view import SeenMessage
from storage import apart, cafes, rsvps, youths
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, newest_with
from tests.plain import BUILT_IN, PROGRAMMES
from tests.web.browser import Browser, Shown

THURSDAYS = NewSeries(
    programme_key="projekt-run",
    rule="FREQ=WEEKLY;BYDAY=TH",
    begins=time(17),
    ends=time(19),
)


async def series(town: Town, new: NewSeries = THURSDAYS) -> Series:
    """Return a series that the coordinator has made."""
    person = await town.person(town.coordinator)
    world = town.app.world
    made = await world.store.write(
        make_series, Actor.staff(person.id), world.clock.now(), world.house, new
    )
    assert isinstance(made, Series)
    await town.settle()
    return made


async def evenings(town: Town) -> Sequence[Cafe]:
    """Return the evenings that are not over, soonest first."""
    return await town.read(cafes.from_, town.clock.now(), 20)


async def row(town: Town, phone: Phone, cafe: Cafe) -> Rsvp:
    """Return a youth's row for an evening."""
    youth = await town.youth(phone)
    found = await town.read(rsvps.find, cafe.id, youth.id)
    assert found is not None, f"{phone.name} has no row"
    return found


def with_words(phone: Phone, words: str) -> SeenMessage:
    """Return the newest message on a phone that says these words."""
    return next(one for one in reversed(phone.messages) if words in one.text)


def has_words(phone: Phone, words: str) -> bool:
    """Return whether any message on a phone says these words now."""
    return any(words in one.text for one in phone.messages if one.from_bot)


@asynccontextmanager
async def cafe_page(town: Town, phone: Phone, label: str) -> AsyncIterator[tuple[Browser, Shown]]:
    """Give the café page that opens behind a button of a coordinator's newest message."""
    link = await town.tap(phone, label, newest_with(phone, label))
    token = link.text.rpartition("/d/")[2]
    async with Browser.open(town.app.world) as browser:
        before = await browser.get(f"/d/{token}")
        yield browser, await browser.post(f"/d/{token}", before.form(f"/d/{token}"))


async def fill_in(browser: Browser, page: Shown, end: str, **fields: str) -> Shown:
    """Fill in the one form of a page whose address ends so, and send it."""
    action = next(one for one in page.forms if one.endswith(end))
    return await browser.post(action, {**page.form(action), **fields})


def one_question_a_week(folder: Path, asks_on: str) -> Path:
    """Return a folder of content whose programme asks once a week, reminds never, and no more.

    `asks_on` is a weekday such as FR: on Tuesdays the invitation is a line in the question. What
    else a year brings is told elsewhere.
    """
    made = folder / "content"
    (made / "programmes").mkdir(parents=True)
    for name in ("locale", "screening", "site.toml"):
        (made / name).symlink_to(BUILT_IN / name)
    plain = (PROGRAMMES / "projekt-run.toml").read_text("utf-8")
    once = plain.partition("[contacts.cafe]")[0].replace('remind_after = "22 hours"', "")
    once = once.replace("BYDAY=TU", f"BYDAY={asks_on}")
    if asks_on == "FR":  # the site closes at two
        once = once.replace('"14.00"', '"13.00"')
    (made / "programmes" / "projekt-run.toml").write_text(once, "utf-8")
    return made


@asynccontextmanager
async def cafe_town(
    make_town: MakeTown,
    folder: Path,
    *,
    language: Language = "da",
    asks_on: str = "FR",
    **more: object,
) -> AsyncIterator[Town]:
    """Give a town with its staff hired and nothing but a weekly question in its programme."""
    async with make_town(content=one_question_a_week(folder, asks_on), **more) as town:
        await town.hire(language=language)
        yield town


async def gets(town: Town, name: str, **values: object) -> Phone:
    """Return the phone of a youth who has said yes, with these columns set."""
    phone = await town.enrol(name)
    youth = await town.youth(phone)
    if values:
        await town.app.world.store.write(lambda tx: youths.change(tx, youth.id, **values))
    return phone


async def set_apart(town: Town, one: Phone, other: Phone) -> None:
    """Let the coordinator keep two apart."""
    person = await town.person(town.coordinator)
    first, second = await town.youth(one), await town.youth(other)

    def mark(tx: Tx) -> None:
        apart.mark(tx, town.clock.now(), first.id, second.id, person.id)

    await town.app.world.store.write(mark)
