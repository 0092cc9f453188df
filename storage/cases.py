"""Rows of cases and their story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, exists, func, or_, select, update

from domain.case import AfterTalk, Case, CaseKind, CaseState, ContactWay, Level, Outcome
from storage.due import DueColumn
from storage.tables import assessment, case_event, case_file
from storage.tx import Rx, Tx

DUE = DueColumn(case_file, case_file.c.case_file_id, case_file.c.escalate_at)
NEXT = DueColumn(case_file, case_file.c.case_file_id, case_file.c.next_at)

_PLAIN = [
    "number",
    "youth_id",
    "programme_version_id",
    "step",
    "round",
    "opened_at",
    "due_at",
    "escalate_at",
    "taken_by",
    "taken_at",
    "try_again_at",
    "given_by",
    "closed_at",
    "evidence",
    "next_at",
    "talked_at",
    "needs",
    "asked",
    "ends_at",
    "warn_at",
    "ask_at",
]

# Built once: to build a statement takes longer than to run it.
_OF_SITE = select(case_file).where(case_file.c.site_id == bindparam("site"))
_IS_OPEN = case_file.c.closed_at.is_(None)
_OPEN_OF_EPISODE = _OF_SITE.where(case_file.c.episode == bindparam("episode"), _IS_OPEN)
_OF_YOUTH = _OF_SITE.where(case_file.c.youth_id == bindparam("youth")).order_by(
    case_file.c.number.desc()
)
_OPEN_OF_YOUTH = _OF_YOUTH.where(_IS_OPEN)


def _values(case: Case) -> dict[str, Any]:
    return {
        "kind": case.kind.value,
        "level": case.level.value,
        "state": case.state.value,
        "ladder": list(case.ladder),
        "acknowledged": list(case.acknowledged),
        "outcome": case.outcome.value if case.outcome else None,
        "way": case.way.value if case.way else None,
        "after_talk": case.after_talk.value if case.after_talk else None,
        **{column: getattr(case, column) for column in _PLAIN},
    }


def case_of(row: RowMapping) -> Case:
    """Return the record of a row of `case_file`."""
    return Case(
        id=row["case_file_id"],
        kind=CaseKind(row["kind"]),
        level=Level(row["level"]),
        state=CaseState(row["state"]),
        ladder=tuple(row["ladder"]),
        acknowledged=tuple(row["acknowledged"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        way=ContactWay(row["way"]) if row["way"] else None,
        after_talk=AfterTalk(row["after_talk"]) if row["after_talk"] else None,
        **{column: row[column] for column in _PLAIN},
    )


def add(tx: Tx, new: Case, *, episode: str, sender: tuple[int, int] | None = None) -> None:
    """Insert a case. `sender` is (owner of the key, chat id) of someone nobody has enrolled."""
    sealed = None
    if sender is not None:
        owner, chat_id = sender
        sealed = tx.seal(owner, case_file.c.sender_chat, new.id, str(chat_id))
    tx.insert(
        case_file,
        {
            "case_file_id": new.id,
            "episode": episode,
            "sender_chat": sealed,
            **_values(new),
        },
    )


def save(tx: Tx, case: Case) -> None:
    """Write the case as it now stands."""
    tx.change(case_file, _values(case), case_file_id=case.id)


_HIGHEST = select(func.max(case_file.c.number)).where(case_file.c.site_id == bindparam("site"))


def next_number(tx: Tx) -> int:
    """Return the next case number of the site; two writers asking at once retry on the key."""
    return int(tx.execute(_HIGHEST, {"site": tx.site_id}).scalar() or 0) + 1


def get(rx: Rx, case_id: int) -> Case | None:
    """Return one case, or None."""
    return rx.known(case_file, case_id, lambda: _get(rx, case_id))


def _get(rx: Rx, case_id: int) -> Case | None:
    row = rx.row(case_file, case_file_id=case_id)
    return case_of(row) if row else None


def find_open(rx: Rx, episode: str) -> Case | None:
    """Return the open case of this episode (youth and cause)."""
    wanted = {"site": rx.site_id, "episode": episode}
    row = rx.execute(_OPEN_OF_EPISODE, wanted).mappings().first()
    return case_of(row) if row else None


def of_youth(rx: Rx, youth_id: int, *, still_open: bool) -> Sequence[Case]:
    """Return the youth's cases, newest first; only open ones where asked."""
    wanted = {"site": rx.site_id, "youth": youth_id}
    rows = rx.execute(_OPEN_OF_YOUTH if still_open else _OF_YOUTH, wanted).mappings()
    return [case_of(row) for row in rows]


