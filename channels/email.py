"""The e-mail channel: plain words by SMTP, each sent once, and every error told for what it is.

`smtplib` blocks, so each message has a thread of its own while it is on its way. What fails before
the server was given the message was surely not sent; what fails while it holds it, nobody knows.
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from channels.base import (
    Delay,
    Delivered,
    Delivery,
    Refusal,
    Refused,
    Result,
    RetryLater,
    Unknown,
)

CONNECT_SECONDS = 8.0  # also for each answer; three of them fit into the lease of a message
TAKEN, FORWARDED = 250, 251
PERMANENT = 500  # from here on a server says that trying again is of no use


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and from whom it is.

    `tls` begins encrypted, `starttls` becomes so before a name or password is said.
    """

    host: str
    port: int
    sender: str
    tls: bool = False
    starttls: bool = False
    user: str = ""
    password: str = ""


class EmailChannel:
    """Delivers by one mail server. The first line of the words is the subject."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def deliver(self, delivery: Delivery) -> Result:
        """Hand one message to the server, once, and return what became of it."""
        letter = written(delivery, self._server.sender)
        return await asyncio.to_thread(self._hand_in, letter, delivery.address)

    def _hand_in(self, letter: EmailMessage, address: str) -> Result:
        try:
            connection = self._connected()
        except smtplib.SMTPAuthenticationError as error:
            return RetryLater(Delay.TOKEN, f"the mail server refused the name ({error.smtp_code})")
        except (smtplib.SMTPException, OSError) as error:
            return RetryLater(Delay.NOT_REACHED, type(error).__name__)
        try:
            return self._say(connection, letter, address)
        finally:
            _leave(connection)

    def _connected(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        connection: smtplib.SMTP
        if server.tls:
            connection = smtplib.SMTP_SSL(
                server.host, server.port, timeout=CONNECT_SECONDS, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=CONNECT_SECONDS)
        try:
            if server.starttls:
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _say(self, connection: smtplib.SMTP, letter: EmailMessage, address: str) -> Result:
        try:
            connection.ehlo_or_helo_if_needed()
            code, _ = connection.mail(self._server.sender)
            if code == TAKEN:
                code, _ = connection.rcpt(address)
        except (smtplib.SMTPException, OSError) as error:
            return RetryLater(Delay.NOT_REACHED, type(error).__name__)
        if code not in {TAKEN, FORWARDED}:
            return _not_taken(code, Refusal.NO_CHAT)
        try:
            code, _ = connection.data(letter.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:  # it did not even want to hear it
            return _not_taken(error.smtp_code, Refusal.CONTENT)
        except (smtplib.SMTPException, OSError) as error:
            return Unknown(type(error).__name__)
        return Delivered(None) if code == TAKEN else _not_taken(code, Refusal.CONTENT)


def _not_taken(code: int, reason: Refusal) -> Result:
    said = f"the mail server said {code}"
    if code >= PERMANENT:
        return Refused(reason, said)
    return RetryLater(Delay.TOO_MANY, said)


def written(delivery: Delivery, sender: str) -> EmailMessage:
    """Return the mail. Its number is ours, so that two of one message are known for one."""
    subject, _, rest = delivery.body.text.partition("\n")
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = delivery.address
    letter["Subject"] = subject
    if delivery.number:  # an emergency has none: each is a message of its own
        letter["Message-ID"] = f"<holdfast-{delivery.number}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{subject}\n{rest}".strip() + "\n")
    return letter


def _leave(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()
