"""Silence becomes a case, a named human acts, and the outcome is written down."""

from __future__ import annotations

import pytest

from domain.case import CaseKind, CaseState, ContactWay, Level, Outcome
from simulator.phones import Phone
from tests.journeys.town import Town, at, labels, newest_with, said_after, texts

DUE = "2026-03-10 10:00"  # seven days after the yes, at the same time of day


async def silent(town: Town) -> Phone:
    """Return the phone of a youth with whom nobody has talked for a week."""
    amal = await town.enrol("Amal")
    await town.until(DUE)
    return amal


async def test_contact_is_due_at_the_right_minute_and_names_nobody(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-10 09:59")
    assert await any_town.cases(amal) == []
    await any_town.until(DUE)
    [case] = await any_town.cases(amal)
    assert (case.kind, case.level) == (CaseKind.CONTACT_DUE, Level.YELLOW)
    assert any_town.mentor.last.text == (
        "Gul · sag 1 · tid til at tale sammen · aftalt hver 7. dag, "
        "sidst talt for 7 dage siden · forfald i dag kl. 14"
    )
    assert labels(any_town.mentor.last) == ["Jeg tager den", "Åbn", "Giv videre", "Bekymret"]
    everything = " ".join([*texts(any_town.mentor), *texts(any_town.cover)])
    assert "Amal" not in everything
    assert case.evidence == {"interval_days": 7, "days_since_talk": 7, "days_since_life": 7}


async def test_answering_taps_is_no_talk(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    for label in ("9", "Det kører", "Spring over"):
        await small_town.tap(amal, label)
    await small_town.until(DUE)
    case = await small_town.case(amal, CaseKind.CONTACT_DUE)
    assert case.evidence["days_since_life"] == 7, "the tap was on the same day as the yes"


async def test_a_case_is_taken_worked_on_and_closed(any_town: Town) -> None:
    amal = await silent(any_town)
    await any_town.until("2026-03-10 14:00")  # the cover is told as well
    told = any_town.cover.last
    assert "sag 1" in told.text
    taken = await any_town.tap(any_town.mentor, "Jeg tager den")
    assert taken.text == (
        "Gul · tid til at tale sammen\n"
        "Sag 1 er din. Tryk, hvordan det gik, senest i morgen kl. 14."
    )
    assert labels(taken) == [
        "Jeg ringer nu",
        "Talt sammen",
        "Ikke fat i, prøver igen",
        "Anden vej",
        "Åbn",
        "Giv videre",
        "Bekymret",
    ]
    shown = next(one for one in any_town.cover.messages if one.id == told.id)
    assert shown.text == "Gul · tid til at tale sammen\nSag 1 er taget af Maja."
    assert labels(shown) == ["Åbn", "Bekymret"]
    how = await any_town.tap(any_town.mentor, "Talt sammen")
    assert labels(how) == ["Ringet", "Mødtes", "Skrevet", "Tilbage"]
    mood = await any_town.tap(any_town.mentor, "Mødtes")
    assert labels(mood) == ["Godt", "Sådan okay", "Svært", "Tilbage"]
    following = await any_town.tap(any_town.mentor, "Godt")
    assert labels(following) == ["Som aftalt", "I morgen", "Om 3 dage", "Om en uge", "Tilbage"]
    closed = await any_town.tap(any_town.mentor, "Om 3 dage")
    assert closed.text == (
        "Gul · tid til at tale sammen\n"
        "Sag 1 er lukket: talt sammen. Næste aftale senest på mandag kl. 9."
    )
    assert labels(closed) == ["Skriv en note", "Jeg er bekymret"]
    shown = next(one for one in any_town.cover.messages if one.id == told.id)
    assert shown.text.endswith("Sag 1 er lukket: talt sammen.")
    case = await any_town.case(amal, CaseKind.CONTACT_DUE)
    assert (case.state, case.outcome, case.way) == (
        CaseState.CLOSED,
        Outcome.TALKED,
        ContactWay.MET,
    )
    assert await any_town.story(case) == ["opened", "climbed", "taken", "closed"]
    youth = await any_town.youth(amal)
    assert youth.last_human_contact_at == any_town.clock.now()
    # Three days later is Friday at closing time, so it is Monday morning.
    assert youth.next_contact_at == youth.reassess_at == at("2026-03-16 09:00")


@pytest.mark.parametrize(
    ("label", "due", "says"),
    [
        ("Som aftalt", "2026-03-17 10:00", "den 17. marts kl. 10"),
        ("I morgen", "2026-03-11 10:00", "i morgen kl. 10"),
        ("Om 3 dage", "2026-03-13 10:00", "på fredag kl. 10"),
        ("Om en uge", "2026-03-17 10:00", "den 17. marts kl. 10"),
    ],
)
async def test_the_next_contact_is_written_with_the_outcome(
    small_town: Town, label: str, due: str, says: str
) -> None:
    amal = await silent(small_town)
    closed = await small_town.talk(small_town.mentor, following=label)
    assert closed.text.endswith(f"Sag 1 er lukket: talt sammen. Næste aftale senest {says}.")
    assert (await small_town.youth(amal)).reassess_at == at(due)
    mark = small_town.mentor.mark
    await small_town.until(at(due))
    assert "sag 2 · tid til at tale sammen" in " ".join(said_after(small_town.mentor, mark))


@pytest.mark.parametrize(
    ("label", "says", "due"),
    [
        ("Om en time", "i dag kl. 11", "2026-03-10 11:00"),
        ("I eftermiddag", "i dag kl. 13", "2026-03-10 13:00"),
        ("I morgen tidlig", "i morgen kl. 9", "2026-03-11 09:00"),
    ],
)
async def test_not_reached_keeps_the_case_and_reminds_when_asked(
    any_town: Town, label: str, says: str, due: str
) -> None:
    amal = await silent(any_town)
    await any_town.tap(any_town.mentor, "Jeg tager den")
    asked = await any_town.tap(any_town.mentor, "Ikke fat i, prøver igen")
    assert labels(asked) == ["Om en time", "I eftermiddag", "I morgen tidlig", "Tilbage"]
    kept = await any_town.tap(any_town.mentor, label)
    assert kept.text == f"Gul · tid til at tale sammen\nSag 1: du prøver igen {says}."
    assert labels(kept) == [
        "Jeg ringer nu",
        "Talt sammen",
        "Ikke fat i, prøver igen",
        "Anden vej",
        "Åbn",
        "Giv videre",
        "Bekymret",
    ]
    mark = any_town.mentor.mark
    await any_town.until(at(due))
    assert said_after(any_town.mentor, mark)[-1] == (
        "Gul · tid til at tale sammen\nSag 1: nu er det tid til at prøve igen."
    )
    assert "sag 1" not in " ".join(texts(any_town.cover))
    for each in ("Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await any_town.tap(any_town.mentor, each)
    assert await any_town.kinds(amal) == []
    case = await any_town.case(amal, CaseKind.CONTACT_DUE)
    assert await any_town.story(case) == ["opened", "taken", "not_reached", "try_again", "closed"]


async def test_a_try_after_hours_is_reminded_of_when_it_was_chosen(small_town: Town) -> None:
    amal = await silent(small_town)
    await small_town.until("2026-03-10 13:59")
    await small_town.tap(small_town.mentor, "Jeg tager den")
    await small_town.until("2026-03-10 14:30")
    asked = await small_town.tap(small_town.mentor, "Ikke fat i, prøver igen")
    assert labels(asked)[:2] == ["Om en time", "I morgen tidlig"], "the afternoon has begun"
    await small_town.tap(small_town.mentor, "Om en time")
    mark = small_town.mentor.mark
    await small_town.until("2026-03-10 15:30")
    assert "nu er det tid til at prøve igen" in " ".join(said_after(small_town.mentor, mark))
    assert await small_town.kinds(amal) == [CaseKind.CONTACT_DUE]


async def test_taken_without_an_outcome_goes_on_to_the_next(any_town: Town) -> None:
    amal = await silent(any_town)
    await any_town.tap(any_town.mentor, "Jeg tager den")
    await any_town.until("2026-03-11 09:45")
    reminder = any_town.mentor.last
    assert reminder.text.endswith(
        "er din. Tryk senest i dag kl. 10, hvordan det gik. Ellers går den videre."
    )
    await any_town.until("2026-03-11 10:00")
    assert "sag 1 · tid til at tale sammen" in texts(any_town.cover)[-1]
    shown = next(one for one in any_town.mentor.messages if one.id == reminder.id)
    assert shown.text == (
        "Gul · tid til at tale sammen\n"
        "Sag 1 er gået videre, for der står endnu ikke, hvordan det gik."
    )
    assert labels(shown) == ["Talt sammen", "Åbn", "Bekymret"], "it is the turn of the next"
    await any_town.write(any_town.mentor, "/idag")
    assert "venter på, at nogen tager den" in any_town.mentor.last.text
    await any_town.tap(any_town.cover, "Jeg tager den")
    case = await any_town.case(amal, CaseKind.CONTACT_DUE)
    assert (case.state, case.step) == (CaseState.TAKEN, 1)
    assert await any_town.story(case) == [
        "opened",
        "taken",
        "reminded",
        "climbed",
        "taken",
    ]


async def test_who_let_it_lapse_takes_it_again_only_after_another_turn(any_town: Town) -> None:
    amal = await silent(any_town)
    untaken = any_town.mentor.last
    await any_town.tap(any_town.mentor, "Jeg tager den")
    await any_town.until("2026-03-11 10:00")
    await any_town.tap(any_town.mentor, "Jeg tager den", untaken)  # an old button
    case = await any_town.case(amal, CaseKind.CONTACT_DUE)
    assert case.state is CaseState.OPEN
    await any_town.until("2026-03-12 10:00")  # the cover did nothing: the coordinator is told
    await any_town.write(any_town.mentor, "/idag")
    await any_town.tap(any_town.mentor, "1 · Vis")
    assert "Jeg tager den" in labels(any_town.mentor.last)
    await any_town.tap(any_town.mentor, "Jeg tager den")
    case = await any_town.case(amal, CaseKind.CONTACT_DUE)
    assert case.state is CaseState.TAKEN


async def test_who_let_it_lapse_and_talked_all_the_same_ends_it(small_town: Town) -> None:
    amal = await silent(small_town)
    await small_town.tap(small_town.mentor, "Jeg tager den")
    await small_town.until("2026-03-11 10:00")
    for label in ("Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await small_town.tap(small_town.mentor, label)
    assert (await small_town.case(amal, CaseKind.CONTACT_DUE)).outcome is Outcome.TALKED


async def test_who_is_told_after_others_is_told_why(any_town: Town) -> None:
    await silent(any_town)
    assert len(any_town.mentor.last.text.splitlines()) == 1, "the first hears nothing of others"
    await any_town.until("2026-03-10 14:00")
    not_taken = "Sagen kommer til dig, fordi ingen har taget den endnu."
    assert any_town.cover.last.text.splitlines()[1:] == [not_taken]
    await any_town.tap(any_town.cover, "Jeg tager den")
    await any_town.until("2026-03-11 14:00")
    no_outcome = "Sagen kommer til dig, fordi der endnu ikke står, hvordan det gik."
    assert any_town.coordinator.last.text.splitlines()[1] == no_outcome
    await any_town.until("2026-03-12 14:00")
    again = "Besked nr. 4: ingen har taget sagen endnu."
    assert any_town.coordinator.last.text.splitlines()[1:] == [again]
    await any_town.tap(any_town.coordinator, "Jeg tager den")
    await any_town.until("2026-03-13 13:59")
    await any_town.until("2026-03-16 09:15")
    taken = "Besked nr. 5: sagen var taget, men der står endnu ikke, hvordan det gik."
    assert any_town.coordinator.last.text.splitlines()[1:] == [taken]


async def test_a_cover_hears_why_where_the_worker_cannot_be_written_to(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.mentor.block()
    await small_town.until("2026-03-03 11:00")
    await small_town.write(amal, "hej")
    await small_town.until("2026-03-04 15:00")
    said = small_town.cover.last.text.splitlines()
    assert said[1:] == ["Sagen kommer til dig, fordi ingen har taget den endnu."]


async def test_a_reminder_without_an_outcome_goes_on_to_the_next(small_town: Town) -> None:
    await silent(small_town)
    for label in ("Jeg tager den", "Ikke fat i, prøver igen", "Om en time"):
        await small_town.tap(small_town.mentor, label)
    await small_town.until("2026-03-11 11:00")
    assert "sag 1" in " ".join(texts(small_town.cover))


async def test_nobody_takes_it_and_it_climbs_to_the_top_and_stays_there(any_town: Town) -> None:
    amal = await silent(any_town)
    for moment, phone in (
        ("2026-03-10 14:00", any_town.cover),
        ("2026-03-11 14:00", any_town.coordinator),
    ):
        assert "sag 1" not in " ".join(texts(phone))
        await any_town.until(moment)
        assert "sag 1" in texts(phone)[-1]
    count = sum("sag 1" in text for text in texts(any_town.coordinator))
    await any_town.until("2026-03-16 09:00")  # Thursday at 14, and Friday's turn on Monday
    later = sum("sag 1" in text for text in texts(any_town.coordinator))
    assert later == count + 2, "once every working day, until somebody acts"
    assert await any_town.kinds(amal) == [CaseKind.CONTACT_DUE], "nobody is closed for silence"


async def test_the_same_cause_never_opens_two(small_town: Town) -> None:
    amal = await silent(small_town)
    await small_town.until("2026-04-20 12:00")
    assert [case.kind for case in await small_town.cases(amal)] == [CaseKind.CONTACT_DUE]


async def test_a_pause_holds_the_clock(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "2 uger")
    await small_town.until("2026-03-17 08:59")
    assert await small_town.cases(amal) == []
    await small_town.until("2026-03-17 09:00")
    assert await small_town.kinds(amal) == [CaseKind.CONTACT_DUE]


async def test_a_tap_on_old_news_shows_how_the_case_stands(small_town: Town) -> None:
    await silent(small_town)
    first = small_town.mentor.last
    await small_town.until("2026-03-10 14:00")
    await small_town.tap(small_town.cover, "Jeg tager den")
    said = await small_town.tap(small_town.mentor, "Jeg tager den", first)
    assert said.text.endswith("Sag 1 er taget af Karim.")
    for label in ("Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await small_town.tap(small_town.cover, label)
    said = await small_town.tap(small_town.mentor, "Jeg tager den", first)
    assert "Sag 1 er lukket: talt sammen." in said.text


async def test_one_talk_answers_everything_that_asked_for_a_talk(small_town: Town) -> None:
    amal = await silent(small_town)
    await small_town.tap(amal, "📞 Ring til mig")
    assert await small_town.kinds(amal) == [CaseKind.CONTACT_DUE, CaseKind.CALL_ME]
    await small_town.talk(small_town.mentor)
    assert await small_town.kinds(amal) == []
    assert "Jeg tager den" not in [
        label for one in small_town.mentor.messages for label in one.labels
    ]


async def test_a_mistaken_tap_can_be_taken_back(any_town: Town) -> None:
    amal = await silent(any_town)
    await any_town.tap(any_town.mentor, "Jeg tager den")
    for label in ("Talt sammen", "Ikke fat i, prøver igen"):
        await any_town.tap(any_town.mentor, label)
        back = await any_town.tap(any_town.mentor, "Tilbage")
        assert "Sag 1 er din." in back.text
        assert labels(back) == [
            "Jeg ringer nu",
            "Talt sammen",
            "Ikke fat i, prøver igen",
            "Åbn",
            "Giv videre",
            "Bekymret",
        ]
    assert await any_town.kinds(amal) == [CaseKind.CONTACT_DUE]


async def test_going_back_in_a_case_that_went_on_meanwhile_offers_only_what_is_left(
    small_town: Town,
) -> None:
    await silent(small_town)
    await small_town.tap(small_town.mentor, "Jeg tager den")
    asked = await small_town.tap(small_town.mentor, "Talt sammen")
    await small_town.until("2026-03-11 10:00")
    await small_town.tap(small_town.mentor, "Tilbage", asked)
    back = next(one for one in small_town.mentor.messages if one.id == asked.id)
    assert back.text.startswith("Gul · sag 1 · tid til at tale sammen")
    assert labels(back) == ["Talt sammen", "Åbn", "Bekymret"]


async def test_only_the_newest_copy_of_a_case_can_be_acted_on(any_town: Town) -> None:
    await silent(any_town)
    await any_town.until("2026-03-16 09:00")
    copies = [one for one in any_town.coordinator.messages if "sag 1" in one.text]
    assert len(copies) == 3
    assert [labels(one) for one in copies] == [
        [],
        [],
        ["Jeg tager den", "Åbn", "Giv videre", "Bekymret"],
    ]
    assert copies[-1].text.endswith("\nBesked nr. 5: ingen har taget sagen endnu.")
    taken = await any_town.tap(any_town.coordinator, "Jeg tager den", copies[-1])
    assert "Sag 1 er din." in taken.text


async def test_a_tap_on_a_copy_from_before_is_answered_in_it(small_town: Town) -> None:
    await silent(small_town)
    await small_town.until("2026-03-11 14:00")
    old = small_town.coordinator.last
    await small_town.until("2026-03-12 14:00")
    await small_town.tap(small_town.coordinator, "Jeg tager den")
    await small_town.tap(small_town.coordinator, "Jeg tager den", old)
    shown = next(one for one in small_town.coordinator.messages if one.id == old.id)
    assert "Sag 1 er din." in shown.text


async def test_under_an_older_date_the_day_is_named(small_town: Town) -> None:
    await silent(small_town)  # told on Tuesday
    await small_town.until("2026-03-11 09:00")
    taken = await small_town.tap(small_town.mentor, "Jeg tager den")
    assert taken.text.endswith("senest torsdag kl. 9.15.")
    await small_town.tap(small_town.mentor, "Ikke fat i, prøver igen")
    set_for = await small_town.tap(small_town.mentor, "I morgen tidlig")
    assert set_for.text.endswith("Sag 1: du prøver igen torsdag kl. 9.")


async def test_after_a_try_there_are_other_ways_and_each_is_written_down(any_town: Town) -> None:
    amal = await silent(any_town)
    await any_town.write(amal, "/mig")
    await any_town.tap(amal, "Ret, hvem I ringer til", newest_with(amal, "Ret dage"))
    await any_town.write(amal, "Sara 12 34 56 78")
    for label in ("Jeg tager den", "Ikke fat i, prøver igen", "I eftermiddag"):
        await any_town.tap(any_town.mentor, label, newest_with(any_town.mentor, label))
    ways = await any_town.tap(any_town.mentor, "Anden vej")
    assert labels(ways) == [
        "Den, de har valgt", "Tag forbi", "Skole eller UU, med ja", "Åbn", "Tilbage",
    ]  # fmt: skip
    noted = await any_town.tap(any_town.mentor, "Den, de har valgt")
    assert "Noteret: Den, de har valgt. Tryk, hvordan det gik." in noted.text
    assert "Talt sammen" in labels(noted)
    assert "Sara" not in " ".join(texts(any_town.mentor)), "name and number stand on the page"
    assert "12345678" not in "".join(texts(any_town.mentor)).replace(" ", "")
    case = await any_town.case(amal, CaseKind.CONTACT_DUE)
    assert (await any_town.story(case))[-1] == "another_road"


async def test_who_chose_nobody_is_offered_no_person(small_town: Town) -> None:
    await silent(small_town)
    for label in ("Jeg tager den", "Ikke fat i, prøver igen", "I eftermiddag", "Anden vej"):
        await small_town.tap(small_town.mentor, label)
    shown = small_town.mentor.last
    assert "Den unge har ikke valgt nogen" in shown.text
    assert labels(shown)[0] == "Tag forbi"


async def test_a_silence_that_comes_to_the_coordinator_asks_for_a_plan(small_town: Town) -> None:
    await silent(small_town)
    await small_town.until("2026-03-11 15:00")
    assert "Læg en plan sammen med den unges kontaktperson" not in small_town.cover.last.text
    assert "Læg en plan sammen med den unges kontaktperson" in small_town.coordinator.last.text
