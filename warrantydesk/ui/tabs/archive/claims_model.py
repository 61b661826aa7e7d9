"""The rows of the archive: more are added below while the first are looked at."""

from array import array

from warrantydesk.ui.kit.table_model import NO_PARENT
from warrantydesk.ui.kit.table_window import PAGE, WindowedModel


class ClaimsModel(WindowedModel):
    """A window on any number of claims that grows at its end."""

    def extend(self, ids: "array[int]") -> bool:
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
