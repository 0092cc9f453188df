"""An answer reaches the youth once, stops the clock, and is never lost."""

from datetime import timedelta

import pytest

from domain.case import CaseKind, CaseState, Outcome
from services.answer_word import LONGEST
from tests.web.browser import Browser, Shown
from tests.web.cast import Cast

HALF_AN_HOUR = timedelta(minutes=30)
CPR = "Er dit nummer stadig 010190-1234?"


async def opened(cast: Cast, browser: Browser) -> Shown:
    return await browser.press_show(await cast.link())


async def test_an_answer_goes_to_the_youth_signed_with_the_first_name(
    cast: Cast, browser: Browser
) -> None:
    await cast.says("Kan vi ses?")
    shown = await browser.answer(
        await opened(cast, browser), "Ja, i morgen kl. 10.\r\nPasser det?"
    )
    assert await cast.messages(cast.bo) == ["Ja, i morgen kl. 10.\nPasser det?\n\nMette"]
    assert "På vej. Bo får det med dit fornavn under." in shown.text


async def test_an_answer_closes_the_waiting_word_and_says_so(cast: Cast, browser: Browser) -> None:
    await cast.says("Kan vi ses?")
    case = await cast.opens_case()
    shown = await browser.answer(await opened(cast, browser), "Ja")
    assert f"Sag {case.number} er lukket: besvaret." in shown.text
    assert (await cast.case(case)).outcome is Outcome.ANSWERED
    assert [reply.read_by for reply in await cast.replies()] == [cast.mette]


async def test_marking_as_read_stops_the_clock_without_an_answer(
    cast: Cast, browser: Browser
) -> None:
    await cast.says("Hej")
    case = await cast.opens_case()
    shown = await browser.mark_read(await opened(cast, browser))
    assert "Noteret som læst." in shown.text
    assert f"Sag {case.number} er lukket: læst." in shown.text
    assert await cast.messages(cast.bo) == ["Mette har læst det, du skrev."]


async def test_opening_alone_stops_no_clock(cast: Cast, browser: Browser) -> None:
    await cast.says("Hej")
    case = await cast.opens_case()
    await opened(cast, browser)
    assert (await cast.case(case)).state is CaseState.OPEN
    assert [reply.read_at for reply in await cast.replies()] == [None]


async def test_words_that_came_meanwhile_stay_unread_and_keep_the_case_open(
    cast: Cast, browser: Browser
) -> None:
    await cast.says("Først")
    case = await cast.opens_case()
    page = await opened(cast, browser)
    await cast.says("Og en ting til", ago=timedelta(0))
    shown = await browser.answer(page, "Ja")
    assert "Bo har skrevet mere imens, så sagen er stadig åben." in shown.text
    assert (await cast.case(case)).state is CaseState.OPEN
    assert "Og en ting til" in shown.text[: shown.text.index("Svar Bo")]


async def test_a_form_posted_twice_sends_one_message(cast: Cast, browser: Browser) -> None:
    page = await opened(cast, browser)
    first = await browser.answer(page, "Hej Bo")
    second = await browser.answer(page, "Hej Bo")
    assert len(await cast.messages(cast.bo)) == 1
    for shown in (first, second):
        assert shown.status == 200
        assert "På vej." in shown.text


async def test_other_words_from_a_page_gone_back_to_are_sent_too(
    cast: Cast, browser: Browser
) -> None:
    page = await opened(cast, browser)
    await browser.answer(page, "Hej Bo")
    await browser.answer(page, "Jeg glemte: kl. 10")
    assert await cast.messages(cast.bo) == ["Hej Bo\n\nMette", "Jeg glemte: kl. 10\n\nMette"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Der står ikke noget endnu."),
        (" \r\n\t\u200b ", "Der står ikke noget endnu."),
        ("x" * (LONGEST + 1), "Svaret er på 2001 tegn, og der er plads til 2000."),
        (CPR, "Der står noget, som ligner et CPR-nummer."),
    ],
)
async def test_an_answer_that_cannot_be_sent_is_kept_with_what_to_change(
    cast: Cast, browser: Browser, text: str, words: str
) -> None:
    case = await cast.opens_case()
    await cast.says("Hej")
    shown = await browser.answer(await opened(cast, browser), text)
    assert shown.status == 400
    assert words in shown.text
    assert text.strip() in shown.response.text
    assert await cast.messages(cast.bo) == []
    assert (await cast.case(case)).state is CaseState.OPEN
    again = await browser.answer(shown, "Hej Bo")
    assert "På vej." in again.text


async def test_the_longest_answer_fits_into_one_message_of_telegram(
    cast: Cast, browser: Browser
) -> None:
    await browser.answer(await opened(cast, browser), "😀" * LONGEST)
    [text] = await cast.messages(cast.bo)
    assert len(text.encode("utf-16-le")) // 2 <= 4096


