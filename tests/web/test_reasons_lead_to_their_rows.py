"""Each reason of attention points says which rows it rests on, and leads to those on the page."""

from __future__ import annotations

import re
from dataclasses import replace

from content.programmes import load_programmes
from domain.case import CaseKind
from domain.risk import Assessment, Band, Reason
from domain.talk import Talk, TalkWay
from services.world import Programmes
from storage import assessments, talks
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import HOUR, NOW, Cast


async def opened(cast: Cast) -> Shown:
    """Return the page of Bo in a house that counts points."""
    house, version = cast.world.house, cast.version
    risk = load_programmes()["projekt-run"].risk
    programme = replace(house.programmes.version(version), risk=risk)
    known = Programmes(
        {**house.programmes.by_version, version: programme}, house.programmes.newest
    )
    world = replace(cast.world, house=replace(house, attention=True, programmes=known))
    async with Browser.open(world) as browser:
        return await browser.press_show(await cast.link())


async def test_a_reason_leads_to_the_answer_and_the_case_it_rests_on(cast: Cast) -> None:
    await cast.says("en anden ting")
    reply = await cast.answers("staying", value="quitting")
    case = await cast.opens_case(CaseKind.CONCERN)
    reasons = (
        Reason("concern", 3, {"dato": NOW.date()}, (f"case:{case.id}",)),
        Reason("stopping", 2, {"dato": NOW.date()}, (f"reply:{reply}",)),
    )
    said = Assessment(NOW, 5, Band.RED, reasons)
    await cast.store.write(assessments.add, cast.bo, cast.version, said)
    html = (await opened(cast)).response.text
    leads = dict(re.findall(r'<a href="#((?:svar|sag)-\d+)">([^<]+)</a>', html))
    assert sorted(words.split()[0] for words in leads.values()) == ["sag", "svar"]
    for anchor in leads:
        assert html.count(f'id="{anchor}"') == 1
    (answer,) = [anchor for anchor in leads if anchor.startswith("svar")]
    after = html.partition(f'id="{answer}"')[2][:600]
    assert "en anden ting" not in after.partition("</li>")[0], "the answer, and not the words"
    assert str(reply) not in html, "a place on the page, and no number of ours"


async def test_a_row_that_stands_elsewhere_is_named_with_its_day(cast: Cast) -> None:
    def talk(tx: Tx) -> int:
        new = Talk(
            id=tx.new_id(),
            youth_id=cast.bo,
            staff_id=cast.mette,
            at=NOW - HOUR,
            way=TalkWay.NO_SHOW,
        )
        talks.add(tx, new)
        return new.id

    missed = await cast.store.write(talk)
    reason = Reason("missed", 2, {"dato": NOW.date(), "gange": 1}, (f"talk:{missed}", "talk:1"))
    said = Assessment(NOW, 2, Band.GREEN, (reason,))
    await cast.store.write(assessments.add, cast.bo, cast.version, said)
    shown = await opened(cast)
    assert "aftale eller samtale i dag kl. 12" in shown.text
    assert 'href="#svar' not in shown.response.text
