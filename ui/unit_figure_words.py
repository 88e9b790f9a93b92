"""What figures of many units are told with; no Qt: the command line says the same."""

from datetime import datetime

from counter_app.domain.ending import LOCAL
from counter_app.domain.errors import CentreRefused, CentreUnreachable
from counter_app.i18n import _, counted
from counter_app.services.unit_figures import Silence, UnitBoard, UnitLine
from ui.messages import explain
from ui.wording import short_moment


def counted_words(line: UnitLine) -> str:
    """Up to which moment the centre has counted a unit, and what it has beyond that."""
    if line.counted_until is None:
        text = _("chưa tính, {number} việc đang chờ") if line.behind else _("chưa gửi việc nào")
        return text.format(number=line.behind)
    whole = _("đủ, việc mới nhất {moment}")
    text = _("đến {moment}, còn {number} việc chưa tính") if line.behind else whole
    return text.format(moment=_local(line.counted_until), number=line.behind)


def own_words(board: UnitBoard) -> str:
    """The desk's own figures are of now."""
    return _("lúc {moment}, tại quầy này").format(moment=_local(board.board.moment))


def answer_words(board: UnitBoard) -> str:
    """Who was told of, and when."""
    moment = _local(board.board.moment)
    if not board.others:
        return _("Trung tâm trả lời lúc {moment}: không có đơn vị nào thuộc đơn vị này.").format(
            moment=moment
        )
    number = len(board.others) + 1
    units = counted("{number} đơn vị", "{number} đơn vị", number).format(number=number)
    return _("Trung tâm trả lời lúc {moment}: {units}.").format(moment=moment, units=units)


def silence_words(silence: Silence) -> str:
    """Why there is the own unit alone, and what to do if anything."""
    if isinstance(silence, CentreUnreachable):
        return _(
            "Chưa liên lạc được với trung tâm: chỉ có số liệu của đơn vị mình. Số liệu cũ của đơn vị"
            " khác không hiện thay số liệu bây giờ."
        )
    if isinstance(silence, CentreRefused):
        if silence.reason == "old-program":
            return _(
                "Trung tâm chưa được nâng cấp để cho số liệu của các đơn vị: chỉ có số liệu của đơn vị"
                " mình."
            )
        return explain(silence)
    return _("Quầy làm việc độc lập, không có trung tâm: chỉ có số liệu của đơn vị mình.")


def why_not_words() -> str:
    """Why a total opens nothing."""
    return _("Số cộng không có danh sách riêng: hãy mở từng đơn vị.")


def once_words() -> str:
    """How a dossier that is elsewhere is counted."""
    return _(
        "Hồ sơ chuyển liên thông tính một lần, ở đơn vị đã tiếp nhận; “Của cơ quan khác” đếm riêng"
        " hồ sơ đang nằm ở đó."
    )


def _local(moment: datetime) -> str:
    return short_moment(moment.astimezone(LOCAL))
