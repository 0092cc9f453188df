"""The channel for dry runs keeps what it is given and answers as it was told."""

from channels.base import Delivered, Delivery, Unknown
from channels.recording import RecordingChannel
from domain.message import Body, MessageKind


async def test_it_keeps_what_it_is_given_and_numbers_new_messages() -> None:
    channel = RecordingChannel()
    new = Delivery(kind=MessageKind.TEXT, chat_id=5, body=Body("hej"))
    edit = Delivery(kind=MessageKind.EDIT_TEXT, chat_id=5, body=Body("tak"), edits=1)

    results = [await channel.deliver(one) for one in (new, edit, new)]

    assert results == [Delivered(1), Delivered(1), Delivered(2)]
    assert channel.texts == ["hej", "tak", "hej"]


async def test_planned_results_come_first() -> None:
    channel = RecordingChannel(Unknown("lost"))
    new = Delivery(kind=MessageKind.TEXT, chat_id=5, body=Body("hej"))

    assert [await channel.deliver(new) for _ in range(2)] == [Unknown("lost"), Delivered(1)]
