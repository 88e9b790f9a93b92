"""Sentences about the desk's folder, its store, its chain and the program itself."""

from typing import Any

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, of_reason, short


def _not_set_up(error: errors.DeskNotSetUp) -> str:
    return _("Thư mục {folder} chưa có quầy. Thiết lập quầy trước.").format(
        folder=_folder(error.folder)
    )


def _already(error: errors.DeskAlreadySetUp) -> str:
    return _("Thư mục {folder} đã có quầy; không ghi đè lên. Chọn thư mục khác.").format(
        folder=_folder(error.folder)
    )


def _newer(_error: errors.NewerDatabase) -> str:
    return _(
        "Dữ liệu của quầy do bản chương trình mới hơn ghi; chưa có gì bị thay đổi. Hãy cài bản chương"
        " trình mới rồi mở lại."
    )


def _in_use(error: errors.DeskInUse) -> str:
    return _(
        "Thư mục {folder} đang mở ở một cửa sổ khác. Dùng cửa sổ đó, hoặc đóng nó rồi thử lại."
    ).format(folder=_folder(error.folder))


def _storage(error: errors.StorageFailed) -> str:
    reason = error.reason.casefold()
    if "no space" in reason or "full" in reason:
        return _("Ổ đĩa đã đầy nên việc vừa rồi chưa được lưu. Giải phóng ổ đĩa rồi làm lại.")
    if "locked" in reason or "busy" in reason:
        return _(
            "Dữ liệu đang bị chương trình khác giữ, việc vừa rồi chưa được lưu. Thử lại sau ít giây."
        )
    if "permission" in reason or "read-only" in reason or "readonly" in reason:
        return _(
            "Không có quyền ghi vào thư mục dữ liệu, việc vừa rồi chưa được lưu. Báo quản trị viên."
        )
    return _(
        "Ổ đĩa không đọc hoặc ghi được dữ liệu, việc vừa rồi chưa được lưu. Thử lại; nếu vẫn lỗi, ngừng"
        " tiếp nhận và báo quản trị viên."
    )


def _damaged(_error: errors.DocumentDamaged) -> str:
    return _(
        "Bản giấy tờ đã lưu bị mất hoặc bị sửa nên không dùng để in lại. Hãy báo quản trị viên và phát"
        " hành lại giấy."
    )


def _broken_chain(error: errors.BrokenChain) -> str:
    return _(
        "Sổ ghi việc của quầy không khớp ở dòng số {sequence}: dữ liệu có thể đã bị sửa. Ngừng tiếp nhận,"
        " giữ nguyên máy và báo quản trị viên."
    ).format(sequence=error.sequence)


def _not_canonical(_error: errors.NotCanonical) -> str:
    return _(
        "Dữ liệu không ở đúng dạng để ghi vào sổ việc, chưa có gì được lưu. Hãy báo quản trị viên."
    )


def _no_beginning(_error: errors.NoBeginning) -> str:
    return _("Hồ sơ này thiếu việc mở đầu nên chưa mở được. Hãy báo quản trị viên.")


def _font(error: errors.DamagedFont) -> str:
    return _(
        "Phông chữ {file} của chương trình bị thiếu hoặc hỏng nên chưa in được. Cài lại chương trình."
    ).format(file=short(error.file, 40))


def _settings(error: Any) -> str:
    words = {
        "not_toml": _("tệp thiết lập không đọc được"),
        "unknown_key": _("mục “{key}” không có trong chương trình"),
        "wrong_type": _("mục “{key}” sai kiểu giá trị"),
        "unknown_value": _("mục “{key}” có giá trị không dùng được"),
    }
    cause = of_reason(words, error.reason, _("mục “{key}” chưa đúng"))
    return _("Thiết lập của quầy chưa đúng: {cause}. Sửa hoặc xóa mục đó trong {place}.").format(
        cause=cause.format(key=short(error.key, 40)), place=_place(error.place)
    )


def _place(place: str) -> str:
    return _("biến môi trường") if place == "environment" else _folder(place)


def _no_display(_error: errors.NoDisplay) -> str:
    return _(
        "Máy này không có màn hình để mở cửa sổ. Chạy trên máy có màn hình, hoặc dùng dòng lệnh."
    )


def _no_picture(_error: errors.NoPicture) -> str:
    return _(
        "Chưa chụp được ảnh cửa sổ của phần trình diễn. Chạy lại, hoặc xem nhật ký trong thư mục."
    )


def _qt(error: Any) -> str:
    return _(
        "Thư viện cửa sổ PySide6 {version} có lỗi làm chương trình tự tắt nên không mở cửa sổ. Cài"
        " phiên bản PySide6 khác."
    ).format(version=short(error.pyside, 20))


def _folder(path: str) -> str:
    """The end of a path says most."""
    return path if len(path) <= 60 else f"…{path[-59:]}"


SAYINGS: Sayings = {
    "DeskNotSetUp": _not_set_up,
    "DeskAlreadySetUp": _already,
    "NewerDatabase": _newer,
    "DeskInUse": _in_use,
    "StorageFailed": _storage,
    "DocumentDamaged": _damaged,
    "BrokenChain": _broken_chain,
    "NotCanonical": _not_canonical,
    "NoBeginning": _no_beginning,
    "DamagedFont": _font,
    "InvalidSettings": _settings,
    "NoDisplay": _no_display,
    "NoPicture": _no_picture,
    "QtLosesReferences": _qt,
}
