"""Words that worry a rule are read first, and staff are told so: by reason, never by word."""

from __future__ import annotations

from content.areas.staff import StaffKey
from content.keys import Key
from domain.case import Case
from domain.people import Language
from services.human_contact import WAIT_FOR_A_READER
from services.world import House
from storage.today import to_read_first
from storage.tx import Rx

_FIRST = "read_first"


def read_first(rx: Rx, case: Case) -> dict[str, int | str]:
    """Return the evidence that unread words of concern wait in a case; nothing where none do."""
    if case.youth_id is None or case.kind not in WAIT_FOR_A_READER:
        return {}
    return {_FIRST: 1} if to_read_first(rx, [case.youth_id]) else {}


def kind_words(house: House, case: Case, language: Language) -> str:
    """Return what a case is about, and that it is to be read first where its evidence says so."""
    kind = house.texts.say(language, Key[f"KIND_{case.kind.name}"])
    first = _FIRST in case.evidence
    return house.texts.say(language, StaffKey.READ_FIRST, art=kind) if first else kind
