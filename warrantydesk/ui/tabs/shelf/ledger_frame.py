"""How the ledger is laid out: period, filters, totals, one table, its buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import HAZARDS
from warrantydesk.i18n import N_, _
from warrantydesk.services.ledger.account import Account
from warrantydesk.services.ledger.names import Names
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, DateField, TextField
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.table import GridModel, TableView, WindowedModel
from warrantydesk.ui.tabs.shelf.ledger_period import MONTH, PERIODS

MOVEMENTS, STOCK, DAYS = "movements", "stock", "days"
GROUPS = {
    "brand": N_("Maker"),
    "supplier_code": N_("Supplier"),
    "hazard": N_("Hazard"),
    "model_code": N_("Model"),
}
EMPTY = {
    MOVEMENTS: N_("No piece came, went or was moved in these days."),
    STOCK: N_("No piece was in the house on the last day."),
    DAYS: N_("No piece came or went in these days."),
}


class LedgerFrame(QWidget):
    """The widgets of the ledger; the dialog fills them."""

    def __init__(self, names: Names, dialog: QDialog) -> None:
        """``dialog`` takes the frame as its whole content."""
        super().__init__(dialog)
        self.period = Segmented([Segment(key, _(text)) for key, text in PERIODS.items()])
        self.period.set_value(MONTH)
        self.start, self.end = DateField(), DateField()
        self.maker = ChoiceField([("", _("All makers")), *names.makers.items()])
        self.hazard = ChoiceField(
            [("", _("All parts")), *((code, _(text)) for code, text in HAZARDS.items())]
        )
        self.search = TextField(_("Tag, part, claim or VIN"))
        self.view = Segmented(
            [
                Segment(MOVEMENTS, _("Movements")),
                Segment(STOCK, _("Stock")),
                Segment(DAYS, _("By day")),
                *(Segment(key, _(text)) for key, text in GROUPS.items()),
            ]
        )
        self.view.set_value(MOVEMENTS)
        self.totals = Totals()
        self.table = TableView(WindowedModel(()))
        self.note = Words(token="ink2", delta=-0.5)
        self.save = Button(_("&Save as Excel…"), primary=True, icon="export")
        self.lists = Button(_("Other lis&ts"), menu=QMenu(self))
        self.calendar = Button(_("Due-back ca&lendar…"), icon="calendar")
        self.close_button = Button(_("Close"))
        self._name()
        self._lay(dialog)

    def _name(self) -> None:
        for field, name in (
            (self.period, _("Time span")),
            (self.start, _("First day")),
            (self.end, _("Last day")),
            (self.maker, _("Maker")),
            (self.hazard, _("Hazard")),
            (self.search, _("Tag, part, claim or VIN")),
            (self.view, _("View")),
            (self.table, _("Ledger of old parts")),
        ):
            field.setAccessibleName(name)

    def _lay(self, dialog: QDialog) -> None:
        for field in (self.start, self.end):
            field.setFixedWidth(theme.h(7))
        for choice in (self.maker, self.hazard):
            choice.setMaximumWidth(theme.h(10))
            choice.set_value("")
        self.search.setMinimumWidth(theme.h(7))
        head = Surface("base")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(16, 12, 16, 10)
        rows.setSpacing(8)
        rows.addLayout(_line(self.period, self.start, Words("–", token="ink2"), self.end, None))
        rows.addLayout(_line(self.view, self.maker, self.hazard, self.search))
        rows.addWidget(self.totals)
        foot = Surface("window", "t")
        below = QHBoxLayout(foot)
        below.setContentsMargins(16, 8, 16, 8)
        below.setSpacing(8)
        below.addWidget(self.note, 1)
        for button in (self.calendar, self.lists, self.close_button, self.save):
            below.addWidget(button)
        self._column = QVBoxLayout(dialog)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(foot)
        self.hide()

    def show_totals(self, account: Account) -> None:
        """Show how the stock changed."""
        self.totals.show_account(account)

    def show_model(self, model: GridModel, view: str) -> None:
        """Show other rows; the table is made anew, as its columns are others."""
        old, self.table = self.table, TableView(model)
        self.table.setAccessibleName(_("Ledger of old parts"))
        self.table.set_empty(_(EMPTY.get(view, EMPTY[DAYS])))
        self._column.replaceWidget(old, self.table)
        old.hide()
        old.deleteLater()
        self.table.select_row(0)

    def busy(self, words: str) -> None:
        """Say what is being done."""
        self.note.setText(words)


class Totals(QWidget):
    """Opening stock, in, out, closing stock, days and amount in one line of figures."""

    def __init__(self) -> None:
        """Start without figures."""
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 0)
        self._line.setSpacing(theme.h(1.4))
        self._figures: dict[str, Words] = {}
        for key, title in (
            ("opening", _("Opening stock")),
            ("came", _("Came in")),
            ("went", _("Went out")),
            ("closing", _("Closing stock")),
            ("longest", _("Longest here, days")),
            ("amount", _("Amount ¥")),
        ):
            self._add(key, title)
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _add(self, key: str, title: str) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        figure = Words("—", delta=4, bold=True)
        figure.setAccessibleName(title)
        column.addWidget(Words(title, token="ink2", delta=-1))
        column.addWidget(figure, 0, Qt.AlignmentFlag.AlignLeft)
        self._figures[key] = figure
        self._line.addLayout(column)

    def show_account(self, account: Account) -> None:
        """Show the figures of an account."""
        amount = sum(line.piece.amount_fen for line in account.stock)
        for key, text in (
            ("opening", f"{account.opening:,}"),
            ("came", f"+{account.came:,}"),
            ("went", f"−{account.went:,}"),
            ("closing", f"{account.closing:,}"),
            ("longest", f"{account.longest:,}"),
            ("amount", yuan(amount)),
        ):
            self._figures[key].setText(text)

    def text(self, key: str) -> str:
        """Return a figure as it is shown."""
        return self._figures[key].text()


def _line(*widgets: QWidget | None) -> QHBoxLayout:
    """Lay widgets in a row; None is where the room goes."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget, 1 if isinstance(widget, TextField) else 0)
    return line
