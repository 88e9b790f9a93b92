"""Words for attached files. No Qt here."""

from collections.abc import Mapping

from counter_app.domain.attachment import CopyKind, Media, Purpose, Source
from counter_app.domain.dossier import Attachment
from counter_app.i18n import _
from ui.wording import TIE

_KILOBYTE = 1024
RESULT = "result:"  # choices of the first list that are no component's id
DOCUMENT = "document:"


def copy_word(copy: str) -> str:
    """What paper the picture was taken of."""
    return {
        CopyKind.ORIGINAL.value: _("Bản chính"),
        CopyKind.CERTIFIED.value: _("Bản sao chứng thực"),
        CopyKind.PHOTOCOPY.value: _("Bản chụp"),
    }.get(copy, copy)


def source_word(source: str) -> str:
    """Where the file comes from."""
    return {
        Source.SCANNED.value: _("Quét tại quầy"),
        Source.FILE.value: _("Tệp người dân gửi"),
        Source.DATABASE.value: _("Khai thác từ cơ sở dữ liệu"),
    }.get(source, source)


def belongs_words(one: Attachment, components: Mapping[str, str]) -> str:
    """Which paper of the dossier the file is."""
    if one.purpose == Purpose.RESULT.value:
        return _("Kết quả giải quyết")
    if one.purpose == Purpose.DOCUMENT.value or not one.component:
        return _("Giấy tờ khác")
    return components.get(one.component, one.component)


def media_word(media: str) -> str:
    """``PDF``, ``JPEG``, as people call them."""
    return Media(media).name if media in list(Media) else media


def size_words(size: int) -> str:
    """``812 KB``, ``1,4 MB``; nothing is smaller than a kilobyte."""
    kilobytes = max(1, round(size / _KILOBYTE))
    if kilobytes < _KILOBYTE:
        return f"{kilobytes}{TIE}KB"
    return _("{number} MB").format(number=f"{size / _KILOBYTE**2:.1f}")


def facts_line(one: Attachment) -> str:
    """The small line below a file's name."""
    facts = (copy_word(one.copy), source_word(one.source), media_word(one.media))
    return " · ".join((*facts, size_words(one.size)))
