"""*Underretning?* is decided by the end of the working day, or somebody above hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.task import TaskKind
from reports.audit.facts import SiteFacts, YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited import TaskRow

_LATE = timedelta(hours=2)  # a simulation looks once an hour


class Decisions:
    """Gathers the decisions that nobody made in time, and asks who was told of each."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._late: list[tuple[TaskRow, datetime]] = []

    def note(self, youth: YouthFacts) -> None:
        """Keep what of this youth was not decided by the end of the day it was owed."""
        for task in youth.tasks:
            if task.kind != TaskKind.NOTIFY_DECISION:
                continue
            due = self._grounds.site.end_of_working_day(task.created_at)
            by = due + _LATE
            open_then = task.done_at is None or task.done_at > by
            if open_then and self._grounds.covers(by) and self._grounds.is_over(by, since=due):
                self._late.append((task, by))

    def check(self, site: SiteFacts) -> Iterator[Breach]:
        """Yield the late decisions of which nothing was queued for anybody above."""
        told = {one.dedupe.rpartition(":")[0]: one.created_at for one in reversed(site.to_staff)}
        for task, by in self._late:
            at = told.get(f"decision:{task.task_id}:late")
            if at is None or at > self._grounds.by(by, since=by - _LATE):
                yield Breach(
                    at=by,
                    promise=Promise.DECISION,
                    youth_id=task.youth_id,
                    evidence=f"task {task.task_id}: not decided in time, and nobody was told",
                )
