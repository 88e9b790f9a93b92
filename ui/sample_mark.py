"""What says that a desk is for practice."""

from PySide6.QtWidgets import QLabel

from counter_app.i18n import _
from ui.widgets.styling import identify


def sample_mark() -> QLabel:
    """The mark of a sample desk, in words nobody overlooks."""
    mark = QLabel(_("DỮ LIỆU MẪU"))
    identify(mark, "sample", _("DỮ LIỆU MẪU"))
    mark.setToolTip(_("Quầy mẫu để làm quen. Giấy tờ in ra không có giá trị."))
    return mark
