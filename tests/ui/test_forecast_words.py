"""Chances and reasons in an officer's words, in both languages."""

import pytest

from counter_app.domain.forecast import Outlook, Reason
from counter_app.i18n import use_language
from counter_app.services.forecast import Prospect
from tests import make
from ui.forecast_words import chance_words, reason_words


@pytest.fixture(autouse=True)
def vietnamese():
    yield
    use_language("vi")


def line(reason=Reason.USUAL, chance=0.3):
    outlook = Outlook(chance, reason, 40, 0.1, 0.62)
    return Prospect(
        id=make.identity(1),
        code="H26.12-261116-030001",
        procedure_code="1",
        procedure="Đăng ký",
        step="Thẩm định",
        holder="role:processing",
        due_at=make.MONDAY,
        outlook=outlook,
        queue=34,
        usual_queue=12,
    )


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.001, "Ít khả năng quá hạn · 1 %"),
        (0.2, "Có thể quá hạn · 20 %"),
        (0.4, "Dễ quá hạn · 40 %"),
        (0.7, "Rất dễ quá hạn · 70 %"),
        (1.0, "Rất dễ quá hạn · 99 %"),
    ],
)
def test_a_chance_is_a_word_and_per_cents_and_never_certain(chance, said):
    assert chance_words(line(chance=chance)) == said


def test_what_is_overdue_needs_no_per_cents():
    assert chance_words(line(Reason.OVERDUE, 1.0)) == "Đã quá hạn"


@pytest.mark.parametrize(
    ("reason", "vi", "en"),
    [
        (Reason.OVERDUE, "Thời hạn đã hết", "The term is over"),
        (Reason.QUEUE, "đang giữ 34 hồ sơ, thường là 12.", "holds 34 dossiers, usually 12."),
        (Reason.SPENT, "Ở bước này đã lâu: đã hết 62 %", "Long at this step: 62 %"),
        (Reason.OFTEN, "Khi đã hết 62 % thời hạn", "still at this step after 62 %"),
        (Reason.USUAL, "Tiến độ như thường lệ.", "It goes on as usual."),
    ],
)
def test_every_reason_is_a_sentence(reason, vi, en):
    for language, said in (("vi", vi), ("en", en)):
        use_language(language)
        words = reason_words(line(reason), {})
        assert said in words
        assert words[0].isupper()
        assert words.endswith(".")
