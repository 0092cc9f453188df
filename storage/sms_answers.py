"""How often somebody's SMS were answered by the program itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, or_, select

from domain.message import OutboxState, Road
from storage.built import one_of
from storage.tables import outbox
from storage.tx import Rx

# How the names of messages begin that answer something somebody sent.
_ANSWERS = ("in:", "sms:")


def counted(
    rx: Rx,
    youth_id: int | None,
    number: str,
    *,
    since: datetime,
    among: Collection[str] = (),
    but: Collection[str] = (),
) -> int:
    """Return how many answers were queued for somebody's SMS since an instant (UTC).

    Args:
        rx: A look or a unit of writing.
        youth_id: Whose they are; None for a number of nobody we know.
        number: Where they went.
        since: From when on they were queued.
        among: Only those with these wordings; empty for all.
        but: Leave out those with these wordings.
    """
    wanted = [
        outbox.c.site_id == rx.site_id,
        outbox.c.youth_id == youth_id if youth_id is not None else outbox.c.youth_id.is_(None),
        outbox.c.created_at > since,
        outbox.c.road == Road.SMS.value,
        ~one_of(outbox.c.state, OutboxState.SKIPPED, OutboxState.REFUSED),
        or_(*(outbox.c.dedupe.startswith(name, autoescape=True) for name in _ANSWERS)),
        outbox.c.wording.not_in(sorted(but)),
    ]
    if youth_id is None:
        wanted.append(outbox.c.lane == rx.lookup("road", f"{Road.SMS.value}:{number}"))
    if among:
        wanted.append(outbox.c.wording.in_(sorted(among)))
    found = rx.execute(select(func.count()).select_from(outbox).where(*wanted)).scalar_one()
    return int(found)
