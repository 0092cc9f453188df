"""/idag: who first, why, since when, and what to do; no names before *åbn*."""

from __future__ import annotations

from datetime import datetime

from domain.agreement import Agreement, IfQuiet, Trusted
from domain.case import CaseKind
from domain.people import Actor
from domain.talk import TalkWay
from domain.task import Task, TaskKind
from simulator.phones import Phone
from storage import agreements, talks, tasks
from storage.tx import Tx
from tests.journeys.town import DANGER, Town, at, labels, newest_with, texts


async def task(town: Town, youth: Phone, kind: TaskKind, due: str) -> None:
    """Write down a duty of the mentor."""
    about, mentor = await town.youth(youth), await town.person(town.mentor)

    def write(tx: Tx, actor: Actor, now: datetime) -> None:
        new = Task(
            id=tx.new_id(),
            youth_id=about.id,
            staff_id=mentor.id,
            kind=kind,
            created_at=now,
            due_at=at(due),
        )
        tasks.add(tx, new, dedupe=f"{kind}:{about.id}:{due}")

    await town.app.world.store.write(write, Actor.system("test"), town.clock.now())


async def test_a_day_with_nothing_says_so(small_town: Town) -> None:
    said = await small_town.write(small_town.mentor, "/idag")
    assert said.text == "Der er ikke noget, der venter på dig lige nu."
    assert labels(said) == ["Mine unge"]
    nobody = await small_town.tap(small_town.mentor, "Mine unge", said)
    assert nobody.text == "Du følger ingen unge endnu."
    assert labels(nobody) == []


async def test_a_quiet_day_still_has_a_way_to_each_youth(small_town: Town) -> None:
    for name in ("Amal", "Bo"):
        await small_town.enrol(name)
    await small_town.until("2026-03-05 10:00")
    await small_town.write(small_town.mentor, "/talt")
    for label in ("A.", "Ringet", "Godt", "Som aftalt"):
        await small_town.tap(small_town.mentor, label)
    said = await small_town.write(small_town.mentor, "/unge")
    assert said.text.splitlines() == [
        "Dine unge: 2. Øverst står den, I først har aftalt at tale med.",
        "1. B. · sidst talt for 2 dage siden, tal sammen senest på tirsdag kl. 10",
        "2. A. · sidst talt i dag, tal sammen senest den 12. marts kl. 10",
    ]
    assert labels(said) == ["1 · Åbn", "2 · Åbn"]
    link = await small_town.tap(small_town.mentor, "1 · Åbn", said)
    assert "/p/" in str(link.text)


