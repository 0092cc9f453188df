"""What a start writes down: every programme text, so that old questions keep their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from content.programmes import parse_programme
from domain.people import Actor
from domain.plan import Programme
from services.world import Programmes
from storage import programmes as programme_rows
from storage.tx import Tx


def remember_programmes(
    tx: Tx, actor: Actor, now: datetime, newest: Mapping[str, Programme]
) -> Programmes:
    """Keep every programme text that is new; return all versions ever seen, read anew.

    Raises:
        ContentError: If an old text cannot be read by this version any more.
    """
    ids = {key: programme_rows.remember(tx, now, key, one.text) for key, one in newest.items()}
    known = {programme_id: newest[key] for key, programme_id in ids.items()}
    for version_id, (key, text) in programme_rows.texts(tx).items():
        if version_id not in known:
            known[version_id] = parse_programme(text, place=f"stored version of {key}")
    return Programmes(by_version=known, newest=ids)
