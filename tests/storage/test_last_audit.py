"""What the auditor said last, and what somebody has seen of it, on both databases."""

from __future__ import annotations

from datetime import timedelta

from storage import last_audit
from storage.last_audit import LastAudit
from storage.store import Store
from tests.web.cast import NOW

HOUR = timedelta(hours=1)


def said(**values: object) -> LastAudit:
    usual = {"audited_at": NOW, "since": NOW - 72 * HOUR, "broken": {"card": 1}, "breaches": ["a"]}
    return LastAudit(**{**usual, **values})  # type: ignore[arg-type]


async def test_the_last_word_stands_and_can_be_made_older_and_never_younger(store: Store) -> None:
    assert await store.read(last_audit.latest) is None
    for one in (said(), said(broken={}, breaches=[])):
        await store.write(last_audit.keep, one)
        assert await store.read(last_audit.latest) == one
    await store.write(last_audit.look_again, NOW - HOUR)
    await store.write(last_audit.look_again, NOW)
    latest = await store.read(last_audit.latest)
    assert latest == said(broken={}, breaches=[], audited_at=NOW - HOUR)


async def test_what_somebody_has_seen_is_known_by_its_marks(store: Store) -> None:
    await store.write(last_audit.see, NOW - HOUR, "cli:ida", ["a1", "b2"])
    await store.write(last_audit.see, NOW, "cli:ole", ["c3"])
    assert await store.read(last_audit.seen, NOW - HOUR) == {"a1", "b2", "c3"}
    assert await store.read(last_audit.seen, NOW) == {"c3"}
