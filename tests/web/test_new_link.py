"""A new link from the page of a youth, for who lost theirs or has a new phone."""

from __future__ import annotations

import re
from datetime import timedelta

from domain.people import YouthStatus
from storage import audit, invites, youths
from storage.invites import Invite
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

_CODE = re.compile(r"\?start=([\w-]+)")


def code_in(page: Shown) -> str:
    """Return the code of the link that a page shows."""
    found = _CODE.search(page.response.text)
    assert found is not None
    return found.group(1)


async def invite_of(cast: Cast, code: str) -> Invite:
    found = await cast.store.read(invites.find, code)
    assert found is not None
    return found


async def test_a_worker_makes_a_link_and_the_one_before_ends(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await browser.press_show(await cast.link(cast.mette))
        first = await browser.post("/ung/link", page.form("/ung/link"))
        same = await browser.post("/ung/link", page.form("/ung/link"))
        fresh = await browser.get("/ung")
        second = await browser.post("/ung/link", fresh.form("/ung/link"))
    assert "Nyt link til Bo" in first.text
    assert code_in(first) == code_in(same), "pressed twice it is one link"
    old, new = await invite_of(cast, code_in(first)), await invite_of(cast, code_in(second))
    assert (new.youth_id, new.expires_at) == (cast.bo, NOW + timedelta(days=7))
    assert old.expires_at == NOW, "it works no more"
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert [action for _, _, action, _ in lines].count("invite_youth") == 2


async def test_who_is_too_young_has_no_link_made(cast: Cast) -> None:
    def too_young(tx: Tx) -> None:
        youths.change(tx, cast.bo, status=YouthStatus.UNDERAGE.value)

    async with Browser.open(cast.world) as browser:
        page = await browser.press_show(await cast.link(cast.mette))
        await cast.store.write(too_young)
        refused = await browser.post("/ung/link", page.form("/ung/link"))
        shown = await browser.get("/ung")
    assert refused.status == 403
    assert "/ung/link" not in shown.forms


async def test_a_form_of_another_visit_makes_none(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await browser.press_show(await cast.link(cast.mette))
        await browser.press_show(await cast.link(cast.karl))
        refused = await browser.post("/ung/link", page.form("/ung/link"))
    assert _CODE.search(refused.response.text) is None
