"""Layer 2: how a youth stands by the rules of their programme, kept with its cause.

It runs only where the site may count points (`House.attention`). What it finds never sends a word
to the youth: it opens a case for the worker, whose page shows the reasons. Where a
rule fails a human is asked to look, and nothing else stops.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from content.areas.attention import AttentionKey
from domain.case import Case, CaseKind
from domain.people import Actor, Youth
from domain.risk import Assessment, Change, assess, change_of, is_news
from services.attention_case import tell_of_points
from services.attention_due import EVERY, attention_due
from services.case_messages import tell_again
from services.known_past import history_of
from services.programme_of import programme_of
from services.raise_case import raise_case, standing
from services.world import House
from storage import assessments, audit, cases
from storage.assessments import Kept
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

TRY_AGAIN = timedelta(hours=1)  # after the rules have failed


def attention_look(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth
) -> datetime | None:
    """Assess a youth when it is time; return when to look next (UTC), None where nobody may."""
    due = attention_due(tx, house, youth)
    if due is None or due > now:
        return due
    programme = programme_of(tx, house, youth.programme_version_id)
    if programme.risk is None:
        return None
    try:
        said = assess(history_of(tx, house, youth, programme, now), programme.risk, now)
    except Exception as error:  # noqa: BLE001 - what we owe them stands, whatever a rule does
        _not_counted(tx, actor, now, house, youth, error)
        return now + TRY_AGAIN
    before = assessments.latest(tx, youth.id)
    kept = _keep(tx, youth, before, said)
    change = change_of(before.said if before else None, said)
    if change is not None:
        _write_down(tx, actor, now, youth, kept, change)
    if is_news(before.said if before else None, said):
        tell_of_points(tx, actor, now, house, youth, programme.risk, said)
    return now + EVERY


def _not_counted(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, error: Exception
) -> None:
    """Let a human look instead of the rules that failed; health says so while they do.

    Where a human has just looked, nobody is asked again within the day; the story of that case
    goes on saying that the rules fail.
    """
    log.critical(
        "the attention points of somebody cannot be counted; a human was asked to look",
        exc_info=error,
        extra={"action": cases.NOT_COUNTED},
    )
    facts = {"error": type(error).__name__}
    known = standing(tx, youth, CaseKind.ATTENTION)
    looked = _looked_lately(tx, now, youth) if known is None else None
    if looked is not None:
        cases.tell(tx, now, looked.id, str(actor), cases.NOT_COUNTED, facts)
        return
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.ATTENTION)
    failed_before = known is not None and cases.happened(tx, known.id, cases.NOT_COUNTED)
    cases.tell(tx, now, case.id, str(actor), cases.NOT_COUNTED, facts)
    if not failed_before:
        tell_again(tx, now, house, case, AttentionKey.CASE_NOT_COUNTED, "not_counted")


def _looked_lately(rx: Rx, now: datetime, youth: Youth) -> Case | None:
    """Return such a case that somebody has ended within a day: a human has just looked."""
    closed = (
        one
        for one in cases.of_youth(rx, youth.id, still_open=False)
        if one.kind is CaseKind.ATTENTION
    )
    lately = (one for one in closed if one.closed_at is not None and now - one.closed_at < EVERY)
    return next(lately, None)


def _keep(tx: Tx, youth: Youth, before: Kept | None, said: Assessment) -> Kept:
    if before is not None and _same(before.said, said):
        assessments.looked(tx, before.id, said.at)
        return before
    disagreed = _still_disagreed(tx, youth, before, said) if before is not None else None
    return assessments.add(tx, youth.id, youth.programme_version_id, said, disagreed_at=disagreed)


def _still_disagreed(rx: Rx, youth: Youth, before: Kept, said: Assessment) -> datetime | None:
    """Return when the youth said *ikke enig*, while a sign stands that they read then."""
    if before.disagreed_at is None:
        return None
    read = assessments.as_of(rx, youth.id, before.disagreed_at) or before
    disputed = {one.key for one in read.said.reasons if one.points > 0}
    stands = disputed & {one.key for one in said.reasons if one.points > 0}
    return before.disagreed_at if stands else None


def _same(old: Assessment, new: Assessment) -> bool:
    def told(one: Assessment) -> list[tuple[str, float]]:
        return [(reason.key, reason.points) for reason in one.reasons]

    return told(old) == told(new) and old.praise == new.praise and old.band is new.band


def _write_down(
    tx: Tx, actor: Actor, now: datetime, youth: Youth, kept: Kept, change: Change
) -> None:
    detail: dict[str, object] = {
        "assessment": kept.id,
        "from": change.before.value,
        "to": change.after.value,
        "came": list(change.came),
        "went": list(change.went),
        "grew": list(change.grew),
        "shrank": list(change.shrank),
    }
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="band_changed",
        youth_id=youth.id,
        allowed=True,
        detail=detail,
    )
