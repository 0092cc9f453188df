"""What a youth's latest check-ins say: gone quiet, skipping, answering again."""

from __future__ import annotations

from datetime import timedelta

from domain.checkin import CheckIn, CheckInState
from domain.habits import answers_again, has_gone_quiet, skips_again
from domain.plan import ContactKind
from tests.domain.times import local

START = local("2026-03-03 14:00")
DAY = timedelta(days=1)
EXPIRED, DONE, SKIPPED = CheckInState.EXPIRED, CheckInState.DONE, CheckInState.SKIPPED
CANCELLED, OPEN = CheckInState.CANCELLED, CheckInState.OPEN


def newest_first(*states: CheckInState, kind: ContactKind = ContactKind.CHECKIN) -> list[CheckIn]:
    """Return check-ins given oldest first, one a week, as the database returns them."""
    made = [
        CheckIn(
            id=week + 1,
            youth_id=1,
            contact_key="weekly",
            kind=kind,
            programme_version_id=1,
            occurrence_at=START + 7 * week * DAY,
            state=state,
            position=0,
            prompt_outbox_id=week + 1,
            opened_at=START + 7 * week * DAY,
            remind_at=None,
            reminded_at=None,
            expires_at=START + (7 * week + 3) * DAY,
            event_at=None,
            low=False,
        )
        for week, state in enumerate(states)
    ]
    return made[::-1]


def test_two_unanswered_questions_are_quiet() -> None:
    assert has_gone_quiet(newest_first(EXPIRED, EXPIRED), START - DAY)
    assert has_gone_quiet(newest_first(DONE, EXPIRED, CANCELLED, EXPIRED, OPEN), None)


def test_one_is_not_and_neither_is_one_on_each_side_of_a_skip() -> None:
    assert not has_gone_quiet(newest_first(DONE, EXPIRED), START)
    assert not has_gone_quiet(newest_first(EXPIRED, SKIPPED, EXPIRED), START)
    assert not has_gone_quiet([], None)


def test_a_sign_of_life_since_the_first_is_no_quiet() -> None:
    assert not has_gone_quiet(newest_first(EXPIRED, EXPIRED), START + DAY)


def test_an_unanswered_invitation_is_no_unanswered_question() -> None:
    cafes = newest_first(EXPIRED, EXPIRED, kind=ContactKind.CAFE)
    assert not has_gone_quiet(cafes, None)
    assert not skips_again(newest_first(*[SKIPPED] * 4, kind=ContactKind.CAFE))


def test_four_skips_in_a_row_and_no_fewer() -> None:
    assert skips_again(newest_first(DONE, *[SKIPPED] * 4))
    assert skips_again(newest_first(SKIPPED, SKIPPED, CANCELLED, SKIPPED, SKIPPED))
    assert not skips_again(newest_first(SKIPPED, SKIPPED, SKIPPED))
    assert not skips_again(newest_first(SKIPPED, SKIPPED, DONE, SKIPPED, SKIPPED))


def test_skips_before_the_wish_to_be_asked_as_before_count_no_more() -> None:
    wished = START + 22 * DAY
    assert not skips_again(newest_first(*[SKIPPED] * 5), wished), "only the fifth came after it"
    assert not skips_again(newest_first(*[SKIPPED] * 7), wished)
    assert skips_again(newest_first(*[SKIPPED] * 8), wished)


def test_two_answers_count_only_when_both_were_asked_since() -> None:
    assert answers_again(newest_first(SKIPPED, DONE, DONE), START + DAY)
    assert not answers_again(newest_first(SKIPPED, DONE, DONE), START + 8 * DAY)
    assert not answers_again(newest_first(DONE, SKIPPED, DONE), START)
    assert not answers_again(newest_first(DONE), START)
