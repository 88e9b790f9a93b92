"""Sentences about attached files."""

from counter_app.domain import errors
from counter_app.i18n import _
from ui.sentences.saying import Sayings, of_reason, short

_MEGABYTE = 1024 * 1024


def _too_large(error: errors.AttachmentTooLarge) -> str:
    return _(
        "Tệp có {size} MB, chỉ nhận tới {limit} MB. Quét lại ở độ phân giải thấp hơn hoặc tách thành"
        " nhiều tệp."
    ).format(size=-(-error.size // _MEGABYTE), limit=error.limit // _MEGABYTE)


def _not_allowed(error: errors.AttachmentNotAllowed) -> str:
    looks = {
        "empty": _("Tệp trống, không có gì để đính kèm."),
        "executable": _("Tệp này là chương trình chạy được, không phải bản quét."),
        "word_document": _("Tệp này là văn bản Word, không phải bản quét."),
        "spreadsheet": _("Tệp này là bảng tính, không phải bản quét."),
        "office_document": _("Tệp này là tài liệu văn phòng, không phải bản quét."),
        "archive": _("Tệp này là tệp nén. Giải nén rồi đính kèm từng tệp."),
        "web_page": _("Tệp này là trang web, không phải bản quét."),
        "drawing": _("Tệp này là bản vẽ, không phải bản quét."),
        "picture": _("Ảnh này thuộc loại không nhận."),
        "video": _("Tệp này là phim, không phải bản quét."),
        "text": _("Tệp này là văn bản thường, không phải bản quét."),
    }
    what = of_reason(looks, error.looks_like, _("Không nhận ra tệp này là loại gì."))
    return what + " " + _("Chỉ nhận PDF, JPEG, PNG, TIFF và WebP.")


def _damaged(error: errors.AttachmentDamaged) -> str:
    words = {
        "truncated": _("Tệp bị cụt, thiếu phần cuối. Quét hoặc chép lại rồi đính kèm."),
        "password": _("Tệp PDF có mật khẩu. Bỏ mật khẩu rồi đính kèm lại."),
        "too_many_pixels": _("Ảnh quá lớn để mở. Quét lại ở độ phân giải thấp hơn."),
        "too_many_pages": _("Tệp có quá nhiều trang. Tách thành nhiều tệp rồi đính kèm."),
    }
    otherwise = _("Tệp bị hỏng, không mở được. Quét hoặc chép lại rồi đính kèm.")
    return of_reason(words, error.reason, otherwise)


def _unreachable(_error: errors.AttachmentUnreachable) -> str:
    return _("Không đọc được tệp này. Kiểm tra tệp còn ở đó rồi thử lại.")


def _scan_folder(error: errors.ScanFolderUnusable) -> str:
    words = {
        "relative": _("Ghi cả đường dẫn của thư mục {folder}, hoặc bấm Chọn thư mục."),
        "missing": _("Không có thư mục {folder}. Kiểm tra tên, hoặc máy quét đã nối mạng chưa."),
        "not_a_folder": _("{folder} là một tệp. Chọn thư mục mà máy quét ghi bản quét vào."),
    }
    otherwise = _("Không đọc được thư mục {folder}. Nhờ quản trị viên máy cấp quyền đọc.")
    return of_reason(words, error.reason, otherwise).format(folder=short(error.folder))


def _already(_error: errors.AlreadyAttached) -> str:
    return _("Tệp này đã được đính kèm vào đúng giấy tờ đó rồi nên không đính kèm lần nữa.")


def _unknown(_error: errors.UnknownAttachment) -> str:
    return _("Hồ sơ không có tệp đính kèm này, hoặc tệp đã được gỡ.")


SAYINGS: Sayings = {
    "AttachmentTooLarge": _too_large,
    "AttachmentNotAllowed": _not_allowed,
    "AttachmentDamaged": _damaged,
    "AttachmentUnreachable": _unreachable,
    "ScanFolderUnusable": _scan_folder,
    "AlreadyAttached": _already,
    "UnknownAttachment": _unknown,
}
