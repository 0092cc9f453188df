"""One cause never opens two cases: what an open one is about is kept in that one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import CaseKind
from domain.risk import Band
from storage import assessments, cases
from tests.services.test_attention_points import DAY, changes, house_of, look, open_kinds
from tests.web.cast import NOW, Cast

LONG_AGO = NOW - timedelta(days=200)


async def long_known(cast: Cast, **values: object) -> None:
    """Bo began long ago, so that nothing is new about him."""
    await cast.change_bo(accepted_at=LONG_AGO, **values)


async def test_silence_alone_stays_in_the_case_of_the_contact_that_is_due(cast: Cast) -> None:
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    kept = await look(cast, house_of(cast), cast.clock.pass_by(45 * DAY))
    assert kept is not None
    assert kept.said.band is Band.YELLOW
    assert [one.key for one in kept.said.reasons] == ["silence"]
    assert await open_kinds(cast) == [CaseKind.CONTACT_DUE]
    (case,) = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    story = [(what, detail) for _, _, what, detail in await cast.store.read(cases.story, case.id)]
    assert ("joined", {"signs": ["silence"], "band": "yellow"}) in story
    assert len(await cast.store.read(changes, cast.bo)) == 1, "and the change of band is kept"


@pytest.mark.parametrize("kind", [CaseKind.CONCERN, CaseKind.UNREACHABLE])
async def test_what_a_human_was_told_already_opens_no_second_case(
    cast: Cast, kind: CaseKind
) -> None:
    blocked = {"blocked_at": NOW} if kind is CaseKind.UNREACHABLE else {}
    await long_known(cast, last_sign_of_life_at=NOW - DAY, last_human_contact_at=NOW, **blocked)
    await cast.opens_case(kind)
    later = cast.clock.pass_by(20 * DAY if blocked else DAY)
    kept = await look(cast, house_of(cast), later)
    assert kept is not None
    assert kept.said.band is not Band.GREEN
    assert CaseKind.ATTENTION not in await open_kinds(cast)


async def test_a_sign_that_no_open_case_is_about_has_one_of_its_own(cast: Cast) -> None:
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    await cast.opens_case(CaseKind.CONCERN)
    await cast.answers("staying", value="quitting")
    await look(cast, house_of(cast), NOW + DAY)
    assert await open_kinds(cast) == [CaseKind.ATTENTION, CaseKind.CONCERN]


async def test_what_the_youth_disagrees_with_stays_so_while_it_stands(cast: Cast) -> None:
    house = house_of(cast)
    await long_known(cast, last_sign_of_life_at=NOW, last_human_contact_at=NOW)
    first = await look(cast, house, cast.clock.pass_by(15 * DAY))
    assert first is not None
    disagreed = cast.clock.time
    await cast.store.write(assessments.disagree, first.id, disagreed)
    second = await look(cast, house, cast.clock.pass_by(30 * DAY))
    assert second is not None
    assert (second.id == first.id, second.disagreed_at) == (False, disagreed)
    await cast.opens_case(CaseKind.CONCERN)
    third = await look(cast, house, cast.clock.pass_by(DAY))
    assert third is not None
    assert third.disagreed_at == disagreed, "silence stands, and a concern has come"
    await cast.change_bo(last_sign_of_life_at=cast.clock.time)
    fourth = await look(cast, house, cast.clock.pass_by(DAY))
    assert fourth is not None
    assert [one.key for one in fourth.said.reasons] == ["concern"]
    assert fourth.disagreed_at is None, "nothing stands of what was read then"
