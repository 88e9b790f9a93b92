"""What the citizen's screen says, in the language the citizen chose. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counter_app.domain import errors
from counter_app.domain.errors import CounterError
from counter_app.domain.rating import Satisfaction
from counter_app.i18n import said_in
from counter_app.services.rating import RatingForm

SATISFACTION: Final = "satisfaction"


@dataclass(frozen=True, slots=True)
class Question:
    """One question and its answers: what each stands for, what it says."""

    key: str  # a criterion's identity, or ``SATISFACTION``
    text: str
    answers: tuple[tuple[int | str, str], ...]


def questions(form: RatingForm, language: str) -> tuple[Question, ...]:
    """What the citizen is asked, in order; what dates answer is not asked."""
    first = Question(
        SATISFACTION,
        said_in("Ông/bà có hài lòng với việc giải quyết hồ sơ không?", language),
        (
            (Satisfaction.VERY, said_in("Rất hài lòng", language)),
            (Satisfaction.SATISFIED, said_in("Hài lòng", language)),
            (Satisfaction.NOT, said_in("Không hài lòng", language)),
        ),
    )
    rest = (
        Question(
            one.id,
            one.name.in_language(language),
            tuple((a.points, a.name.in_language(language)) for a in one.answers),
        )
        for one in form.scale.criteria
        if not one.is_locked
    )
    return (first, *rest)


def locked_words(form: RatingForm, language: str) -> tuple[str, ...]:
    """What dates have answered: ``Thời gian …: Đúng hạn``."""
    lines = []
    for name, points in form.locked:
        criterion = form.scale.criterion(name)
        said = [a.name.in_language(language) for a in criterion.answers if a.points == points]
        answer = said[0] if said else said_in("không có ngày để so sánh", language)
        lines.append(f"{criterion.name.in_language(language)}: {answer}")
    return tuple(lines)


def answered_words(
    form: RatingForm, chosen: Mapping[str, int | str | None], language: str
) -> tuple[tuple[str, str], ...]:
    """Each question with the answer chosen, or that there is none."""
    return tuple(
        (
            question.text,
            next(
                (text for value, text in question.answers if value == chosen.get(question.key)),
                said_in("không trả lời", language),
            ),
        )
        for question in questions(form, language)
    )


def refusal_words(error: Exception, language: str) -> str:
    """Why this receipt is not rated (again), said to its holder."""
    if isinstance(error, errors.AlreadyRated):
        return said_in("Giấy tiếp nhận này đã được đánh giá. Xin cảm ơn ông/bà.", language)
    if isinstance(error, errors.RatedBeforeHandOver):
        return said_in("Xin đánh giá sau khi đã nhận kết quả.", language)
    if isinstance(error, errors.UnknownDossier | errors.AmbiguousCode):
        return said_in("Không tìm thấy giấy tiếp nhận này ở quầy.", language)
    if isinstance(error, CounterError):
        return said_in("Giấy tiếp nhận này không đánh giá được.", language)
    return said_in("Chưa ghi được đánh giá. Xin báo công chức ở quầy.", language)
