"""Two versions side by side: where they differ, before, after; long texts wrap."""

from PySide6.QtWidgets import QHeaderView, QWidget

from counter_app.i18n import _
from ui.catalogue.difference import SideBySide
from ui.widgets.styling import identify
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


def stretch_column(table: Table, column: int) -> None:
    """Let one column take what room the others leave; its texts are elided."""
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


class DifferenceTable(Table):
    """A row for every place that differs."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._rows = TextTable((_("Chỗ khác nhau"), _("Trước"), _("Sau")))
        super().__init__(self._rows, parent)
        self._rows.setParent(self)
        identify(self, name, _("Hai phiên bản đặt cạnh nhau"))
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_rows(self, rows: tuple[SideBySide, ...]) -> None:
        """Show these places."""
        self._rows.show(rows)
