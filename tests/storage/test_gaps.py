"""Signs of work and the gaps between them come back as they were written, on both databases."""

from __future__ import annotations

from datetime import timedelta

from storage import audit, gaps
from storage.gaps import HEARD, WORKED, Gap
from storage.store import Store
from tests.web.cast import NOW

HOUR = timedelta(hours=1)


async def test_a_sign_takes_the_place_of_the_one_before(store: Store) -> None:
    assert await store.read(gaps.signs) == {}
    for hours in range(2):
        await store.write(gaps.sign, WORKED, NOW + hours * HOUR)
    await store.write(gaps.sign, HEARD, NOW)
    assert await store.read(gaps.signs) == {WORKED: NOW + HOUR, HEARD: NOW}


async def test_gaps_are_found_by_when_they_were_over_and_nothing_else_of_the_trail_is(
    store: Store,
) -> None:
    earlier, later = Gap(NOW - 9 * HOUR, NOW, "telegram"), Gap(NOW, NOW + HOUR, "product")
    for one in (later, earlier):
        await store.write(gaps.note, "system:note_gaps", one)
    await store.write(
        audit.record, NOW, actor="staff:1", action="back", youth_id=None, allowed=True
    )
    assert await store.read(gaps.noted, NOW) == [earlier, later]
    assert await store.read(gaps.noted, NOW + HOUR / 2) == [later]
