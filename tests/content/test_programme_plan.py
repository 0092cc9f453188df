"""Windows, items, follow-ups, caring messages and duties: read from the file, or refused there."""

from __future__ import annotations

import pytest

from content.errors import ContentError
from content.programmes import parse_programme
from domain.people import Tier
from domain.plan import ContactKind, Days, Programme
from domain.question import Answer
from domain.task import TaskKind

PLAN = """
key = "two-a-week"
title = { da = "To om ugen", en = "Two a week" }
word = "1 working day"
jitter = "5 minutes"
ladder = ["mentor"]

[waits]
yellow_cover_after = "4 staffed hours"
yellow_coordinator_after = "1 working day"
yellow_outcome = "1 working day"
red_step = "5 minutes"
red_outcome = "60 minutes"
red_repeat = "15 minutes"

[[phases]]
title = { da = "Starten", en = "The start" }
from_day = 0
until_day = 30

[[phases]]
title = { da = "Resten", en = "The rest" }
from_day = 31

[[windows]]
until_day = 30
human_every_days = 4

[[windows]]
from_day = 31
tiers = ["A", "B"]
human_every_days = 7

[[windows]]
from_day = 31
tiers = ["C"]
human_every_days = 30

[topics]
school = { da = "Skolen", en = "School" }

[items]
together_first = 1

[[items.questions]]
key = "will"
kind = "scale"
topic = "school"
text = { da = "Hvor meget lyst har du?", en = "How much do you feel like it?" }
follow_up = [{ low = 0, high = 4, ask = "needs" }]

[[items.questions]]
key = "belong"
kind = "scale"
text = { da = "Hvor meget hører du til?", en = "How much do you belong?" }

[[items.questions]]
key = "breaks"
kind = "scale"
text = { da = "Hvordan er pauserne?", en = "How are the breaks?" }

[[follow_ups]]
key = "needs"
kind = "free_text"
text = { da = "Hvad ville hjælpe?", en = "What would help?" }

[contacts.tuesday]
kind = "checkin"
rule = "FREQ=WEEKLY;BYDAY=TU"
at = "14.00"
from_day = 1
until_day = 90
always = ["belong"]
rotate = 1
late = "send"
late_after = "24 hours"
window = "2 days"
opening = { da = "Hej {navn}.", en = "Hi {navn}." }

[contacts.spread]
kind = "checkin"
on_days = [91, 92, 93]
at = "14.00"
all_items = true
late = "send"
late_after = "24 hours"
window = "20 hours"
opening = { da = "Hej {navn}.", en = "Hi {navn}." }

[contacts.caring]
kind = "caring"
at = "16.00"
late = "send"
late_after = "3 days"
opening = { da = "Hej {navn}. {linje} {medarbejder}", en = "Hi {navn}. {linje} {medarbejder}" }
drafts = [
  { day = 1, da = "Godt at møde dig.", en = "Good to meet you." },
  { day = 7, da = "Hav en god dag.", en = "Have a good day." },
]

[contacts.call]
kind = "duty"
duty = "first_call"
on_days = [3]
at = "9.00"
"""


def read(old: str = "", new: str = "") -> Programme:
    assert old in PLAN
    return parse_programme(PLAN.replace(old, new, 1) if old else PLAN, place="plan.toml")


def test_the_plan_is_read_whole() -> None:
    programme = read()
    tuesday, spread, caring, call, windows = programme.contacts
    assert (tuesday.days, tuesday.always, tuesday.rotate) == (Days(1, 90), ("belong",), 1)
    assert [item.key for item in tuesday.items] == ["will", "belong", "breaks"]
    assert (spread.all_items, spread.on_days) == (True, (91, 92, 93))
    assert (caring.kind, caring.on_days) == (ContactKind.CARING, (1, 7))
    assert [draft.slot for draft in caring.drafts] == ["day_1", "day_7"]
    assert (call.kind, call.duty) == (ContactKind.DUTY, TaskKind.FIRST_CALL)
    assert (windows.kind, windows.on_days) == (ContactKind.WINDOW, (31,))


