"""The rows of the archive: more are added below while the first are looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from warrantydesk.ui.kit.table_model import NO_PARENT, Index
from warrantydesk.ui.kit.table_window import PAGE, WindowedModel

_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ClaimsModel(WindowedModel):
    """A window on any number of claims that grows at its end."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be selected: none heads others."""
        return _ROW if index.isValid() else Qt.ItemFlag.NoItemFlags

    def extend(self, ids: Sequence[int]) -> bool:
        """Add the ids behind those shown; False where they do not begin with these."""
        shown = len(self._ids)
        if not shown or len(ids) < shown or ids[:shown] != self._ids:
            return False
        if len(ids) > shown:
            self.beginInsertRows(NO_PARENT, shown, len(ids) - 1)
            self._ids = ids
            self._pages.pop(shown // PAGE, None)  # its page was not full
            self.endInsertRows()
        return True
