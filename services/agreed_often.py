"""How often worker and youth talk, written down on the page with the reason why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.clocks import is_watched
from domain.masking import mask
from domain.people import Actor, Tier, Youth
from domain.plan import USUAL_TIER
from domain.wall import to_wall
from services.access import Action, Denied
from services.own_interval import LONGEST, agree_interval, has_own_interval
from services.page_link import Visit, may
from services.programme_of import programme_of
from services.set_tier import agree_tier
from services.world import House
from storage import agreements
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx

LONGEST_REASON = 200  # characters


class NotAgreed(StrEnum):
    """Why nothing of the form is kept."""

    NO_REASON = "no_reason"
    REASON_LONG = "reason_long"
    CPR = "cpr"
    DAYS = "days"  # no number of days, or fewer than one, or more than a month
    NOBODY_PROMISED = "nobody_promised"  # nobody owes them any talk now


@dataclass(frozen=True, slots=True, kw_only=True)
class Often:
    """What the form shows: what holds and why.

    `usual` has the days from talk to talk of each tier, from when tiers count; it is empty where
    the programme knows none.
    """

    tier: Tier
    own_days: int | None  # None where the programme says it
    usual: Mapping[Tier, int]
    reason: str
    by: str  # the first name of who wrote the reason; empty where there is none
    at: datetime | None  # when (UTC)
    reads_it: bool  # they find it under /mig


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOften:
    """The form as it was sent. `days` is empty where the programme says how often."""

    tier: str
    days: str
    reason: str


def read_often(rx: Rx, now: datetime, house: House, youth: Youth) -> Often | None:
    """Return what the form shows to who may read the page; None of whom nobody owes a talk."""
    if not is_watched(youth):
        return None
    agreed = agreements.get(rx, youth.id)
    writer = staff_rows.get(rx, agreed.often_by) if agreed.often_by is not None else None
    return Often(
        tier=youth.tier or USUAL_TIER,
        own_days=youth.contact_interval_days if has_own_interval(rx, youth) else None,
        usual=_usual(rx, now, house, youth),
        reason=agreed.often_reason,
        by=writer.first_name if writer is not None else "",
        at=agreed.often_at,
        reads_it=youth.chat_id is not None,
    )


def _usual(rx: Rx, now: datetime, house: House, youth: Youth) -> Mapping[Tier, int]:
    programme = programme_of(rx, house, youth.programme_version_id)
    first = min((one.days.first for one in programme.windows if one.days.tiers), default=None)
    if first is None:
        return {}
    start = to_wall(youth.accepted_at or now, youth.zone).date()
    day = max(first, (to_wall(now, youth.zone).date() - start).days)
    return {one: programme.interval_on(day, one) for one in Tier}


def keep_often(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, written: WrittenOften
) -> NotAgreed | Denied | None:
    """Keep a tier and an interval that were agreed, with the reason; return what was wrong.

    Nothing is sent to the youth, with whom it was agreed: they read it under /mig. The reason is
    sealed with the youth's key, and stands on the page alone. What holds already changes nothing.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth = allowed.youth
    often = read_often(tx, now, house, youth)
    if often is None:
        return NotAgreed.NOBODY_PROMISED
    days = _days(written.days)
    reason = " ".join(written.reason.split())
    wrong = days if isinstance(days, NotAgreed) else _wrong_reason(reason)
    if isinstance(days, NotAgreed) or wrong is not None:
        return wrong
    tier = next((one for one in Tier if one.value == written.tier), often.tier)
    if tier is not often.tier:
        youth = agree_tier(tx, actor, now, house, youth, tier)
    if days != often.own_days:
        youth = agree_interval(tx, actor, now, house, youth, days)
    _keep_reason(tx, actor, now, youth_rows.get(tx, youth.id) or youth, reason)
    return None


def _days(written: str) -> int | NotAgreed | None:
    typed = written.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 4):
        return NotAgreed.DAYS
    return int(typed) if 1 <= int(typed) <= LONGEST else NotAgreed.DAYS


def _wrong_reason(reason: str) -> NotAgreed | None:
    if not reason:
        return NotAgreed.NO_REASON
    if len(reason) > LONGEST_REASON:
        return NotAgreed.REASON_LONG
    return NotAgreed.CPR if mask(reason) != reason else None


def _keep_reason(tx: Tx, actor: Actor, now: datetime, youth: Youth, reason: str) -> None:
    agreed = agreements.get(tx, youth.id)
    if agreed.often_reason == reason:
        return
    kept = replace(agreed, often_reason=reason, often_by=actor.id, often_at=now)
    agreements.save(tx, now, youth.id, kept)
