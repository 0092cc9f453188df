"""What a worker sees of a youth's agreement: first of all when they are silent, or in danger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.agreement import Agreement
from domain.case import Case, CaseKind, Level
from domain.onboarding import Screen, missing
from domain.people import AgeBand, Staff, Youth
from domain.task import TaskKind
from services.guardian import leaders
from storage import agreements, tasks
from storage import staff as staff_rows
from storage.tx import Rx


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Facts, no words of ours. `comes_first` says that the page begins with it."""

    youth: Youth
    agreement: Agreement
    missing: Sequence[Screen]
    comes_first: bool
    leader: Staff | None  # who stands behind telling parents nothing for now
    may_lead: Sequence[Staff]
    guardian_waits: bool  # the step is open, and this page can settle it


def read_agreement(rx: Rx, youth: Youth, cases: Sequence[Case]) -> Agreed:
    """Return the agreement of a youth whose page somebody has been allowed to read."""
    agreement = agreements.get(rx, youth.id)
    leader_id = agreement.guardian_leader_id
    waits = any(
        task.kind is TaskKind.GUARDIAN_REVIEW for task in tasks.open_of_youth(rx, youth.id)
    )
    return Agreed(
        youth=youth,
        agreement=agreement,
        missing=missing(youth, agreement),
        comes_first=any(_is_silence_or_red(case) for case in cases),
        leader=staff_rows.get(rx, leader_id) if leader_id is not None else None,
        may_lead=leaders(rx),
        guardian_waits=waits and youth.age_band is AgeBand.FROM_15_TO_17,
    )


def _is_silence_or_red(case: Case) -> bool:
    silent = {CaseKind.CONTACT_DUE, CaseKind.UNREACHABLE}
    return case.level is Level.RED or case.kind in silent
