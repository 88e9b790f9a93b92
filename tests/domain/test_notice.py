"""Which notices a dossier calls for, their keys, quiet hours and consent."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier import Status
from counter_app.domain.event import Kind, moment_text
from counter_app.domain.notice import (
    AUDIENCES,
    Audience,
    Notice,
    NoticeKind,
    notices_for,
    promised_at,
    wording_name,
)
from counter_app.domain.notice_rules import (
    Consent,
    Contact,
    Patience,
    QuietHours,
    contact_of,
    usable_email,
    usable_phone,
)
from tests import make

DESK, OTHER = make.identity(1), make.identity(2)


def received():
    story = make.Story()
    story.receive()
    return story


def told(dossier, desk=DESK, *, now=make.MONDAY, soon=None):
    notices = notices_for(dossier, desk, now, soon or now + timedelta(days=1))
    return [(notice.kind, notice.audience, notice.occasion) for notice in notices]


def test_a_fresh_dossier_calls_for_nothing():
    dossier = received().fold()
    assert told(dossier, now=dossier.due_at - timedelta(days=30)) == []


def test_the_holder_is_told_the_day_before_and_both_when_it_is_late():
    dossier = replace(received().fold(), holder=str(make.identity(900)))
    due = moment_text(dossier.due_at)
    assert told(dossier, now=dossier.due_at - timedelta(hours=20)) == [
        (NoticeKind.DUE_TOMORROW, Audience.OFFICER, due)
    ]
    assert told(dossier, now=dossier.due_at + timedelta(seconds=1)) == [
        (NoticeKind.LATE, Audience.CITIZEN, due),
        (NoticeKind.LATE, Audience.OFFICER, due),
    ]


@pytest.mark.parametrize("holder", ["", "role:processing"])
def test_where_no_officer_holds_it_the_citizen_alone_is_told(holder):
    dossier = replace(received().fold(), holder=holder)
    assert told(dossier, now=dossier.due_at - timedelta(hours=20)) == []
    late = told(dossier, now=dossier.due_at + timedelta(seconds=1))
    assert [audience for _kind, audience, _occasion in late] == [Audience.CITIZEN]


def test_what_came_in_today_and_is_due_today_reminds_nobody():
    dossier = replace(received().fold(), holder=str(make.identity(900)))
    due = dossier.due_at.astimezone(make.ZONE)
    today = replace(dossier, received_at=due - timedelta(hours=2))
    assert told(today, now=due - timedelta(hours=1)) == []
    earlier = replace(dossier, received_at=due - timedelta(days=1))
    assert told(earlier, now=due - timedelta(hours=1))


def test_only_the_desk_that_gave_the_promise_tells_about_it():
    dossier = received().fold()
    late = dossier.due_at + timedelta(days=1)
    assert told(dossier, DESK, now=late)
    assert told(dossier, OTHER, now=late) == []


def test_a_moved_date_is_told_by_the_desk_that_moved_it_and_is_the_promise_from_then_on():
    story = received()
    until = story.fold().due_at + timedelta(days=5)
    event = story.add(Kind.EXTENDED, {"until": moment_text(until)}, {"reason": "x"}, desk=2)
    dossier = story.fold()
    assert promised_at(dossier) == until
    now = until - timedelta(days=3)
    assert told(dossier, OTHER, now=now) == [(NoticeKind.MOVED, Audience.CITIZEN, str(event.id))]
    assert told(dossier, DESK, now=now) == []
    late = [kind for kind, *_more in told(dossier, OTHER, now=until + timedelta(seconds=1))]
    assert late == [NoticeKind.MOVED, NoticeKind.LATE]


def test_a_date_that_moves_with_the_calendar_is_told_by_the_desk_where_that_was_decided():
    story = received()
    until = story.fold().due_at + timedelta(days=1)
    said = {"due_at": moment_text(until), "derivation": None, "calendar": "vn-2"}
    event = story.add(Kind.RESCHEDULED, said, {"reason": "QĐ 5"}, desk=2)
    dossier = story.fold()
    assert promised_at(dossier) == until
    now = until - timedelta(days=2)
    assert told(dossier, OTHER, now=now) == [(NoticeKind.MOVED, Audience.CITIZEN, str(event.id))]
    assert told(dossier, DESK, now=now) == []


@pytest.mark.parametrize("changed", [{"erased": True}, {"needs_review": True}])
def test_nothing_is_told_of_what_is_erased_or_under_review(changed):
    dossier = received().fold()
    late = dossier.due_at + timedelta(days=1)
    assert told(dossier, now=late)
    assert told(replace(dossier, **changed), now=late) == []


@pytest.mark.parametrize(
    ("channel", "name"),
    [
        ("counter", "ready-citizen"),
        ("post", "ready-citizen-post"),
        ("online", "ready-citizen-online"),
    ],
)
def test_where_the_result_goes_decides_what_is_said(channel, name):
    dossier = replace(received().fold(), status=Status.FINISHED, result_channel=channel)
    ready = Notice(dossier.id, NoticeKind.READY, Audience.CITIZEN, "x")
    assert wording_name(ready, dossier) == name


NOTICES = st.builds(
    Notice,
    st.uuids(),
    st.sampled_from(NoticeKind),
    st.sampled_from(Audience),
    st.one_of(st.uuids().map(str), st.datetimes().map(lambda m: m.isoformat())),
)


@given(NOTICES, NOTICES)
def test_two_notices_have_one_key_only_if_they_are_the_same(one, other):
    assert (one.key == other.key) == (one == other)


def test_every_kind_has_somebody_to_be_told():
    assert set(AUDIENCES) == set(NoticeKind)
    assert all(AUDIENCES.values())


TIMES = st.times().map(lambda t: t.replace(microsecond=0))
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001 (Hypothesis adds the zone)
    max_value=datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(make.ZONE),
)


@given(TIMES, TIMES, MOMENTS)
def test_when_quiet_hours_are_over_they_cover_nothing_and_no_moment_between_was_allowed(
    begins, ends, moment
):
    quiet = QuietHours(begins, ends)
    over = quiet.over_at(moment)
    assert not quiet.covers(over)
    assert moment <= over < moment + timedelta(days=1)
    if over != moment:
        assert over.timetz().replace(tzinfo=None) == ends
        step = (over - moment) / 7
        assert all(quiet.covers(moment + step * n) for n in range(7))


@given(TIMES, TIMES, MOMENTS)
def test_an_hour_is_quiet_between_its_ends_alone(begins, ends, moment):
    """By minutes on a dial, another way than the program reckons."""

    def after(start, clock):
        return (
            timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
            + timedelta(microseconds=clock.microsecond)
            - timedelta(hours=start.hour, minutes=start.minute, seconds=start.second)
        ) % timedelta(days=1)

    expected = after(begins, moment) < after(begins, ends)
    assert QuietHours(begins, ends).covers(moment) == expected


def test_equal_ends_leave_no_quiet_hour():
    assert not QuietHours(time(21), time(21)).covers(make.MONDAY.replace(hour=21))


def test_a_contact_is_used_only_with_consent_and_only_if_it_can_be_reached():
    person = make.person(phone="+84 912.345.678", email=" Hieu@Example.vn ")
    assert contact_of(person, Contact.PHONE, Consent()) == "0912345678"
    assert contact_of(person, Contact.EMAIL, Consent()) == "Hieu@Example.vn"
    assert contact_of(person, Contact.PHONE, Consent(phone=False)) == ""
    assert contact_of(person, Contact.EMAIL, Consent(email=False)) == ""
    assert contact_of(make.person(phone=""), Contact.PHONE, Consent()) == ""


@pytest.mark.parametrize("text", ["02438254321", "123", "không có", "0912345678 / 0987654321", ""])
def test_what_is_no_mobile_number_gets_no_short_message(text):
    assert usable_phone(text) == ""


@pytest.mark.parametrize(
    "text",
    ["", "a@b", "a b@c.vn", "a@b..vn", "hiếu@c.vn", "a@b.vn\nBcc: x@y.vn", "<a@b.vn>", "a@-b.vn"],
)
def test_what_no_mail_server_takes_is_no_address(text):
    assert usable_email(text) == ""


@given(st.text(), st.text())
def test_a_usable_address_has_no_line_of_its_own(one, two):
    address = usable_email(f"{one}@{two}")
    assert not set(address) & set("\r\n <>,;")


def test_a_channel_that_fails_waits_twice_as_long_each_time():
    patience = Patience(first_wait=timedelta(minutes=10))
    assert [patience.wait(n) / timedelta(minutes=1) for n in (1, 2, 3)] == [10, 20, 40]
