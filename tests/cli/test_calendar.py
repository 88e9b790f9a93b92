import json
from datetime import datetime

import pytest

from tests.cli.officers import GUARDIAN, Officers


def test_a_year_is_shown_without_a_desk(call, data_dir):
    ended = call("calendar", "show", "2026", json=True)
    assert ended.status == 0
    assert {"date": "2026-01-01", "name": "Tết Dương lịch"} in ended.document["off"]
    assert {"date": "2026-08-22", "instead_of": "2026-08-31"} in ended.document["worked"]
    assert ended.document["official"] is True
    assert not data_dir.exists()
    assert "22/08/2026  làm bù cho 31/08/2026" in call("calendar", "show", "2026").out


def test_imported_days_are_shown_and_counted(desk, call, events):
    before = call("calendar", "show", "2027", json=True).document
    entries = {"off": ["2027-05-05"], "source": "QĐ 12/QĐ-UBND"}
    written = events()
    ended = call("calendar", "import", "-", stdin=json.dumps(entries), json=True)
    assert (ended.status, events()) == (0, written + 1)
    after = call("calendar", "show", "2027", json=True).document
    assert {"date": "2027-05-05", "name": "QĐ 12/QĐ-UBND"} in after["off"]
    assert after["working_days"] == before["working_days"] - 1
    assert after["calendar_version"] == ended.document["calendar_version"]


def test_reception_may_not_import_a_calendar(desk, call, events):
    written = events()
    entries = '{"off": ["2027-05-05"]}'
    ended = call("calendar", "import", "-", "--officer", "tiepnhan", stdin=entries, json=True)
    assert (ended.status, ended.refused, events()) == (1, "RoleMayNot", written)


@pytest.mark.parametrize(
    "entries",
    [
        b"{",
        b"\xff",
        b"[]",
        b'{"off": ["2027-02-30"]}',
        b'{"off": ["1800-01-01"]}',
        b'{"off": ["9999-01-01"]}',
        b'{"off": ["2027-05-05"], "worked": ["2027-05-05"]}',
        b'{"off": ["2027-05-05"], "source": "\\u0000"}',
        b'{"fly": []}',
    ],
)
def test_a_calendar_file_that_cannot_be_is_refused_and_nothing_written(entries, desk, call, events):
    written = events()
    ended = call("calendar", "import", "-", stdin=entries, json=True)
    assert (ended.status, ended.refused, events()) == (1, "InvalidCalendar", written)


def test_a_year_no_calendar_covers_is_refused(call):
    for year in ("1", "99999999999"):
        ended = call("calendar", "show", year, json=True)
        assert (ended.status, ended.refused) == (1, "DueOutOfRange")


def test_a_missing_file_is_wrong_usage(desk, call):
    assert call("calendar", "import", "/nowhere.json").status == 2


def test_the_impact_of_a_file_names_every_date_it_would_move_and_changes_nothing(
    desk, call, events
):
    officers = Officers(call)
    code = officers.receive(GUARDIAN)
    before = officers.show(code)
    due = datetime.fromisoformat(before["due_at"])
    entries = {"off": [due.date().isoformat()], "source": "QĐ 12/QĐ-UBND"}
    written = events()
    ended = call("calendar", "impact", "-", stdin=json.dumps(entries), json=True)
    assert (ended.status, events(), officers.show(code)) == (0, written, before)
    [dossier] = ended.document["dossiers"]
    assert (dossier["code"], dossier["from"], dossier["why"]) == (
        code,
        before["due_at"],
        entries["off"],
    )
    assert datetime.fromisoformat(dossier["to"]) > due
    [group] = ended.document["groups"]
    assert (group["procedure"], group["count"], group["later"]) == (GUARDIAN, 1, True)
    assert group["days"] == dossier["days"] >= 1
    assert (ended.document["moves"], ended.document["source"]) == (1, entries["source"])
    text = call("calendar", "impact", "-", stdin=json.dumps(entries)).out
    assert code in text
    assert "Chưa có gì thay đổi" in text


def test_the_impact_of_a_wrong_file_is_refused_like_its_import(desk, call):
    entries = '{"worked": ["2027-05-09", "2027-05-09"]}'  # a Sunday
    ended = call("calendar", "impact", "-", stdin=entries, json=True)
    assert (ended.status, ended.refused) == (1, "InvalidCalendar")
    empty = call("calendar", "impact", "-", stdin="{}")
    assert (empty.status, empty.out.strip()) == (0, "Không ngày hẹn nào thay đổi.")
