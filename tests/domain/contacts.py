"""A contact with every question type, for the tests of the domain."""

from __future__ import annotations

from datetime import time, timedelta

from domain.plan import ContactKind, LateRule, PlannedContact
from domain.question import Option, Question, QuestionKind

WILL = Question(
    key="lyst",
    kind=QuestionKind.SCALE,
    text={"da": "Hvor meget lyst har du?", "en": "How much do you feel like it?"},
    low_up_to=2,
)
BREAKS = Question(
    key="pauser",
    kind=QuestionKind.CHOICE,
    text={"da": "Hvordan er pauserne?", "en": "How are the breaks?"},
    options=(
        Option("gode", {"da": "Gode", "en": "Good"}),
        Option("stopper", {"da": "Overvejer at stoppe", "en": "Thinking of leaving"}, low=True),
    ),
)
WORD = Question(
    key="ord", kind=QuestionKind.FREE_TEXT, text={"da": "Et ord mere?", "en": "One more word?"}
)
CONTACT = PlannedContact(
    key="uge",
    kind=ContactKind.CHECKIN,
    rule="FREQ=WEEKLY;BYDAY=TU",
    at=time(15),
    questions=(WILL, BREAKS, WORD),
    opening={"da": "Hej {navn}.", "en": "Hi {navn}."},
    late=LateRule.SEND,
    late_after=timedelta(hours=4),
    remind_after=timedelta(days=1),
    window=timedelta(days=2),
)
