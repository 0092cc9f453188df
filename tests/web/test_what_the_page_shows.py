"""What stands on the page of one youth, in words that a tired worker reads at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.case import CaseKind
from domain.message import OutboxState
from domain.people import YouthStatus
from domain.reply import ReplyKind
from services.start_plan import start_plan
from storage import audit, cases
from tests.web.browser import Browser, Shown
from tests.web.cast import HOUR, NOW, Cast

DAY = timedelta(days=1)


async def opened(cast: Cast, browser: Browser) -> Shown:
    return await browser.press_show(await cast.link())


async def test_it_says_why_it_is_open_and_how_the_contact_stands(
    cast: Cast, browser: Browser
) -> None:
    case = await cast.opens_case()
    shown = await browser.press_show(await cast.link(case=case))
    assert f"Gul · sag {case.number} · ny besked" in shown.text
    assert "åbnet i dag kl. 13 · forfald" in shown.text
    assert "hver 7. dag" in shown.text
    assert "i torsdags kl. 13" in shown.text  # last talked
    assert "i dag kl. 12" in shown.text  # last heard from
    assert "Siden lukker af sig selv i dag kl. 13.30" in shown.text


async def test_its_title_holds_no_name_because_browsers_keep_titles(
    cast: Cast, browser: Browser
) -> None:
    case = await cast.opens_case()
    shown = await browser.press_show(await cast.link(case=case))
    assert f"<title>Siden for sag {case.number} · Holdfast</title>" in shown.response.text
    assert "<title>Siden for en af dine unge · " in (await opened(cast, browser)).response.text


async def test_it_says_who_took_the_case(cast: Cast, browser: Browser) -> None:
    case = await cast.opens_case()
    await cast.store.write(cases.save, replace(case, taken_by=cast.karl))
    assert "taget af Karl" in (await opened(cast, browser)).text


async def test_it_says_where_the_outcome_is_noted_to_whoever_took_the_case(
    cast: Cast, browser: Browser
) -> None:
    case = await cast.opens_case(CaseKind.CRISIS)
    outcome = "Når I har talt sammen, så tryk i Telegram, hvordan det gik."
    for taker, is_said in ((None, False), (cast.karl, False), (cast.mette, True)):
        await cast.store.write(cases.save, replace(case, taken_by=taker))
        assert (outcome in (await opened(cast, browser)).text) is is_said


async def test_it_says_when_they_talk_next_whether_or_not_a_day_was_promised(
    cast: Cast, browser: Browser
) -> None:
    talked = NOW - DAY
    await cast.change_bo(last_human_contact_at=talked)
    assert "Næste aftale\nsenest på mandag kl. 13" in (await opened(cast, browser)).text
    await cast.change_bo(next_contact_at=NOW + 2 * DAY)
    assert "Næste aftale\nsenest på torsdag kl. 13" in (await opened(cast, browser)).text
    await cast.change_bo(status="stopped", call_allowed=False)
    assert "Næste aftale" not in (await opened(cast, browser)).text


async def test_red_stands_before_yellow(cast: Cast, browser: Browser) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)
    yellow = await cast.opens_case()
    text = (await opened(cast, browser)).text
    assert text.index(f"RØD · sag {red.number}") < text.index(f"Gul · sag {yellow.number}")


async def test_nothing_yet_is_said_kindly(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(last_human_contact_at=None, last_sign_of_life_at=None)
    shown = await opened(cast, browser)
    assert "Bo har ikke skrevet eller svaret endnu." in shown.text
    assert "Intet venter lige nu." in shown.text
    assert "ikke endnu" in shown.text
    assert "/ung/laest" not in shown.forms
    assert "/ung/svar" in shown.forms


async def test_new_words_are_read_from_top_to_bottom(cast: Cast, browser: Browser) -> None:
    for number in (3, 2, 1):
        await cast.says(f"ord {number}", ago=number * HOUR)
    text = (await opened(cast, browser)).text
    assert text.index("ord 3") < text.index("ord 2") < text.index("ord 1")
    assert text.index("ord 1") < text.index("Svar Bo")


async def test_answers_stand_with_their_question_and_its_options(
    cast: Cast, browser: Browser
) -> None:
    await cast.answers("school", value="7", number=7)
    await cast.answers("staying", value="mixed")
    await cast.answers("words", text="Det var en lang uge")
    await cast.answers("school", kind=ReplyKind.SKIP)
    await cast.answers("coming", contact="cafe", value="yes")
    lines = (await opened(cast, browser)).text.split("\n")
    after = {lines[at]: lines[at + 1] for at in range(len(lines) - 1)}
    assert "7 på en skala fra 0 til 10" in lines
    assert "Sprunget over" in lines
    assert after["Hvad passer bedst på dig og skolen lige nu?"] == "Op og ned"
    assert after["Har du lyst til at skrive et par ord om ugen? Ellers spring over."] == (
        "Det var en lang uge"
    )
    assert after["Café · Kom, som du er, og gå, når du vil."] == "Kommer"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ReplyKind.VOICE, "Talebesked"),
        (ReplyKind.PHOTO, "Billede"),
        (ReplyKind.FILE, "Fil"),
        (ReplyKind.STORY, "Historie"),
        (ReplyKind.PAID, "Billede eller film, der koster"),
        (ReplyKind.OTHER, "Noget, der ikke er tekst"),
    ],
)
async def test_what_cannot_be_opened_here_is_named_as_what_it_is(
    cast: Cast, browser: Browser, kind: ReplyKind, words: str
) -> None:
    await cast.says("se her" if kind is ReplyKind.PHOTO else None, kind=kind)
    shown = await opened(cast, browser)
    assert f"{words}\nKan ikke åbnes her. Spørg Bo, når I taler sammen." in shown.text
    assert ("se her" in shown.text) is (kind is ReplyKind.PHOTO)


async def test_telegrams_name_for_a_file_is_not_on_the_page(cast: Cast, browser: Browser) -> None:
    await cast.says(None, kind=ReplyKind.VOICE, file_ref="AwACAgQ")
    assert "AwACAgQ" not in (await opened(cast, browser)).response.text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": ReplyKind.EDIT}, "Rettet besked"),
        ({"level": "crisis"}, "Ord om fare. Ring først."),
        ({"level": "concern"}, "Læs den her først"),
        ({"late": True}, "svaret, efter at spørgsmålet var lukket"),
    ],
)
async def test_what_matters_about_a_word_is_said(
    cast: Cast, browser: Browser, more: dict[str, Any], words: str
) -> None:
    await cast.says("Hej", **more)
    assert words in (await opened(cast, browser)).text


async def test_words_of_danger_are_one_tap_from_the_top(cast: Cast, browser: Browser) -> None:
    await cast.says("En gammel, som er læst", level="crisis", read_at=NOW, read_by=cast.mette)
    assert "Gå til dem." not in (await opened(cast, browser)).text
    await cast.says("Hej", ago=3 * HOUR)
    await cast.says("Den farlige", ago=2 * HOUR, level="crisis")
    await cast.says("Og en til", level="crisis")
    html = (await opened(cast, browser)).response.text
    assert html.index('href="#fare"') < html.index("Hej") < html.index('id="fare"')
    assert html.index('id="fare"') < html.index("Den farlige") < html.index("Og en til")
    assert html.count('id="fare"') == 1


async def test_words_whose_key_is_gone_are_said_to_be_erased(cast: Cast, browser: Browser) -> None:
    await cast.says(None)
    assert "Teksten er slettet." in (await opened(cast, browser)).text


async def test_it_says_who_read_what_and_when(cast: Cast, browser: Browser) -> None:
    await cast.says("Læst af en kollega", read_at=NOW - HOUR / 2, read_by=cast.anna)
    await cast.says("Læst af en, der er væk", read_at=NOW - HOUR / 2, read_by=42)
    shown = await opened(cast, browser)
    assert "læst af Anna i dag kl. 12.30" in shown.text
    assert " · læst i dag kl. 12.30" in shown.text
    assert "Alt fra Bo er læst." in shown.text


async def test_every_unread_word_is_shown_however_many(cast: Cast, browser: Browser) -> None:
    for number in range(70):
        await cast.says(f"ord-{number}-slut")
    text = (await opened(cast, browser)).text
    assert all(f"ord-{number}-slut" in text for number in range(70))


async def test_words_are_shown_as_text_and_never_as_markup(cast: Cast, browser: Browser) -> None:
    await cast.says("<script>alert(1)</script> <b>fed</b> & {{ 7*7 }}")
    html = (await opened(cast, browser)).response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;fed&lt;/b&gt; &amp; {{ 7*7 }}" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OutboxState.SENT, "sendt i dag kl. 13"),
        (OutboxState.UNKNOWN, "nåede måske ikke frem. Ring, eller skriv igen."),
        (OutboxState.REFUSED, "nåede ikke frem. Ring i stedet."),
    ],
)
async def test_what_was_written_is_shown_with_what_became_of_it(
    cast: Cast, browser: Browser, state: OutboxState, words: str
) -> None:
    page = await opened(cast, browser)
    waiting = await browser.answer(page, "Skal vi ses?")
    assert "på vej" in waiting.text
    await cast.delivered(state)
    shown = await browser.get("/ung")
    assert "Skal vi ses?\n\nMette" in shown.text
    assert words in shown.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"blocked_at": NOW}, "Robotten er blokeret eller slettet i Telegram"),
        ({"status": "stopped", "call_allowed": True}, "Du må gerne ringe."),
        ({"status": "stopped", "call_allowed": False}, "sagt nej tak til opkald"),
        ({"status": "stopped"}, "ikke sagt ja eller nej til opkald"),
        ({"status": YouthStatus.DECLINED.value}, "er ikke med i robotten nu"),
    ],
)
async def test_who_cannot_be_reached_has_no_form_but_a_way(
    cast: Cast, browser: Browser, change: dict[str, Any], words: str
) -> None:
    await cast.says("Hej")
    await cast.change_bo(**change)
    shown = await opened(cast, browser)
    assert words in shown.text
    assert "/ung/svar" not in shown.forms
    assert "/ung/laest" in shown.forms


async def test_a_pause_is_said_and_stops_no_answer(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(paused_until=NOW + DAY, next_contact_at=NOW + 2 * DAY)
    shown = await opened(cast, browser)
    assert "Bo holder pause fra robottens spørgsmål til i morgen." in shown.text
    assert "på torsdag kl. 13" in shown.text
    assert "/ung/svar" in shown.forms


async def test_a_daily_agreement_is_said_as_daily(cast: Cast, browser: Browser) -> None:
    await cast.change_bo(contact_interval_days=1)
    assert "hver dag" in (await opened(cast, browser)).text


async def test_every_look_stands_in_the_audit_trail(cast: Cast, browser: Browser) -> None:
    await opened(cast, browser)
    await browser.get("/ung")
    trail = await cast.store.read(audit.of_youth, cast.bo)
    looks = [(actor, allowed) for _, actor, action, allowed in trail if action == "read_words"]
    assert looks == [(f"staff:{cast.mette}", True)] * 2


@pytest.mark.parametrize("kind", list(CaseKind))
async def test_every_kind_of_case_has_words(cast: Cast, browser: Browser, kind: CaseKind) -> None:
    case = await cast.opens_case(kind)
    assert f"sag {case.number}" in (await opened(cast, browser)).text


async def test_the_robots_week_is_one_line_with_how_full_it_is(
    cast: Cast, browser: Browser
) -> None:
    await cast.store.write(start_plan, NOW, cast.world.house, cast.bo)
    shown = await browser.press_show(await cast.link())
    assert "Robotten denne uge" in shown.text
    assert "Tirsdag spørgsmål og torsdag café. 2 af højst 5 beskeder." in shown.text
