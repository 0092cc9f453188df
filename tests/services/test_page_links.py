"""Who gets a link, and what it opens, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from domain.case import Case, CaseState, Outcome
from domain.people import Actor
from services.access import Denied
from services.page_link import Fresh, Offered, Visit, leave, look, offer_link, session, spend
from services.spend_link import LINK_LASTS, VISIT_LASTS, Gone, Why
from storage import audit, cases
from storage.page_links import OF_A_YOUTH
from storage.tables import page_link
from storage.tx import Rx
from tests.web.cast import NOW, Cast


async def offer(cast: Cast, by: int, case: Case | None = None) -> Offered | Denied:
    return await cast.store.write(
        offer_link,
        Actor.staff(by),
        cast.clock.time,
        cast.world.house,
        youth_id=cast.bo,
        case_id=case.id if case else None,
        token="token",
        public_url=cast.public_url,
    )


async def open_visit(cast: Cast, token: str, cookie: str = "cookie") -> Visit | Gone | Denied:
    return await cast.store.write(
        spend, cast.clock.time, cast.world.house, token=token, session_token=cookie
    )


async def test_the_link_comes_on_a_line_of_its_own_with_how_long_it_works(cast: Cast) -> None:
    await offer(cast, cast.mette)
    [text] = await cast.messages(cast.mette)
    words, address = text.split("\n")
    assert words == "Linket virker én gang og i 10 minutter."
    assert address == f"{cast.public_url}/p/token"


async def test_the_link_says_which_case_it_is_for(cast: Cast) -> None:
    case = await cast.opens_case()
    await offer(cast, cast.mette, case)
    words, _ = (await cast.messages(cast.mette))[-1].split("\n")
    assert words == f"Sag {case.number}: linket virker én gang og i 10 minutter."


async def test_a_link_that_nobody_knows_or_that_is_too_old_is_not_said_to_be_used(
    cast: Cast,
) -> None:
    await offer(cast, cast.mette)
    await open_visit(cast, "made up")
    cast.clock.pass_by(LINK_LASTS)
    assert await open_visit(cast, "token") == Gone(Why.EXPIRED, "da", purpose=OF_A_YOUTH)
    assert len(await cast.messages(cast.mette)) == 1


async def test_a_link_opened_twice_is_said_to_be_used_once(cast: Cast) -> None:
    await offer(cast, cast.mette)
    await open_visit(cast, "token")
    await open_visit(cast, "token")
    await open_visit(cast, "token", "another cookie")
    assert (await cast.messages(cast.mette))[1:] == ["Linket er brugt."]


async def test_a_newer_link_replaces_only_what_was_asked_for_at_the_same_place(cast: Cast) -> None:
    case = await cast.opens_case()
    for person, at in ((cast.mette, case), (cast.mette, None), (cast.anna, case)):
        await cast.link(person, case=at)
    newer = f"Sag {case.number}: der er kommet et nyere link."
    assert newer not in await cast.messages(cast.mette)
    await cast.link(case=case)
    assert (await cast.messages(cast.mette)).count(newer) == 1
    assert newer not in await cast.messages(cast.anna)


async def test_the_store_keeps_no_token_that_could_be_used(cast: Cast) -> None:
    await offer(cast, cast.mette)
    await open_visit(cast, "token")
    [row] = await cast.store.read(_links)
    assert row["spent_at"] is not None
    assert not {"token", "cookie", b"token", b"cookie"} & set(row.values())


def _links(rx: Rx) -> list[dict[str, Any]]:
    return [dict(row) for row in rx.execute(select(page_link)).mappings()]


async def test_mentor_cover_and_coordinator_get_a_link(cast: Cast) -> None:
    for person in (cast.mette, cast.karl, cast.anna):
        shown = await cast.store.read(look, cast.clock.time, await cast.link(person))
        assert shown == Fresh("da", None)


async def test_anybody_else_gets_nothing_and_it_is_written_down(cast: Cast) -> None:
    assert isinstance(await offer(cast, cast.ulla), Denied)
    assert await cast.messages(cast.ulla) == []
    trail = await cast.store.read(audit.of_youth, cast.bo)
    assert [(actor, action, allowed) for _, actor, action, allowed in trail] == [
        (f"staff:{cast.ulla}", "open_page", False)
    ]


async def test_a_youth_nobody_knows_has_no_page(cast: Cast) -> None:
    denied = await cast.store.write(
        offer_link,
        Actor.staff(cast.anna),
        NOW,
        cast.world.house,
        youth_id=1,
        case_id=None,
        token="token",
        public_url=cast.public_url,
    )
    assert isinstance(denied, Denied)


async def test_a_place_on_the_ladder_of_an_open_case_is_enough(cast: Cast) -> None:
    case = await in_the_ladder(cast, cast.ulla)
    assert isinstance(await offer(cast, cast.ulla, case), Offered)


async def test_a_place_on_the_ladder_of_a_closed_case_is_not(cast: Cast) -> None:
    case = await in_the_ladder(cast, cast.ulla)
    closed = replace(
        case, state=CaseState.CLOSED, outcome=Outcome.READ, closed_at=NOW - timedelta(minutes=1)
    )
    await cast.store.write(cases.save, closed)
    assert isinstance(await offer(cast, cast.ulla, case), Denied)


async def test_a_case_of_another_youth_opens_nothing(cast: Cast) -> None:
    case = await in_the_ladder(cast, cast.ulla)
    await cast.store.write(cases.save, replace(case, youth_id=None))
    assert isinstance(await offer(cast, cast.ulla, case), Denied)


async def in_the_ladder(cast: Cast, staff_id: int) -> Case:
    case = replace(await cast.opens_case(), ladder=(staff_id, cast.anna))
    await cast.store.write(cases.save, case)
    return case


async def test_of_many_who_spend_one_link_at_once_only_one_gets_in(cast: Cast) -> None:
    await offer(cast, cast.mette)
    results = await asyncio.gather(*(open_visit(cast, "token", f"cookie-{n}") for n in range(6)))
    assert sum(isinstance(result, Visit) for result in results) == 1
    assert {result.why for result in results if isinstance(result, Gone)} == {Why.USED}


async def test_the_same_cookie_again_finds_the_same_visit(cast: Cast) -> None:
    await offer(cast, cast.mette)
    first = await open_visit(cast, "token")
    cast.clock.pass_by(timedelta(minutes=5))
    assert await open_visit(cast, "token") == first
    assert await cast.store.read(session, cast.clock.time, "cookie") == first


async def test_a_visit_lasts_half_an_hour_from_when_it_was_opened(cast: Cast) -> None:
    await offer(cast, cast.mette)
    cast.clock.pass_by(LINK_LASTS - timedelta(seconds=1))
    visit = await open_visit(cast, "token")
    assert isinstance(visit, Visit)
    assert visit.ends_at == cast.clock.time + VISIT_LASTS
    over = await cast.store.read(session, visit.ends_at, "cookie")
    assert over == Gone(Why.OVER, "da", purpose=OF_A_YOUTH)
    assert await open_late(cast, visit) == Gone(Why.USED, "da", purpose=OF_A_YOUTH)


async def open_late(cast: Cast, visit: Visit) -> Visit | Gone | Denied:
    return await cast.store.write(
        spend, visit.ends_at, cast.world.house, token="token", session_token="cookie"
    )


async def test_leaving_ends_the_visit_at_once(cast: Cast) -> None:
    await offer(cast, cast.mette)
    visit = await open_visit(cast, "token")
    assert isinstance(visit, Visit)
    await cast.store.write(leave, cast.clock.time, visit)
    over = await cast.store.read(session, cast.clock.time, "cookie")
    assert over == Gone(Why.OVER, "da", purpose=OF_A_YOUTH)


async def test_an_unknown_cookie_is_nobodys_visit(cast: Cast) -> None:
    assert await cast.store.read(session, NOW, "made up") == Gone(Why.NO_VISIT)
    assert await open_visit(cast, "made up") == Gone(Why.UNKNOWN)
