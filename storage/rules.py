"""How cases ended, by what opened them: what a rule is worth, in numbers without people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, and_, select

from domain.case import CaseKind
from storage.tables import assessment, case_event, case_file, reply
from storage.tx import Rx


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """What came of the cases that a rule opened.

    `rule` is the kind of case, with the screening rule where words opened it, or one of the signs
    where attention points did: such a case counts once for each of its signs. `useful` and
    `not_needed` are the answers when a case ended with *alt var ok*.
    """

    rule: str
    opened: int
    contact: int
    all_well: int
    useful: int
    not_needed: int

    @property
    def precision(self) -> float | None:
        """Return the share of the judged cases that were worth it, or None without any."""
        judged = self.contact + self.useful + self.not_needed
        return (self.contact + self.useful) / judged if judged else None


def rule_figures(rx: Rx) -> Sequence[RuleFigures]:
    """Return the figures of every rule that has opened a case, the most frequent first."""
    opened: Counter[str] = Counter()
    ended: Counter[tuple[str, str]] = Counter()
    names: dict[int, Sequence[str]] = {}
    for row in _cases(rx):
        if row["case_file_id"] in names:
            continue
        names[row["case_file_id"]] = _names(row)
        for name in names[row["case_file_id"]]:
            opened[name] += 1
            ended[name, row["outcome"] or ""] += 1
    said: Counter[tuple[str, bool]] = Counter()
    for case_id, useful in _feedback(rx):
        for name in names.get(case_id, ()):
            said[name, useful] += 1
    return [
        RuleFigures(
            rule=name,
            opened=count,
            contact=ended[name, "talked"],
            all_well=ended[name, "all_well"],
            useful=said[name, True],
            not_needed=said[name, False],
        )
        for name, count in opened.most_common()
    ]


def _names(row: RowMapping) -> Sequence[str]:
    """Return under which names a case counts: its signs, where attention points opened it."""
    kind = str(row["kind"])
    if kind == CaseKind.ATTENTION.value and row["reasons"]:
        return [f"{kind}/{one['key']}" for one in row["reasons"] if one["points"] > 0]
    return [f"{kind}/{row['rule']}" if row["rule"] else kind]


def _cases(rx: Rx) -> Sequence[RowMapping]:
    """Return each case, with the rule of the words, or the signs, of the instant it opened."""
    of_words = and_(
        reply.c.site_id == case_file.c.site_id,
        reply.c.youth_id == case_file.c.youth_id,
        reply.c.received_at == case_file.c.opened_at,
        reply.c.rule.is_not(None),
    )
    of_points = and_(
        assessment.c.site_id == case_file.c.site_id,
        assessment.c.youth_id == case_file.c.youth_id,
        assessment.c.at == case_file.c.opened_at,
    )
    rows = rx.execute(
        select(
            case_file.c.case_file_id,
            case_file.c.kind,
            case_file.c.outcome,
            reply.c.rule,
            assessment.c.reasons,
        )
        .select_from(case_file.outerjoin(reply, of_words).outerjoin(assessment, of_points))
        .where(case_file.c.site_id == rx.site_id)
        .order_by(case_file.c.case_file_id)
    )
    return list(rows.mappings())


def _feedback(rx: Rx) -> Sequence[tuple[int, bool]]:
    rows = rx.execute(
        select(case_event.c.case_file_id, case_event.c.detail).where(
            case_event.c.site_id == rx.site_id, case_event.c.what == "feedback"
        )
    )
    return [(row.case_file_id, bool(row.detail.get("useful"))) for row in rows]
