"""Mail through a real server on this machine: TLS, refusals, and what is left in doubt."""

import ssl
from dataclasses import replace

import pytest

from counter_app.channels.smtp import SmtpAccount, SmtpChannel, Tls
from counter_app.services.notice_ports import Answer, Delivery, Message
from tests.channels.servers import certificate, postbox

MESSAGE = Message(
    "hieu@example.vn", "Hồ sơ H26.12-261116-030001", "Mời Ông/Bà\nđến nhận.", "ab" * 16
)


@pytest.fixture
def box():
    with postbox() as opened:
        yield opened


def account(box, **more):
    return SmtpAccount("127.0.0.1", box.port, "motcua@example.vn", Tls.NONE, timeout_s=5, **more)


def test_a_letter_arrives_whole_with_its_letters_and_a_name_of_its_own(box):
    assert SmtpChannel(account(box)).send(MESSAGE) == Answer(Delivery.TAKEN)
    [letter] = box.letters
    assert (letter["From"], letter["To"]) == ("motcua@example.vn", MESSAGE.to)
    assert letter["Subject"] == MESSAGE.subject
    assert letter["Message-ID"] == f"<{MESSAGE.key}@example.vn>"
    assert letter.get_content().rstrip("\n") == MESSAGE.text


def test_the_line_is_encrypted_and_the_server_proved_before_the_password_is_said(tmp_path):
    cert, key = certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    with postbox(context=context) as box:
        plain = account(box, user="motcua", password="secret", authority=str(cert))
        proved = replace(plain, tls=Tls.STARTTLS)
        assert SmtpChannel(proved).send(MESSAGE) == Answer(Delivery.TAKEN)
        assert box.is_encrypted == [True]
        assert len(box.logins) == 1
        answer = SmtpChannel(replace(proved, authority="")).send(MESSAGE)
        assert answer == Answer(Delivery.NOT_NOW, "SSLCertVerificationError")
        assert (len(box.letters), len(box.logins)) == (1, 1)


def test_a_server_without_tls_gets_neither_password_nor_letter(box):
    strict = replace(account(box, user="motcua", password="secret"), tls=Tls.STARTTLS)
    assert SmtpChannel(strict).send(MESSAGE).delivery is Delivery.NOT_NOW
    assert (box.letters, box.logins) == ([], [])


@pytest.mark.parametrize(
    ("replies", "answer"),
    [
        ({"RCPT": "550 no such user"}, Answer(Delivery.NEVER, "550")),
        ({"RCPT": "450 try later"}, Answer(Delivery.NOT_NOW, "450")),
        ({"MAIL": "554 not you"}, Answer(Delivery.NEVER, "554")),
        ({"DATA": "451 no room"}, Answer(Delivery.NOT_NOW, "451")),
        ({"after DATA": "552 too much"}, Answer(Delivery.NEVER, "552")),
        ({"RCPT": "hang up"}, Answer(Delivery.NOT_NOW, "SMTPServerDisconnected")),
        ({"after DATA": "hang up"}, Answer(Delivery.UNKNOWN, "SMTPServerDisconnected")),
        ({"QUIT": "hang up"}, Answer(Delivery.TAKEN)),
        ({"AUTH": "535 wrong"}, Answer(Delivery.NOT_NOW, "login-535")),
    ],
)
def test_what_the_server_says_is_what_is_known_of_the_letter(box, replies, answer):
    box.replies.update(replies)
    channel = SmtpChannel(account(box, user="motcua", password="secret"))
    assert channel.send(MESSAGE) == answer


def test_where_nobody_listens_nothing_was_sent():
    with postbox() as box:
        gone = account(box)
    assert SmtpChannel(gone).send(MESSAGE) == Answer(Delivery.NOT_NOW, "ConnectionRefusedError")


def test_the_password_is_in_no_picture_of_the_account(box):
    assert "secret" not in repr(account(box, password="secret"))
