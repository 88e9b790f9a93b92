"""``notices``: over a real gateway on this machine, by real processes that may be killed."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.channels.servers import gateway
from tests.cli.conftest import ROOT
from tests.cli.visits import visit

SECRET = "s3cr3t-token"
ALL_DAY = '[rules]\nquiet_from = "00:00"\nquiet_until = "00:00"\n'


def configure(folder, server):
    (folder / "notices.toml").write_text(
        f'{ALL_DAY}[gateway]\nurl = "{server.url}"\nsecret_env = "SMS_SECRET"\n'
        'headers = {Authorization = "Bearer {secret}"}\nbody = {to = "{to}", text = "{text}"}\n',
        "utf-8",
    )


@pytest.fixture
def told(desk, call, monkeypatch):
    """A gateway that answers when it may, and a dossier somebody is to be told about."""
    monkeypatch.setenv("SMS_SECRET", SECRET)
    with gateway(patient=True) as server:
        configure(desk, server)
        assert call("notices", "--send", json=True).status == 0
        code = call("intake", "-", stdin=json.dumps(visit())).items[0]["code"]
        asked = json.dumps({"components": ["tp2"], "reason": "thiếu"})
        assert call("act", code, "request-supplement", "-", stdin=asked).status == 0
        yield server, code


def test_what_was_sent_is_listed_without_address_or_secret(desk, call, told):
    server, code = told
    server.may_answer.set()
    ended = call("notices", "--send", json=True)
    assert ended.document["moved"] == {"sent": 1}
    assert ended.document["channels"] == ["gateway"]
    [line] = ended.document["notices"]
    assert (line["code"], line["kind"], line["state"]) == (code, "supplement", "sent")
    assert (line["audience"], line["channel"]) == ("citizen", "gateway")
    assert [body["to"] for body in server.bodies] == ["0912345678"]
    assert server.asked[0][2]["Authorization"] == f"Bearer {SECRET}"
    shown = call("notices")
    assert code in shown.out
    assert "đã gửi" in shown.out
    for said in (ended.out, ended.err, shown.out, *_texts(desk)):
        assert SECRET not in said
        assert "0912345678" not in said


def _texts(desk):
    """What stands in the files beside the database: settings and logs."""
    files = (desk / "log").glob("*") if (desk / "log").exists() else ()
    return [file.read_text("utf-8") for file in (desk / "notices.toml", *files)]


def test_a_program_killed_between_sending_and_noting_sends_nothing_again(desk, call, told):
    server, _code = told
    command = [sys.executable, "-m", "counter_app", "notices", "--send"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ.copy(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as sending:
        assert server.arrived.wait(60)
        sending.kill()
    server.may_answer.set()
    again = call("notices", "--send", json=True)
    assert again.document["moved"] == {}
    assert [line["state"] for line in again.document["notices"]] == ["sending"]
    assert len(server.asked) == 1


def test_two_programs_at_once_send_it_once(desk, program, told):
    server, _code = told
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(program, "notices", "--send", "--json") for _time in range(2)]
        assert server.arrived.wait(60)
        server.may_answer.set()
        ended = [future.result() for future in both]
    assert [one.status for one in ended] == [0, 0]
    assert sorted(str(one.document["moved"]) for one in ended) == ["{'sent': 1}", "{}"]
    assert len(server.asked) == 1


def test_no_transaction_is_open_while_the_gateway_thinks(desk, call, told, program):
    server, _code = told
    with ThreadPoolExecutor() as pool:
        sending = pool.submit(program, "notices", "--send", "--json")
        assert server.arrived.wait(60)
        assert "code" in call("intake", "-", stdin=json.dumps(visit())).items[0]
        server.may_answer.set()
        assert sending.result().document["moved"] == {"sent": 1}


def test_without_a_channel_there_is_nothing_to_send(desk, call):
    assert call("notices", "--send", json=True).status == 2
    listed = call("notices", json=True)
    assert (listed.status, listed.document["channels"], listed.document["notices"]) == (0, [], [])
    assert "Chưa có thông báo nào" in call("notices").out


def test_settings_that_cannot_be_are_refused_and_the_secret_is_not_repeated(desk, call):
    (desk / "notices.toml").write_text(f'[smtp]\npassword = "{SECRET}"\n', "utf-8")
    ended = call("notices", json=True)
    assert (ended.status, ended.refused) == (1, "InvalidSettings")
    assert SECRET not in ended.err
