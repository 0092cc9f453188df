"""Who has no button says it to their worker: it has the same consequences, and a way back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import CaseKind
from domain.people import Channel, YouthStatus
from domain.planned import Planned
from domain.task import Task, TaskKind
from storage import audit, planned, tasks, youths
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

STOP, BACK = "/ung/stop", "/ung/igen"
PHONE = {"channel": Channel.PHONE.value, "phone": "22334455", "chat_id": None}


async def page_of(cast: Cast, browser: Browser, by: int | None = None) -> Shown:
    """Open Bo's page as his mentor, or as somebody else."""
    return await browser.press_show(await cast.link(by))


async def stop(browser: Browser, page: Shown, may_call: str | None) -> Shown:
    """Send *vil ikke mere* with an answer to the one question, or without."""
    typed = {"ringe": may_call} if may_call is not None else {}
    return await browser.post(STOP, {**page.form(STOP), **typed})


async def owes(cast: Cast, kind: TaskKind, name: str) -> int:
    """Give Mette a duty about Bo; return its id."""

    def add(tx: Tx) -> int:
        task = Task(
            id=tx.new_id(),
            youth_id=cast.bo,
            staff_id=cast.mette,
            kind=kind,
            created_at=NOW,
            due_at=NOW,
        )
        tasks.add(tx, task, dedupe=name)
        return task.id

    return await cast.store.write(add)


@pytest.mark.parametrize(("said", "may"), [("yes", True), ("no", False), ("not_said", None)])
async def test_all_that_is_planned_ends_and_the_answer_about_calls_is_kept(
    cast: Cast, browser: Browser, said: str, may: bool | None
) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW)

    def plan(tx: Tx) -> None:
        due = NOW + timedelta(days=1)
        weekly = Planned(
            id=tx.new_id(),
            youth_id=cast.bo,
            contact_key="weekly",
            programme_version_id=cast.version,
            due_at=due,
            anchor_at=NOW,
        )
        planned.add(tx, weekly)

    await cast.store.write(plan)
    shown = await stop(browser, await page_of(cast, browser), said)
    assert "Stoppet. Intet er planlagt for Bo mere." in shown.text
    bo = await cast.youth()
    assert (bo.status, bo.call_allowed) == (YouthStatus.STOPPED, may)
    assert (bo.reassess_at is None) is (may is False), "who may be called is still owed contact"
    assert [one.due_at for one in await cast.store.read(planned.of_youth, cast.bo)] == [None]
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert (f"staff:{cast.mette}", "stop") in {one[1:3] for one in lines}
    news = [text for text in await cast.messages(cast.mette) if "vil ikke mere" in text]
    assert news == [], "who did it needs no news of it"
    assert await cast.messages(cast.bo) == [], "they have said it to a human"


async def test_without_an_answer_to_the_one_question_nothing_ends(
    cast: Cast, browser: Browser
) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW)
    shown = await stop(browser, await page_of(cast, browser), None)
    assert shown.status == 400
    assert "Vælg først, om du stadig må ringe" in shown.text
    assert (await cast.youth()).status is YouthStatus.ACTIVE


async def test_a_cry_for_help_and_what_a_human_promised_stay(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW)
    case = await cast.opens_case(CaseKind.CRISIS)
    asks = await owes(cast, TaskKind.PLANNED_CONTACT, f"plan:{cast.bo}:weekly:1")
    hello = await owes(cast, TaskKind.HELLO, "hello:1")
    await stop(browser, await page_of(cast, browser), "no")
    assert (await cast.case(case)).closed_at is None
    left = await cast.store.read(tasks.open_of_youth, cast.bo)
    assert {one.id for one in left} & {asks, hello} == {hello}


