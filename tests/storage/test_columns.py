"""Columns refuse what would lose a time zone, and say whose data they hold."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.columns import Instant, JsonText, personal, plain, row_id, site_id

DIALECT = SQLiteDialect_pysqlite()

zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.datetimes(timezones=zones).filter(lambda m: 1 < m.year < 9999)


@given(moments)
def test_an_instant_comes_back_as_the_same_millisecond_in_utc(moment: datetime) -> None:
    stored = Instant().process_bind_param(moment, DIALECT)
    back = Instant().process_result_value(stored, DIALECT)

    assert isinstance(stored, int)
    assert back is not None
    assert back.utcoffset() == timedelta(0)
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)


@given(moments, moments)
def test_instants_sort_as_their_stored_numbers_do(one: datetime, other: datetime) -> None:
    first = Instant().process_bind_param(one, DIALECT)
    second = Instant().process_bind_param(other, DIALECT)

    assert first is not None
    assert second is not None
    assert (one <= other and first <= second) or (one >= other and first >= second)


def test_a_naive_datetime_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="has no time zone; pass an aware datetime"):
        Instant().process_bind_param(datetime.fromisoformat("2026-03-29T02:30"), DIALECT)


def test_a_day_is_no_instant() -> None:
    with pytest.raises(TypeError, match="must be a datetime"):
        Instant().process_bind_param(date(2026, 3, 29), DIALECT)  # type: ignore[arg-type]


def test_nothing_stays_nothing() -> None:
    assert Instant().process_bind_param(None, DIALECT) is None
    assert Instant().process_result_value(None, DIALECT) is None
    assert JsonText().process_bind_param(None, DIALECT) is None
    assert JsonText().process_result_value(None, DIALECT) is None


def test_an_instant_is_whole_milliseconds_since_1970() -> None:
    moment = datetime(1970, 1, 1, 0, 0, 1, 2999, tzinfo=UTC)

    assert Instant().process_bind_param(moment, DIALECT) == 1002


def test_equal_json_values_are_equal_text_and_keep_danish_letters() -> None:
    one = JsonText().process_bind_param({"b": [1, 2], "a": "æøå"}, DIALECT)
    other = JsonText().process_bind_param({"a": "æøå", "b": [1, 2]}, DIALECT)

    assert one == other == '{"a":"æøå","b":[1,2]}'
    assert JsonText().process_result_value(one, DIALECT) == {"a": "æøå", "b": [1, 2]}


def test_a_sealed_column_is_bytes_and_marked() -> None:
    name = personal("name", sealed=True)

    assert isinstance(name.type, LargeBinary)
    assert name.info == {"data": "personal", "sealed": True, "keep": "until_erased"}
    assert not name.nullable


def test_a_sealed_column_takes_no_type_and_an_open_one_needs_one() -> None:
    with pytest.raises(TypeError, match="always bytes"):
        personal("name", String, sealed=True)
    with pytest.raises(TypeError, match="give the column a type"):
        personal("status")


def test_a_plain_column_may_be_empty_only_when_it_says_so() -> None:
    due = plain("due_at", Instant, nullable=True)

    assert due.nullable
    assert due.info == {"data": "plain", "sealed": False, "keep": "system"}


def test_keys_are_big_integers_that_the_database_never_counts() -> None:
    for column in (site_id(), row_id()):
        assert isinstance(column.type, BigInteger)
        assert column.primary_key
        assert column.autoincrement is False
