"""One plain sentence per refusal: what is the matter and what to do. No Qt: the command line uses it too."""

from counter_app.domain.errors import CounterError
from counter_app.i18n import _
from ui.sentences import sentence_for

LONGEST = 400  # characters of a sentence


def explain(error: BaseException) -> str:
    """What to tell an officer about ``error``: one sentence or two, in the language in use.

    A ``CounterError`` is explained exactly; anything else is a bug and gets one vague line,
    its traceback is in the log.
    """
    if not isinstance(error, CounterError):
        return _(
            "Chương trình gặp lỗi ngoài dự kiến; việc vừa rồi có thể chưa được lưu. Hãy thử lại, nếu"
            " vẫn lỗi thì báo quản trị viên."
        )
    return shortened(sentence_for(error), LONGEST)


def shortened(text: str, limit: int) -> str:
    """``text`` with at most ``limit`` characters; what is left out shows as an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
