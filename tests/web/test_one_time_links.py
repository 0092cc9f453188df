"""A link opens one page, once, for one person, for a while."""

from datetime import timedelta

from tests.web.browser import Browser, Shown
from tests.web.cast import Cast

TEN_MINUTES = timedelta(minutes=10)
HALF_AN_HOUR = timedelta(minutes=30)
SECOND = timedelta(seconds=1)


async def test_the_page_before_the_link_says_the_case_and_no_name(
    cast: Cast, browser: Browser
) -> None:
    case = await cast.opens_case()
    await cast.says("Jeg vil gerne snakke")
    shown = await browser.get(f"/p/{await cast.link(case=case)}")
    assert shown.status == 200
    assert f"Siden for sag {case.number}" in shown.text
    assert "Vis" in shown.text
    assert "Bo" not in shown.text.split()
    assert "snakke" not in shown.text


async def test_a_link_without_a_case_names_nobody_either(cast: Cast, browser: Browser) -> None:
    shown = await browser.get(f"/p/{await cast.link()}")
    assert "Siden for en af dine unge" in shown.text


async def test_looking_at_a_link_never_spends_it(cast: Cast, browser: Browser) -> None:
    token = await cast.link()
    for _ in range(3):
        assert (await browser.get(f"/p/{token}")).status == 200
        assert (await browser.client.head(f"/p/{token}")).status_code == 200
    assert (await browser.press_show(token)).status == 200


async def test_pressing_show_leads_to_the_page_of_that_youth(cast: Cast, browser: Browser) -> None:
    shown = await browser.press_show(await cast.link())
    assert shown.status == 200
    assert shown.response.url.path == "/ung"
    assert "Bo" in shown.text.split("\n")


async def test_the_cookie_is_for_this_page_alone_and_for_half_an_hour(
    cast: Cast, browser: Browser
) -> None:
    token = await cast.link()
    fields = (await browser.get(f"/p/{token}")).form(f"/p/{token}")
    response = await browser.client.post(f"/p/{token}", data=fields)
    assert response.status_code == 303
    cookie = response.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/ung", "Max-Age=1800"):
        assert part in cookie
    assert "Secure" not in cookie


async def test_a_link_opens_for_one_browser_only(cast: Cast, browser: Browser) -> None:
    token = await cast.link()
    await browser.press_show(token)
    async with Browser.open(cast.world) as other:
        assert_says(await other.get(f"/p/{token}"), 410, "Linket er brugt")
        assert_says(await other.post(f"/p/{token}", {"nonce": "x" * 22}), 410, "Linket er brugt")
        assert_says(await other.get("/ung"), 403, "Siden er lukket")


async def test_pressing_show_twice_opens_the_same_visit(cast: Cast, browser: Browser) -> None:
    token = await cast.link()
    fields = (await browser.get(f"/p/{token}")).form(f"/p/{token}")
    first = await browser.post(f"/p/{token}", fields)
    second = await browser.post(f"/p/{token}", fields)
    assert (first.status, second.status) == (200, 200)
    assert len(browser.client.cookies) == 1


async def test_a_link_is_too_old_after_ten_minutes(cast: Cast, browser: Browser) -> None:
    token = await cast.link()
    fields = (await browser.get(f"/p/{token}")).form(f"/p/{token}")
    cast.clock.pass_by(TEN_MINUTES)
    assert_says(await browser.get(f"/p/{token}"), 410, "Linket er for gammelt")
    assert_says(await browser.post(f"/p/{token}", fields), 410, "Linket er for gammelt")


async def test_a_link_works_until_the_last_moment(cast: Cast, browser: Browser) -> None:
    token = await cast.link()
    cast.clock.pass_by(TEN_MINUTES - SECOND)
    assert (await browser.press_show(token)).status == 200


async def test_an_unknown_link_is_answered_kindly(cast: Cast, browser: Browser) -> None:
    assert_says(await browser.get("/p/nosuchtoken"), 404, "Det link kender vi ikke")
    posted = await browser.post("/p/nosuchtoken", {"nonce": "x" * 22})
    assert_says(posted, 404, "Det link kender vi ikke")


async def test_a_form_without_its_hidden_value_spends_nothing(
    cast: Cast, browser: Browser
) -> None:
    token = await cast.link()
    assert (await browser.post(f"/p/{token}", {})).status == 400
    assert (await browser.press_show(token)).status == 200


async def test_the_visit_ends_after_half_an_hour(cast: Cast, browser: Browser) -> None:
    await browser.press_show(await cast.link())
    cast.clock.pass_by(HALF_AN_HOUR - SECOND)
    assert (await browser.get("/ung")).status == 200
    cast.clock.pass_by(SECOND)
    assert_says(await browser.get("/ung"), 410, "Siden er lukket")


async def test_the_visit_ends_at_once_when_the_worker_closes_it(
    cast: Cast, browser: Browser
) -> None:
    page = await browser.press_show(await cast.link())
    cookie = browser.client.cookies["holdfast_visit"]
    left = await browser.post("/ung/luk", page.form("/ung/luk"))
    assert_says(left, 200, "Siden er lukket")
    assert not browser.client.cookies
    browser.client.cookies.set("holdfast_visit", cookie)
    assert (await browser.get("/ung")).status == 410


async def test_a_worker_who_lost_the_youth_loses_the_link(cast: Cast, browser: Browser) -> None:
    token = await cast.link()
    await cast.change_bo(mentor_id=cast.ulla)
    assert_says(await browser.press_show(token), 403, "Det har du ikke adgang til")


async def test_a_worker_who_lost_the_youth_loses_the_open_page(
    cast: Cast, browser: Browser
) -> None:
    await cast.says("Hej")
    page = await browser.press_show(await cast.link())
    await cast.change_bo(mentor_id=cast.ulla)
    assert_says(await browser.get("/ung"), 403, "Det har du ikke adgang til")
    answered = await browser.answer(page, "Hej Bo")
    assert_says(answered, 403, "Det har du ikke adgang til")
    assert "Hej Bo" in answered.text
    assert_says(await browser.mark_read(page), 403, "Det har du ikke adgang til")
    assert await cast.messages(cast.bo) == []


async def test_the_page_speaks_the_language_of_its_reader(cast: Cast, browser: Browser) -> None:
    await cast.speaks(cast.mette, "en")
    token = await cast.link()
    before = await browser.get(f"/p/{token}")
    assert "Show" in before.text
    assert '<html lang="en">' in before.response.text
    assert "Contact" in (await browser.press_show(token)).text
    cast.clock.pass_by(HALF_AN_HOUR)
    assert_says(await browser.get("/ung"), 410, "The page is closed")


def assert_says(shown: Shown, status: int, words: str) -> None:
    assert shown.status == status
    assert words in shown.text