async def test_the_worker_hears_what_a_colleague_wrote_down(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW)
    shown = await stop(browser, await page_of(cast, browser, cast.anna), "not_said")
    news = [text for text in await cast.messages(cast.mette) if "vil ikke mere" in text]
    assert len(news) == 1
    assert "Bo" not in news[0]
    await browser.post(BACK, shown.form(BACK))
    assert any("er tilbage" in text for text in await cast.messages(cast.mette))


async def test_the_door_stands_open_and_the_plan_goes_on(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW - timedelta(days=5))
    shown = await stop(browser, await page_of(cast, browser), "no")
    assert "Bo har sagt nej tak til opkald." in shown.text
    shown = await browser.post(BACK, shown.form(BACK))
    assert "Bo er med igen, og planen er i gang." in shown.text
    bo = await cast.youth()
    assert (bo.status, bo.call_allowed) == (YouthStatus.ACTIVE, None)
    assert bo.reassess_at is not None
    assert any(one.due_at for one in await cast.store.read(planned.of_youth, cast.bo))
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert (f"staff:{cast.mette}", "accept_by_hand") in {one[1:3] for one in lines}


async def test_a_number_that_is_somebody_elses_by_now_is_to_be_asked_for(
    cast: Cast, browser: Browser
) -> None:
    other = await cast.another_youth()
    sms = {"channel": Channel.SMS.value, "phone": "22334455"}
    await cast.change_bo(**sms, chat_id=None, accepted_at=NOW)
    shown = await stop(browser, await page_of(cast, browser), "yes")
    await cast.store.write(lambda tx: youths.change(tx, other, **sms))
    await browser.post(BACK, shown.form(BACK))
    bo = await cast.youth()
    assert (bo.status, bo.phone) == (YouthStatus.ACTIVE, None)


@pytest.mark.parametrize("path", [STOP, BACK])
async def test_the_same_form_twice_changes_nothing_more(
    cast: Cast, browser: Browser, path: str
) -> None:
    left = YouthStatus.STOPPED if path == BACK else YouthStatus.ACTIVE
    await cast.change_bo(**PHONE, accepted_at=NOW, status=left.value)
    page = await page_of(cast, browser)
    fields = {**page.form(path), "ringe": "yes"}
    shown = [await browser.post(path, fields) for _ in range(2)]
    assert [one.status for one in shown] == [200, 200]
    lines = [one[2] for one in await cast.store.read(audit.of_youth, cast.bo)]
    assert lines.count("stop") + lines.count("accept_by_hand") == 1


async def test_who_has_the_button_uses_it_themselves(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(accepted_at=NOW)
    assert {STOP, BACK}.isdisjoint((await page_of(cast, browser)).forms)


async def test_who_got_the_button_meanwhile_is_not_stopped_behind_their_back(
    cast: Cast, browser: Browser
) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW)
    page = await page_of(cast, browser)
    await cast.change_bo(channel=Channel.BOT.value, chat_id=1000)
    shown = await stop(browser, page, "yes")
    assert (shown.status, (await cast.youth()).status) == (400, YouthStatus.ACTIVE)
    assert "Bo har selv knappen, eller noget er ændret imens" in shown.text


async def test_who_blocked_the_robot_has_no_button_either(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(accepted_at=NOW, blocked_at=NOW)
    await stop(browser, await page_of(cast, browser), "no")
    assert (await cast.youth()).status is YouthStatus.STOPPED


async def test_who_was_never_with_us_has_nothing_to_leave(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(chat_id=None, status=YouthStatus.INVITED.value)
    assert {STOP, BACK}.isdisjoint((await page_of(cast, browser)).forms)


async def test_who_has_another_worker_by_now_is_stopped_by_nobody_else(
    cast: Cast, browser: Browser
) -> None:
    await cast.change_bo(**PHONE, accepted_at=NOW)
    page = await page_of(cast, browser, cast.karl)
    await cast.change_bo(cover_id=cast.ulla)
    assert (await stop(browser, page, "yes")).status == 403
    assert (await cast.youth()).status is YouthStatus.ACTIVE
