"""Headers, methods and errors: the same care on every answer, whatever was asked."""

import dataclasses

import pytest

from services.world import World
from tests.web.browser import Browser
from tests.web.cast import Cast

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PATHS = ["/ung", "/p/x", "/nowhere", "/health", "/ung/svar"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_lets_nothing_in_and_nothing_be_kept(
    browser: Browser, path: str
) -> None:
    headers = (await browser.get(path)).response.headers
    assert headers["content-security-policy"] == POLICY
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "noindex" in headers["x-robots-tag"]
    assert "strict-transport-security" not in headers


def on_https(world: World, address: str) -> World:
    return dataclasses.replace(world, public_url=address)


async def test_on_https_the_browser_is_bound_to_it(cast: Cast) -> None:
    address = "https://holdfast.example"
    async with Browser.open(on_https(cast.world, address)) as browser:
        token = await cast.link()
        fields = (await browser.get(f"/p/{token}")).form(f"/p/{token}")
        response = await browser.client.post(f"/p/{token}", data=fields)
        assert "Secure" in response.headers["set-cookie"]
        assert response.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("strips", [True, False])
async def test_the_pages_work_below_a_path(cast: Cast, strips: bool) -> None:
    world = on_https(cast.world, "https://kommune.example/holdfast")
    cast.public_url = world.public_url
    token = await cast.link()
    assert f"https://kommune.example/holdfast/p/{token}" in (await cast.messages(cast.mette))[-1]
    async with Browser.open(world, "https://kommune.example") as browser:
        before = await browser.get(f"{'' if strips else '/holdfast'}/p/{token}")
        action = f"/holdfast/p/{token}"
        response = await browser.client.post(action, data=before.form(action))
        assert response.headers["location"] == "/holdfast/ung"
        assert "Path=/holdfast/ung" in response.headers["set-cookie"]
        page = await browser.get("/holdfast/ung")
        assert page.status == 200
        assert 'href="/holdfast/page.css?' in page.response.text
        action = "/holdfast/ung/svar"
        answered = await browser.post(action, {**page.form(action), "text": "Hej"})
        assert "På vej." in answered.text


@pytest.mark.parametrize("path", ["/nowhere", "/p/", "/docs", "/openapi.json", "/ung/"])
async def test_what_is_not_there_is_said_kindly(browser: Browser, path: str) -> None:
    shown = await browser.get(path)
    assert shown.status == 404
    assert "Den side findes ikke" in shown.text


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/ung/svar"), ("POST", "/ung"), ("DELETE", "/p/x"), ("PUT", "/ung/laest")],
)
async def test_a_wrong_method_is_said_kindly(browser: Browser, method: str, path: str) -> None:
    response = await browser.client.request(method, path)
    assert response.status_code == 405
    assert "Det kan man ikke her" in response.text
    assert "allow" in response.headers


async def test_styles_and_icon_come_from_us_and_are_kept(cast: Cast, browser: Browser) -> None:
    page = await browser.get("/nowhere")
    assert "<script" not in page.response.text
    assert " style=" not in page.response.text
    for path, kind in (("/page.css", "text/css"), ("/icon.svg", "image/svg+xml")):
        response = await browser.client.get(path)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(kind)
        assert "immutable" in response.headers["cache-control"]
        assert f"{path}?v=" in page.response.text
