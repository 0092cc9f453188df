"""Mail by SMTP: handed in once, and what went wrong is told for what it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from channels.base import Delay, Delivered, Delivery, Refusal, Refused, RetryLater, Unknown
from channels.email import EmailChannel, MailServer
from domain.message import Body, MessageKind, Road
from tests.certificates import certificate, server_context
from tests.second_roads import MailBox, mail_box

WORDS = "RØD · sag 215 · ingen på vagt\nÅbn Holdfast."


@pytest.fixture
async def box() -> AsyncIterator[MailBox]:
    async with mail_box() as made:
        yield made


def channel_to(port: int) -> EmailChannel:
    return EmailChannel(MailServer(host="127.0.0.1", port=port, sender="alarm@testby.example"))


def delivery(words: str = WORDS) -> Delivery:
    return Delivery(
        kind=MessageKind.TEXT,
        chat_id=0,
        body=Body(words),
        road=Road.EMAIL,
        address="leder@testby.example",
        number=77,
    )


async def test_the_first_line_is_the_subject_and_the_number_is_ours(box: MailBox) -> None:
    assert await channel_to(box.port).deliver(delivery()) == Delivered(None)

    [mail] = box.to("leder@testby.example")
    assert mail["Subject"] == "RØD · sag 215 · ingen på vagt"
    assert mail["From"] == "alarm@testby.example"
    assert mail["Message-ID"] == "<holdfast-77@testby.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == WORDS.splitlines()


async def test_no_server_means_surely_not_sent() -> None:
    async with mail_box() as gone:
        port = gone.port
    result = await channel_to(port).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert result.reason is Delay.NOT_REACHED


@pytest.mark.parametrize("word", ["EHLO", "MAIL", "RCPT"])
async def test_a_server_that_hangs_up_before_the_words_was_surely_not_told(
    box: MailBox, word: str
) -> None:
    box.says = {word: "", "HELO": ""}
    result = await channel_to(box.port).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert box.mails == []


async def test_a_server_that_hangs_up_after_the_words_leaves_it_unclear(box: MailBox) -> None:
    box.says = {"DATA.": ""}

    assert isinstance(await channel_to(box.port).deliver(delivery()), Unknown)


@pytest.mark.parametrize(
    ("word", "said", "reason"),
    [
        ("RCPT", "550 no such box", Refusal.NO_CHAT),
        ("DATA.", "554 not these words", Refusal.CONTENT),
        ("DATA", "554 not now, not ever", Refusal.CONTENT),
    ],
)
async def test_a_final_no_is_a_refusal(
    box: MailBox, word: str, said: str, reason: Refusal
) -> None:
    box.says = {word: said}
    result = await channel_to(box.port).deliver(delivery())

    assert isinstance(result, Refused)
    assert result.reason is reason


@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA", "DATA."])
async def test_a_no_for_now_is_tried_again(box: MailBox, word: str) -> None:
    box.says = {word: "451 later"}
    result = await channel_to(box.port).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert result.reason is Delay.TOO_MANY


@pytest.fixture
def sealed_box(box: MailBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailBox:
    """Return a mail server that wants STARTTLS and then a login, and that this machine trusts."""
    file = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    box.tls = server_context(file)
    return box


def with_login(box: MailBox, password: str = "secret") -> EmailChannel:  # noqa: S107 - invented
    return EmailChannel(
        MailServer(
            host="127.0.0.1",
            port=box.port,
            sender="alarm@testby.example",
            starttls=True,
            user="user",
            password=password,
        )
    )


async def test_the_line_is_sealed_before_a_password_is_said(sealed_box: MailBox) -> None:
    assert await with_login(sealed_box).deliver(delivery()) == Delivered(None)

    assert sealed_box.logins == ["user:secret"]
    assert len(sealed_box.to("leder@testby.example")) == 1


async def test_a_wrong_password_is_tried_again_and_says_why(sealed_box: MailBox) -> None:
    result = await with_login(sealed_box, "old").deliver(delivery())

    assert isinstance(result, RetryLater)
    assert result.reason is Delay.TOKEN
    assert "old" not in result.detail
    assert sealed_box.mails == []


async def test_a_server_that_offers_no_seal_is_told_neither_password_nor_words(
    box: MailBox,
) -> None:
    result = await with_login(box).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert result.reason is Delay.NOT_REACHED
    assert (box.logins, box.mails) == ([], [])


async def test_a_server_that_nobody_vouches_for_is_told_nothing(
    box: MailBox, tmp_path: Path
) -> None:
    box.tls = server_context(certificate(tmp_path))
    result = await with_login(box).deliver(delivery())

    assert isinstance(result, RetryLater)
    assert (box.logins, box.mails) == ([], [])