def test_the_agreed_interval_follows_window_and_tier() -> None:
    programme = read()
    assert programme.contact_interval_days == 4
    assert [programme.interval_on(day, None) for day in (0, 30, 31, 400)] == [4, 4, 7, 7]
    assert programme.interval_on(31, Tier.C) == 30
    phase = programme.phase_on(12)
    assert phase is not None
    assert phase.title["da"] == "Starten"


def test_a_low_answer_brings_its_follow_up() -> None:
    will = read().items[0]
    assert will.follow_up(Answer("will", "4", 4)) == "needs"
    assert will.follow_up(Answer("will", "5", 5)) is None
    found = read().contacts[0].question("needs")
    assert found is not None
    assert found.text["da"] == "Hvad ville hjælpe?"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rotate = 1\n", "rotate = 2\n", "contacts.tuesday.questions: may take 4 taps; ask at mo"),
        ("rotate = 1\n", "rotate = 3\n", "contacts.tuesday.rotate: is more than there are items"),
        ('ask = "needs"', 'ask = "will"', 'follow_up[0].ask: is "will", which would go round in'),
        ('ask = "needs"', 'ask = "breaks"', "which would go round in a loop; name one of [[follo"),
        ('ask = "needs"', 'ask = "need"', 'follow_up[0].ask: is "need", which is no follow-up qu'),
        ("low = 0, high", "low = 5, high", "follow_up[0].high: is below low; write a number from"),
        ("low = 0, high = 4", 'options = ["a"]', "follow_up[0]: needs low and high; write low ="),
        (
            'key = "needs"\n',
            'key = "needs"\nfollow_up = [{ options = ["a"], ask = "needs" }]\n',
            "follow_ups[0].follow_up: follows a follow-up; remove it: a follow-up is one level de",
        ),
        ('key = "needs"', 'key = "will"', 'items.questions and follow_ups: has "will" twice; giv'),
        ('always = ["belong"]', 'always = ["x"]', 'contacts.tuesday.always: has "x", which is no'),
        ("until_day = 90", "until_day = 0", "contacts.tuesday.until_day: is before from_day; wri"),
        ("[91, 92, 93]", "[91, 92]", "contacts.spread.on_days: are not three and three; write su"),
        ("[91, 92, 93]", "[91, 93, 92]", "contacts.spread.on_days: does not rise; write each day"),
        ("all_items = true", "all_items = true\nrotate = 1", "all_items: asks nothing else; remo"),
        ('topic = "school"', 'topic = "work"', 'items.questions[0].topic: is "work", which is no'),
        ('duty = "first_call"\n', "", "contacts.call.duty: is missing; say what the worker does"),
        ("on_days = [3]", "", "contacts.call.rule: and on_days are both there, or both missing;"),
        ("Hav en god dag.", "Kommer du?", "contacts.caring.drafts[1].da: asks something; say it "),
        ("day = 7", "day = 1", "contacts.caring.drafts: do not rise; write one draft a day, the"),
        ("{linje} {medarbejder}", "{linje} {hvem}", "contacts.caring.opening.da: uses {hvem}; u"),
        ("until_day = 30\nhuman", "until_day = 29\nhuman", "windows: leave days out, or have som"),
        ('tiers = ["C"]', 'tiers = ["B"]', "windows: leave days out, or have some twice, for tie"),
        ('word = "1', 'contact_interval_days = 7\nword = "1', "contact_interval_days: stands be"),
        ("from_day = 31\n\n[[windows", "from_day = 32\n\n[[windows", "phases[1].from_day: begins"),
        ('kind = "duty"', 'kind = "duty"\nlate = "send"', "contacts.call.late: is not for a con"),
        ("together_first = 1", "together_first = 4", "items.together_first: is more than there"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(old, new)
    assert any(said in str(problem) for problem in caught.value.problems), caught.value
