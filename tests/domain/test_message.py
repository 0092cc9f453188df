from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.message import POLICY, Body, Button, OutboxState, Purpose, UnknownPolicy
from domain.plan import LateRule

LABELS = st.text(min_size=1, max_size=24)
BUTTONS = st.builds(
    Button, LABELS, data=st.text(st.characters(max_codepoint=126), min_size=1, max_size=64)
) | st.builds(Button, LABELS, url=st.just("https://example.org/side"))
ROWS = st.lists(st.lists(BUTTONS, max_size=3).map(tuple), max_size=3).map(tuple)
BODIES = st.builds(Body, st.text(), ROWS, st.booleans(), st.booleans(), st.booleans())


@given(BODIES)
def test_a_body_comes_back_from_the_outbox_as_it_went_in(body: Body) -> None:
    assert Body.from_json(body.to_json()) == body


@pytest.mark.parametrize("text", ["", "[]", "null", '{"text":"a"}', '{"buttons":[[["a"]]]}'])
def test_what_is_no_body_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no message body"):
        Body.from_json(text)


@pytest.mark.parametrize(
    ("label", "data", "url", "remedy"),
    [
        ("a", None, None, "not both"),
        ("a", "x", "https://example.org", "not both"),
        ("", "x", None, "label"),
        ("a", "", None, "1 to 64"),
        ("a", "ø" * 33, None, "1 to 64"),
    ],
)
def test_a_button_that_cannot_work_is_refused(
    label: str, data: str | None, url: str | None, remedy: str
) -> None:
    with pytest.raises(ValueError, match=remedy):
        Button(label, data, url)


def test_every_purpose_has_a_policy_that_leaves_nothing_unclear() -> None:
    assert set(POLICY) == set(Purpose)
    unknown = {purpose: policy.unknown for purpose, policy in POLICY.items()}
    prompts = {Purpose.CHECKIN, Purpose.REMINDER, Purpose.CARING, Purpose.LATER, Purpose.RECEIPT}
    prompts.add(Purpose.AFTERWARDS)
    assert {
        purpose for purpose in unknown if unknown[purpose] is UnknownPolicy.REMINDER
    } == prompts
    assert {p for p in unknown if unknown[p] is UnknownPolicy.TELL_STAFF} == {Purpose.ANSWER}


@pytest.mark.parametrize("purpose", [Purpose.CARD, Purpose.CASE])
def test_cards_and_cases_are_never_too_late_and_are_sent_again(purpose: Purpose) -> None:
    policy = POLICY[purpose]
    assert (policy.late, policy.unknown) == (LateRule.SEND, UnknownPolicy.RESEND)
    assert policy.says_repeat == (purpose is Purpose.CASE)  # a card that comes twice needs none
    assert policy.late_at(datetime(2026, 5, 5, tzinfo=UTC)) is None


@pytest.mark.parametrize("purpose", list(Purpose))
def test_what_is_skipped_when_late_says_from_when(purpose: Purpose) -> None:
    due = datetime(2026, 5, 5, tzinfo=UTC)
    late_at = POLICY[purpose].late_at(due)
    assert (late_at is not None and late_at > due) == (POLICY[purpose].late is LateRule.SKIP)
    assert POLICY[Purpose.LINK].late_at(due) == due + timedelta(minutes=10)


def test_the_card_goes_first_then_alarms_cases_answers_and_the_rest() -> None:
    order = sorted(Purpose, key=lambda purpose: POLICY[purpose].priority)
    assert order[:4] == [Purpose.CARD, Purpose.ALARM, Purpose.CASE, Purpose.ANSWER]
    assert len({POLICY[purpose].priority for purpose in order[:5]}) == 5


def test_edits_and_thanks_are_sent_again_without_a_word_about_it() -> None:
    for purpose in (Purpose.THANKS, Purpose.CLOSE):
        assert POLICY[purpose].unknown is UnknownPolicy.RESEND
        assert not POLICY[purpose].says_repeat


def test_a_message_is_in_one_of_the_states_the_outbox_knows() -> None:
    assert [state.value for state in OutboxState] == [
        "queued", "claimed", "sending", "sent", "refused", "unknown", "skipped",
    ]  # fmt: skip


def test_a_button_may_open_an_address_instead_of_carrying_data() -> None:
    body = Body("Sag 214", ((Button("Åbn", url="https://example.org/s"),),))
    assert Body.from_json(body.to_json()).buttons[0][0].url == "https://example.org/s"


@pytest.mark.parametrize(
    "body", [Body("Dit nummer?", ask_number="Send"), Body("Tak", drop_keyboard=True)]
)
def test_the_button_below_the_chat_survives_the_outbox(body: Body) -> None:
    assert Body.from_json(body.to_json()) == body
