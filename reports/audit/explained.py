"""What stands in a chat has a row of ours, and what a row says was sent stands in a chat."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.facts import SiteFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise


def check(site: SiteFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield what nobody queued, save the words for when nothing can be stored, and the reverse."""
    for sent in site.unexplained:
        if grounds.covers(sent.at) and sent.text not in grounds.emergency:
            evidence = f"message {sent.message_id} stands in a chat, and no row explains it"
            yield Breach(at=sent.at, promise=Promise.EXPLAINED, youth_id=None, evidence=evidence)
    for sent in site.changed_by_nobody:
        if grounds.covers(sent.at):
            evidence = f"message {sent.message_id} was changed, and no row tells of it"
            yield Breach(at=sent.at, promise=Promise.EXPLAINED, youth_id=None, evidence=evidence)
    for row in site.missing:
        if row.sent_at is not None and grounds.covers(row.sent_at):
            yield Breach(
                at=row.sent_at,
                promise=Promise.EXPLAINED,
                youth_id=row.youth_id,
                evidence=f"outbox {row.outbox_id} ({row.purpose}) was sent, and never arrived",
            )
