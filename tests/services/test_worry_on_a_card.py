"""*Jeg er bekymret* stands on the card of a case and on news, before anybody has talked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import func, select

from content.keys import Key
from domain.callback import decode
from domain.case import Case, CaseKind, CaseState, Outcome
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.ask_concern import ask_concern, concern_on_card, leave_concern
from services.case_buttons import case_buttons
from services.case_tap import on_case
from services.concern import concern_about
from services.handle_case import take
from services.notices import notify_mentor
from services.youth_tap import YouthAct
from storage import cases, outbox, staff, youths
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.services.test_attention_points import open_kinds
from tests.web.cast import SITE_CHAT, Cast

YES, NO = partial(concern_about, asked=True), leave_concern


def person(rx: Rx, staff_id: int) -> Staff:
    found = staff.get(rx, staff_id)
    assert found is not None
    return found


async def taps(cast: Cast, who: int, case: Case, act: YouthAct) -> list[str]:
    """Let somebody tap the card of a case; return all that they have read."""

    def tap(tx: Tx) -> None:
        update = Incoming(inbox_id=tx.new_id(), chat_id=SITE_CHAT, message_id=9)
        concern_on_card(
            tx,
            Actor.staff(who),
            cast.clock.time,
            cast.world.house,
            update,
            person(tx, who),
            case_id=case.id,
            act=act,
        )

    await cast.store.write(tap)
    return await cast.messages(who)


async def card(cast: Cast, who: int, case: Case) -> list[list[str]]:
    """Return the verbs of the buttons of a case as somebody sees it, row by row."""
    reader = await cast.store.read(person, who)
    shown = case_buttons(cast.world.house, await cast.case(case), reader)
    return [[tap.verb for one in line if (tap := decode(one.data))] for line in shown]


async def takes(cast: Cast, who: int, case: Case) -> None:
    def tap(tx: Tx) -> None:
        update = Incoming(inbox_id=tx.new_id(), chat_id=SITE_CHAT, message_id=9)
        house, now = cast.world.house, cast.clock.time
        on_case(
            tx, Actor.staff(who), now, house, update, person(tx, who), case_id=case.id, act=take
        )

    await cast.store.write(tap)


@pytest.mark.parametrize("kind", [CaseKind.WORD, CaseKind.CONTACT_DUE, CaseKind.CRISIS])
async def test_it_stands_on_a_card_before_the_talk_and_no_three_stand_side_by_side(
    cast: Cast, kind: CaseKind
) -> None:
    case = await cast.opens_case(kind)
    assert await card(cast, cast.mette, case) == [["take"], ["open", "give"], ["worry"]]
    await takes(cast, cast.mette, case)
    mine = await card(cast, cast.mette, case)
    assert "worry" in mine[-1]
    assert max(map(len, mine)) == 2
    assert len(mine) <= 5
    assert (await card(cast, cast.karl, case))[-1] == ["open", "worry"], "a colleague's copy"


async def test_a_card_of_nobody_we_know_has_none(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.UNKNOWN_SENDER)
    nobody = replace(case, youth_id=None)
    reader = await cast.store.read(person, cast.mette)
    shown = case_buttons(cast.world.house, nobody, reader)
    assert "worry" not in str(shown)


async def test_a_tap_asks_first_and_no_opens_nothing(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.WORD)
    assert "Er du bekymret?" in (await taps(cast, cast.mette, case, ask_concern))[-1]
    assert (await taps(cast, cast.mette, case, NO))[-1] == "Godt. Der er ikke åbnet en sag."
    assert await open_kinds(cast) == [CaseKind.WORD]


async def test_the_yes_opens_a_case_of_its_own_beside_a_yellow_one(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.WORD)
    said = await taps(cast, cast.mette, case, YES)
    assert "Godt, at du siger det. Sag 2 er åben." in said
    assert sorted(await open_kinds(cast)) == [CaseKind.CONCERN, CaseKind.WORD]


async def test_on_a_card_of_a_worry_it_joins_that_one(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CONCERN)
    said = await taps(cast, cast.karl, case, YES)
    assert "Godt, at du siger det. Det er lagt til sag 1, som er åben." in said
    assert await open_kinds(cast) == [CaseKind.CONCERN]


async def test_while_one_is_red_it_joins_that_and_says_so(cast: Cast) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)
    other = await cast.opens_case(CaseKind.WORD)
    asked = (await taps(cast, cast.mette, other, ask_concern))[-1]
    assert "Sag 1 er rød og åben. Er du også bekymret?" in asked
    said = await taps(cast, cast.mette, other, YES)
    assert any(
        "Det er lagt til sag 1, som er åben.\nSagen er rød, så de andre får besked nu." in one
        for one in said
    )
    assert sorted(await open_kinds(cast)) == [CaseKind.CRISIS, CaseKind.WORD]
    told = await cast.store.read(cases.story, red.id)
    assert [what for _, _, what, _ in told].count(cases.FROM_STAFF) == 1
    assert any("Sag 1 · en kollega er bekymret" in one for one in await cast.messages(cast.anna))


async def test_whoever_is_only_on_its_ladder_may_and_others_may_not(cast: Cast) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)
    assert cast.ulla not in red.ladder
    refused = await taps(cast, cast.ulla, red, YES)
    assert refused[-1].startswith("Det har du ikke adgang til.")
    on_it = replace(red, ladder=(cast.ulla,))
    await cast.store.write(cases.save, on_it)
    said = await taps(cast, cast.ulla, red, YES)
    assert any("Det er lagt til sag 1" in one for one in said)


async def test_on_a_card_whose_case_is_closed_by_now_the_worry_is_not_lost(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.WORD)
    await cast.store.write(_close, cast.clock.time, case)
    said = await taps(cast, cast.mette, case, YES)
    assert "Godt, at du siger det. Sag 2 er åben." in said


def _close(tx: Tx, at: datetime, case: Case) -> None:
    ended = replace(case, state=CaseState.CLOSED, outcome=Outcome.TALKED, closed_at=at)
    cases.save(tx, ended)


async def test_news_about_a_youth_has_it_beside_open(cast: Cast) -> None:
    assert await cast.store.write(_news, cast) == ["Åbn", "Jeg er bekymret"]


def _news(tx: Tx, cast: Cast) -> list[str]:
    bo = youths.get(tx, cast.bo)
    assert bo is not None
    notify_mentor(tx, cast.clock.time, cast.world.house, bo, Key.NOTICE_BACK, "news")
    newest = tx.execute(select(func.max(rows.c.outbox_id))).scalar()
    message = outbox.get(tx, newest or 0)
    assert message is not None
    letter = outbox.letter(tx, message)
    assert letter is not None
    return [one.label for line in letter[1].buttons for one in line]
