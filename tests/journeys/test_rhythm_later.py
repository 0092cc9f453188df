"""*Senere*: the question goes away softly, and comes back when the youth chose."""

from __future__ import annotations

from domain.checkin import CheckInState
from domain.message import OutboxState
from domain.people import Channel
from domain.reply import ReplyKind
from simulator.phones import Phone
from storage import youths
from storage.tables import outbox
from tests.journeys.town import Town, at, labels, newest_with, said_after, texts

ASKED_AT = "2026-03-03 14:00"
SCALE = "Hvor meget lyst har du"


async def test_a_question_comes_back_in_a_new_message_when_the_youth_chose(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until(ASKED_AT)
    asked = amal.last
    await any_town.wait(minutes=5)
    offered = await any_town.tap(amal, "Senere")
    assert (offered.id, offered.text) == (asked.id, asked.text)
    assert labels(offered) == ["Om en time", "I aften før 18.30", "I morgen", "Tilbage"]
    closed = await any_town.tap(amal, "I aften før 18.30")
    assert (closed.id, labels(closed)) == (asked.id, [])
    assert closed.text == "Helt fint. Spørgsmålet kommer igen i dag kl. 18."
    assert await any_town.replies(amal) == [], "a sign of life, and no answer"
    assert (await any_town.youth(amal)).last_sign_of_life_at == at("2026-03-03 14:05")
    mark = amal.mark
    await any_town.until("2026-03-03 17:59")
    assert said_after(amal, mark) == []
    await any_town.until("2026-03-03 18:00")
    back = amal.last
    assert back.id != asked.id
    assert SCALE in back.text
    assert labels(back)[-3:] == ["Spring over", "Senere", "📞 Ring til mig"]
    assert max(len(row) for row in back.buttons[-2:]) <= 3
    for label in ("7", "Det kører", "Spring over"):
        await any_town.tap(amal, label)
    assert [reply.kind for reply in await any_town.replies(amal)] == [
        ReplyKind.ANSWER,
        ReplyKind.ANSWER,
        ReplyKind.SKIP,
    ]
    [checkin] = await any_town.checkins(amal)
    assert checkin.state is CheckInState.DONE


async def test_the_way_back_shows_the_answers_again(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    before = labels(amal.last)
    await small_town.tap(amal, "Senere")
    shown = await small_town.tap(amal, "Tilbage")
    assert labels(shown) == before
    await small_town.tap(amal, "7")
    assert (await small_town.replies(amal))[0].number == 7


async def test_tomorrow_moves_the_one_reminder_too(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    closed = await small_town.tap(amal, "I morgen")
    assert closed.text == "Helt fint. Spørgsmålet kommer igen i morgen kl. 14."
    mark = amal.mark
    await small_town.until("2026-03-04 13:59")
    assert said_after(amal, mark) == [], "no reminder of a question that is not there"
    await small_town.until("2026-03-04 14:00")
    assert SCALE in amal.last.text
    await small_town.until("2026-03-05 12:15")
    assert sum("stadig åbent" in text for text in texts(amal)) == 1


async def test_an_answer_on_the_old_message_counts_and_nothing_comes_back(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    shown = amal.last
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "Om en time")
    await small_town.tap(amal, "7", shown)
    mark = amal.mark
    await small_town.until("2026-03-03 16:00")
    assert not any(SCALE in text for text in said_after(amal, mark))
    assert (await small_town.replies(amal))[0].number == 7


async def test_a_pause_takes_back_what_was_to_come_later(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "Om en time")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "1 uge")
    mark = amal.mark
    await small_town.until("2026-03-03 18:00")
    assert said_after(amal, mark) == []
    rows = await small_town.rows(outbox, purpose="later")
    assert all(row["state"] == OutboxState.SKIPPED.value for row in rows)


async def test_when_there_is_no_later_the_question_stays(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    shown = amal.last
    await small_town.until("2026-03-06 13:30")
    said = await small_town.tap(amal, "Senere", shown)
    assert said.text == ("Det kan ikke blive senere i dag. Du kan svare nu eller springe over.")
    assert "7" in labels(newest_with(amal, "7"))


async def talk(town: Town, amal: Phone) -> None:
    """Let youth and worker write to each other."""
    await town.write(amal, "kan vi lige skrive sammen")
    await town.answer(town.mentor, "Ja, hvad sker der?")


async def test_it_does_not_come_back_on_top_of_a_talk(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    asked = await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I aften før 18.30")
    await small_town.until("2026-03-03 16:00")
    await talk(small_town, amal)
    mark = amal.mark
    await small_town.until("2026-03-05 08:59")
    assert not any(SCALE in text for text in said_after(amal, mark))
    [shown] = [one for one in amal.messages if one.id == asked.id]
    assert shown.text == "Helt fint. Spørgsmålet kommer igen på torsdag kl. 9."
    await small_town.until("2026-03-05 10:00")
    assert sum(SCALE in text for text in texts(amal)) == 1


async def test_it_is_let_go_where_the_talk_outlasts_it(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I morgen")
    await small_town.until("2026-03-04 13:00")
    await talk(small_town, amal)
    for again in ("2026-03-05 12:30", "2026-03-06 12:00"):
        await small_town.until(again)
        await talk(small_town, amal)
    await small_town.until("2026-03-06 15:00")
    assert not any(SCALE in text for text in texts(amal))
    [checkin] = await small_town.checkins(amal)
    assert checkin.state is CheckInState.CANCELLED, "nobody has been silent"


async def wednesdays(town: Town, amal: Phone) -> None:
    """Let the youth be asked on Wednesdays from here on."""
    await town.write(amal, "/tid")
    for label in ("Dage", "Onsdag"):
        await town.tap(amal, label)


async def test_a_day_with_a_check_in_of_its_own_is_not_offered(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await wednesdays(small_town, amal)
    await small_town.tap(amal, "Senere", newest_with(amal, "Senere"))
    assert labels(newest_with(amal, "Om en time")) == [
        "Om en time",
        "I aften før 18.30",
        "Tilbage",
    ]


async def test_a_new_check_in_comes_instead_of_the_old_question(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I morgen")
    await wednesdays(small_town, amal)
    mark = amal.mark
    await small_town.until("2026-03-04 20:00")
    assert sum(SCALE in text for text in said_after(amal, mark)) == 1
    assert sorted(one.state for one in await small_town.checkins(amal)) == [
        CheckInState.CANCELLED,
        CheckInState.OPEN,
    ]


async def test_the_week_says_of_a_question_put_off_what_comes_after_the_road_has_changed(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I morgen")
    youth = await small_town.youth(amal)
    await small_town.app.world.store.write(
        lambda tx: youths.change(tx, youth.id, channel=Channel.PHONE.value, phone="12345678")
    )
    said = (await small_town.write(amal, "/uge")).text
    assert "I morgen: et par spørgsmål kl. 14" in said, "as it was promised, in this chat"
    assert "Torsdag: Maja kontakter dig" in said
    await small_town.until("2026-03-04 14:00")
    assert SCALE in amal.last.text


async def test_the_week_follows_quiet_hours_that_were_chosen_after_a_later(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I aften før 18.30")
    await small_town.write(amal, "/tid")
    for label in ("Stille tid", "kl. 17", "kl. 10"):
        await small_town.tap(amal, label)
    said = (await small_town.write(amal, "/uge")).text
    assert "I morgen: et par spørgsmål kl. 10" in said
    assert "I dag: ingenting fra mig" in said
    mark = amal.mark
    await small_town.until("2026-03-04 10:00")
    assert sum(SCALE in text for text in said_after(amal, mark)) == 1
    assert SCALE in amal.last.text


async def test_the_week_names_no_question_that_its_day_has_no_room_for(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I morgen")
    await small_town.write(amal, "/tid")
    for label in ("Dage", "Onsdag"):
        await small_town.tap(amal, label)
    mark = amal.mark
    said = (await small_town.write(amal, "/uge")).text
    assert said.count("et par spørgsmål") == 1
    await small_town.until("2026-03-04 18:00")
    assert sum(SCALE in text for text in said_after(amal, mark)) == 1
