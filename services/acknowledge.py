"""*Jeg har set den*: one more person has seen a red case; too few, and the others are asked."""

from __future__ import annotations

from datetime import datetime

from content.areas.care import CareKey
from domain import acknowledging
from domain.acknowledging import alone
from domain.case import Case
from domain.escalation import Climb
from domain.message import Purpose
from domain.people import Actor
from services.case_messages import rewrite, tell_staff
from services.case_tap import CaseTap
from services.say import Line, to_staff
from services.who_has_seen import missing_later, missing_now, seen_line
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage.tx import Tx


def acknowledge(tap: CaseTap, case: Case) -> None:
    """Note that this member of staff has seen the case; all others who were told see that.

    Whoever has taken it hears it in a quiet message of its own, as their standing one may be in
    the middle of something. Where nobody more is wanted it only shows how the case stands.
    """
    after = acknowledging.acknowledge(case, tap.staff.id, tap.now)
    if after != case:
        cases.save(tap.tx, after)
        facts = {"seen": len(after.acknowledged), "of": after.needs}
        cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "acknowledged", facts)
        tap.tx.wake("climb_ladder")
        rewrite(tap.tx, tap.now, tap.house, after, skip=(tap.staff.id, after.taken_by))
        _tell_taker(tap, after)
    tap.show(after)


def _tell_taker(tap: CaseTap, case: Case) -> None:
    taker = staff_rows.get(tap.tx, case.taken_by or 0)
    if taker is None:
        return
    house = tap.house
    stands = seen_line(tap.tx, tap.now, house, case, taker.language) or ""
    text = house.texts.say(taker.language, CareKey.SEEN_NOW, nummer=case.number, hvem=stands)
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=CareKey.SEEN_NOW,
        text=text,
        dedupe=f"case:{case.id}:seen:{len(case.acknowledged)}:{taker.id}",
        silent=True,
        case_id=case.id,
    )
    to_staff(tap.tx, tap.now, taker, line)


def ask_to_see(tx: Tx, actor: Actor, now: datetime, house: House, moved: Climb) -> None:
    """Tell those who may be rung and have not seen a taken red case; keep when to ask again.

    Outside staffed hours nobody who is off is woken: where nobody else may be rung, the others
    are told at the opening. Where there is nobody else at all, those who have seen it are enough.
    """
    case = moved.case
    ring = missing_now(tx, now, house, case)
    what = "asked_to_see"
    if ring:
        new = tuple(one for one in ring if one not in case.ladder)
        case = acknowledging.joined(case, new)
        tell_staff(tx, now, house, Climb(case=case, why=moved.why, tell=ring, notify_at=now))
    elif not house.site.is_staffed(now) and missing_later(tx, case):
        case, what = acknowledging.ask_later(case, house.site.next_staffed(now), now), "asks_later"
    else:
        case, what = alone(case, now), "nobody_else"
    cases.save(tx, case)
    facts = {"seen": len(case.acknowledged), "of": case.needs, "asked": len(ring)}
    cases.tell(tx, now, case.id, str(actor), what, facts)
