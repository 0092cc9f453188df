"""What stands around a number is a name, or somebody tells us something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.typed_name import MOST_WORDS, Around, around_a_number, is_own_number


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "Sara",
        "min storesøster Sara",
        "min mor",
        "Sara Holm-Juul",
        "Far",
        "my aunt Jo",
        "P. Dam",
    ],
)
def test_a_name_is_a_name(rest: str) -> None:
    assert around_a_number(rest) is Around.NAME


@pytest.mark.parametrize("rest", ["sara", "fru holm", "ساعدني", "træner Bo"])
def test_where_it_may_be_something_else_somebody_reads_it(rest: str) -> None:
    assert around_a_number(rest) is Around.DOUBT


@pytest.mark.parametrize(
    "rest",
    [
        "Maja ring til mig i dag på",
        "ring",
        "Ring mig",
        "Hjælp",
        "call me",
        "Sara?",
        "Mit nye nummer er , det gamle er væk",
        "Ring til min mor , jeg bor ikke hjemme mere",
        "Bo Ida Per Eva Jens",
        "Sara 2",
    ],
)
def test_who_tells_us_something_writes_no_name(rest: str) -> None:
    assert around_a_number(rest) is Around.WORDS


@given(st.text())
def test_long_texts_are_never_a_name(text: str) -> None:
    assert len(text.split()) <= MOST_WORDS or around_a_number(text) is Around.WORDS


@pytest.mark.parametrize("rest", ["", "mit nummer er", "Tlf.:", "my number is", "mobil -"])
def test_a_number_of_ones_own_may_be_said_to_be_so(rest: str) -> None:
    assert is_own_number(rest)


@pytest.mark.parametrize("rest", ["ring til min mor", "mors nummer", "Sara", "hjælp"])
def test_anything_else_around_it_is_about_something_else(rest: str) -> None:
    assert not is_own_number(rest)