async def test_who_did_not_come_to_the_monthly_talk_is_picked_up(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await task(small_town, amal, TaskKind.MI_TALK, "2026-03-03 14:00")
    await small_town.write(small_town.mentor, "/idag")
    asked = await small_town.tap(small_town.mentor, "1 · Gjort")
    said = await small_town.tap(small_town.mentor, "Kom ikke", asked)
    first = "A. kom ikke til jeres aftale: det er noteret. Saml op senest i morgen kl. 15."
    assert said.text.splitlines()[0] == first
    youth = await small_town.youth(amal)
    open_now = await small_town.read(tasks.open_of_youth, youth.id)
    due = {one.kind: one.due_at for one in open_now}
    assert due[TaskKind.MI_TALK] == due[TaskKind.NO_SHOW] == at("2026-03-04 15:00")
    mentor = await small_town.person(small_town.mentor)
    day = at("2026-03-03 00:00"), at("2026-03-04 00:00")
    ways = await small_town.read(talks.count_by_way, mentor.id, *day)
    assert ways == {TalkWay.NO_SHOW: 1}, "and no contact"


async def test_red_comes_first_then_by_due_time_then_tasks_then_replies(small_town: Town) -> None:
    amal, bo = await small_town.enrol("Amal"), await small_town.enrol("Bo")
    await task(small_town, amal, TaskKind.FIRST_CALL, "2026-03-03 14:00")
    await task(small_town, bo, TaskKind.PLANNED_CONTACT, "2026-03-05 14:00")
    await small_town.write(bo, "hej med dig")
    await small_town.write(amal, DANGER)
    said = await small_town.write(small_town.mentor, "/idag")
    lines = said.text.splitlines()
    assert lines[0] == "I dag: 2 sager, 1 opgave."
    assert lines[1].startswith("1. RØD · sag 2 · ny vigtig besked · siden i dag kl. 10")
    assert lines[1].endswith("· ring nu")
    assert lines[2].startswith("2. Gul · sag 1 · ny besked · siden i dag kl. 10")
    assert lines[3] == "3. Ring: sådan gik de første dage · senest i dag kl. 14"
    assert lines[4] == "Senere: 3 opgaver.", "each has a first call ahead"
    assert not any(name in said.text for name in ("Amal", "Bo", DANGER))
    assert labels(said) == [
        "1 · Åbn", "1 · Vis", "2 · Åbn", "2 · Vis", "2 · Bekymret",
        "3 · Åbn", "3 · Jeg ringer nu", "3 · Gjort", "3 · Mere",
    ]  # fmt: skip
    more = await small_town.tap(small_town.mentor, "3 · Mere", said)
    assert more.text == "Ring: sådan gik de første dage. Hvad vil du gøre?"
    assert labels(more) == ["I morgen", "Jeg er bekymret", "Tilbage"]
    asked = await small_town.tap(small_town.mentor, "Jeg er bekymret", more)
    assert asked.text.startswith("A.: Sag 2 er rød og åben. Er du også bekymret?")
    assert "kollega" not in " ".join(texts(small_town.cover)), "one careless tap rings nobody"
    await small_town.tap(small_town.mentor, "Ja, jeg er bekymret", asked)
    heard = " ".join(texts(small_town.mentor))
    assert "Det er lagt til sag 2, som er åben.\nSagen er rød" in heard
    assert asked.text not in texts(small_town.mentor), "the answer stands in its place"
    assert await small_town.kinds(amal) == [CaseKind.CRISIS], "and no second case beside it"


async def test_a_tap_on_a_worry_can_be_left_at_that(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await task(small_town, amal, TaskKind.FIRST_CALL, "2026-03-03 14:00")
    await small_town.write(small_town.mentor, "/idag")
    await small_town.tap(small_town.mentor, "1 · Mere")
    asked = await small_town.tap(small_town.mentor, "Jeg er bekymret")
    said = await small_town.tap(small_town.mentor, "Nej, ikke nu", asked)
    assert said.text == "Godt. Der er ikke åbnet en sag."
    assert labels(said) == []
    assert await small_town.kinds(amal) == []


async def test_a_yes_tapped_twice_rings_once(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await task(small_town, amal, TaskKind.FIRST_CALL, "2026-03-03 14:00")
    await small_town.write(small_town.mentor, "/idag")
    await small_town.tap(small_town.mentor, "1 · Mere")
    asked = await small_town.tap(small_town.mentor, "Jeg er bekymret")
    yes = asked.buttons[0][0]
    for _ in range(2):
        await small_town.mentor.forge(str(yes.data), asked)
    await small_town.settle()
    assert [one for one in texts(small_town.mentor) if "lagt til sag" in one] == []
    case = await small_town.case(amal, CaseKind.CONCERN)
    assert await small_town.story(case) == ["opened", "from_staff"]


async def test_a_task_is_done_with_what_came_of_it(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await task(any_town, amal, TaskKind.PLANNED_CONTACT, "2026-03-03 14:00")
    await any_town.write(any_town.mentor, "/idag")
    asked = await any_town.tap(any_town.mentor, "1 · Gjort")
    assert asked.text == "Kontakt uden robot, som planen siger. Hvad blev det til?"
    done = await any_town.tap(any_town.mentor, "Ringet")
    assert done.text.splitlines()[:2] == [
        "Gjort: Kontakt uden robot, som planen siger.",
        "Der er ikke noget, der venter på dig lige nu.",
    ]
    youth = await any_town.youth(amal)
    assert youth.last_human_contact_at == any_town.clock.now()
    [noted] = await any_town.read(talks.latest_of, youth.id, 5)
    assert noted.way is TalkWay.CALLED


async def test_a_task_can_wait_until_tomorrow(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await task(small_town, amal, TaskKind.ASK_TRUSTED, "2026-03-03 14:00")
    await small_town.write(small_town.mentor, "/idag")
    await small_town.tap(small_town.mentor, "1 · Mere")
    said = await small_town.tap(small_town.mentor, "I morgen")
    assert said.text.splitlines()[0].endswith("kommer igen i morgen kl. 10.")
    assert said.text.splitlines()[-1] == "Senere: 2 opgaver.", "the first call as well"


async def test_a_task_that_is_put_off_never_looks_on_time(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await task(any_town, amal, TaskKind.ASK_TRUSTED, "2026-03-03 14:00")
    await any_town.until("2026-03-03 14:30")
    said = await any_town.write(any_town.mentor, "/idag")
    assert said.text.splitlines()[1].endswith(" · skulle være gjort i dag kl. 14")
    await any_town.tap(any_town.mentor, "1 · Mere")
    said = await any_town.tap(any_town.mentor, "I morgen")
    assert said.text.splitlines()[-1] == "Senere: 2 opgaver. Over fristen: 1."
    said = await any_town.write(any_town.mentor, "/uge")
    assert said.text.splitlines()[-1] == (
        "Over fristen: 1 opgave. Det ældste skulle være gjort i dag kl. 14."
    )
    await any_town.until("2026-03-04 10:00")
    said = await any_town.write(any_town.mentor, "/idag")
    assert said.text.splitlines()[1].endswith(
        " · skulle først være gjort i går kl. 14, nu senest i dag kl. 14.30"
    )


async def test_whom_we_may_call_is_confirmed_and_asked_again_in_ninety_days(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await task(small_town, amal, TaskKind.ASK_TRUSTED, "2026-03-03 14:00")
    await small_town.write(small_town.mentor, "/idag")
    for label in ("1 · Gjort", "Det gælder stadig"):
        await small_town.tap(small_town.mentor, label)
    youth = await small_town.youth(amal)
    agreed = await small_town.read(agreements.get, youth.id)
    assert agreed.trusted_asked_at == small_town.clock.now()
    following = await small_town.read(tasks.open_of_youth, youth.id)
    [again] = [one for one in following if one.kind is TaskKind.ASK_TRUSTED]
    assert again.due_at is not None
    assert (again.due_at - small_town.clock.now()).days >= 90


async def test_who_does_not_want_it_any_more_is_called_nowhere(small_town: Town) -> None:
    amal = await with_sara(small_town)
    await small_town.write(small_town.mentor, "/idag")
    for label in ("1 · Gjort", "Vil ikke"):
        await small_town.tap(small_town.mentor, label)
    youth = await small_town.youth(amal)
    agreed = await small_town.read(agreements.get, youth.id)
    assert (agreed.trusted, agreed.if_quiet) == (None, None)
    assert len(await trusted_tasks(small_town, amal)) == 1, "asked again in ninety days"
    async with small_town.page(small_town.mentor) as (_, shown):
        assert "der må ikke ringes til nogen" in shown.text
        assert "Sara" not in shown.text


async def test_what_has_changed_is_written_on_the_page_and_the_task_stands_until_then(
    small_town: Town,
) -> None:
    amal = await with_sara(small_town)
    await small_town.write(small_town.mentor, "/idag")
    await small_town.tap(small_town.mentor, "1 · Gjort")
    asked = await small_town.tap(small_town.mentor, "Det er ændret")
    assert "Skriv det nye på siden." in asked.text
    [owed] = await trusted_tasks(small_town, amal)
    assert owed.due_at == at("2026-03-03 14:00"), "it is not done by saying so"
    async with small_town.page(small_town.mentor, message=asked) as (browser, page):
        typed = {**page.form("/ung/aftale"), "text": "Onkel Ali", "nummer": "87 65 43 21"}
        await browser.post("/ung/aftale", typed)
    [again] = await trusted_tasks(small_town, amal)
    assert again.id != owed.id
    youth = await small_town.youth(amal)
    agreed = await small_town.read(agreements.get, youth.id)
    assert agreed.trusted == Trusted(name="Onkel Ali", phone="87654321")


async def with_sara(town: Town) -> Phone:
    """Enrol Amal, who named Sara for when it is quiet; the mentor is to ask again now."""
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)
    named = Agreement(trusted=Trusted(name="Sara", phone="12345678"), if_quiet=IfQuiet.TRUSTED)
    await town.app.world.store.write(agreements.save, town.clock.now(), youth.id, named)
    await task(town, amal, TaskKind.ASK_TRUSTED, "2026-03-03 14:00")
    return amal


async def trusted_tasks(town: Town, phone: Phone) -> list[Task]:
    """Return the open duties to ask whom we may call."""
    youth = await town.youth(phone)
    found = await town.read(tasks.open_of_youth, youth.id)
    return [one for one in found if one.kind is TaskKind.ASK_TRUSTED]


async def test_a_duty_to_talk_can_be_called_from_the_list(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(any_town.mentor, "/nummer 12345678")
    await task(any_town, amal, TaskKind.TRY_YOURSELF, "2026-03-03 14:00")
    await any_town.write(any_town.mentor, "/idag")
    told = await any_town.tap(any_town.mentor, "1 · Jeg ringer nu")
    assert told.text.startswith("A.")
    assert amal.last.text == "Maja ringer om lidt. Nummeret ender på 5678."
    await any_town.tap(amal, "Ikke nu")
    assert any_town.mentor.last.text.endswith("ikke nu. Vent med at ringe.")
    promised = await any_town.tap(amal, "I morgen")
    assert promised.text == "Godt. Maja ringer i morgen kl. 13."
    youth = await any_town.youth(amal)
    assert youth.next_contact_at == at("2026-03-04 13:00"), "somebody's duty, with a clock"
    await any_town.tap(any_town.mentor, "Ikke fat i", newest_with(any_town.mentor, "Ikke fat i"))
    assert amal.last.text.startswith("Jeg prøvede at ringe. Ingen stress.")


async def test_long_lists_have_pages(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    for hour in range(8, 15):
        await task(small_town, amal, TaskKind.ASK_TRUSTED, f"2026-03-03 {hour:02}:30")
    first = await small_town.write(small_town.mentor, "/idag")
    assert [line[:2] for line in first.text.splitlines()[1:6]] == ["1.", "2.", "3.", "4.", "5."]
    second = await small_town.tap(small_town.mentor, "Vis de næste")
    assert [line[:2] for line in second.text.splitlines()[1:3]] == ["6.", "7."]
    assert labels(second)[-1] == "Fra begyndelsen"


async def test_a_case_is_shown_anew_and_can_be_taken(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.tap(amal, "📞 Ring til mig", amal.messages[-1])
    await small_town.write(small_town.mentor, "/idag")
    shown = await small_town.tap(small_town.mentor, "1 · Vis")
    assert labels(shown) == ["Jeg tager den", "Åbn", "Giv videre", "Bekymret"]
    taken = await small_town.tap(small_town.mentor, "Jeg tager den")
    assert "Sag 1 er din." in taken.text
    assert await small_town.kinds(amal) == [CaseKind.CALL_ME]


async def test_a_youth_and_a_stranger_see_no_list(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "/idag")
    assert "sag" not in said.text
    other = small_town.sim.phone("Other")
    assert "venter på dig" not in (await small_town.write(other, "/idag")).text