async def test_an_answer_after_the_visit_has_ended_is_shown_to_copy(
    cast: Cast, browser: Browser
) -> None:
    page = await opened(cast, browser)
    cast.clock.pass_by(HALF_AN_HOUR)
    shown = await browser.answer(page, "Alt det, <jeg> skrev")
    assert shown.status == 410
    assert "Alt det, <jeg> skrev" in shown.text
    assert (
        "Tryk igen på den knap i Telegram, du fik linket fra. Er den væk, så skriv /idag."
        in shown.text
    )
    assert await cast.messages(cast.bo) == []


async def test_an_answer_without_a_cookie_is_shown_to_copy(cast: Cast, browser: Browser) -> None:
    page = await opened(cast, browser)
    browser.client.cookies.clear()
    shown = await browser.answer(page, "Alt det, jeg skrev")
    assert shown.status == 403
    assert "Alt det, jeg skrev" in shown.text


async def test_an_answer_to_somebody_who_stopped_meanwhile_is_kept(
    cast: Cast, browser: Browser
) -> None:
    page = await opened(cast, browser)
    await cast.change_bo(status="stopped", call_allowed=True)
    shown = await browser.answer(page, "Hej Bo")
    assert shown.status == 409
    assert "Du må gerne ringe." in shown.text
    assert "Hej Bo" in shown.text
    assert await cast.messages(cast.bo) == []


async def test_a_page_of_another_youth_in_the_same_browser_sends_nothing(
    cast: Cast, browser: Browser
) -> None:
    first = await opened(cast, browser)
    await opened(cast, browser)  # a newer visit: the cookie is another now
    shown = await browser.answer(first, "Til den første")
    assert shown.status == 403
    assert "Formularen passer ikke længere" in shown.text
    assert "Til den første" in shown.text
    assert await cast.messages(cast.bo) == []


@pytest.mark.parametrize("form", ["", "made-up", "eyJ9.abc"])
@pytest.mark.parametrize("path", ["/ung/svar", "/ung/laest", "/ung/luk"])
async def test_a_forged_form_does_nothing(
    cast: Cast, browser: Browser, path: str, form: str
) -> None:
    await cast.says("Hej")
    await opened(cast, browser)
    shown = await browser.post(path, {"form": form, "text": "Hej"})
    assert shown.status == 403
    assert await cast.messages(cast.bo) == []
    assert [reply.read_at for reply in await cast.replies()] == [None]
    assert (await browser.get("/ung")).status == 200


async def test_a_form_signed_for_one_thing_does_no_other(cast: Cast, browser: Browser) -> None:
    await cast.says("Hej")
    page = await opened(cast, browser)
    shown = await browser.post("/ung/laest", page.form("/ung/svar"))
    assert shown.status == 403
    assert [reply.read_at for reply in await cast.replies()] == [None]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_form_posted_by_another_site_does_nothing(
    cast: Cast, browser: Browser, site: str
) -> None:
    page = await opened(cast, browser)
    fields = {**page.form("/ung/svar"), "text": "Fremmede ord"}
    shown = await browser.post("/ung/svar", fields, headers={"Sec-Fetch-Site": site})
    assert shown.status == 403
    assert "Fremmede ord" not in shown.response.text
    assert await cast.messages(cast.bo) == []


async def test_too_much_at_once_is_refused_before_it_is_read(cast: Cast, browser: Browser) -> None:
    page = await opened(cast, browser)
    shown = await browser.answer(page, "x" * 70_000)
    assert shown.status == 413
    assert "Det var for meget på én gang" in shown.text


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join([b"a=1"] * 30)])
async def test_what_is_no_form_is_refused(cast: Cast, browser: Browser, body: bytes) -> None:
    await opened(cast, browser)
    response = await browser.client.post("/ung/svar", content=body)
    assert response.status_code == 400


async def test_what_was_written_survives_a_store_that_is_gone(
    cast: Cast, browser: Browser
) -> None:
    page = await opened(cast, browser)
    await cast.store.close()
    shown = await browser.answer(page, "Alt det, jeg skrev")
    assert shown.status == 500
    assert "Noget gik galt hos os" in shown.text
    assert "Se først på siden, om det kom af sted." in shown.text
    assert "Alt det, jeg skrev" in shown.text
    assert shown.response.headers["cache-control"] == "no-store"


async def test_a_reader_named_by_the_ladder_may_answer_and_sees_that_it_was_sent(
    cast: Cast, browser: Browser
) -> None:
    await cast.says("Hej")
    case = await cast.opens_case()
    await cast.change_bo(mentor_id=cast.ulla, cover_id=cast.ulla)  # Mette is in the ladder still
    page = await browser.press_show(await cast.link(case=case))
    shown = await browser.answer(page, "Hej Bo")
    assert "På vej." in shown.text
    assert (await cast.case(case)).state is CaseState.CLOSED


async def test_a_low_answer_that_was_seen_waits_no_longer(cast: Cast, browser: Browser) -> None:
    await cast.answers("school", value="1", number=1)
    low = await cast.opens_case(CaseKind.LOW_ANSWER)
    call = await cast.opens_case(CaseKind.CALL_ME)
    await browser.mark_read(await opened(cast, browser))
    assert (await cast.case(low)).outcome is Outcome.READ
    assert (await cast.case(call)).state is CaseState.OPEN  # only a talk ends that
