"""The words of a caring message: the worker's own line where they wrote one, else the draft."""

from __future__ import annotations

from domain.people import Youth
from domain.plan import Draft, PlannedContact
from services.say import mentor_of
from storage import caring
from storage.tx import Tx


def caring_words(
    tx: Tx, youth: Youth, contact: PlannedContact, draft: Draft | None
) -> tuple[str, str]:
    """Return under which name a draft's message is kept, and what it says to this youth.

    A line that somebody wrote goes out under nobody else's name: after a change of worker it is
    the draft again, until the new one writes their own.

    Raises:
        LookupError: If there is no draft.
    """
    if draft is None:
        raise LookupError(f"{contact.key} has no draft for that day")
    mentor = mentor_of(tx, youth)
    own = caring.written_by(tx, youth.id, mentor.id).get(draft.slot)
    line = own or draft.line[youth.language].format(navn=youth.first_name)
    words = contact.opening[youth.language].format(
        navn=youth.first_name, linje=line, medarbejder=mentor.first_name
    )
    return draft.slot, words
