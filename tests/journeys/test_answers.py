"""The weekly question is answered, skipped, reminded of, closed, and welcomed late."""

from __future__ import annotations

import pytest

from domain.case import CaseKind
from domain.checkin import CheckInState
from domain.reply import ReplyKind
from storage.tables import audit, occurrence, outbox
from tests.journeys.town import Town, labels, said_after, texts

ASKED_AT = "2026-03-03 14:00"
SCALE = "Hvor meget lyst har du"
WORDS = "Har du lyst til at skrive et par ord"


async def test_three_answers_in_one_message_that_is_edited_in_place(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until(ASKED_AT)
    first = amal.last
    assert first.text.startswith("Hej Amal. Her er ugens tre korte spørgsmål.")
    assert labels(first)[:11] == [*map(str, range(11))]
    assert labels(first)[11:] == ["Spring over", "Senere", "📞 Ring til mig"]
    second = await any_town.tap(amal, "7")
    assert second.id == first.id
    assert labels(second)[:4] == [
        "Det kører",
        "Op og ned",
        "Overvejer at stoppe",
        "Kommer ikke mere",
    ]
    third = await any_town.tap(amal, "Op og ned")
    assert third.text.startswith(WORDS)
    assert labels(third) == ["Spring over", "Senere", "📞 Ring til mig"]
    last = await any_town.write(amal, "Det var en ok uge")
    asked, mine, thanks = amal.messages[-3:]
    assert (asked.id, asked.text, labels(asked)) == (first.id, third.text, [])
    assert mine.text == "Det var en ok uge"
    assert thanks == last, "the thanks stand below the words that they are for"
    assert (last.text, labels(last)) == ("Tak, noteret. Maja ser det.", [])
    assert last.silent
    kept = [
        (r.kind, r.question_key, r.value, r.number, r.text) for r in await any_town.replies(amal)
    ]
    assert kept == [
        (ReplyKind.ANSWER, "school", "7", 7, None),
        (ReplyKind.ANSWER, "staying", "mixed", None, None),
        (ReplyKind.ANSWER, "words", None, None, "Det var en ok uge"),
    ]
    [checkin] = await any_town.checkins(amal)
    assert checkin.state is CheckInState.DONE
    assert await any_town.kinds(amal) == [CaseKind.WORD], "no word goes unread"
    rows = await any_town.rows(outbox, checkin_id=checkin.id)
    assert [row["wording"] for row in rows] == [
        "weekly.school",
        "weekly.staying",
        "weekly.words",
        "weekly.words",
    ]


@pytest.mark.parametrize(
    ("answers", "state", "thanks"),
    [
        ([], CheckInState.SKIPPED, "Sprunget over. Det er helt i orden."),
        (["7"], CheckInState.DONE, "Tak, noteret. Maja ser det."),
        (["7", "Det kører"], CheckInState.DONE, "Tak, noteret. Maja ser det."),
    ],
)
async def test_every_question_can_be_skipped(
    small_town: Town, answers: list[str], state: CheckInState, thanks: str
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    for label in answers:
        await small_town.tap(amal, label)
    said = await small_town.tap(amal, "Spring over")
    assert (said.text, labels(said)) == (thanks, ["Ret"] if answers else [])
    [checkin] = await small_town.checkins(amal)
    assert checkin.state is state
    kept = await small_town.replies(amal)
    assert [reply.kind for reply in kept] == [ReplyKind.ANSWER] * len(answers) + [ReplyKind.SKIP]
    assert kept[-1].question_key == ["school", "staying", "words"][len(answers)]
    assert await small_town.kinds(amal) == []


async def test_one_reminder_and_its_answer(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until(ASKED_AT)
    prompt = amal.last
    await any_town.until("2026-03-04 11:59")
    assert amal.last == prompt
    await any_town.until("2026-03-04 12:00")
    reminder = amal.last
    assert reminder.text == (
        "Spørgsmålet fra i går er stadig åbent. Ellers tager vi det næste gang."
    )
    assert labels(reminder) == ["Svar", "Spring over"]
    again = await any_town.tap(amal, "Svar")
    assert (again.id, labels(again)[0]) == (reminder.id, "0")
    assert labels(next(one for one in amal.messages if one.id == prompt.id)) == []
    for label in ("7", "Det kører"):
        await any_town.tap(amal, label)
    last = await any_town.write(amal, "fint")
    asked = next(one for one in amal.messages if one.id == reminder.id)
    assert (asked.text.startswith(WORDS), labels(asked)) == (True, [])
    assert (last.id > asked.id, last.text) == (True, "Tak, noteret. Maja ser det.")
    assert [r.kind for r in await any_town.replies(amal)] == [ReplyKind.ANSWER] * 3
    await any_town.until("2026-03-10 13:59")
    assert sum("stadig åbent" in text for text in texts(amal)) == 0


async def test_skipping_in_the_reminder_leaves_no_button_anywhere(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-04 12:00")
    said = await small_town.tap(amal, "Spring over")
    assert said.text == "Sprunget over. Det er helt i orden."
    assert [one.labels for one in amal.messages[-2:]] == [[], []]


async def test_answering_the_first_message_takes_the_reminders_buttons(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    prompt = amal.last
    await small_town.until("2026-03-04 12:00")
    await small_town.tap(amal, "7", prompt)
    assert labels(amal.last) == [], "the reminder"
    assert labels(amal.messages[-2])[0] == "Det kører"


async def test_words_after_a_reminder_take_its_buttons_too(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    for label in ("7", "Det kører"):
        await small_town.tap(amal, label)
    await small_town.until("2026-03-04 12:00")
    assert labels(amal.last) == ["Svar", "Spring over"]
    await small_town.write(amal, "fint nok")
    prompt, reminder, _, thanks = amal.messages[-4:]
    assert thanks.text == "Tak, noteret. Maja ser det."
    assert reminder.text == "Spørgsmålet er besvaret.", "thanks are said once"
    assert prompt.text.startswith(WORDS)
    assert labels(prompt) == labels(reminder) == labels(thanks) == []


async def test_thanks_below_low_answers_offer_a_call_and_name_the_day_as_it_is_now(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    for label in ("1", "Det kører"):
        await small_town.tap(amal, label)
    await small_town.until("2026-03-04 10:00")
    said = await small_town.write(amal, "mit cpr er 010190-1234")
    assert "Maja ser det senest i dag kl. " in said.text
    assert labels(said) == ["Ja", "Skriv til mig", "Nej tak"]
    assert "010190" not in said.text
    assert len(said.text.split("\n\n")) == 2, "a hidden number is spoken of"
    called = await small_town.tap(amal, "Ja", said)
    assert (called.id, labels(called)) == (said.id, [])


async def test_after_three_days_the_question_closes_in_place_without_blame(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    await small_town.until("2026-03-06 14:00")
    prompt = next(one for one in amal.messages if SCALE in "".join(one.history))
    assert prompt.text == "Spørgsmålet er lukket. Vi tager det næste gang."
    assert all("Svar" not in labels(one) for one in amal.messages)
    checkin = (await small_town.checkins(amal))[0]
    assert checkin.state is CheckInState.EXPIRED
    assert await small_town.replies(amal) == []


async def test_a_late_tap_is_welcomed_and_kept(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    prompt = amal.last
    await small_town.until("2026-03-08 20:00")
    mark = amal.mark
    await small_town.tap(amal, "8", prompt)
    welcome = "Godt at høre fra dig. Svaret er gemt, og Maja ser det."
    assert said_after(amal, mark) == [welcome]
    [late] = await small_town.replies(amal)
    assert (late.number, late.late, late.question_key) == (8, True, "school")
    await small_town.wait(minutes=5)
    await small_town.tap(amal, "3", prompt)
    assert [reply.number for reply in await small_town.replies(amal)] == [8]
    assert amal.last.text == "Den knap er gammel. Skriv bare til mig i stedet."


async def test_a_late_low_answer_still_reaches_the_worker(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    prompt = amal.last
    await small_town.until("2026-03-08 20:00")
    await small_town.tap(amal, "0", prompt)
    assert await small_town.kinds(amal) == [CaseKind.LOW_ANSWER]


@pytest.mark.parametrize("label", ["7", "Spring over"])
async def test_a_double_tap_is_one_reply(any_town: Town, label: str) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until(ASKED_AT)
    shown = amal.last
    await amal.tap(label, shown)
    await amal.tap(label, shown)
    await any_town.settle()
    assert len(await any_town.replies(amal)) == 1
    assert amal.last.id == shown.id, "and no word about it"


async def test_an_old_tap_on_a_question_long_answered_gets_a_kind_word(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    shown = amal.last
    await small_town.tap(amal, "7")
    await small_town.wait(minutes=10)
    said = await small_town.tap(amal, "3", shown)
    assert said.text == "Den knap er gammel. Skriv bare til mig i stedet."
    assert [reply.number for reply in await small_town.replies(amal)] == [7]
    await small_town.tap(amal, "Det kører")
    assert any(text.startswith(WORDS) for text in texts(amal))


async def test_a_forged_tap_on_another_youths_question_changes_nothing(any_town: Town) -> None:
    amal, bo = await any_town.enrol("Amal"), await any_town.enrol("Bo")
    await any_town.until(ASKED_AT)
    theirs = bo.last.button("0")
    assert theirs is not None
    assert theirs.data is not None
    await amal.forge(theirs.data)
    await any_town.settle()
    assert amal.last.text == "Den knap er gammel. Skriv bare til mig i stedet."
    assert await any_town.replies(amal) == []
    assert await any_town.replies(bo) == []
    assert labels(bo.last)[0] == "0"
    youth = await any_town.youth(bo)
    refused = await any_town.rows(audit, youth_id=youth.id, allowed=False)
    assert [row["action"] for row in refused] == ["foreign_button"]


@pytest.mark.parametrize(
    "data",
    [
        "v1.ans.0.0-7",
        "v1.ans",
        "nonsense",
        "v1.again.zzz.",
        "v1.ans.{id}.9-7",
        "v1.ans.{id}.0-77",
        "v1.skip.{id}.x",
        "v1.ans.{id}.7",
        "v1.skip.{id}.2",
    ],
)
async def test_nonsense_in_a_button_gets_a_kind_word_and_changes_nothing(
    small_town: Town, data: str
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(ASKED_AT)
    button = amal.last.button("0")
    assert button is not None
    own = (button.data or "").split(".")[2]
    await amal.forge(data.format(id=own))
    await small_town.settle()
    assert amal.last.text == "Den knap er gammel. Skriv bare til mig i stedet."
    assert await small_town.replies(amal) == []


@pytest.mark.parametrize(
    ("label", "thanks"),
    [
        ("Kommer", "Godt. Vi ses i dag kl. 17 det sædvanlige sted."),
        ("Måske", "Måske er helt fint. Døren er åben, hvis du kommer."),
        ("Ikke denne gang", "Helt fint. Så en anden gang."),
    ],
)
async def test_the_cafe_takes_three_answers(small_town: Town, label: str, thanks: str) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-05 12:30")
    asked = amal.last
    assert asked.text.startswith("Hej Amal. Der er café i dag kl. 17 det sædvanlige sted.")
    assert labels(asked) == ["Kommer", "Måske", "Ikke denne gang"]
    said = await small_town.tap(amal, label)
    assert (said.id, said.text, labels(said)) == (asked.id, thanks, [])
    [reply] = await small_town.replies(amal)
    assert (reply.question_key, reply.kind) == ("coming", ReplyKind.ANSWER)


async def test_an_unanswered_cafe_closes_when_it_begins(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-05 17:00")
    assert amal.last.text == "Spørgsmålet er lukket. Vi tager det næste gang."
    assert await small_town.replies(amal) == []


async def test_every_occurrence_says_what_became_of_it(small_town: Town) -> None:
    await small_town.enrol("Amal")
    await small_town.until("2026-03-12 12:30")
    rows = await small_town.rows(occurrence)
    assert [(row["contact_key"], row["what"]) for row in rows] == [
        ("weekly", "sent"),
        ("cafe", "sent"),
        ("weekly", "sent"),
        ("cafe", "sent"),
    ]
