"""/skift: a youth gets another worker for good, and everybody hears it once."""

from __future__ import annotations

from domain.case import CaseKind
from domain.people import Role
from storage import assessments
from tests.journeys.conftest import MakeTown
from tests.journeys.counted import counted_town
from tests.journeys.town import TUESDAY, Town, labels, said_after, texts
from tests.reports.audit.looked import is_clean
from tests.web.browser import Browser

TOLD = (
    "Hej Amal. Fra tirsdag den 3. marts er det Sofie, der læser og ringer. Sofie tager over "
    "efter Maja og kender aftalen med dig. Den gælder stadig. Sofie siger hej en af de første "
    "dage."
)


async def test_a_mentor_who_leaves_gives_a_youth_to_a_colleague(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    sofie = await any_town.hire_one("Sofie Ny")
    await any_town.write(amal, "hej")
    mark = amal.mark
    asked = await any_town.write(any_town.mentor, "/skift")
    assert labels(asked) == ["A."]
    await any_town.tap(any_town.mentor, "A.")
    sure = await any_town.tap(any_town.mentor, "Sofie")
    case = await any_town.case(amal, CaseKind.WORD)
    assert sure.text == (
        "A. får Sofie fra nu af. Karim træder til, når Sofie er væk.\n"
        f"Det følger med: sag {case.number}. Opgaver: 1. Ulæste svar: 1.\n"
        "Den unge læser det i dag kl. 10."
    )
    done = await any_town.tap(any_town.mentor, "Ja, giv videre")
    assert done.text == "A. er nu hos Sofie."
    assert said_after(amal, mark) == [TOLD]
    assert amal.last.silent
    told = sofie.last
    assert told.text.startswith("Du er nu medarbejder for A., efter Maja.")
    assert "Amal" not in " ".join(texts(sofie)), "no name in a push"
    shown = next(one for one in texts(any_town.mentor) if "Sag" in one)
    assert shown == f"Sag {case.number} er hos Sofie nu."
    mark = any_town.mentor.mark
    await any_town.write(amal, "er du der?")
    assert "Sofie" in amal.last.text
    assert said_after(any_town.mentor, mark) == []
    listed = await any_town.write(sofie, "/idag")
    assert "Senere: 2 opgaver." in listed.text


async def test_a_coordinator_chooses_whose_and_an_old_button_changes_nothing(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.hire_one("Sofie Ny")
    boss = small_town.coordinator
    await small_town.write(boss, "/skift")
    await small_town.tap(boss, "Maja (1)")
    await small_town.tap(boss, "A.")
    old = await small_town.tap(boss, "Sofie")
    await small_town.tap(boss, "Tilbage", old)
    await small_town.tap(boss, "Karim")
    await small_town.tap(boss, "Ja, giv videre")
    youth = await small_town.youth(amal)
    karim, maja = [await small_town.person(one) for one in (small_town.cover, small_town.mentor)]
    assert (youth.mentor_id, youth.cover_id) == (karim.id, maja.id)
    assert small_town.mentor.last.text == ("A. er nu hos Karim. Du træder til, når Karim er væk.")


async def test_a_leader_may_and_somebody_who_only_covers_gives_on_the_covering(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    leader = await small_town.hire_one("Lis Leder", Role.LEADER)
    sofie = await small_town.hire_one("Sofie Ny")
    assert labels(await small_town.write(leader, "/skift")) == ["Maja (1)", "Karim (1)"]
    await small_town.write(amal, "hej")
    mark = amal.mark
    asked = await small_town.write(small_town.cover, "/skift")
    assert labels(asked) == ["A.: træder til"]
    await small_town.tap(small_town.cover, "A.: træder til")
    done = await small_town.tap(small_town.cover, "Sofie")
    assert done.text == "A.: Sofie træder til fra nu af."
    assert sofie.last.text == "Du træder til for A., når Maja er væk eller ikke svarer."
    assert said_after(amal, mark) == []
    case = await small_town.case(amal, CaseKind.WORD)
    maja, new, conny = [
        (await small_town.person(one)).id
        for one in (small_town.mentor, sofie, small_town.coordinator)
    ]
    assert case.ladder == (maja, new, conny)
    assert (await small_town.youth(amal)).cover_id == new


async def test_a_case_that_had_come_to_the_old_cover_comes_to_the_new_one(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    sofie = await small_town.hire_one("Sofie Ny")
    await small_town.write(amal, "hej")
    await small_town.until("2026-03-04 10:00")
    case = await small_town.case(amal, CaseKind.WORD)
    assert case.step == 1
    await small_town.write(small_town.cover, "/skift")
    await small_town.tap(small_town.cover, "A.: træder til")
    await small_town.tap(small_town.cover, "Sofie")
    assert f"Sag {case.number} er hos Sofie nu." in texts(small_town.cover)
    assert any(f"ag {case.number}" in one for one in texts(sofie))


async def test_nothing_is_dropped_on_the_way(small_town: Town) -> None:
    """The new worker does nothing: what waited for the old one climbs, and no promise breaks."""
    amal = await small_town.enrol("Amal")
    await small_town.hire_one("Sofie Ny")
    await small_town.write(amal, "hej")
    await small_town.tap(small_town.mentor, "Jeg tager den")
    await small_town.write(small_town.mentor, "/skift")
    for label in ("A.", "Sofie", "Ja, giv videre"):
        await small_town.tap(small_town.mentor, label)
    await small_town.until("2026-03-05 14:00")
    case = await small_town.case(amal, CaseKind.WORD)
    assert case.step > 0, "told further up, since nobody took it"
    assert any(f"ag {case.number}" in one for one in texts(small_town.coordinator))
    await is_clean(small_town, since=TUESDAY)


async def test_the_first_weeks_with_a_new_worker_are_a_reason_that_the_page_shows(
    make_town: MakeTown,
) -> None:
    async with counted_town(make_town) as town:
        amal = await town.enrol("Amal")
        sofie = await town.hire_one("Sofie Ny")
        await town.until("2026-04-13 10:00")
        await town.write(amal, "hej")
        await town.until("2026-04-14 11:00")
        youth = await town.youth(amal)
        before = await town.read(assessments.latest, youth.id)
        assert before is not None
        assert "new_start" not in {one.key for one in before.said.reasons}
        await town.write(town.mentor, "/skift")
        for label in ("A., fase 2", "Sofie", "Ja, giv videre"):
            await town.tap(town.mentor, label)
        await town.wait(days=1)
        after = await town.read(assessments.latest, youth.id)
        assert after is not None
        reasons = {one.key: one.points for one in after.said.reasons}
        assert reasons["new_start"] == 1
        told = next(one for one in sofie.messages if "Åbn den unges side" in one.labels)
        link = await town.tap(sofie, "Åbn den unges side", told)
        async with Browser.open(town.app.world, files=town.app.files) as browser:
            shown = await browser.press_show(link.text.rpartition("/p/")[2])
        assert "starten eller medarbejderen (+1)" in shown.text
