"""*Anden vej*: when calls find nobody, the person the youth chose, a visit, the school or UU."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from domain.case import Case
from services.buttons import button, row, rows
from services.case_tap import CaseTap
from services.take_case import taken_by_me
from storage import agreements, cases


class AnotherRoad(StrEnum):
    """A way to a youth besides calling them."""

    TRUSTED = "trusted"  # the person the youth chose; name and number stand on the page
    VISIT = "visit"
    OTHERS = "others"  # school or UU, with the youth's yes


_LABELS: Mapping[AnotherRoad, TextKey] = MappingProxyType(
    {
        AnotherRoad.TRUSTED: TalkKey.B_ROAD_TRUSTED,
        AnotherRoad.VISIT: TalkKey.B_ROAD_VISIT,
        AnotherRoad.OTHERS: TalkKey.B_ROAD_OTHERS,
    }
)


def ask_road(tap: CaseTap, case: Case) -> None:
    """Offer the other ways; the chosen person only where the youth has chosen somebody."""
    agreed = agreements.get(tap.tx, case.youth_id) if case.youth_id is not None else None
    open_to_us = [
        road
        for road in AnotherRoad
        if road is not AnotherRoad.TRUSTED or (agreed is not None and agreed.trusted is not None)
    ]
    language = tap.staff.language
    choices = [
        button(tap.house, language, _LABELS[road], "another", case.id, road.value)
        for road in open_to_us
    ]
    back = button(tap.house, language, Key.B_BACK, "back", case.id)
    look = button(tap.house, language, Key.B_OPEN, "open", case.id)
    chosen = AnotherRoad.TRUSTED in open_to_us
    key = TalkKey.ASK_ROAD if chosen else TalkKey.ASK_ROAD_NOBODY
    tap.say(case, key, rows(*choices) + row(look, back))


def take_road(tap: CaseTap, case: Case, *, road: AnotherRoad) -> None:
    """Write down which way is tried, and go on with how it went."""
    taken = taken_by_me(tap, case)
    cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "another_road", {"road": road.value})
    way = tap.house.texts.say(tap.staff.language, _LABELS[road])
    tap.say(taken, TalkKey.ROAD_NOTED, tap.buttons(taken), vej=way)
