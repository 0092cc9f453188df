"""Somebody wants to be erased: it is written down, stands there, and is answered in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.erasing import WhyErased
from domain.erasure_wish import WishEnd
from domain.incoming import Incoming
from domain.people import Actor, Staff
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.do_task import note_task
from services.erase_youth import Decision, erase
from services.mine import show_mine
from services.read_today import read_today
from services.remind_of_wishes import remind_of_wishes
from storage import audit, tasks
from storage import staff as staff_rows
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

WISH, ANSWER = "/ung/slettes", "/ung/slettes/svar"
TODAY = NOW.date()
WHY = "Vi gemmer kun datoerne for vores samtaler. Det har Bo fået at vide."


async def page_of(cast: Cast, browser: Browser, by: int | None = None) -> Shown:
    """Open Bo's page as his mentor, or as somebody else."""
    return await browser.press_show(await cast.link(by))


async def wish(browser: Browser, page: Shown, on: str = TODAY.isoformat()) -> Shown:
    """Write down that Bo asked for it on a day."""
    return await browser.post(WISH, {**page.form(WISH), "sagt": on})


async def answered(cast: Cast, browser: Browser, page: Shown, **typed: str) -> Shown:
    """Send an answer that could be kept, changed by what was typed."""
    whole = {"svar": "partly", "leder": str(cast.anna), "text": WHY, "sagt": TODAY.isoformat()}
    return await browser.post(ANSWER, {**page.form(ANSWER), **whole, **typed})


async def waiting(cast: Cast) -> list[Task]:
    """Return the open wishes of Bo."""
    found = await cast.store.read(tasks.open_of_youth, cast.bo)
    return [one for one in found if one.kind is TaskKind.ERASURE]


async def person(cast: Cast, staff_id: int) -> Staff:
    """Return a member of staff."""
    found = await cast.store.read(staff_rows.get, staff_id)
    assert found is not None
    return found


async def in_today_of(cast: Cast, staff_id: int) -> bool:
    """Return whether the wish is a row of somebody's day."""
    staff = await person(cast, staff_id)
    today = await cast.store.read(read_today, cast.clock.now(), cast.world.house, staff)
    kinds = [row.task.kind for row in today.rows if row.task is not None]
    return TaskKind.ERASURE in kinds


async def test_a_wish_is_a_row_of_the_coordinators_day_from_the_first_day_on(
    cast: Cast, browser: Browser
) -> None:
    shown = await wish(browser, await page_of(cast, browser))
    assert "Skrevet ned. Ønsket har en frist" in shown.text
    (task,) = await waiting(cast)
    assert task.staff_id == cast.anna
    assert task.due_at is not None
    due = to_wall(task.due_at, "Europe/Copenhagen")
    assert due.date() == date(2026, 3, 24), "a month after 24 February"
    assert await in_today_of(cast, cast.anna)
    assert not await in_today_of(cast, cast.mette)
    assert "Svar på et ønske om at blive slettet" in shown.text, "the worker sees it on the page"


async def test_the_coordinator_hears_it_without_a_name_and_the_youth_nothing(
    cast: Cast, browser: Browser
) -> None:
    await wish(browser, await page_of(cast, browser))
    news = [text for text in await cast.messages(cast.anna) if "slettes" in text]
    assert len(news) == 1
    assert "Bo" not in news[0]
    assert await cast.messages(cast.bo) == []


async def test_the_month_runs_from_the_day_on_which_it_was_said(
    cast: Cast, browser: Browser
) -> None:
    said = TODAY - timedelta(days=40)
    await wish(browser, await page_of(cast, browser), said.isoformat())
    (task,) = await waiting(cast)
    assert task.is_late(NOW)


@pytest.mark.parametrize("on", ["", "i går", "2026-02-25", "2024-02-24"])
async def test_a_day_that_cannot_be_is_asked_for_again(
    cast: Cast, browser: Browser, on: str
) -> None:
    shown = await wish(browser, await page_of(cast, browser), on)
    assert shown.status == 400
    assert "Vælg dagen, det blev sagt" in shown.text
    assert await waiting(cast) == []


async def test_the_same_wish_twice_is_one_with_the_first_clock(
    cast: Cast, browser: Browser
) -> None:
    page = await page_of(cast, browser)
    for day in (TODAY - timedelta(days=3), TODAY):
        assert (await wish(browser, page, day.isoformat())).status == 200
    (task,) = await waiting(cast)
    assert task.created_at == NOW


