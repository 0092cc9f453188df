"""What came before, with and without what has not left yet."""

from domain.load import Before, Begun
from domain.plan import ContactKind
from tests.domain.times import local

EVENING = Begun(local("2026-03-03 14:00"), ContactKind.CAFE)
CHECKIN = Begun(local("2026-03-05 14:00"), ContactKind.CHECKIN)


def test_a_message_that_becomes_part_of_another_counts_no_more() -> None:
    before = Before(begun=(EVENING, CHECKIN, EVENING))
    assert before.without([EVENING]).begun == (CHECKIN, EVENING), "one of two alike"


def test_what_never_counted_takes_nothing_away() -> None:
    before = Before(begun=(CHECKIN,))
    assert before.without([None, EVENING]) == before
