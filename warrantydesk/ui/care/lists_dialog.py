"""Lists of customer care: calls to be made, complaints that are not closed."""

from datetime import date
from typing import Any

from warrantydesk.domain.care import STAGE_NAMES, UNSOLVED, CallDue, Complaint
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.ui.care.call_dialog import call
from warrantydesk.ui.care.complaint_dialog import new_complaint, open_complaint
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Holds, TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.masks import filed_phone, listed_phone, plate_cells, seconds
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


class _ListDialog(AskDialog):
    """A table over the window; Enter opens the row in hand."""

    def __init__(
        self, shell: Shell, desk: Any, title: str, yes: str, columns: list[Column], empty: str
    ) -> None:
        super().__init__(title, yes, shell.widget())
        self.shell, self.desk = shell, desk
        self.model = ListModel(columns, self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(title)
        self.table.set_empty(empty)
        self.told = Words("", token="ink2", wrap=True)
        self.no.setText(_("Close"))
        self.content.addWidget(self.told)
        self.content.addWidget(self.table, 1)
        self.table.opened.connect(lambda _row: self.accept())
        self.resize(theme.h(44), theme.h(22))

    def read(self) -> None:
        """Read the rows again; the one in hand stays in hand."""
        held = self.table.currentIndex().row()
        rows = self.rows()
        self.model.show(rows)
        if rows:
            self.table.select_row(min(max(held, 0), len(rows) - 1))
        self.yes.setEnabled(bool(rows))

    def rows(self) -> list[Any]:
        """Return the rows."""
        raise NotImplementedError


class CallsDialog(_ListDialog):
    """Customers to be called after their repair, the oldest first."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read the list at once."""
        super().__init__(
            shell,
            desk,
            _("Calls after the repair"),
            _("&Call"),
            _call_columns(desk),
            _("Everybody was called."),
        )
        self.read()

    def rows(self) -> list[CallDue]:
        """Return the calls still to be made."""
        found: list[CallDue] = tried(self.shell, self.desk.follow_ups.waiting) or []
        today = self.desk.bench.today
        due = sum(one.due_on is None or one.due_on <= today for one in found)
        self.told.setText(
            ngettext_(
                "{n} customer is to be called today.", "{n} customers are to be called today.", due
            )
        )
        return found

    def accept(self) -> None:
        """Open the call in hand; the list stays."""
        one = self.table.row()
        if one is not None:
            call(self.shell, self.desk, one, self.read)


class ComplaintsDialog(_ListDialog):
    """Complaints that are not closed, the nearest last day first."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read the list at once."""
        super().__init__(
            shell,
            desk,
            _("Complaints"),
            _("&Open"),
            _complaint_columns(desk),
            _("No complaint is open."),
        )
        self.foot.insertWidget(1, Button(_("&New complaint…"), clicked=self.begin))
        self.read()

    def rows(self) -> list[Complaint]:
        """Return the complaints that are not closed."""
        found: list[Complaint] = tried(self.shell, self.desk.complaints.open_ones) or []
        solved = sum(one.stage not in UNSOLVED for one in found)
        self.told.setText(
            ngettext_(
                "{n} complaint, {solved} of them solved and not closed.",
                "{n} complaints, {solved} of them solved and not closed.",
                len(found),
                solved=solved,
            )
        )
        return found

    def begin(self) -> None:
        """Take down a complaint that is about no claim."""
        new_complaint(self.shell, self.desk, done=self.read)

    def accept(self) -> None:
        """Open the complaint in hand; the list stays."""
        one = self.table.row()
        if one is not None:
            open_complaint(self.shell, self.desk, one.id, self.read)


def open_calls(shell: Shell, desk: Any) -> CallsDialog:
    """Open the list of calls."""
    dialog = CallsDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def open_complaints(shell: Shell, desk: Any) -> ComplaintsDialog:
    """Open the list of complaints."""
    dialog = ComplaintsDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _mark(due_on: date | None, today: date) -> Mark:
    if due_on is None or due_on > today:
        return Mark.TODO
    return Mark.WARN if due_on == today else Mark.OVERDUE


def _call_columns(desk: Any) -> list[Column]:
    today = desk.bench.today
    return [
        Column(
            "due_on",
            _("Call on"),
            width=116,
            mark=lambda one: _mark(one.due_on, today),
            text=lambda one: date_text(one.due_on),
            value=lambda one: one.due_on,
            holds=Holds.DAY,
            second=lambda one: (
                ngettext_("{n} call in vain", "{n} calls in vain", one.tries) if one.tries else ""
            ),
        ),
        Column(
            "customer_name",
            _("Customer"),
            width=130,
            **seconds(
                lambda one: listed_phone(desk, one.phone),
                lambda one: filed_phone(desk, one.phone),
            ),
        ),
        Column(
            "plate",
            _("Vehicle"),
            width=170,
            stretch=True,
            second=lambda one: one.vin,
            **plate_cells(desk, lambda one: one.plate),
        ),
        Column(
            "repair_order",
            _("Repair order"),
            width=140,
            second=lambda one: date_text(local(one.handed_over_at).date()),
        ),
    ]


def _complaint_columns(desk: Any) -> list[Column]:
    today, names = desk.bench.today, desk.people.name_of

    def mark(one: Complaint) -> Mark:
        return _mark(one.due_on, today) if one.stage in UNSOLVED else Mark.DONE

    return [
        Column("number", _("Number"), width=116, bold=True, mark=mark, second=_stage),
        Column(
            "due_on",
            _("Solve by"),
            width=104,
            text=lambda one: date_text(one.due_on),
            value=lambda one: one.due_on,
            holds=Holds.DAY,
            second=lambda one: names(one.owner),
        ),
        Column(
            "text",
            _("Customer complaint"),
            width=260,
            stretch=True,
            text=lambda one: " ".join(one.text.split()),
            second=lambda one: one.customer_name,
        ),
    ]


def _stage(one: Complaint) -> str:
    return _(STAGE_NAMES[one.stage])
