"""No name, word, place or programme in what a youth is sent by SMS: it lies open on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.content_poor import Pushes
from reports.audit.facts import YouthFacts
from reports.audit.grounds import Grounds
from reports.audit.verdict import Breach, Promise
from storage.audited_chats import SMS


def postcards(youth: YouthFacts, grounds: Grounds) -> Pushes:
    """Return what this youth was sent by SMS, to be looked at as what staff are sent."""
    sent = [one for one in youth.deliveries if one.row is not None and one.row.road == SMS]
    return Pushes(sent, list(grounds.staff.values()), since=grounds.since, to="the youth by SMS")


def check(youth: YouthFacts, grounds: Grounds) -> Iterator[Breach]:
    """Yield the SMS that name the youth or say the programme."""
    sent = [one for one in youth.deliveries if one.row is not None and one.row.road == SMS]
    if not sent:
        return
    yield from postcards(youth, grounds).names(youth.youth)
    yield from postcards(youth, grounds).places()
    titles = grounds.programme(youth.youth.programme_version_id).title.values()
    for one in sent:
        said = one.sent.text.casefold()
        if one.sent.at >= grounds.since and any(title.casefold() in said for title in titles):
            yield Breach(
                at=one.sent.at,
                promise=Promise.CONTENT_POOR,
                youth_id=youth.youth.id,
                evidence=f"message {one.sent.message_id} to the youth by SMS says the programme",
            )
