"""What a youth chose survives being kept, and changes one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agreement import (
    Agreement,
    Guardian,
    Helper,
    IfQuiet,
    PartOfDay,
    SharedPlan,
    Trusted,
    without_reason,
)
from domain.site import QuietHours

names = st.text(min_size=1, max_size=20)
instants = st.datetimes(timezones=st.just(UTC))
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
agreements = st.builds(
    Agreement,
    days=st.lists(st.integers(0, 6), unique=True).map(tuple),
    at=st.none() | minutes,
    quiet=st.none() | st.builds(QuietHours, minutes, minutes),
    topics_off=st.frozensets(names, max_size=3),
    if_quiet=st.none() | st.sampled_from(IfQuiet),
    if_quiet_part=st.none() | st.sampled_from(PartOfDay),
    if_quiet_note=st.text(max_size=20),
    trusted=st.none() | st.builds(Trusted, name=names, phone=names, who=st.text(max_size=9)),
    trusted_asked_at=st.none() | instants,
    handshake_at=st.none() | instants,
    plan=st.none()
    | st.builds(
        SharedPlan,
        what=names,
        when=names,
        helper=st.sampled_from(Helper),
        made_at=instants,
        tell=st.booleans(),
    ),
    own_interval=st.booleans(),
    often_reason=st.text(max_size=20),
    often_by=st.none() | st.integers(1, 2**62),
    often_at=st.none() | instants,
    previews_shown_at=st.none() | instants,
    guardian=st.none() | st.sampled_from(Guardian),
    guardian_reason=st.text(max_size=20),
    guardian_leader_id=st.none() | st.integers(1, 2**62),
    guardian_review_on=st.none() | st.dates(),
    as_before_at=st.none() | instants,
    extra=st.dictionaries(names, names, max_size=2),
)


@given(agreements)
def test_of_another_interval_only_the_reason_of_the_one_before_goes(agreed: Agreement) -> None:
    bare = without_reason(agreed)
    assert (bare.often_reason, bare.often_by, bare.often_at) == ("", None, None)
    back = replace(
        bare,
        often_reason=agreed.often_reason,
        often_by=agreed.often_by,
        often_at=agreed.often_at,
    )
    assert back == agreed


@given(agreements)
def test_what_was_agreed_is_read_as_it_was_written(agreed: Agreement) -> None:
    assert Agreement.from_json(agreed.to_json()) == agreed


def test_what_is_empty_takes_no_room() -> None:
    assert Agreement().to_json() == "{}"
    assert '"at": "00:00:00"' in Agreement(at=time(0)).to_json()


@pytest.mark.parametrize("text", ["", "[]", '{"unknown": 1}', '{"at": "late"}', '{"trusted": {}}'])
def test_what_is_no_agreement_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no agreement"):
        Agreement.from_json(text)


@given(agreements, names)
def test_a_topic_is_stopped_and_taken_up_again(agreed: Agreement, topic: str) -> None:
    stopped = agreed.without_topic(topic)
    assert topic in stopped.topics_off
    assert stopped.with_topic(topic).topics_off == agreed.topics_off - {topic}


def test_times_keep_their_zone() -> None:
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert Agreement.from_json(Agreement(handshake_at=at).to_json()).handshake_at == at
