from datetime import UTC, date, datetime, timedelta

import pytest

from counter_app.domain.acts import BY_KIND
from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.event import Kind
from counter_app.domain.pause import PauseKind
from counter_app.domain.procedure import Channel, FeeKind
from ui import wording

UNKNOWN_ACT = "làm một việc mà phiên bản này chưa biết"


def test_every_act_on_a_dossier_has_words_of_its_own():
    words = [wording.act_word(kind) for kind in (*BY_KIND, Kind.ERASED.value)]
    assert len(set(words)) == len(words)
    assert UNKNOWN_ACT not in words


def test_an_act_of_a_newer_program_is_said_to_be_unknown():
    assert wording.act_word("teleported") == UNKNOWN_ACT


def test_no_code_of_the_program_is_shown_as_it_is_kept():
    shown = {
        *(wording.pause_word(kind.value) for kind in PauseKind),
        *(wording.channel_word(channel.value) for channel in Channel),
        *(wording.result_channel_word(channel.value) for channel in Channel),
        *(wording.fee_word(kind.value) for kind in FeeKind),
        *(wording.status_word(status) for status in Status),
    }
    assert len(shown) == len(PauseKind) + 2 * len(Channel) + len(FeeKind) + len(Status)
    assert not any(word.isascii() or "_" in word for word in shown)


def test_a_void_dossier_has_no_other_status_and_every_status_an_icon():
    assert wording.status_word(Status.RECEIVED, Lifecycle.VOID) == "Đã hủy"
    assert wording.status_tone(Status.RETURNED, Lifecycle.VOID) == "danger"
    assert all(wording.status_icon(status) for status in Status)


def test_moments_name_the_weekday_and_money_has_points():
    at = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
    assert wording.moment_words(at) == "09:02 thứ Hai 23/11/2026"
    assert wording.short_moment(at) == "23/11/2026 09:02"
    assert wording.money(1250000) == "1.250.000\u00a0đ"


def test_seven_days_have_seven_names():
    days = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert len({wording.weekday_word(day) for day in days}) == 7
    assert wording.day_words(days[-1]) == "Chủ nhật 29/11/2026"


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("5 working_days", "5 ngày làm việc"),
        ("2 months + 15 working_days", "2 tháng + 15 ngày làm việc"),
        ("same_day", "trong ngày làm việc"),
        ("4 working_hours", "4 giờ làm việc"),
        ("none", "pháp luật không quy định thời hạn"),
    ],
)
def test_a_term_is_said_in_words(term, words):
    assert wording.term_words(term) == words
