"""The café page: one link, one coordinator, half an hour, and only forms of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

import pytest

from domain.cafe import Cafe, Series
from domain.incoming import Incoming
from domain.people import Actor, Role
from services.cafe_series import NewSeries, make_series
from services.open_cafe_page import open_cafes
from storage import apart, cafes, staff
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

THURSDAYS = NewSeries(
    programme_key="projekt-run", rule="FREQ=WEEKLY;BYDAY=TH", begins=time(17), ends=time(19)
)


@dataclass
class Evening:
    """The cast with a series, and a browser."""

    cast: Cast
    cafe: Cafe

    async def link(self, by: int) -> str:
        """Let somebody ask for the page; return the token."""
        token = self.cast.world.new_token()
        await self.cast.store.write(self._ask, by, token)
        return token

    def _ask(self, tx: Tx, by: int, token: str) -> None:
        person = staff.get(tx, by)
        assert person is not None
        open_cafes(
            tx,
            Actor.staff(by),
            self.cast.clock.now(),
            self.cast.world.house,
            Incoming(inbox_id=1, chat_id=900),
            person,
            cafe_id=self.cafe.id,
            token=token,
            public_url=self.cast.public_url,
        )


@pytest.fixture
async def evening(cast: Cast) -> Evening:
    """Return the cast with a series of cafés that the coordinator has made."""
    made = await cast.store.write(
        make_series, Actor.staff(cast.anna), NOW, cast.world.house, THURSDAYS
    )
    assert isinstance(made, Series)
    (first, *_) = await cast.store.read(cafes.of_series_after, made.id, NOW)
    return Evening(cast, first)


async def shown(browser: Browser, token: str) -> Shown:
    """Open a link and press *Vis*."""
    before = await browser.get(f"/d/{token}")
    return await browser.post(f"/d/{token}", before.form(f"/d/{token}"))


async def test_a_link_opens_one_visit_and_a_look_spends_nothing(evening: Evening) -> None:
    token = await evening.link(evening.cast.anna)
    async with Browser.open(evening.cast.world) as browser:
        for _ in range(3):
            assert (await browser.get(f"/d/{token}")).status == 200
        page = await shown(browser, token)
        assert "Bo Lind" in page.text
        assert page.response.headers["cache-control"] == "no-store"
        used = await browser.get(f"/d/{token}")
        assert used.status == 410
        assert "Skriv /cafe i Telegram, så får du et nyt link." in used.text


async def test_a_visit_ends_after_half_an_hour_and_when_it_is_closed(evening: Evening) -> None:
    async with Browser.open(evening.cast.world) as browser:
        page = await shown(browser, await evening.link(evening.cast.anna))
        left = await browser.post("/cafe/luk", page.form("/cafe/luk"))
        assert left.status == 200
        closed = await browser.get("/cafe?alle=1")
        assert closed.status == 403
        for one in (left, closed):
            assert "Skriv /cafe i Telegram, så får du et nyt link." in one.text
        await shown(browser, await evening.link(evening.cast.anna))
        evening.cast.clock.pass_by(timedelta(minutes=30))
        assert (await browser.get("/cafe?alle=1")).status == 410


async def test_a_mentor_gets_no_link_and_who_is_no_coordinator_any_more_sees_nothing(
    evening: Evening,
) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        assert (await browser.get(f"/d/{await evening.link(cast.mette)}")).status == 404
        await shown(browser, await evening.link(cast.anna))
        await cast.store.write(lambda tx: staff.change(tx, cast.anna, role=Role.MENTOR.value))
        assert (await browser.get("/cafe?alle=1")).status == 403


async def test_a_form_that_this_visit_did_not_sign_changes_nothing(evening: Evening) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        await shown(browser, await evening.link(cast.anna))
        refused = await browser.post("/cafe/serie", {"form": "forged", "programme": "projekt-run"})
        assert refused.status == 403
        assert len(await cast.store.read(cafes.running)) == 1


async def test_the_link_of_cafes_opens_no_youth_and_that_of_a_youth_no_cafes(
    evening: Evening,
) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        of_bo = await cast.link()
        assert (await browser.get(f"/d/{of_bo}")).status == 404
        await browser.press_show(of_bo)
        assert (await browser.get("/cafe?alle=1")).status == 403


async def test_two_who_are_the_same_make_no_pair(evening: Evening) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        await shown(browser, await evening.link(cast.anna))
        page = await browser.get("/cafe?alle=1")
        form = page.form("/cafe/serie")  # the pair has none where there is one youth
        said = await browser.post("/cafe/par", {**form, "one": "x", "other": "x"})
        assert "Vælg to forskellige." in said.text
        assert await cast.store.read(apart.pairs) == frozenset()


async def test_words_that_we_do_not_write_to_youths_are_refused_and_kept_in_the_form(
    evening: Evening,
) -> None:
    async with Browser.open(evening.cast.world) as browser:
        page = await shown(browser, await evening.link(evening.cast.anna))
        words = next(one for one in page.forms if one.endswith("/ord"))
        for theme in ("husk dit fravær", "010190-1234", "x" * 61):
            refused = await browser.post(words, {**page.form(words), "theme_da": theme})
            assert refused.status == 400
            assert theme in refused.response.text
        saved = await browser.post(words, {**page.form(words), "theme_da": "dit første job"})
        assert "Tema: dit første job." in saved.text


async def test_a_series_that_makes_no_sense_is_said_to_be_wrong_and_kept_in_the_form(
    evening: Evening,
) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        await shown(browser, await evening.link(cast.anna))
        form = (await browser.get("/cafe?alle=1")).form("/cafe/serie")
        said = await browser.post("/cafe/serie", {**form, "begins": "25.00", "cohort": "hold 7"})
        assert said.status == 400
        assert 'role="alert"' in said.response.text
        assert 'value="25.00"' in said.response.text
        assert 'value="hold 7"' in said.response.text
        assert len(await cast.store.read(cafes.running)) == 1


async def test_a_series_for_a_cohort_that_nobody_is_in_says_so(evening: Evening) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        await shown(browser, await evening.link(cast.anna))
        form = (await browser.get("/cafe?alle=1")).form("/cafe/serie")
        kept = await cast.store.read(cafes.running)
        when = {"programme": kept[0].programme_key, "day": "TH", "every": "1"}
        hours = {"begins": "17.00", "ends": "19.00", "cohort": "hold 7"}
        said = await browser.post("/cafe/serie", {**form, **when, **hours})
        assert "hold 7 (ingen unge på det hold endnu)" in said.text
        await cast.change_bo(cohort="hold 7")
        said = await browser.get("/cafe?alle=1")
        assert "endnu)" not in said.text
        assert '<option value="hold 7">' in said.response.text


async def test_once_it_has_begun_the_page_is_for_ticks_only(evening: Evening) -> None:
    cast = evening.cast
    async with Browser.open(cast.world) as browser:
        page = await shown(browser, await evening.link(cast.anna))
        assert any(one.endswith("/ord") for one in page.forms)
        cast.clock.time = evening.cafe.begins_at
        page = await shown(browser, await evening.link(cast.anna))
        assert not any(one.endswith("/ord") for one in page.forms)
