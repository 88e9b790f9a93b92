"""Mail by SMTP over TLS; the answer says whether the message can have been taken."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from enum import StrEnum
from typing import Final

from counter_app.domain.notice_rules import Contact
from counter_app.services.notice_ports import Answer, Delivery, Message

_GONE: Final = (OSError, smtplib.SMTPException)  # what smtplib raises when nobody answers


class Tls(StrEnum):
    """How the line is protected; ``NONE`` is for a server on this machine."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    sender: str
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    authority: str = ""  # a file of certificates to trust; empty: the system's
    timeout_s: float = 20.0


class SmtpChannel:
    """Implements ``services.notice_ports.Channel``; a connection for each message."""

    name: Final = "smtp"
    contact: Final = Contact.EMAIL

    def __init__(self, account: SmtpAccount) -> None:
        self._account = account

    def send(self, message: Message) -> Answer:
        try:
            client = self._connected()
        except smtplib.SMTPAuthenticationError as error:
            return Answer(Delivery.NOT_NOW, f"login-{error.smtp_code}")
        except _GONE as error:
            return Answer(Delivery.NOT_NOW, type(error).__name__)
        try:
            return self._handed_in(client, message)
        finally:
            with suppress(*_GONE):  # what was answered stays so
                client.quit()
            client.close()

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        context = ssl.create_default_context(cafile=account.authority or None)
        client: smtplib.SMTP
        if account.tls is Tls.IMPLICIT:
            client = smtplib.SMTP_SSL(
                account.host, account.port, timeout=account.timeout_s, context=context
            )
        else:
            client = smtplib.SMTP(account.host, account.port, timeout=account.timeout_s)
        try:
            if account.tls is Tls.STARTTLS:
                client.starttls(context=context)
            if account.user:
                client.login(account.user, account.password)
        except BaseException:
            client.close()
            raise
        return client

    def _handed_in(self, client: smtplib.SMTP, message: Message) -> Answer:
        try:
            client.ehlo_or_helo_if_needed()
            for code, _said in (client.mail(self._account.sender), client.rcpt(message.to)):
                if code >= 300:
                    return _refused(code)
        except _GONE as error:  # before the text was sent
            return Answer(Delivery.NOT_NOW, type(error).__name__)
        try:
            code, _said = client.data(self._letter(message))
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code)
        except _GONE as error:  # perhaps after it was taken
            return Answer(Delivery.UNKNOWN, type(error).__name__)
        return Answer(Delivery.TAKEN) if code < 300 else _refused(code)

    def _letter(self, message: Message) -> bytes:
        letter = EmailMessage()
        letter["From"], letter["To"] = self._account.sender, message.to
        letter["Subject"] = message.subject
        letter["Date"] = formatdate(localtime=True)
        letter["Message-ID"] = f"<{message.key}@{self._account.sender.partition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text, cte="base64")
        return letter.as_bytes()


def _refused(code: int) -> Answer:
    """A refusal by its code: the fives are for good, the fours for now (RFC 5321)."""
    return Answer(Delivery.NEVER if code >= 500 else Delivery.NOT_NOW, str(code))
