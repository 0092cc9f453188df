"""SMS through a gateway: one request a message, in the shape that the settings give."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from channels.base import Delay, Delivered, Delivery, Refusal, Refused, RetryLater, Unknown
from channels.by_road import ByRoad
from channels.recording import RecordingChannel
from channels.sms import SmsChannel, filled
from domain.message import Body, MessageKind, Road
from tests.second_roads import Gateway, sms_gateway

SHAPE = '{"to": "{to}", "message": "{text}", "from": "Holdfast", "more": [{"n": "{to}"}, 1]}'


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with sms_gateway() as made:
        yield made


def delivery(road: Road = Road.SMS) -> Delivery:
    body = Body('RØD "215" {to}')
    return Delivery(
        kind=MessageKind.TEXT, chat_id=5, body=body, road=road, address="4511223344", number=7
    )


async def test_the_gateway_gets_number_and_words_in_its_own_shape(gateway: Gateway) -> None:
    channel = SmsChannel(gateway.url, "Bearer abc", SHAPE)

    assert await channel.deliver(delivery()) == Delivered(None)
    assert gateway.sent == [
        {
            "to": "4511223344",
            "message": 'RØD "215" {to}',
            "from": "Holdfast",
            "more": [{"n": "4511223344"}, 1],
        }
    ]
    assert gateway.keys == ["Bearer abc"]


@pytest.mark.parametrize(
    ("status", "reason"), [(401, Delay.TOKEN), (429, Delay.TOO_MANY), (503, Delay.TOO_MANY)]
)
async def test_what_may_work_later_is_tried_again(
    gateway: Gateway, status: int, reason: Delay
) -> None:
    gateway.status, gateway.headers = status, {"Retry-After": "7"}
    result = await SmsChannel(gateway.url, "", SHAPE).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert result.reason is reason
    assert result.seconds == (None if reason is Delay.TOKEN else 7.0)


async def test_a_number_that_the_gateway_refuses_is_refused(gateway: Gateway) -> None:
    gateway.status = 422
    result = await SmsChannel(gateway.url, "", SHAPE).deliver(delivery())

    assert isinstance(result, Refused)


async def test_what_broke_inside_the_gateway_is_unclear(gateway: Gateway) -> None:
    gateway.status = 500
    assert isinstance(await SmsChannel(gateway.url, "", SHAPE).deliver(delivery()), Unknown)
    gateway.hangs_up = True
    assert isinstance(await SmsChannel(gateway.url, "", SHAPE).deliver(delivery()), Unknown)


async def test_no_gateway_means_surely_not_sent() -> None:
    async with sms_gateway() as gone:
        url = gone.url
    result = await SmsChannel(url, "", SHAPE).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert result.reason is Delay.NOT_REACHED


async def test_each_message_goes_by_its_own_road_and_none_by_a_road_that_is_not_there() -> None:
    telegram, sms = RecordingChannel(), RecordingChannel()
    both = ByRoad({Road.TELEGRAM: telegram, Road.SMS: sms})

    await both.deliver(delivery())
    await both.deliver(delivery(Road.TELEGRAM))
    refused = await both.deliver(delivery(Road.EMAIL))

    assert [len(telegram.deliveries), len(sms.deliveries)] == [1, 1]
    assert isinstance(refused, Refused)
    assert refused.reason is Refusal.NO_ROAD


def test_keys_and_numbers_of_the_shape_stay_as_they_are() -> None:
    assert filled({"{to}": [1, None, "{to}"]}, {"to": "x"}) == {"{to}": [1, None, "x"]}
