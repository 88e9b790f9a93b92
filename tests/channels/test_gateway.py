"""Short messages through a real HTTP server on this machine."""

import pytest

from counter_app.channels.gateway import GatewayAccess, GatewayChannel
from counter_app.services.notice_ports import Answer, Delivery, Message
from tests.channels.servers import gateway

MESSAGE = Message("0912345678", "Hồ sơ", 'Nói "mời" {to}\\\n', "cd" * 16)
BODY = {"phone": "{to}", "content": "[H26] {text}", "ref": ["{key}", 7, True], "type": {"brand": 1}}


def access(server, **more):
    return GatewayAccess(server.url, BODY, timeout_s=5, **more)


def test_the_template_is_filled_and_quoted_and_the_secret_stands_where_it_is_named():
    with gateway() as server:
        headers = {"Authorization": "Bearer {secret}", "X-Unit": "H26.12"}
        channel = GatewayChannel(access(server, headers=headers, secret="s3cr3t"))
        assert channel.send(MESSAGE) == Answer(Delivery.TAKEN)
        [(method, path, said, body)] = server.asked
    assert (method, path) == ("POST", "/sms/send?brand=H26")
    assert said["Authorization"] == "Bearer s3cr3t"
    assert said["Content-Type"] == "application/json; charset=utf-8"
    assert body == {
        "phone": MESSAGE.to,
        "content": f"[H26] {MESSAGE.text}",
        "ref": [MESSAGE.key, 7, True],
        "type": {"brand": 1},
    }


def test_the_method_is_the_configured_one():
    with gateway(202) as server:
        assert GatewayChannel(access(server, method="PUT")).send(MESSAGE).delivery is Delivery.TAKEN
        assert [asked[0] for asked in server.asked] == ["PUT"]


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        (400, Delivery.NEVER),
        (302, Delivery.NEVER),
        (401, Delivery.NOT_NOW),
        (429, Delivery.NOT_NOW),
        (503, Delivery.NOT_NOW),
        (502, Delivery.UNKNOWN),
        (504, Delivery.UNKNOWN),
    ],
)
def test_a_status_says_whether_the_message_can_have_gone_out(status, delivery):
    with gateway(status) as server:
        assert GatewayChannel(access(server)).send(MESSAGE) == Answer(delivery, str(status))
        assert len(server.asked) == 1  # no redirection is followed, nothing is tried again


@pytest.mark.parametrize(
    ("says", "answer"),
    [
        (b'{"code": "100", "id": "7"}', Answer(Delivery.TAKEN)),
        (b'{"code": "99"}', Answer(Delivery.NOT_NOW, "not-accepted")),
        (b'{"id": "7"}', Answer(Delivery.NOT_NOW, "not-accepted")),
        (b"<html>ok", Answer(Delivery.UNKNOWN, "unreadable-answer")),
        (b"[]", Answer(Delivery.UNKNOWN, "unreadable-answer")),
    ],
)
def test_a_gateway_that_always_answers_200_is_believed_by_its_answer(says, answer):
    with gateway() as server:
        server.says = says
        channel = GatewayChannel(access(server, accepted={"code": "100"}))
        assert channel.send(MESSAGE) == answer


def test_a_secret_a_gateway_wants_in_the_body_is_put_there():
    with gateway() as server:
        wanted = GatewayAccess(server.url, {"ApiKey": "{secret}"}, secret="s3cr3t", timeout_s=5)
        assert GatewayChannel(wanted).send(MESSAGE).delivery is Delivery.TAKEN
        assert server.bodies == [{"ApiKey": "s3cr3t"}]


def test_a_request_that_is_never_answered_is_in_doubt():
    with gateway(0) as server:
        answer = GatewayChannel(access(server)).send(MESSAGE)
    assert answer == Answer(Delivery.UNKNOWN, "RemoteDisconnected")


def test_where_nobody_listens_nothing_was_sent():
    with gateway() as server:
        gone = access(server)
    answer = GatewayChannel(gone).send(MESSAGE)
    assert answer == Answer(Delivery.NOT_NOW, "ConnectionRefusedError")


def test_the_secret_is_in_no_picture_of_the_access():
    with gateway() as server:
        assert "s3cr3t" not in repr(access(server, secret="s3cr3t"))
