"""What forecasts are called; no Qt: the command line says the same."""

from typing import Final

from counter_app.domain.forecast import OFTEN, Reason
from counter_app.i18n import _
from counter_app.services.figure_ports import By
from counter_app.services.forecast import Prospect, Prospects
from ui.figure_words import share_word

LIKELY: Final = 0.7
_EVEN: Final = 0.4


def chance_words(line: Prospect) -> str:
    """``Dễ quá hạn · 62 %``; what may still be in time is never said to be certain."""
    if line.outlook.reason is Reason.OVERDUE:
        return _("Đã quá hạn")
    chance = line.outlook.chance
    if chance >= LIKELY:
        word = _("Rất dễ quá hạn")
    elif chance >= _EVEN:
        word = _("Dễ quá hạn")
    else:
        word = _("Có thể quá hạn") if chance >= OFTEN else _("Ít khả năng quá hạn")
    return _("{word} · {percent} %").format(word=word, percent=percent(chance))


def percent(chance: float) -> int:
    """From 1 to 99."""
    return min(max(round(chance * 100), 1), 99)


def reason_words(line: Prospect, names: dict[str, str]) -> str:
    """What speaks most for it, in a sentence; ``names`` are those of officers by their key."""
    told = line.outlook
    passed = round(told.passed * 100)
    match told.reason:
        case Reason.OVERDUE:
            return _("Thời hạn đã hết mà chưa có kết quả.")
        case Reason.QUEUE:
            text = _("{holder} đang giữ {queue} hồ sơ, thường là {usual}.")
            holder = share_word(By.OFFICER, line.holder, names)
            said = text.format(holder=holder, queue=line.queue, usual=line.usual_queue)
            return said[0].upper() + said[1:]
        case Reason.SPENT:
            text = _("Ở bước này đã lâu: đã hết {passed} % thời hạn mà chưa có kết quả.")
            return text.format(passed=passed)
        case Reason.OFTEN:
            text = _(
                "Khi đã hết {passed} % thời hạn mà còn ở bước này, hồ sơ cùng thủ tục thường quá hạn."
            )
            return text.format(passed=passed)
    return _("Tiến độ như thường lệ.")


def step_words(line: Prospect) -> str:
    """The step that holds it."""
    return line.step or _("không có bước")


def summary_words(told: Prospects) -> str:
    """How many are told of, and of which nothing can be said."""
    parts = [_("Dự báo cho {count} hồ sơ.").format(count=len(told.lines))]
    if told.silent:
        text = _("{count} hồ sơ chưa dự báo được: còn ít hồ sơ cùng thủ tục đã xong để so.")
        parts.append(text.format(count=told.silent))
    if told.without_date:
        text = _("{count} hồ sơ không có hạn hoặc đang tạm dừng tính hạn.")
        parts.append(text.format(count=told.without_date))
    return " ".join(parts)
