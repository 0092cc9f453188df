from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from domain.plan import Programme, Waits
from tests.domain.cases import WAITS
from tests.domain.contacts import CONTACT


@pytest.mark.parametrize("name", [field.name for field in fields(Waits)])
def test_a_wait_that_does_not_wait_is_refused_by_name(name: str) -> None:
    nothing = type(getattr(WAITS, name))()
    with pytest.raises(ValueError, match=f"{name} must be longer"):
        replace(WAITS, **{name: nothing})


def test_a_red_case_is_not_told_more_often_as_time_goes_on() -> None:
    with pytest.raises(ValueError, match="red_repeat_later must not be shorter"):
        replace(WAITS, red_repeat_later=WAITS.red_repeat - timedelta(minutes=1))
    assert replace(WAITS, red_repeat_later=WAITS.red_repeat).red_repeat_later == WAITS.red_repeat


def test_a_programme_finds_its_contacts_by_key() -> None:
    programme = Programme(
        key="run",
        title={"da": "RUN", "en": "RUN"},
        contact_interval_days=7,
        contacts=(replace(CONTACT, key="andet"), CONTACT),
        ladder=("mentor", "cover", "coordinator"),
        waits=replace(WAITS, red_step=timedelta(minutes=1)),
        word_working_days=1,
    )
    assert programme.contact("uge") is CONTACT
    with pytest.raises(KeyError, match="ukendt"):
        programme.contact("ukendt")
