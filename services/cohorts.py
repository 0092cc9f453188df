"""Cohorts: which there are, and who is in one. A series of cafés may be for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.people import Actor, Youth, YouthStatus
from services.invite_again import find_youth
from storage import audit
from storage import youths as youth_rows
from storage.tx import Rx, Tx

_OVER = frozenset({YouthStatus.ENDED, YouthStatus.DECLINED, YouthStatus.UNDERAGE})


def cohorts_of(rx: Rx) -> Sequence[str]:
    """Return the cohorts that somebody is in who is or may come to be with us, by name."""
    everybody = youth_rows.everybody(rx)
    return sorted({one.cohort for one in everybody if one.cohort and one.status not in _OVER})


def set_cohort(tx: Tx, actor: Actor, now: datetime, wanted: str, cohort: str | None) -> Youth:
    """Let a youth, by id or exact name, be of a cohort from now on, or of none; return the youth.

    Evenings to which they are invited already stay as they are.

    Raises:
        InviteError: If nobody, or more than one youth, is called that.
    """
    youth = find_youth(tx, wanted)
    youth_rows.change(tx, youth.id, cohort=cohort)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="cohort",
        youth_id=youth.id,
        allowed=True,
        detail={"from": youth.cohort, "to": cohort},
    )
    return youth_rows.get(tx, youth.id) or youth
