"""Before a call, a note of sixty seconds, a talk noted, a worry: all on the page of one youth."""

from __future__ import annotations

from datetime import timedelta

from domain.agreement import Agreement, IfQuiet
from domain.case import CaseKind
from domain.talk import Mood, TalkWay
from domain.task import Task, TaskKind
from storage import agreements, audit, cases, talks, tasks
from storage.tables import talk
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

NOTE = "Vil gerne ringes op efter skole. Hunden er rask igen."


async def shown_to(cast: Cast, browser: Browser, staff_id: int) -> Shown:
    """Open Bo's page as a member of staff."""
    return await browser.press_show(await cast.link(staff_id))


async def note(browser: Browser, page: Shown, words: str) -> Shown:
    """Write a note and keep it."""
    return await browser.post("/ung/note", {**page.form("/ung/note"), "text": words})


async def test_what_was_agreed_stands_first(cast: Cast) -> None:
    agreed = Agreement(if_quiet=IfQuiet.CALL, if_quiet_note="gerne eftermiddag")

    def agree(tx: Tx) -> None:
        agreements.save(tx, NOW, cast.bo, agreed)

    await cast.store.write(agree)
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
    lines = page.text.splitlines()
    at = lines.index("Før du ringer")
    assert lines[at + 1 : at + 3] == ["Aftalt ved stilhed", "ring, gerne eftermiddag"]
    assert at < lines.index("Det venter"), "before what waits"


async def test_what_a_worker_says_in_place_of_the_robot_stands_on_the_page(cast: Cast) -> None:
    def owe(tx: Tx) -> None:
        duty = Task(
            id=tx.new_id(),
            youth_id=cast.bo,
            staff_id=cast.mette,
            kind=TaskKind.PLANNED_CONTACT,
            created_at=NOW,
            due_at=NOW,
            detail="Om en uge slutter vores faste kontakt.",
        )
        tasks.add(tx, duty, dedupe="said by hand")

    await cast.store.write(owe)
    async with Browser.open(cast.world) as browser:
        lines = (await shown_to(cast, browser, cast.mette)).text.splitlines()
    at = lines.index("Sig det selv:")
    assert lines[at + 1] == "Om en uge slutter vores faste kontakt."


async def test_a_note_is_kept_sealed_and_shown_to_the_next(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        done = await note(browser, await shown_to(cast, browser, cast.mette), NOTE)
        assert "Noten er gemt." in done.text
        assert NOTE in done.text
    async with Browser.open(cast.world) as browser:
        assert NOTE in (await shown_to(cast, browser, cast.karl)).text

    def raw(tx: Tx) -> list[bytes]:
        return [bytes(row.note) for row in tx.execute(talk.select())]

    [sealed] = await cast.store.write(raw)
    assert NOTE.encode() not in sealed


async def test_a_note_belongs_to_the_talk_it_follows(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        fields = {"how": "met", "mood": "hard", "next": "3"}
        done = await browser.post("/ung/talt", {**page.form("/ung/talt"), **fields})
        assert "Samtalen er noteret." in done.text
        again = await browser.post("/ung/talt", {**page.form("/ung/talt"), **fields})
        await note(browser, again, NOTE)
        page = await note(browser, again, f"{NOTE} Ja.")
    [only] = await cast.store.read(talks.latest_of, cast.bo, 5)
    assert (only.way, only.mood, only.note) == (TalkWay.MET, Mood.HARD, f"{NOTE} Ja.")
    assert only.next_contact_at is not None
    assert only.next_contact_at - NOW >= timedelta(days=2)
    assert "mødtes" in page.text
    assert "er svært" in page.text


async def test_nothing_is_said_about_a_talk_before_somebody_says_it(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        form = page.form("/ung/talt")
        shown = page.response.text
        again = await browser.post("/ung/talt", {**form, "how": "met", "next": "3"})
    radios = [line for line in shown.splitlines() if 'type="radio"' in line]
    checked = [line for line in radios if " checked" in line]
    assert len(checked) == 1, "only when they talk next has a usual answer"
    assert "checked> <span>Som aftalt" in shown
    assert again.status == 400
    assert "Tryk på, hvordan I talte sammen, og hvordan det går." in again.text
    assert 'value="met" required checked' in again.response.text, "what was tapped stays"
    assert await cast.store.read(talks.latest_of, cast.bo, 5) == []


async def test_a_cpr_number_is_not_kept_and_never_stands_as_an_answer(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        refused = await note(browser, page, "Hans nummer er 010190-1234")
    assert refused.status == 400
    assert refused.response.text.count("010190-1234") == 1, "in the note, not in the answer"
    assert await cast.store.read(talks.latest_of, cast.bo, 5) == []


async def test_who_did_not_come_is_noted_once_with_a_duty(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        await browser.post("/ung/kom_ikke", page.form("/ung/kom_ikke"))
        done = await browser.post("/ung/kom_ikke", page.form("/ung/kom_ikke"))
        assert "Det er noteret. Opsamling står i /idag." in done.text
    [noted] = await cast.store.read(talks.latest_of, cast.bo, 5)
    assert noted.way is TalkWay.NO_SHOW
    [duty] = await cast.store.read(tasks.open_of_youth, cast.bo)
    assert (duty.kind, duty.staff_id) == (TaskKind.NO_SHOW, cast.mette)
    assert duty.due_at == NOW + timedelta(days=1, hours=2), "the end of the next working day"


async def test_a_worry_opens_a_case_once(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        await browser.post("/ung/bekymret", page.form("/ung/bekymret"))
        done = await browser.post("/ung/bekymret", page.form("/ung/bekymret"))
    assert "er åben." in done.text
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert [case.kind for case in found].count(CaseKind.CONCERN) == 1


async def test_a_partners_worry_has_a_button_of_its_own(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        assert "Ja, skole eller job er" in page.text
        form = {**page.form("/ung/bekymret"), "source": "partner"}
        done = await browser.post("/ung/bekymret", form)
    assert "er åben." in done.text
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert CaseKind.PARTNER_CONCERN in [case.kind for case in found]
    assert CaseKind.CONCERN not in [case.kind for case in found]


async def test_what_is_written_down_is_in_the_audit_trail(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        await note(browser, await shown_to(cast, browser, cast.mette), NOTE)
    trail = await cast.store.read(audit.of_youth, cast.bo)
    assert (f"staff:{cast.mette}", "write_note", True) in [line[1:] for line in trail]


async def test_a_talk_of_yesterday_can_be_noted_today(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        assert '<option value="20260223">mandag den 23. februar</option>' in page.response.text
        fields = {"how": "called", "mood": "good", "next": "0", "day": "20260223"}
        done = await browser.post("/ung/talt", {**page.form("/ung/talt"), **fields})
        assert "Samtalen er noteret." in done.text
        old = {**fields, "day": "20260216"}
        refused = await browser.post("/ung/talt", {**done.form("/ung/talt"), **old})
    assert refused.status == 400, "eight days ago is too long"
    [noted] = await cast.store.read(talks.latest_of, cast.bo, 5)
    assert noted.at == NOW.replace(day=23, hour=11, minute=0)
