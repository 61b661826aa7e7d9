"""Free services in a batch: scan a car, its mileage, next car; one click makes the claims."""

from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.vin import normalised
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.services.claims.free_services import MOST, FreeServiceRow
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.inputs import CodeField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.refusals import said, sentence
from warrantydesk.ui.shell import Shell

_WIDE, _HIGH = 50, 26


class ServiceRows(LineTable):
    """One service sheet a row; the car and its owner come from the file."""

    def __init__(self, desk: Any) -> None:
        """``desk`` knows the technicians."""
        people = [("", "—"), *((one.login, one.name) for one in desk.people.all())]
        super().__init__(
            [
                LineColumn("plate", _("Vehicle"), "", width=110, bold=True, second=_model),
                LineColumn("vin", _("VIN"), "", width=158),
                LineColumn("mileage_km", _("Mileage, km"), "number", "right", width=96),
                LineColumn("repaired_on", _("Day of service"), "date", width=124),
                LineColumn("service_no", _("Free service no."), "number", "right", width=96),
                LineColumn("technician", _("Technician"), "choice", width=104, choices=people),
                LineColumn("signed_by", _("Signed by"), width=130, stretch=True),
            ]
        )

    def sizeHint(self) -> QSize:
        """Room for a few sheets from the beginning."""
        return super().sizeHint().expandedTo(QSize(0, theme.h(8)))


def _model(row: Row) -> str:
    return str(row.get("model") or "")


class FreeServicesDialog(AskDialog):
    """Collects service sheets; nothing is written before all of them are."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Begin in the scan field."""
        super().__init__(_("Free services in a batch"), _("Make the claims"), shell.widget())
        self.shell, self.desk = shell, desk
        self.scan = CodeField(_("Scan or type VIN or plate, Enter adds the car"))
        self.scan.setAccessibleName(_("VIN or plate"))
        self.rows = ServiceRows(desk)
        self.rows.setAccessibleName(_("Service sheets"))
        self.rows.edited.connect(self._look)
        self.content.addWidget(
            Words(
                _(
                    "One row is one signed service sheet. Every car becomes a claim that is "
                    "ready to submit; either all rows are taken or none."
                ),
                token="ink2",
                wrap=True,
            )
        )
        self.content.addWidget(self.scan)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.content.addWidget(Scroll(holder), 1)
        self.resize(theme.h(_WIDE), theme.h(_HIGH))
        self.made: tuple[int, ...] = ()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the scan field adds the car; Ctrl+Enter makes the claims from anywhere."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.yes.isEnabled():
                self.accept()
        elif enter and self.scan.hasFocus() and self.scan.value():
            self.add(str(self.scan.value()))
        elif enter and self.rows.has_keyboard():
            self.scan.setFocus()
        else:
            super().keyPressEvent(event)

    def add(self, text: str) -> None:
        """Add the car of a VIN or plate, with the keyboard in its mileage."""
        file = self._file(text)
        if file is None:
            self.scan.set_state(
                Mark.BLOCK, _("No car {vin} is on file: receive it once at Intake.", vin=text)
            )
            self.scan.selectAll()
            return
        known = self.rows.value()
        if any(row.get("vin") == file.vin for row in known):
            self.scan.set_state(Mark.WARN, _("This car stands in the list already."))
            self.scan.selectAll()
            return
        self.scan.set_state(None, "")
        self.scan.set_value("")
        number = self.rows.add_row(self._row(file), edit=False)
        self.rows.edit_at(number, "mileage_km")

    def _file(self, text: str) -> Any:
        found = self.desk.vehicles.by_vin(normalised(text))
        return found or self.desk.vehicles.by_plate(text)

    def _row(self, file: Any) -> Row:
        owner = self.desk.vehicles.owner(file.id)
        plate = self.desk.vehicles.plate(file.id)
        last = self.rows.value()[-1:] or [{}]
        today = self.desk.bench.today
        return {
            "vin": file.vin,
            "plate": listed_plate(self.desk, plate) or file.vin[-8:],
            "model": self.desk.profiles.model_name(file.brand, file.model_code),
            "mileage_km": None,
            "repaired_on": last[0].get("repaired_on") or today,
            "service_no": 1,
            "technician": last[0].get("technician") or "",
            "signed_by": owner.name if owner else "",
        }

    def _look(self) -> None:
        rows = self.rows.value()
        self.rows.show_findings([])
        count = ngettext_("Make {n} claim", "Make {n} claims", len(rows))
        self.yes.setText(count if rows else _("Make the claims"))
        if not rows:
            self.hold(_("No car yet."))
        elif len(rows) > MOST:
            self.hold(_("A batch has 1 to {most} rows.", most=MOST))
        elif strange := [n for n, row in enumerate(rows, 1) if not row.get("vin")]:
            self.hold(_("Row {n} has no car: delete it, and scan the car.", n=strange[0]))
        elif lacking := [row["plate"] for row in rows if row.get("mileage_km") is None]:
            self.hold(_("Mileage is missing: {cars}", cars=list_text(lacking)))
        else:
            self.hold("")

    def accept(self) -> None:
        """Make the claims; what is refused stands at its cell."""
        sheets = tuple(
            FreeServiceRow(
                str(row["vin"]),
                int(row.get("mileage_km") or 0),
                row.get("repaired_on") or date.min,
                str(row.get("signed_by") or ""),
                int(row.get("service_no") or 0),
                str(row.get("technician") or ""),
            )
            for row in self.rows.value()
        )
        try:
            report = self.desk.claims.free_services(sheets)
        except Unavailable as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
        except Refused as error:
            views = [FindingView(one.field, Mark.BLOCK, said(one)) for one in error.findings]
            self.rows.show_findings(views)
            self.note.show_mark(Mark.BLOCK, _where(views[0]) if views else "")
        else:
            self.made = tuple(claim.id for claim in report.claims)
            super().accept()

    def reject(self) -> None:
        """Ask before rows that were typed are lost."""
        if not self.rows.value() or self.may_lose():
            super().reject()


def _where(view: FindingView) -> str:
    """Return a refusal with the row it stands in."""
    inside = view.path.partition("[")[2].partition("]")[0]
    if not inside.isdigit():
        return view.text
    return _("Row {n}: {text}", n=int(inside) + 1, text=view.text)


def open_free_services(shell: Shell, desk: Any) -> FreeServicesDialog:
    """Open the dialog; afterwards say what was made and show the first claim."""
    dialog = FreeServicesDialog(shell, desk)

    def tell() -> None:
        n = len(dialog.made)
        shell.toast(ngettext_("{n} claim is ready to submit", "{n} claims are ready to submit", n))
        if dialog.made:
            shell.open("intake", "claim", dialog.made[0])

    dialog.accepted.connect(tell)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
