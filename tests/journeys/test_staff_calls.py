"""Before a call, after one that nobody answered, a case given on, and a talk without a case."""

from __future__ import annotations

from content.keys import Key
from domain.callback import encode as tap_of
from domain.case import CaseKind, CaseState
from domain.ids import encode
from domain.talk import Mood, TalkWay
from simulator.phones import Phone
from storage import talks
from tests.journeys.town import DANGER, Town, at, labels, newest_with, said_after, texts


async def taken(town: Town) -> Phone:
    """Return the phone of a youth who asked for a call that the mentor has taken."""
    amal = await town.enrol("Amal")
    await town.write(town.mentor, "/nummer 12 34 56 78")
    await town.tap(amal, "📞 Ring til mig", newest_with(amal, "📞 Ring til mig"))
    await town.tap(town.mentor, "Jeg tager den")
    return amal


async def test_the_youth_knows_the_number_before_it_rings(any_town: Town) -> None:
    amal = await taken(any_town)
    told = await any_town.tap(any_town.mentor, "Jeg ringer nu")
    assert "Svaret kommer her." in told.text
    assert amal.last.text == "Maja ringer om lidt. Nummeret ender på 5678."
    assert labels(amal.last) == ["Fint", "Ikke nu", "Skriv i stedet"]
    await any_town.tap(amal, "Fint")
    assert any_town.mentor.last.text.endswith("Sag 1: ja til opkaldet. Ring nu.")
    await any_town.tap(any_town.mentor, "Jeg ringer nu")
    assert sum("ringer om lidt. Nummeret" in one for one in texts(amal)) == 0, "told once"


async def test_not_now_becomes_a_promise_with_a_time(any_town: Town) -> None:
    amal = await taken(any_town)
    await any_town.tap(any_town.mentor, "Jeg ringer nu")
    asked = await any_town.tap(amal, "Ikke nu")
    assert asked.text == "Helt fint. Hvornår passer det bedre?"
    assert any_town.mentor.last.text.endswith("Sag 1: ikke nu. Vent med at ringe.")
    promised = await any_town.tap(amal, "I dag")
    assert promised.text == "Godt. Maja ringer i dag kl. 11."
    assert any_town.mentor.last.text.endswith(
        "Sag 1: vil gerne ringes op i dag kl. 11. Det er lovet."
    )
    case = await any_town.case(amal, CaseKind.CALL_ME)
    assert case.try_again_at == at("2026-03-03 11:00")
    await any_town.until("2026-03-03 11:00")
    assert "nu er det tid til at prøve igen" in any_town.mentor.last.text


async def test_a_missed_call_is_no_stress_and_never_three_in_a_day(any_town: Town) -> None:
    amal = await taken(any_town)
    asked = any_town.mentor.last
    for _ in range(2):
        await any_town.tap(any_town.mentor, "Jeg ringer nu")
        asked = await any_town.tap(any_town.mentor, "Ikke fat i, prøver igen")
        choice = "Om en time" if "Om en time" in labels(asked) else "I morgen tidlig"
        await any_town.tap(any_town.mentor, choice)
        assert amal.last.text == (
            "Jeg prøvede at ringe. Ingen stress. Hvornår passer det bedre? Maja"
        )
        await any_town.wait(hours=1)
    assert labels(asked) == ["I morgen tidlig", "Tilbage"]
    assert labels(amal.last) == ["I morgen", "Skriv i stedet"]
    mark = amal.mark
    newest = newest_with(any_town.mentor, "Jeg ringer nu")
    said = await any_town.tap(any_town.mentor, "Jeg ringer nu", newest)
    assert "der er ringet to gange i dag." in said.text
    assert said_after(amal, mark) == []


async def test_two_taps_on_one_missed_call_are_one_try(small_town: Town) -> None:
    amal = await taken(small_town)
    asked = await small_town.tap(small_town.mentor, "Ikke fat i, prøver igen")
    mark = amal.mark
    for _ in range(2):
        await small_town.mentor.tap("Om en time", asked)
    await small_town.settle()
    assert len(said_after(amal, mark)) == 1
    case = await small_town.case(amal, CaseKind.CALL_ME)
    assert case.try_again_at is not None
    assert case.try_again_at.date() == small_town.clock.now().date(), "no jump to tomorrow"
    await small_town.wait(hours=1)
    said = await small_town.tap(
        small_town.mentor, "Jeg ringer nu", newest_with(small_town.mentor, "Jeg ringer nu")
    )
    assert "Svaret kommer her." in said.text


