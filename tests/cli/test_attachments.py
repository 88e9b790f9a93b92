import json
from hashlib import sha256

import pytest

from tests import scans
from tests.cli.visits import visit

SCAN = scans.pdf(2)


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "Tờ khai.pdf"
    file.write_bytes(SCAN)
    return str(file)


def test_a_file_is_attached_listed_and_written_again(desk, call, accepted, scan, tmp_path):
    code, out = accepted["code"], tmp_path / "out.pdf"
    given = ("--component", "tp1", "--copy", "certified", "--source", "scanned")
    one = call("attach", code, scan, *given, json=True).document
    assert (one["sha256"], one["bytes"]) == (sha256(SCAN).hexdigest(), len(SCAN))
    assert (one["media"], one["name"]) == ("application/pdf", "Tờ khai.pdf")
    assert [one[key] for key in ("component", "copy", "source", "purpose", "removed")] == [
        "tp1", "certified", "scanned", "component", False,
    ]  # fmt: skip
    assert call("attachments", code, json=True).document == [one]
    written = call("attachment", code, one["sha256"].upper(), "--out", str(out), json=True).document
    assert written == one | {"file": str(out)}
    assert out.read_bytes() == SCAN
    assert [e["kind"] for e in call("show", code, json=True).document["history"]] == [
        "received",
        "attached",
    ]


def test_people_are_told_in_words(desk, call, accepted, scan):
    code = accepted["code"]
    assert "chưa có tệp" in call("attachments", code).out
    assert "Tờ khai.pdf" in call("attach", code, scan, "--purpose", "document").out
    assert "Tờ khai.pdf" in call("attachments", code).out


def test_a_refused_file_says_why_and_stores_nothing(call, accepted, tmp_path, events):
    written = events()
    for content, kind in (
        (None, "AttachmentUnreachable"),
        (scans.ELF, "AttachmentNotAllowed"),
        (SCAN[:900], "AttachmentDamaged"),
    ):
        file = tmp_path / "a.pdf"
        if content is not None:
            file.write_bytes(content)
        ended = call("attach", accepted["code"], str(file), json=True)
        assert (ended.status, ended.refused, events()) == (1, kind, written)


def test_a_second_time_is_refused(desk, call, accepted, scan):
    assert call("attach", accepted["code"], scan).status == 0
    assert call("attach", accepted["code"], scan, json=True).refused == "AlreadyAttached"


def test_only_a_dossiers_own_files_are_written(desk, call, accepted, scan, tmp_path):
    other = call("intake", "-", stdin=json.dumps(visit())).items[0]
    digest = call("attach", accepted["code"], scan, json=True).document["sha256"]
    out = tmp_path / "out.pdf"
    for wanted in (digest, "../desk.sqlite3", "x" * 5_000):
        ended = call("attachment", other["code"], wanted, "--out", str(out), json=True)
        assert (ended.status, ended.refused) == (1, "UnknownAttachment")
        assert len(ended.err) < 1_000
    assert not out.exists()


def test_a_changed_file_is_the_environments_fault(desk, call, accepted, scan, tmp_path):
    digest = call("attach", accepted["code"], scan, json=True).document["sha256"]
    (desk / "attachments" / digest).write_bytes(b"changed")
    out = tmp_path / "out.pdf"
    ended = call("attachment", accepted["code"], digest, "--out", str(out), json=True)
    assert (ended.status, ended.refused) == (3, "DocumentDamaged")


def test_words_nobody_knows_are_wrong_usage(desk, call, accepted, scan):
    for option in ("--copy", "--source", "--purpose"):
        assert call("attach", accepted["code"], scan, option, "x").status == 2