@pytest.mark.parametrize("end", WishEnd)
async def test_an_answer_that_was_told_ends_it_and_stays_to_be_read(
    cast: Cast, browser: Browser, end: WishEnd
) -> None:
    page = await wish(browser, await page_of(cast, browser))
    leader = "" if end is WishEnd.WITHDRAWN else str(cast.anna)
    shown = await answered(cast, browser, page, svar=end.value, leder=leader)
    assert "Bo har fået svar, og opgaven er færdig." in shown.text
    assert WHY in shown.text
    assert await waiting(cast) == []
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert [one[2] for one in lines if "erasure" in one[2]] == ["wish_erasure", "answer_erasure"]
    again = await wish(browser, shown)
    assert len(await waiting(cast)) == 1, "they may ask again"
    assert ANSWER in again.forms


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"svar": ""}, "Vælg, hvad svaret er"),
        ({"leder": ""}, "Vælg, hvem der står bag svaret"),
        ({"leder": "12"}, "Vælg, hvem der står bag svaret"),
        ({"text": "  "}, "Skriv hvorfor"),
        ({"text": "x" * 501}, "højst fylde 500 tegn"),
        ({"text": "010203-1234 skal gemmes"}, "CPR"),
        ({"sagt": ""}, "Før det er sagt, er opgaven ikke færdig"),
        ({"sagt": "2026-02-23"}, "Før det er sagt"),
        ({"sagt": "2026-02-25"}, "Før det er sagt"),
    ],
)
async def test_without_a_leader_a_reason_and_the_day_it_was_told_the_clock_goes_on(
    cast: Cast, browser: Browser, typed: dict[str, str], why: str
) -> None:
    page = await wish(browser, await page_of(cast, browser))
    shown = await answered(cast, browser, page, **typed)
    assert (shown.status, why in shown.text) == (400, True)
    assert typed.get("text", WHY).strip() in shown.text
    assert len(await waiting(cast)) == 1


async def test_an_answer_to_what_was_answered_meanwhile_says_so(
    cast: Cast, browser: Browser
) -> None:
    page = await wish(browser, await page_of(cast, browser))
    await answered(cast, browser, page)
    shown = await answered(cast, browser, page)
    assert (shown.status, "Ønsket er allerede besvaret." in shown.text) == (400, True)


async def test_nobody_puts_it_off_or_ends_it_by_a_tap(cast: Cast, browser: Browser) -> None:
    await wish(browser, await page_of(cast, browser))
    (task,) = await waiting(cast)
    anna = await person(cast, cast.anna)
    for act in ("tomorrow", "not_yet", "did_it"):
        await cast.store.write(
            note_task, Actor.staff(cast.anna), NOW, cast.world.house, anna, task, act
        )
    (left,) = await waiting(cast)
    assert left.due_at == task.due_at


async def test_erasing_them_ends_it(cast: Cast, browser: Browser) -> None:
    await wish(browser, await page_of(cast, browser))
    decided = Decision(by=await person(cast, cast.anna), why=WhyErased.ASKED)
    assert await erase(cast.world, Actor.cli("maja"), cast.bo, decided) is None
    assert await waiting(cast) == []
    assert not await in_today_of(cast, cast.anna)


async def test_who_must_answer_is_reminded_and_nobody_after_the_answer(
    cast: Cast, browser: Browser
) -> None:
    page = await wish(browser, await page_of(cast, browser))
    said = len(await cast.messages(cast.anna))

    async def remind(days: int) -> int:
        at = NOW + timedelta(days=days)
        actor = Actor.system("housekeeping")
        return await cast.store.write(remind_of_wishes, actor, at, cast.world.house)

    assert [await remind(one) for one in (0, 10, 11)] == [0, 0, 0], "11: a Saturday"
    assert [await remind(one) for one in (14, 14, 15)] == [1, 0, 0]
    assert await remind(27) == 1
    assert await remind(28) == 0
    assert [await remind(one) for one in (29, 29, 30)] == [1, 0, 1], "late: once a day"
    told = (await cast.messages(cast.anna))[said:]
    assert len(told) == 4
    assert all("Bo" not in text for text in told)
    assert "Fristen er lovens" in told[-1]
    await answered(cast, browser, page)
    assert await remind(31) == 0


async def test_where_no_coordinator_is_it_is_the_workers_own(cast: Cast, browser: Browser) -> None:
    page = await page_of(cast, browser)
    await cast.store.write(lambda tx: staff_rows.change(tx, cast.anna, blocked_at=NOW))
    await wish(browser, page)
    (task,) = await waiting(cast)
    assert task.staff_id == cast.mette
    assert await in_today_of(cast, cast.mette)


async def test_who_has_nothing_to_do_with_them_writes_no_wish_down(
    cast: Cast, browser: Browser
) -> None:
    page = await page_of(cast, browser, cast.karl)
    await cast.change_bo(cover_id=cast.ulla)
    assert (await wish(browser, page)).status == 403
    assert await waiting(cast) == []


async def test_the_youth_reads_under_mig_by_when_they_get_an_answer(
    cast: Cast, browser: Browser
) -> None:
    page = await wish(browser, await page_of(cast, browser))

    async def mine(number: int) -> str:
        said = Incoming(inbox_id=number, chat_id=1000, message_id=number)
        actor, youth = Actor.youth(cast.bo), await cast.youth()
        await cast.store.write(show_mine, actor, NOW, cast.world.house, said, youth)
        return "\n".join(await cast.messages(cast.bo))

    line = "Du får svar senest tirsdag den 24. marts."
    assert (await mine(1)).count(line) == 1
    await answered(cast, browser, page)
    assert (await mine(2)).count(line) == 1, "the first message only"
