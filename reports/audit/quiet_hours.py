"""Nothing unasked in the quiet hours of the youth's own zone: theirs, or the site's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from domain.site import QuietHours
from reports.audit.facts import Delivery, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise

# Whatever quiet hours a youth may choose, these lie inside them.
_NIGHT = QuietHours(time(22), time(8))


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what came unasked in the night; an answer, a card and a worker's words may."""
    for one in youth.deliveries:
        if not one.is_unasked or not grounds.covers(one.sent.at):
            continue
        if _quiet(youth, one, grounds).ends(one.sent.at, youth.zone_at(one.sent.at)) is not None:
            assert one.row is not None, "what nobody explains is not known to be unasked"
            evidence = (
                f"{one.row.purpose} {one.row.outbox_id} ({one.row.wording}) in quiet hours, "
                f"message {one.sent.message_id}"
            )
            yield Breach(
                at=one.sent.at,
                promise=Promise.QUIET_HOURS,
                youth_id=youth.youth.id,
                evidence=evidence,
            )


def _quiet(youth: YouthFacts, one: Delivery, grounds: Grounds) -> QuietHours:
    """Return the quiet hours that held; before the agreement last changed, only the night."""
    changed_since = (
        youth.agreed_at is not None
        and one.row is not None
        and youth.agreed_at > one.row.created_at
    )
    if changed_since:
        return _NIGHT
    return youth.agreement.quiet or grounds.site.quiet
