"""A partner's concern is a source of its own: whoever reads of it sees whose it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor
from domain.risk import Band
from domain.signal import EventKind
from services.concern import concern_about
from services.turn import DOUBLE_TAP
from services.youth_tap import YouthTap
from storage import cases, past, staff, youths
from storage.tx import Tx
from tests.services.test_attention_points import house_of, look, open_kinds
from tests.web.cast import NOW, Cast

AGAIN = DOUBLE_TAP + timedelta(seconds=1)
OPENED, NEWS = "en partner (skole, job ...) er bekymret", "en kollega er bekymret"


async def worries(
    cast: Cast, at: datetime = NOW, *, partner: bool = True, who: int | None = None
) -> None:
    """Let Mette, or another, answer the question behind *Jeg er bekymret*."""

    def told(tx: Tx) -> None:
        person, bo = staff.get(tx, who or cast.mette), youths.get(tx, cast.bo)
        assert person is not None
        assert bo is not None
        incoming = Incoming(inbox_id=cast.ids.new(), chat_id=1, message_id=1)
        tap = YouthTap(tx, Actor.staff(person.id), at, cast.world.house, incoming, person, bo)
        concern_about(tap, asked=True, partner=partner)

    await cast.store.write(told)


async def story(cast: Cast) -> list[str]:
    [case] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return [what for _, _, what, _ in await cast.store.read(cases.story, case.id)]


async def facts(cast: Cast) -> list[tuple[EventKind, datetime]]:
    found = await cast.store.read(past.of_youth, cast.bo, frozenset(), "Europe/Copenhagen")
    return [(one.kind, one.at) for one in found]


async def test_it_opens_a_case_that_says_a_partner_and_no_colleague(cast: Cast) -> None:
    await worries(cast)
    assert await open_kinds(cast) == [CaseKind.PARTNER_CONCERN]
    told = " ".join(await cast.messages(cast.mette))
    assert OPENED in told
    assert "skole, job eller jobcenter" in told
    assert NEWS not in told
    assert await facts(cast) == [(EventKind.PARTNER_CONCERN, NOW)]


async def test_a_double_tap_writes_once(cast: Cast) -> None:
    await worries(cast)
    await worries(cast, NOW + timedelta(seconds=1))
    assert (await story(cast)).count(cases.FROM_PARTNER) == 1
    assert await facts(cast) == [(EventKind.PARTNER_CONCERN, NOW)]


async def test_it_joins_the_case_of_a_worker_and_is_told_as_a_partners(cast: Cast) -> None:
    await worries(cast, partner=False)
    later = NOW + timedelta(days=20)
    await worries(cast, later)
    await worries(cast, later + timedelta(seconds=1))
    assert await open_kinds(cast) == [CaseKind.CONCERN], "one cause, one case"
    assert any(f"Sag 1 · {OPENED}" in text for text in await cast.messages(cast.mette))
    assert (await story(cast)).count(cases.FROM_PARTNER) == 1
    assert await facts(cast) == [
        (EventKind.CONCERN, NOW),
        (EventKind.PARTNER_CONCERN, later),
    ]


async def test_one_person_who_says_both_is_one_source(cast: Cast) -> None:
    await worries(cast, partner=False)
    await worries(cast, NOW + AGAIN)
    assert await facts(cast) == [(EventKind.CONCERN, NOW), (EventKind.CONCERN, NOW + AGAIN)]


async def test_another_worker_who_is_concerned_as_well_is_in_the_same_case_and_makes_it_red(
    cast: Cast,
) -> None:
    long_ago = NOW - timedelta(days=200)
    known = {"last_sign_of_life_at": NOW, "last_human_contact_at": NOW}
    await cast.change_bo(accepted_at=long_ago, **known)
    house = house_of(cast)
    await worries(cast)
    first = await look(cast, house, NOW)
    assert first is not None
    assert [one.key for one in first.said.reasons] == ["partner_concern"]
    assert first.said.band is Band.YELLOW
    await worries(cast, NOW + AGAIN, partner=False, who=cast.karl)
    both = await look(cast, house, cast.clock.pass_by(timedelta(days=1)))
    assert both is not None
    assert {one.key for one in both.said.reasons} == {"concern", "partner_concern"}
    assert both.said.band is Band.RED
    assert await open_kinds(cast) == [CaseKind.PARTNER_CONCERN]


async def test_a_case_from_before_partners_had_a_kind_counts_as_theirs(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CONCERN)
    actor = str(Actor.staff(cast.mette))
    await cast.store.write(_tell, case.opened_at, case.id, actor)
    assert await facts(cast) == [(EventKind.PARTNER_CONCERN, case.opened_at)]


def _tell(tx: Tx, at: datetime, case_id: int, actor: str) -> None:
    cases.tell(tx, at, case_id, actor, cases.FROM_PARTNER, {})
