"""The quieter the youth, the quieter the bot and the nearer the human."""

from __future__ import annotations

from datetime import datetime

from domain.agreement import Agreement, IfQuiet, PartOfDay
from domain.case import CaseKind
from domain.checkin import CheckInState
from domain.task import TaskKind
from storage import agreements, tasks
from storage.tables import occurrence, outbox
from storage.tx import Tx
from tests.journeys.town import Town, labels, newest_with, said_after, texts

SCALE = "Hvor meget lyst har du"
QUIET = (
    "Bliver stille: to spørgsmål uden svar. Robotten spørger ikke mere. "
    "Aftalt hver 7. dag, sidst talt for 10 dage siden. Eget valg: ring. Prøv selv."
)


def wish(tx: Tx, now: datetime, youth_id: int) -> None:
    agreed = Agreement(
        if_quiet=IfQuiet.CALL, if_quiet_part=PartOfDay.AFTERNOON, if_quiet_note="efter træning"
    )
    agreements.save(tx, now, youth_id, agreed)


async def became(town: Town) -> list[tuple[str, str | None]]:
    """Return what became of each weekly question, oldest first."""
    rows = await town.rows(occurrence, contact_key="weekly")
    return [(row["what"], row["reason"]) for row in sorted(rows, key=lambda row: row["due_at"])]


async def test_after_two_unanswered_questions_nothing_is_asked_and_a_human_tries(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    youth = await any_town.youth(amal)
    store = any_town.app.world.store
    await store.write(wish, any_town.clock.now(), youth.id)
    await any_town.until("2026-03-13 14:00")
    mark = amal.mark
    assert (await any_town.youth(amal)).quieted_at is not None
    [task] = [
        one
        for one in await any_town.read(tasks.open_of_youth, youth.id)
        if one.kind is TaskKind.TRY_YOURSELF
    ]
    assert task.detail == f"{QUIET}\ngerne eftermiddag, efter træning"
    await any_town.until("2026-03-16 09:00")
    assert QUIET in texts(any_town.mentor), "no name, and none of the youth's words"
    await any_town.until("2026-03-24 18:00")
    assert said_after(amal, mark) == [], "nothing is asked, not even to a café"
    assert (await became(any_town))[-1] == ("skipped", "quiet mode")
    assert await any_town.kinds(amal) == [CaseKind.CONTACT_DUE], "one silence is one case"

    await any_town.write(amal, "hej")
    youth = await any_town.youth(amal)
    assert (youth.quieted_at, youth.woke_at) == (None, any_town.clock.now())
    left = [one.kind for one in await any_town.read(tasks.open_of_youth, youth.id)]
    assert TaskKind.TRY_YOURSELF not in left
    await any_town.until("2026-03-31 14:00")
    asked = newest_with(amal, "7")
    assert asked.text.startswith("Hej Amal. Her er et enkelt spørgsmål.\n\nHvor meget lyst")
    done = await any_town.tap(amal, "7", asked)
    assert done.text == "Tak, noteret. Maja ser det.", "one tap"
    assert (await any_town.youth(amal)).woke_at is None
    await any_town.until("2026-04-07 14:00")
    await any_town.tap(amal, "7")
    assert "Det kører" in labels(amal.last), "and then as before"


async def test_one_answer_or_a_tap_between_is_no_quiet(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-10 14:00")
    await small_town.write(amal, "/menu")
    await small_town.until("2026-03-13 14:00")
    states = [one.state for one in await small_town.checkins(amal) if one.contact_key == "weekly"]
    assert states == [CheckInState.EXPIRED] * 2
    assert (await small_town.youth(amal)).quieted_at is None


async def test_four_skips_in_a_row_halve_the_rhythm_and_two_answers_bring_it_back(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    thanks = []
    for day in ("03-03", "03-10", "03-17", "03-24"):
        await small_town.until(f"2026-{day} 14:00")
        thanks.append((await small_town.tap(amal, "Spring over")).text)
    plain = "Sprunget over. Det er helt i orden."
    assert thanks[:3] == [plain] * 3
    assert thanks[3] == (
        f"{plain}\n\nFra nu af spørger jeg lidt mindre. Skriv /tid, hvis det ikke passer."
    )
    assert (await small_town.youth(amal)).halved_at is not None
    said = []
    for day in ("04-08", "04-22"):
        await small_town.until(f"2026-{day} 10:00")
        asked = newest_with(amal, "7")
        for label in ("7", "Det kører"):
            await small_town.tap(amal, label, newest_with(amal, label))
        said.append((await small_town.tap(amal, "Spring over", newest_with(amal, "Senere"))).text)
        assert asked is not None
    assert said == [
        "Tak, noteret. Maja ser det.",
        "Tak, noteret. Maja ser det.\n\nSå spørger jeg igen som før.",
    ]
    assert (await small_town.youth(amal)).halved_at is None
    assert [what for what, reason in await became(small_town) if reason == "halved"]


async def test_while_a_worker_and_a_youth_talk_the_bot_keeps_quiet(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 13:00")
    await small_town.write(amal, "hej Maja")
    await small_town.answer(small_town.mentor, "Hej. Hvordan går det?")
    await small_town.write(amal, "fint nok")
    mark = amal.mark
    await small_town.until("2026-03-04 12:00")
    assert not any(SCALE in text for text in said_after(amal, mark))
    await small_town.write(amal, "og i dag er ok")
    await small_town.until("2026-03-05 10:00")
    assert not any(SCALE in text for text in said_after(amal, mark))
    held = await small_town.rows(outbox, purpose="checkin", reason="talking")
    assert len(held) == 1, "what was planned for tomorrow waited, and then was left out"
