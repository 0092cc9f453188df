"""A youth who chose SMS: one question of one word out, and every word they write comes in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from domain.cafe import Coming
from domain.case import Case, CaseKind
from domain.checkin import CheckInState
from domain.people import Youth, YouthStatus
from domain.reply import ReplyKind
from domain.task import Task, TaskKind
from reports.audit.installation import audit_installation
from services.change_cafe import move
from services.evening import Evening
from storage import cases, checkins, replies, tasks, youths
from storage.store import Store
from storage.tables import inbox
from tests.journeys.bad_stores import FullStore
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import cafe_town, evenings, gets, row, series
from tests.journeys.test_enrolment_new_youth import filled, the_form
from tests.journeys.test_unknown_sender import sender_page
from tests.journeys.town import DANGER, Town, at, newest_with, texts
from tests.sms_phone import SmsPhone, sms_town

NUMBER = "+4522334455"
ASKED = "Hej. Har du det okay? Svar JA eller NEJ, eller ring 12345678. Maja"
AFTER_ASKING = "2026-03-03 15:00"


@asynccontextmanager
async def amal_by_sms(
    make_town: MakeTown, **settings: object
) -> AsyncIterator[tuple[Town, SmsPhone]]:
    """Give a town with Amal, who chose SMS and never saw the bot."""
    async with make_town() as town, sms_town(town, **settings) as network:
        await town.hire()
        async with the_form(town, town.mentor) as (browser, shown):
            typed = {"kontakt": "sms", "telefon": "22 33 44 55", "alder": "18+", "ja": "1"}
            await browser.post("/ny", await filled(town, shown, **typed))
        await town.settle()
        yield town, SmsPhone(town, network, NUMBER)
        world = town.app.world
        found = await town.read(
            audit_installation, town.clock.now(), world.house.programmes, world.house.site
        )
        assert found.breaches == ()


async def amal(town: Town) -> Youth:
    (found,) = await town.read(youths.everybody)
    return found


async def open_cases(town: Town) -> list[Case]:
    youth = await amal(town)
    return list(await town.read(cases.of_youth, youth.id, still_open=True))


async def rows(town: Town) -> list[Task]:
    """Return what stands on /idag as a planned contact."""
    youth = await amal(town)
    duties = await town.read(tasks.open_of_youth, youth.id)
    return [one for one in duties if one.kind is TaskKind.PLANNED_CONTACT]


async def test_a_check_in_by_sms_is_answered_with_ja(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        await town.until(AFTER_ASKING)
        assert phone.got == [ASKED]
        assert await rows(town) == [], "nobody has to do by hand what went out"

        assert await phone.write("Ja tak!") == ["Godt at høre. Du kan altid skrive her. Maja"]

        youth = await amal(town)
        (asked,) = await town.read(checkins.latest_of, youth.id, 9)
        assert asked.state is CheckInState.DONE
        (kept,) = await town.read(replies.latest_of, youth.id, 9)
        assert (kept.kind, kept.value, kept.checkin_id) == (ReplyKind.ANSWER, "yes", asked.id)
        assert youth.last_sign_of_life_at == town.clock.now()
        assert await open_cases(town) == []
        await town.until("2026-03-05 14:00")
        assert not any("igen" in text for text in phone.got), "what is answered is not reminded of"
        assert phone.got[-1].startswith("Hej. Vi ses i dag kl. 17, samme sted som altid.")
        assert await phone.write("nej") == [
            "Det er helt i orden. Vi spørger igen en anden gang. Maja"
        ]
        kinds = {case.kind for case in await open_cases(town)}
        assert CaseKind.LOW_ANSWER not in kinds, "an evening without them is nobody's worry"


async def test_nej_gives_a_human_a_clock_and_says_who_calls_by_when(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        await town.until("2026-03-03 14:10")

        (said,) = await phone.write("NEJ")

        assert said == (
            "Tak, fordi du siger det. Maja ringer senest i morgen kl. 14.10. "
            "Er du i fare, så ring 112."
        )
        (case,) = await open_cases(town)
        assert case.kind is CaseKind.LOW_ANSWER
        told = [text for text in texts(town.mentor) if "forfald" in text]
        assert len(told) == 1
        assert "Amal" not in told[0]
        (still,) = await phone.write("ja ja")
        assert still.startswith("Tak. Jeg ringer stadig senest")


async def test_a_cry_by_sms_gets_the_card_and_the_usual_chain(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        (card,) = await phone.write(DANGER)

        assert "Er du i fare, så ring 112." in card
        assert card.endswith("Er du i fare lige nu? Svar JA eller NEJ.")
        (case,) = [one for one in await open_cases(town) if one.kind is CaseKind.CRISIS]
        assert any(text.startswith("RØD") for text in texts(town.mentor))
        assert (await amal(town)).held_at is not None
        (yes,) = await phone.write("ja")
        assert yes.startswith("Ring 112 nu.")
        assert "card_answer" in await town.story(case)
        await town.until(AFTER_ASKING)
        assert phone.got == [card, yes], "nothing automatic while it is red"


async def test_at_night_the_card_names_no_number_that_nobody_answers(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        await town.until("2026-03-07 02:14")
        seen = len(phone.got)
        await phone.write(DANGER)
        card = phone.got[seen]
        assert "lige nu er ingen på arbejde" in card
        assert card.endswith("Er du i fare, så ring 112. Er du i fare lige nu? Svar JA eller NEJ.")
        assert "12345678" not in card
        await town.until("2026-03-07 02:25")
        unanswered = "har ikke svaret i ti minutter på, om der er fare nu, og regnes som ja"
        assert any(unanswered in text for text in texts(town.coordinator))
        assert len(phone.got) == seen + 1, "and is asked nothing more"


async def test_stop_is_one_word_and_one_question(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        (asked,) = await phone.write("STOP")
        assert asked.endswith("Må Maja stadig ringe? Svar JA eller NEJ.")
        (thanks,) = await phone.write("nej")

        assert thanks == "Tak for nu. Døren står åben: ring 12345678."
        youth = await amal(town)
        assert (youth.status, youth.call_allowed) == (YouthStatus.STOPPED, False)
        await town.until("2026-03-13 12:00")
        assert phone.got == [asked, thanks]
        assert await rows(town) == []


async def test_words_and_pictures_are_read_by_a_human_who_has_a_clock(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        (said,) = await phone.write("ja men jeg er lidt træt af skolen")
        (seen,) = await phone.write("")

        assert said.startswith("Det er givet videre. Maja læser det senest")
        assert seen.startswith("Jeg er en robot og kan kun læse ord.")
        assert [one.kind for one in await open_cases(town)] == [CaseKind.WORD]
        youth = await amal(town)
        kept = await town.read(replies.latest_of, youth.id, 9)
        assert [one.text for one in kept] == [None, "ja men jeg er lidt træt af skolen"]
        assert await phone.write("er på job, svarer senere") == [], "no talk with a machine"
        assert len(await town.read(replies.latest_of, youth.id, 9)) == 3


async def test_what_the_gateway_refuses_is_a_row_for_the_worker(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        phone.network.gateway.status = 422
        await town.until(AFTER_ASKING)

        (row,) = await rows(town)
        assert row.detail == ASKED
        youth = await amal(town)
        (asked,) = await town.read(checkins.latest_of, youth.id, 9)
        assert asked.state is CheckInState.CANCELLED, "nobody is silent who was not asked"


async def test_a_gateway_that_stays_away_leaves_it_to_the_worker(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        phone.network.gateway.status = 503
        phone.network.gateway.headers = {"Retry-After": "1200"}
        await town.until(AFTER_ASKING)
        assert await rows(town) == [], "it may still leave, in an hour that suits it"
        await town.until("2026-03-04 11:30")
        assert [row.detail for row in await rows(town)] == [ASKED]
        phone.network.gateway.status = 200
        await town.until("2026-03-04 16:00")
        assert phone.got == [], "not both"


async def test_what_no_phone_got_is_a_row_unless_it_was_answered(make_town: MakeTown) -> None:
    body = '{"to": "{to}", "message": "{text}", "userref": "{ref}"}'
    async with amal_by_sms(make_town, sms_body=body, sms_report_ref="userref") as (town, phone):
        await town.until(AFTER_ASKING)
        (sent,) = phone.network.gateway.sent
        report = {"userref": sent["userref"], "status": "Undeliverable"}
        network = phone.network
        for words, status in (({**report, "status": "DELIVERED"}, 200), ({"status": "x"}, 400)):
            assert (await network.bring(words, path="/report"))[0] == status
        assert (await network.bring(report, path="/report", secret="x" * 36))[0] == 403
        assert await rows(town) == []
        for _ in range(2):
            assert (await network.bring(report, path="/report"))[0] == 200
        assert [row.detail for row in await rows(town)] == [ASKED]
        await phone.write("ja")
        assert await rows(town) == [], "it did arrive, and nobody need say it again"
        await town.until("2026-03-05 14:00")
        second = phone.network.gateway.sent[-1]["userref"]
        await phone.write("nej")
        late = {"userref": second, "status": "EXPIRED"}
        assert (await network.bring(late, path="/report"))[0] == 200
        assert await rows(town) == [], "who answers has got it"


async def test_a_new_number_is_written_down_by_the_worker(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        await phone.write("jeg har fået nyt nummer")
        await town.until("2026-03-03 14:10")
        await phone.write("ja")
        case = newest_with(town.mentor, "Jeg tager den")
        async with town.page(town.mentor, message=case) as (browser, shown):
            assert "SMS: Har du det okay?" in shown.text
            fields = shown.form("/ung/aftale")
            wrong = await browser.post("/ung/aftale", {**fields, "eget": "223344"})
            assert "Det er ikke et nummer" in wrong.text
            await browser.post("/ung/aftale", {**fields, "eget": "55 66 77 88"})
        other = SmsPhone(town, phone.network, "+4555667788")
        (said,) = await other.write("hej, det er mig", named="new")
        assert said.startswith("Det er givet videre.")
        assert (await phone.write("hallo"))[0].startswith("Jeg er en robot og kender ikke")


async def test_two_cannot_share_a_number(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, _):
        async with the_form(town, town.mentor) as (browser, shown):
            typed = {"kontakt": "sms", "telefon": "+45 22334455", "alder": "18+", "ja": "1"}
            again = await browser.post("/ny", await filled(town, shown, navn="Bo", **typed))
            assert "To kan ikke dele et nummer her." in again.text
            typed["telefon"] = "22334456"
            one = await browser.post("/ny", await filled(town, shown, navn="Bo", **typed))
            same = await browser.post("/ny", await filled(town, shown, navn="Bo", **typed))
        assert (again.status, one.status, same.status) == (400, 200, 200)
        assert len(await town.read(youths.everybody)) == 2


async def test_one_sms_that_is_brought_twice_counts_once(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        assert len(await phone.write("hej Maja", named="42")) == 1
        assert await phone.write("hej Maja", named="42") == []
        youth = await amal(town)
        assert len(await town.read(replies.latest_of, youth.id, 9)) == 1


async def test_a_stranger_is_screened_answered_and_not_kept(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        other = SmsPhone(town, phone.network, "+4699887766")
        (said,) = await other.write("hej, hvem er I?")
        assert said.startswith("Jeg er en robot og kender ikke dit nummer.")
        assert await other.write("hallo") == [], "once a day"
        (card,) = await other.write(DANGER)
        assert "ring 112" in card
        red = [text for text in texts(town.coordinator) if text.startswith("RØD")]
        assert len(red) == 1
        async with sender_page(town, town.coordinator) as (_, shown):
            assert "+4699887766" in shown.text
            assert "/afsender/svar" not in shown.response.text, "free words are no postcard"
        youth = await amal(town)
        assert await town.read(replies.latest_of, youth.id, 9) == []


async def test_without_a_way_in_nobody_is_asked_by_sms(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town, sms_in_secret=None) as (town, phone):
        await town.until(AFTER_ASKING)
        assert phone.got == []
        assert len(await rows(town)) == 1


async def test_who_does_not_know_the_secret_stores_nothing(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        network = phone.network
        ja = {"from": NUMBER, "message": DANGER, "id": "1"}
        before = len(await town.rows(inbox))
        assert (await network.bring(ja, secret="x" * 36))[0] == 403
        status, words = await network.bring({"message": "hej"})
        assert (status, "SMS_IN_FROM" in words) == (400, True)
        assert "sms_unreadable" in await town.app.health()
        assert (await network.bring({**ja, "message": "a" * 70_000}))[0] == 413
        await town.settle()
        assert len(await town.rows(inbox)) == before
        assert phone.got == []


async def test_an_sms_is_stored_before_the_gateway_hears_so(make_town: MakeTown) -> None:
    async with amal_by_sms(make_town) as (town, phone):
        brought = await phone.network.bring(
            {"from": NUMBER, "message": "hej", "id": "1"}, form=True
        )
        assert brought[0] == 200
        await town.restart()  # before anybody looked at it
        await town.settle()
        youth = await amal(town)
        assert [one.text for one in await town.read(replies.latest_of, youth.id, 9)] == ["hej"]


async def test_while_nothing_can_be_stored_a_cry_gets_the_card_and_staff_hear(
    make_town: MakeTown,
) -> None:
    stores: list[FullStore] = []

    def wrap(store: Store) -> Store:
        stores.append(FullStore(store))
        return stores[-1]

    async with make_town(wrap=wrap) as town, sms_town(town) as network:
        await town.hire()
        stores[-1].full = True
        phone = SmsPhone(town, network, NUMBER)
        cry = {"from": NUMBER, "message": DANGER, "id": "1"}
        assert (await network.bring(cry))[0] == 503, "the gateway brings it again"
        stores[-1].full = False
        assert ["ring 112" in text for text in phone.got] == [True]
        assert any(text.startswith("RØD") for text in texts(town.coordinator))


async def test_an_evening_by_sms_from_the_invitation_to_its_end(
    make_town: MakeTown, tmp_path: Path
) -> None:
    by_sms = {"channel": "sms", "phone": "22334455"}
    async with cafe_town(make_town, tmp_path) as town, sms_town(town) as network:
        chat = await gets(town, "Amal", **by_sms)
        phone = SmsPhone(town, network, NUMBER)
        before = len(texts(chat))
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        (invited,) = phone.got
        assert invited.startswith(
            "Hej. Vi ses på torsdag kl. 17, samme sted som altid. Vil du med?"
        )

        (coming,) = await phone.write("ja")
        assert coming == "Godt. Vi ses på torsdag kl. 17. Kan du ikke alligevel, så svar NEJ. Maja"
        assert (await row(town, chat, cafe)).answer is Coming.YES

        evening = (await evenings(town))[0]
        world = town.app.world
        await world.store.write(
            lambda tx: move(
                Evening.of(tx, town.clock.now(), world.house, evening), at("2026-03-05 18:00")
            )
        )
        await town.settle()
        assert "Nu ses vi på torsdag kl. 18. Vil du med?" in phone.got[-1]
        assert await phone.write("nej tak") == [
            "Det er helt i orden. Vi spørger igen en anden gang. Maja"
        ]
        assert (await row(town, chat, cafe)).answer is Coming.NO
        await town.until("2026-03-05 17:30")
        assert not any("svar NEJ. Det er helt fint" in text for text in phone.got), "no reminder"
        assert len(texts(chat)) == before, "who chose SMS reads it there, and only there"


async def test_who_chose_sms_in_the_bot_is_asked_by_sms_and_answered_where_they_write(
    make_town: MakeTown,
) -> None:
    async with make_town() as town, sms_town(town) as network:
        await town.hire()
        chat = await gets(town, "Amal", channel="sms", phone="+45 22 33 44 55")
        phone, before = SmsPhone(town, network, NUMBER), len(texts(chat))
        await town.until(AFTER_ASKING)
        assert phone.got == [ASKED]
        assert len(texts(chat)) == before
        assert "Maja læser det" in (await town.write(chat, "hej her i chatten")).text
        assert phone.got == [ASKED]
        assert (await phone.write("ja"))[0].startswith("Godt at høre.")