def tell(
    tx: Tx, now: datetime, case_id: int, actor: str, what: str, detail: Mapping[str, object]
) -> None:
    """Add a line to the story of a case. The detail holds facts, never words."""
    tx.insert(
        case_event,
        {
            "case_event_id": tx.new_id(),
            "case_file_id": case_id,
            "at": now,
            "actor": actor,
            "what": what,
            "detail": dict(detail),
        },
    )


_STORY = (
    select(case_event)
    .where(
        case_event.c.site_id == bindparam("site"), case_event.c.case_file_id == bindparam("case")
    )
    .order_by(case_event.c.case_event_id)
)


def story(rx: Rx, case_id: int) -> Sequence[tuple[datetime, str, str, Mapping[str, object]]]:
    """Return the story of a case, oldest first: instant, actor, what, detail."""
    rows = rx.execute(_STORY, {"site": rx.site_id, "case": case_id}).mappings()
    return [(row.at, row.actor, row.what, row.detail) for row in rows]


# What stands in the story of a case when attention points could not be counted.
CONTACT_TOO = "contact_due_too"  # in the story of a case of silence: contact is due as well
FROM_STAFF = "from_staff"  # in the story of a concern: a worker's own
FROM_PARTNER = "from_partner"  # in the story of a concern: a school, a workplace, a job centre
NOT_COUNTED = "not_counted"


def happened(rx: Rx, case_id: int, what: str) -> bool:
    """Return whether something stands in the story of a case."""
    return any(one == what for _, _, one, _ in story(rx, case_id))


def failing_rules(rx: Rx, since: datetime) -> int:
    """Return for how many youths the points failed since an instant (UTC), and still do.

    The story that says so may be that of a case which somebody has closed.
    """
    worked = exists().where(
        assessment.c.site_id == case_file.c.site_id,
        assessment.c.youth_id == case_file.c.youth_id,
        assessment.c.looked_at > case_event.c.at,
    )
    found = (
        select(func.count(func.distinct(case_file.c.youth_id)))
        .join(
            case_event,
            (case_event.c.site_id == case_file.c.site_id)
            & (case_event.c.case_file_id == case_file.c.case_file_id),
        )
        .where(
            case_file.c.site_id == rx.site_id,
            or_(case_file.c.closed_at.is_(None), case_file.c.closed_at >= since),
            case_file.c.kind == CaseKind.ATTENTION.value,
            case_event.c.what == NOT_COUNTED,
            case_event.c.at >= since,
            ~worked,
        )
    )
    return int(rx.execute(found).scalar() or 0)


def hurry(tx: Tx, now: datetime, staff_id: int) -> None:
    """Make the cases climb now that wait for this member of staff and nobody else."""
    rows = tx.execute(
        select(case_file).where(
            case_file.c.site_id == tx.site_id, case_file.c.escalate_at.is_not(None)
        )
    ).mappings()
    waiting = [case.id for case in map(case_of, rows) if _waits_for(case) == staff_id]
    if waiting:
        tx.execute(
            update(case_file)
            .where(case_file.c.site_id == tx.site_id, case_file.c.case_file_id.in_(waiting))
            .values(escalate_at=now)
        )


def _waits_for(case: Case) -> int:
    return case.taken_by if case.taken_by is not None else case.ladder[case.step]


def claim(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Case]:
    """Return those of the cases that are still due, locked; other workers pass them by."""
    return [case_of(row) for row in DUE.claim(tx, now, ids)]


def claim_next(tx: Tx, now: datetime, ids: Sequence[int]) -> Sequence[Case]:
    """Return those of the cases of which something else than the ladder is still due, locked."""
    return [case_of(row) for row in NEXT.claim(tx, now, ids)]


def taken_and_red(rx: Rx) -> Sequence[Case]:
    """Return the red cases that somebody has taken."""
    taken = _OF_SITE.where(
        case_file.c.level == Level.RED.value, case_file.c.state == CaseState.TAKEN.value
    )
    return [case_of(row) for row in rx.execute(taken, {"site": rx.site_id}).mappings()]


def open_ladders(rx: Rx) -> Sequence[tuple[int, ...]]:
    """Return the ladders of all open cases: the ids of the staff who are told."""
    rows = rx.execute(
        select(case_file.c.ladder).where(
            case_file.c.site_id == rx.site_id, case_file.c.closed_at.is_(None)
        )
    )
    return [tuple(row.ladder) for row in rows]
