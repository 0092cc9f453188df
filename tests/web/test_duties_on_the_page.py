"""*Det skal du gøre*: what the robot does not say stands on the page, and is ticked there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from domain.task import Task, TaskKind
from storage import talks, tasks
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import HOUR, NOW, Cast

OFF = "Hej Bo. Der bliver ikke café på torsdag alligevel."
_MONTH = timedelta(days=30)


async def owes(
    cast: Cast,
    kind: TaskKind,
    words: str | None = None,
    *,
    due: datetime = NOW + HOUR,
    name: str = "duty",
) -> int:
    """Write down a duty of Mette's about Bo and return its id."""
    task = Task(
        id=cast.ids.new(),
        youth_id=cast.bo,
        staff_id=cast.mette,
        kind=kind,
        created_at=NOW,
        due_at=due,
        detail=words,
    )

    def add(tx: Tx) -> None:
        tasks.add(tx, task, dedupe=name)

    await cast.store.write(add)
    return task.id


async def page_of(cast: Cast, browser: Browser, staff_id: int) -> Shown:
    """Open Bo's page as a member of staff."""
    return await browser.press_show(await cast.link(staff_id))


async def tick(browser: Browser, page: Shown, outcome: str, **more: str) -> Shown:
    """Say what came of the last duty of the page."""
    fields = {**page.form("/ung/opgave"), "blev": outcome, **more}
    return await browser.post("/ung/opgave", fields)


async def test_what_to_say_stands_first_on_the_page_with_all_its_words(
    cast: Cast, browser: Browser
) -> None:
    await owes(cast, TaskKind.PLANNED_CONTACT, OFF, name=f"cafe:1:off:{cast.bo}")
    lines = (await page_of(cast, browser, cast.mette)).text.splitlines()
    at = lines.index("Det skal du gøre")
    assert lines[at + 1] == "Kontakt uden robot: caféen er aflyst"
    assert lines[at + 3 : at + 5] == ["Sig det selv:", OFF]
    assert at < lines.index("Før du ringer"), "before all else"


async def test_a_call_ticked_on_the_page_is_a_talk_and_ends_the_duty(
    cast: Cast, browser: Browser
) -> None:
    duty = await owes(cast, TaskKind.PLANNED_CONTACT, OFF)
    page = await tick(browser, await page_of(cast, browser, cast.mette), "called")
    assert "Noteret. Opgaven er færdig." in page.text
    assert OFF not in page.text
    done = await cast.store.read(tasks.get, duty)
    assert done is not None
    assert (done.done_by, done.outcome) == (cast.mette, "called")
    [talk] = await cast.store.read(talks.latest_of, cast.bo, 5)
    assert talk.staff_id == cast.mette


async def test_a_call_nobody_answered_leaves_the_duty_with_its_words(
    cast: Cast, browser: Browser
) -> None:
    duty = await owes(cast, TaskKind.PLANNED_CONTACT, OFF)
    page = await tick(browser, await page_of(cast, browser, cast.mette), "no_luck")
    assert "Opgaven bliver stående" in page.text
    assert OFF in page.text
    stands = await cast.store.read(tasks.get, duty)
    assert stands is not None
    assert stands.due_at is not None
    assert stands.due_at > NOW + HOUR


async def test_a_worker_who_covers_reads_whose_duty_it_is(cast: Cast, browser: Browser) -> None:
    await owes(cast, TaskKind.HELLO, "Hej Bo. Jeg hedder Mette.", due=NOW - HOUR)
    page = await page_of(cast, browser, cast.karl)
    assert "Står hos Mette" in page.text
    assert "Skulle være gjort" in page.text


async def test_what_to_say_is_shown_long_before_it_is_due_and_the_rest_is_not(
    cast: Cast, browser: Browser
) -> None:
    await owes(cast, TaskKind.TRY_YOURSELF, "Gerne om eftermiddagen.", due=NOW + _MONTH, name="a")
    await owes(cast, TaskKind.ASK_TRUSTED, due=NOW + _MONTH, name="b")
    text = (await page_of(cast, browser, cast.mette)).text
    assert "Gerne om eftermiddagen." in text
    assert "Sig det selv" not in text, "these words are for the worker"
    assert len(re.findall("Hvad kom der ud af det", text)) == 1


@pytest.mark.parametrize("outcome", ["changed", "no_show", "something"])
async def test_an_outcome_that_a_duty_has_not_changes_nothing(
    cast: Cast, browser: Browser, outcome: str
) -> None:
    duty = await owes(cast, TaskKind.ASK_TRUSTED)
    await tick(browser, await page_of(cast, browser, cast.mette), outcome)
    stands = await cast.store.read(tasks.get, duty)
    assert stands is not None
    assert stands.due_at == NOW + HOUR


async def test_the_same_tick_twice_is_one_talk(cast: Cast, browser: Browser) -> None:
    await owes(cast, TaskKind.PLANNED_CONTACT, OFF)
    page = await page_of(cast, browser, cast.mette)
    await tick(browser, page, "called")
    again = await tick(browser, page, "called")
    assert "Opgaven er færdig" in again.text
    assert len(await cast.store.read(talks.latest_of, cast.bo, 5)) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan:1:weekly:1", "check-in"),
        ("cafe:1:invite:1", "invitation til café"),
        ("cafe:1:remind:5:1", "husk caféen"),
        ("cafe:1:moved:5:1", "caféen er flyttet"),
        ("notice:1:ends:1", "den faste kontakt slutter snart"),
    ],
)
async def test_the_row_names_what_kind_of_contact_it_is(
    cast: Cast, browser: Browser, name: str, kind: str
) -> None:
    await owes(cast, TaskKind.PLANNED_CONTACT, OFF, name=name)
    page = await page_of(cast, browser, cast.mette)
    assert f"Kontakt uden robot: {kind}" in page.text


async def test_a_contact_of_another_origin_is_one_by_the_plan(
    cast: Cast, browser: Browser
) -> None:
    await owes(cast, TaskKind.PLANNED_CONTACT, OFF, name="plan:1:gone:1")
    await owes(cast, TaskKind.PLANNED_CONTACT, OFF, name="sms:7")
    page = await page_of(cast, browser, cast.mette)
    assert page.text.count("Kontakt uden robot, som planen siger") == 2
