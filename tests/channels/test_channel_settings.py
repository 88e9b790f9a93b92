"""``notices.toml``: channels and rules, read strictly; secrets stand elsewhere."""

import re
from datetime import time, timedelta
from pathlib import Path

import pytest

from counter_app.channels.settings import FILE, NoticeSettings
from counter_app.domain.errors import InvalidSettings
from counter_app.domain.notice_rules import Consent, NoticeRules, Patience, QuietHours

SMTP = '[smtp]\nhost = "mail.example.vn"\nsender = "motcua@example.vn"\n'
GATEWAY = '[gateway]\nurl = "https://sms.example.vn/send"\nbody = {to = "{to}", text = "{text}"}\n'


def load(folder, text, **environ):
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, "utf-8")
    return NoticeSettings.load(folder, environ)


def test_without_a_file_there_is_no_channel_and_nothing_is_made(data_dir):
    assert NoticeSettings.load(data_dir, {}) == NoticeSettings()
    assert not data_dir.exists()


def test_the_order_is_the_file_s_and_the_gateway_s_first_without_one(data_dir):
    def names(text):
        return [channel.name for channel in load(data_dir, text).channels]

    assert names(SMTP + GATEWAY) == ["gateway", "smtp"]
    assert names('[rules]\norder = ["smtp", "gateway"]\n' + SMTP + GATEWAY) == ["smtp", "gateway"]
    assert names(SMTP) == ["smtp"]


def test_every_rule_can_be_given(data_dir):
    rules = (
        '[rules]\nquiet_from = "20:30"\nquiet_until = "06:15"\nphone = false\nemail = true\n'
        'tries = 5\nwait_minutes = 2\nlanguages = ["vi", "en"]\n'
        '[officers]\nxuly = "xuly@example.vn"\n'
    )
    assert load(data_dir, rules).rules == NoticeRules(
        QuietHours(time(20, 30), time(6, 15)),
        Consent(phone=False, email=True),
        Patience(5, timedelta(minutes=2)),
        ("vi", "en"),
        {"xuly": "xuly@example.vn"},
    )


def test_a_secret_comes_from_its_file_or_its_variable(data_dir):
    data_dir.mkdir()
    (data_dir / "mat-khau").write_text("  s3cr3t\n", "utf-8")
    from_file = load(data_dir, SMTP + 'password_file = "mat-khau"\n').channels[0]
    from_variable = load(data_dir, SMTP + 'password_env = "P"\n', P="t0ken").channels[0]
    assert from_file._account.password == "s3cr3t"
    assert from_variable._account.password == "t0ken"


def test_the_example_of_the_readme_can_be_used_and_gives_the_defaults(data_dir):
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    data_dir.mkdir()
    (data_dir / "smtp-password").write_text("s3cr3t", "utf-8")
    found = load(data_dir, example, SMS_TOKEN="t0ken")
    assert [channel.name for channel in found.channels] == ["gateway", "smtp"]
    assert found.rules == NoticeRules(officers={"xuly": "xuly@example.vn"})
    assert found.channels[0]._access.accepted == {"code": "100"}


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[smtp", "", "not_toml"),
        ("[fax]\n", "fax", "unknown_key"),
        ("smtp = 1\n", "smtp", "wrong_type"),
        (SMTP + 'password = "s3cr3t"\n', "smtp.password", "unknown_key"),
        (SMTP + "port = true\n", "smtp.port", "wrong_type"),
        (SMTP + "port = 70000\n", "smtp.port", "unknown_value"),
        (SMTP + 'tls = "none"\n', "smtp.tls", "unknown_value"),
        (SMTP + 'password_file = "absent"\n', "smtp.password_file", "unknown_value"),
        (SMTP + 'password_env = "ABSENT"\n', "smtp.password", "unknown_value"),
        (SMTP + 'authority = "absent.pem"\n', "smtp.authority", "unknown_value"),
        (SMTP + "timeout_s = 900\n", "smtp.timeout_s", "unknown_value"),
        ('[smtp]\nhost = "h"\nsender = "nobody"\n', "smtp.sender", "unknown_value"),
        ('[gateway]\nurl = "http://sms.example.vn/"\n', "gateway.url", "unknown_value"),
        ('[gateway]\nurl = "https://u:p@sms.example.vn/"\n', "gateway.url", "unknown_value"),
        ('[gateway]\nurl = "https://sms.example.vn:x/"\n', "gateway.url", "unknown_value"),
        ('[gateway]\nurl = "https://sms.example.vn/"\n', "gateway.body", "unknown_value"),
        (GATEWAY + 'method = "GET"\n', "gateway.method", "unknown_value"),
        (GATEWAY + 'headers = {X = "a\\nb"}\n', "gateway.headers.X", "unknown_value"),
        ('[rules]\nquiet_from = "25:00"\n', "rules.quiet_from", "unknown_value"),
        ('[rules]\nlanguages = ["fr"]\n', "rules.languages", "unknown_value"),
        ('[rules]\norder = ["smtp", 1]\n', "rules.order", "unknown_value"),
        ("[rules]\ntries = 0\n", "rules.tries", "unknown_value"),
        ('[officers]\nxuly = "x"\n', "officers.xuly", "unknown_value"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(data_dir, text, key, reason):
    with pytest.raises(InvalidSettings) as refusal:
        load(data_dir, text)
    assert (refusal.value.key, refusal.value.reason) == (key, reason)
    assert "s3cr3t" not in str(refusal.value.details)
