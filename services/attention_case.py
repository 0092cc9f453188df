"""The case that attention points open, or join: one cause never opens two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.attention import AttentionKey
from domain.case import Case, CaseKind, CaseState, Level
from domain.escalation import opened
from domain.people import Actor, Youth
from domain.risk import Assessment, Band, Policy
from services.case_messages import tell_again
from services.programme_of import programme_of
from services.raise_case import raise_case, standing
from services.world import House
from storage import assessments, cases
from storage.tx import Rx, Tx

_SILENT = (CaseKind.UNREACHABLE, CaseKind.CONTACT_DUE)
# Which open cases are about the same thing as a sign, the one to join first.
_SAME = {
    "concern": (CaseKind.CONCERN, CaseKind.PARTNER_CONCERN, CaseKind.CRISIS),
    "partner_concern": (CaseKind.PARTNER_CONCERN, CaseKind.CONCERN, CaseKind.CRISIS),
    "unreachable": (CaseKind.UNREACHABLE,),
    "silence": _SILENT,
    "falling_answers": _SILENT,
    "seldom": _SILENT,
}
_CIRCUMSTANCES = frozenset({"new_start"})  # it makes signs heavier, and is none to look into


def tell_of_points(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    policy: Policy,
    said: Assessment,
) -> None:
    """Let a human be in contact by the working day of the band.

    A case of its own is opened when a sign came that no open case is about. Otherwise the case
    that is open keeps it, and is due sooner where the band says so; who was told hears that there
    is more, unless it is only what opened that case.
    """
    within = policy.red_working_days if said.band is Band.RED else policy.yellow_working_days
    known = standing(tx, youth, CaseKind.ATTENTION)
    case = known or _about_the_same(tx, youth, said)
    if case is None:
        raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.ATTENTION, within=within)
        return
    detail: dict[str, object] = {"signs": _signs(said), "band": said.band.value}
    cases.tell(tx, now, case.id, str(actor), "joined", detail)
    due = house.site.add_working_days(house.site.next_staffed(now), within)
    sooner = due < case.due_at
    if sooner:
        case = _due_by(case, due, due)
        cases.save(tx, case)
    if known is not None or sooner:
        why = f"attention:{int(now.timestamp())}"
        tell_again(tx, now, house, case, AttentionKey.CASE_MORE, why)


def join_contact(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> bool:
    """Let an open case of points keep that contact is due; return whether there is one.

    Only one whose signs all say that nobody has heard from them: that is the same cause, whoever
    noticed it first. It is due when a case of its own would be, and is told once.
    """
    case = standing(tx, youth, CaseKind.ATTENTION)
    kept = assessments.latest(tx, youth.id) if case is not None else None
    if case is None or kept is None or not _is_silence(kept.said):
        return False
    if cases.happened(tx, case.id, cases.CONTACT_TOO):
        return True
    cases.tell(tx, now, case.id, str(actor), cases.CONTACT_TOO, {})
    waits = programme_of(tx, house, case.programme_version_id).waits
    usual = opened(Level.YELLOW, now, waits, house.site, ladder=case.ladder)
    cases.save(tx, _due_by(case, usual.due_at, usual.escalate_at))
    tx.wake("climb_ladder")
    tell_again(tx, now, house, case, AttentionKey.CASE_CONTACT_TOO, "contact_due")
    return True


def _is_silence(said: Assessment) -> bool:
    signs = [sign for sign in _signs(said) if sign not in _CIRCUMSTANCES]
    return bool(signs) and all(CaseKind.CONTACT_DUE in _SAME.get(sign, ()) for sign in signs)


def _due_by(case: Case, due: datetime, climbs: datetime) -> Case:
    """Return a case that is due by then at the latest; whoever has taken it keeps it."""
    if due >= case.due_at:
        return case
    escalate_at = case.escalate_at
    if case.state is CaseState.OPEN:
        escalate_at = min(filter(None, (escalate_at, climbs)))
    return replace(case, due_at=due, escalate_at=escalate_at)


def _about_the_same(rx: Rx, youth: Youth, said: Assessment) -> Case | None:
    """Return the open case that is about the heaviest of the signs, where each sign has one."""
    by_kind = {case.kind: case for case in cases.of_youth(rx, youth.id, still_open=True)}
    signs = [sign for sign in _signs(said) if sign not in _CIRCUMSTANCES]
    kinds = [[kind for kind in _SAME.get(sign, ()) if kind in by_kind] for sign in signs]
    if not signs or not all(kinds):
        return None
    return by_kind[kinds[0][0]]


def _signs(said: Assessment) -> list[str]:
    return [reason.key for reason in said.reasons if reason.points > 0]
