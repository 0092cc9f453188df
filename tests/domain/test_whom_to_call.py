"""Whom we may call: somebody, nobody, or not asked yet."""

from datetime import UTC, datetime

import pytest

from domain.agreement import Agreement, IfQuiet, Trusted
from domain.whom_to_call import is_chosen, with_nobody, with_person

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
SARA = Trusted(name="Sara", phone="12345678")


def test_somebody_and_nobody_are_choices_and_an_empty_field_is_none() -> None:
    assert not is_chosen(Agreement())
    named = with_person(Agreement(), SARA, NOW)
    assert is_chosen(named)
    nobody = with_nobody(named, NOW)
    assert (nobody.trusted, nobody.trusted_asked_at) == (None, NOW)
    assert is_chosen(nobody)
    assert with_person(nobody, SARA, NOW) == named, "and may be taken back"


@pytest.mark.parametrize(
    ("wish", "left"), [(IfQuiet.TRUSTED, None), (IfQuiet.VISIT, IfQuiet.VISIT), (None, None)]
)
def test_nobody_ends_the_wish_that_we_call_that_person(
    wish: IfQuiet | None, left: IfQuiet | None
) -> None:
    assert with_nobody(Agreement(trusted=SARA, if_quiet=wish), NOW).if_quiet is left
