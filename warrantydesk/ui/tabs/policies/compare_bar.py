"""Which versions lie beside each other, which rows are shown, and the search within them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.policies.compare import RowState
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.i18n import N_, _, date_text
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.inputs import ChoiceField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.tabs.policies.shown_rows import ALL, DIFFERENT

PAUSE_MS = 90
CHIPS = {
    DIFFERENT: N_("only different"),
    RowState.CHANGED: N_("changed"),
    RowState.ADDED: N_("added"),
    RowState.REMOVED: N_("removed"),
    ALL: N_("all"),
}


class CompareBar(QWidget):
    """Two choices of versions and chips with counts; the search line stands elsewhere."""

    chosen = Signal(int, int)
    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without versions."""
        super().__init__(parent)
        self._label = Words(_("Compare"), token="ink2")
        self.old, self.new = ChoiceField(), ChoiceField()
        self.old.setAccessibleName(_("Older version"))
        self.new.setAccessibleName(_("Version"))
        self._between = Words("↔", token="ink2")
        self.chips = ChipRow()
        self.search = TextField(_("Search rows"))
        self.search.setAccessibleName(_("Search rows"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.narrowed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for widget, stretch in (
            (self._label, 0),
            (self.old, 0),
            (self._between, 0),
            (self.new, 0),
            (self.chips, 1),
        ):
            row.addWidget(widget, stretch)
        row.addStretch()  # while there are no chips
        self.old.edited.connect(self._choose)
        self.new.edited.connect(self._choose)
        self.chips.chosen.connect(lambda _key: self.narrowed.emit())
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.restyle()

    def restyle(self) -> None:
        """Take the widths anew."""
        for field in (self.old, self.new):
            field.setMaximumWidth(theme.h(8))
        self.search.setMinimumWidth(theme.h(6))
        self.search.setMaximumWidth(theme.h(14))

    def show_versions(self, versions: Sequence[TableVersion], old: int, new: int) -> None:
        """Offer versions, newest first; ``old`` 0 compares with none."""
        offered = [(one.number, _version_words(one)) for one in reversed(versions)]
        self.old.set_choices([(0, _("with none")), *offered])
        self.new.set_choices(offered)
        self.old.set_value(old)
        self.new.set_value(new)
        for field in (self.old, self.new):
            field.updateGeometry()
        self.setVisible(len(versions) > 1)

    def show_counts(self, counts: Mapping[str, int] | None) -> None:
        """Show how many rows stand in which way; None where nothing is compared."""
        self.chips.setVisible(counts is not None)
        if counts is not None:
            told = [key for key in CHIPS if counts[key] or key in (DIFFERENT, ALL)]
            self.chips.set_chips([Chip(key, _(CHIPS[key]), counts[key]) for key in told])

    def states(self) -> str:
        """Return which rows are asked for."""
        return str(self.chips.value()) if self.chips.isVisibleTo(self) else ALL

    def text(self) -> str:
        """Return the text that is searched for."""
        return str(self.search.value())

    def start_anew(self, states: str) -> None:
        """Search for nothing and ask for ``states``; emits nothing."""
        blocked = self.search.blockSignals(True)
        self.search.set_value("")
        self.search.blockSignals(blocked)
        self._pause.stop()
        self.chips.set_value(states)

    def _choose(self) -> None:
        self.chosen.emit(self.old.value() or 0, self.new.value() or 0)


def _version_words(version: TableVersion) -> str:
    day = date_text(version.effective_from)
    if version.void_reason:
        return _("v{n} · {day}, withdrawn", n=version.number, day=day)
    return _("v{n} · {day}", n=version.number, day=day)
