"""Every text's key, by the catalogue that holds its words: one for each area."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.areas.attention import AttentionKey
from content.areas.by_hand import ByHandKey
from content.areas.cafe import CafeKey
from content.areas.care import CareKey
from content.areas.demo import DemoKey
from content.areas.ending import EndingKey
from content.areas.enrolment import EnrolmentKey
from content.areas.feed import FeedKey
from content.areas.handover import HandoverKey
from content.areas.on_page import OnPageKey
from content.areas.passing import PassingKey
from content.areas.receipts import ReceiptKey
from content.areas.rhythm import RhythmKey
from content.areas.sms import SmsKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key

CATALOGUES: Mapping[str, type[TextKey]] = MappingProxyType(
    {
        "holdfast": Key,
        "enrolment": EnrolmentKey,
        "rhythm": RhythmKey,
        "receipts": ReceiptKey,
        "things": ThingKey,
        "passing": PassingKey,
        "cafe": CafeKey,
        "staff": StaffKey,
        "talks": TalkKey,
        "handover": HandoverKey,
        "ending": EndingKey,
        "attention": AttentionKey,
        "demo": DemoKey,
        "feed": FeedKey,
        "care": CareKey,
        "sms": SmsKey,
        "by_hand": ByHandKey,
        "on_page": OnPageKey,
    }
)
ALL_KEYS: tuple[TextKey, ...] = tuple(key for keys in CATALOGUES.values() for key in keys)


def catalogue_of(key: TextKey) -> str:
    """Return the name of the catalogue that holds a key's words."""
    return next(name for name, keys in CATALOGUES.items() if isinstance(key, keys))
