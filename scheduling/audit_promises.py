"""Once an hour: let the auditor look at the last days, and keep what it says.

What somebody says that they have seen is not said again.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from reports.audit.installation import audit_installation
from reports.audit.verdict import Audit
from services.world import World
from storage import last_audit
from storage.last_audit import LastAudit

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
FIRST = timedelta(minutes=5)  # the first look after a start takes no longer
STALE = timedelta(hours=3)  # after which nobody knows whether promises are kept
KEPT = 50  # lines of evidence
BROKEN = "promise_broken"
NOT_AUDITED = "not_audited"


class AuditPromises:
    """The unit of work that audits, unless another process has done so within the hour."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._last: LastAudit | None = None
        self._begun: datetime | None = None

    async def __call__(self) -> bool:
        """Audit when it is time; there is never more to do."""
        now = self._world.clock.now()
        self._begun = self._begun or now
        self._last = await self._world.store.read(last_audit.latest)
        if self._last is None or now - self._last.audited_at >= EVERY:
            self._last = await self._audit(now)
        return False

    def troubles(self) -> Sequence[str]:
        """Return the names of what is wrong, for the health page: each broken promise by name."""
        last, now = self._last, self._world.clock.now()
        if last is None:
            waited = self._begun is not None and now - self._begun > FIRST
            return [NOT_AUDITED] if waited else []
        stale = [NOT_AUDITED] if now - last.audited_at > STALE else []
        return [*stale, *(f"{BROKEN}_{name}" for name in sorted(last.broken))]

    async def _audit(self, now: datetime) -> LastAudit:
        house = self._world.house
        found: Audit = await self._world.store.read(
            audit_installation, now, house.programmes, house.site
        )
        seen = await self._world.store.read(last_audit.seen, found.since)
        broken = found.without(seen)
        for breach in broken[:KEPT]:
            log.error("a promise was broken: %s", breach, extra={"action": "promise_broken"})
        kept = LastAudit(
            audited_at=now,
            since=found.since,
            broken=dict(Counter(breach.promise.value for breach in broken)),
            breaches=[str(breach) for breach in broken[:KEPT]],
        )
        await self._world.store.write(last_audit.keep, kept)
        return kept