async def test_a_time_that_the_youth_chose_is_kept_after_two_tries(small_town: Town) -> None:
    amal = await taken(small_town)
    mentor = small_town.mentor
    await small_town.tap(mentor, "Ikke fat i, prøver igen")
    await small_town.tap(mentor, "Om en time")
    first = newest_with(amal, "I dag")
    await small_town.wait(hours=1)
    asked = newest_with(mentor, "Ikke fat i, prøver igen")
    await small_town.tap(mentor, "Ikke fat i, prøver igen", asked)
    await small_town.tap(mentor, "I morgen tidlig")
    await small_town.tap(amal, "I dag", first)
    assert "Godt. Maja ringer i dag kl. 12." in texts(amal)
    early = await small_town.tap(mentor, "Jeg ringer nu", newest_with(mentor, "Jeg ringer nu"))
    assert "der er ringet to gange i dag." in early.text
    await small_town.until("2026-03-03 12:00")
    assert "nu er det tid til at prøve igen" in mentor.last.text
    said = await small_town.tap(mentor, "Jeg ringer nu", newest_with(mentor, "Jeg ringer nu"))
    assert "Svaret kommer her." in said.text


async def test_who_asks_for_a_call_after_a_stop_may_be_called(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    ring = newest_with(amal, "📞 Ring til mig")
    await small_town.write(small_town.mentor, "/nummer 12345678")
    await small_town.write(amal, "/stop")
    await small_town.tap(amal, "Nej tak")
    assert (await small_town.youth(amal)).call_allowed is False
    said = await small_town.tap(amal, "📞 Ring til mig", ring)
    assert "Maja ringer til dig senest" in said.text
    assert (await small_town.youth(amal)).call_allowed is True
    await small_town.tap(small_town.mentor, "Jeg tager den")
    told = await small_town.tap(small_town.mentor, "Jeg ringer nu")
    assert "Ring bare." in told.text


async def test_without_a_number_the_worker_is_asked_for_it(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.tap(amal, "📞 Ring til mig", newest_with(amal, "📞 Ring til mig"))
    await small_town.tap(small_town.mentor, "Jeg tager den")
    mark = amal.mark
    said = await small_town.tap(small_town.mentor, "Jeg ringer nu")
    assert "Skriv /nummer" in said.text
    assert said_after(amal, mark) == []
    assert (await small_town.write(small_town.mentor, "/nummer abc")).text.startswith("Skriv numm")
    kept = await small_town.write(small_town.mentor, "/nummer +45 12 34 56 78")
    assert kept.text.endswith("ender på 5678.")
    assert (await small_town.person(small_town.mentor)).phone == "+4512345678"


async def test_in_danger_nobody_counts_tries_and_help_stands_below(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(small_town.mentor, "/nummer 12345678")
    await small_town.write(amal, DANGER)
    await small_town.tap(small_town.mentor, "Jeg tager den")
    for _ in range(3):
        await small_town.tap(small_town.mentor, "Ikke fat i, prøver igen")
        await small_town.tap(small_town.mentor, "Om en time")
        await small_town.wait(minutes=20)
    known = await small_town.read(talks.latest_of, (await small_town.youth(amal)).id, 9)
    assert [one.way for one in known] == [TalkWay.TRIED] * 3
    assert labels(amal.last) == ["🆘 Hjælp nu"]
    assert "Ingen stress" not in amal.last.text


async def test_an_old_answer_to_a_call_is_kindly_met(small_town: Town) -> None:
    amal = await taken(small_town)
    await small_town.tap(small_town.mentor, "Jeg ringer nu")
    announced = amal.last
    await small_town.wait(minutes=5)
    for label in ("Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await small_town.tap(small_town.mentor, label)
    mark = small_town.mentor.mark
    said = await small_town.tap(amal, "Ikke nu", announced)
    assert said.text == small_town.app.world.house.texts.wordings["da"][Key.OLD_BUTTON]
    assert said_after(small_town.mentor, mark) == []


async def test_a_case_goes_to_the_next_and_stays_the_givers_until_taken(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, "hej")
    said = await any_town.tap(any_town.mentor, "Giv videre")
    assert said.text.endswith("Sag 1 er givet videre til Karim. Den er din, til nogen tager den.")
    assert any_town.cover.last.text.endswith("Maja giver sagen videre til dig.")
    case = await any_town.case(amal, CaseKind.WORD)
    mentor = await any_town.person(any_town.mentor)
    assert (case.state, case.given_by) == (CaseState.OPEN, mentor.id)
    assert "venter på, at nogen tager den" in (await any_town.write(any_town.mentor, "/idag")).text
    await any_town.until("2026-03-03 14:00")
    assert "Den er stadig din." in " ".join(texts(any_town.mentor))
    assert "sag 1" in any_town.coordinator.last.text, "the clock ran"
    await any_town.tap(any_town.cover, "Jeg tager den")
    assert (await any_town.case(amal, CaseKind.WORD)).given_by is None


async def test_who_stands_on_top_is_told_so(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    await small_town.tap(small_town.mentor, "Giv videre")
    await small_town.tap(small_town.cover, "Giv videre")
    said = await small_town.tap(small_town.coordinator, "Giv videre")
    assert "der er ikke flere at give den videre til" in said.text
    assert "Jeg tager den" in labels(said)


async def test_danger_is_not_waved_away_before_a_talk(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    taken_ = await small_town.tap(small_town.mentor, "Jeg tager den")
    assert "Alt var ok" not in labels(taken_)
    case = await small_town.case(amal, CaseKind.CRISIS)
    await small_town.mentor.forge(f"v1.well.{encode(case.id)}.yes", taken_)
    await small_town.settle()
    assert "tal sammen først" in small_town.mentor.last.text
    assert await small_town.kinds(amal) == [CaseKind.CRISIS]


async def test_a_talk_without_a_case_is_three_taps(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    who = await any_town.write(any_town.mentor, "/talt")
    assert "Amal" not in who.text
    [label] = labels(who)
    assert label.startswith("A.")
    for each in (label, "Mødtes", "Svært"):
        await any_town.tap(any_town.mentor, each)
    said = await any_town.tap(any_town.mentor, "I morgen")
    assert said.text.startswith("A.")
    assert said.text.endswith("samtalen er noteret. Næste aftale senest i morgen kl. 10.")
    youth = await any_town.youth(amal)
    [noted] = await any_town.read(talks.latest_of, youth.id, 5)
    assert (noted.way, noted.mood) == (TalkWay.MET, Mood.HARD)
    assert youth.last_human_contact_at == any_town.clock.now()


async def test_who_did_not_come_is_picked_up_within_a_working_day(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    before = await any_town.youth(amal)
    mark = amal.mark
    who = await any_town.write(any_town.mentor, "/talt")
    await any_town.tap(any_town.mentor, labels(who)[0])
    said = await any_town.tap(any_town.mentor, "Kom ikke")
    assert said.text == (
        "A. kom ikke til jeres aftale: det er noteret. Saml op senest i morgen kl. 15."
    )
    youth = await any_town.youth(amal)
    assert youth.last_human_contact_at == before.last_human_contact_at, "nobody was met"
    assert said_after(amal, mark) == []
    await any_town.wait(hours=23)
    today = await any_town.write(any_town.mentor, "/idag")
    assert "Kom ikke til jeres aftale: saml op · senest i dag kl. 15" in today.text
    who = await any_town.write(any_town.mentor, "/talt")
    for each in (labels(who)[0], "Ringet", "Godt", "Som aftalt"):
        await any_town.tap(any_town.mentor, each)
    today = await any_town.write(any_town.mentor, "/idag")
    assert "saml op" not in today.text, "a talk is what it was for"


async def test_a_pick_up_that_nobody_makes_is_a_case(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    who = await small_town.write(small_town.mentor, "/talt")
    await small_town.tap(small_town.mentor, labels(who)[0])
    await small_town.tap(small_town.mentor, "Kom ikke")
    assert await small_town.kinds(amal) == []
    await small_town.wait(hours=48)
    assert await small_town.kinds(amal) == [CaseKind.CONTACT_DUE]


async def test_what_happened_another_day_is_noted_for_that_day(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-05 23:58")
    await small_town.write(small_town.mentor, "/talt")
    for label in ("A.", "En anden dag", "i går"):
        await small_town.tap(small_town.mentor, label)
    await small_town.wait(minutes=5)  # midnight changes nothing
    said = await small_town.tap(small_town.mentor, "Kom")
    assert said.text.startswith("A.: noteret: Kom, onsdag den 4. marts.")
    youth = await small_town.youth(amal)
    assert youth.last_sign_of_life_at == at("2026-03-04 12:01")
    shown = await small_town.write(small_town.mentor, "/talt 4.3")
    assert labels(shown) == ["A."], shown.text
    asked = await small_town.tap(small_town.mentor, "A.")
    assert asked.text == "A., onsdag den 4. marts: hvad skete der?"
    assert labels(asked) == ["Ringet", "Mødtes", "Skrevet", "Kom", "Aflyste", "Kom ikke"]
    wrong = await small_town.write(small_town.mentor, "/talt 1.2")
    assert wrong.text == "Skriv dagen som /talt 24.11, højst 13 dage tilbage."


async def test_a_try_is_the_try_of_each_case_it_was_about_and_the_youth_hears_once(
    small_town: Town,
) -> None:
    amal = await taken(small_town)
    mentor = small_town.mentor
    await small_town.write(amal, "ring til mig")
    mark = amal.mark
    await small_town.tap(mentor, "Jeg tager den", newest_with(mentor, "Jeg tager den"))
    for kind in (CaseKind.CALL_ME, CaseKind.WORD):
        case = await small_town.case(amal, kind)
        for verb, value in (("notreached", ""), ("when", "hour")):
            await mentor.forge(tap_of(verb, case.id, value), mentor.last)
            await small_town.settle()
        assert (await small_town.case(amal, kind)).try_again_at is not None, kind
    heard = [one for one in said_after(amal, mark) if "Jeg prøvede at ringe" in one]
    assert len(heard) == 1
