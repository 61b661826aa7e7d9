"""A repair order of another system: its text on the left, what was recognised on the right."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.pasted_order import FIELD_NAMES, PastedLabour, PastedPart
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.repair_orders import PastedVisit
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import AreaField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.line_table import LineColumn, LineTable
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import said, sentence
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

_WIDE, _HIGH = 58, 32
_PAUSE_MS = 150
_LONG = frozenset({"complaint", "cause", "correction"})
_FEW = 3
"""So many fields in the clipboard tell that it holds a repair order."""


def open_paste(page: "ClaimPage") -> None:
    """Open the dialog; what comes of it is shown at once."""
    page.form.flush()
    paste_order(page.shell, page.desk)


def paste_order(shell: Shell, desk: Any) -> "PasteOrderDialog":
    """Open the dialog with what the clipboard holds, where that is a repair order."""
    dialog = PasteOrderDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    dialog.take_clipboard()
    return dialog


class OrderText(AreaField):
    """The pasted text; it takes what room the dialog has, and then it scrolls."""

    def _grow(self) -> None:
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLineWrapMode(OrderText.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setTabStopDistance(theme.h(3.6))
        self.setMinimumHeight(theme.h(6))


class PasteOrderDialog(AskDialog):
    """Read while it is typed; nothing is written before the clerk says so."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Start empty, with the keyboard in the text."""
        super().__init__(_("Paste a repair order"), _("&Make visit and claim"), shell.widget())
        self.shell, self.desk = shell, desk
        self.text = OrderText(
            _("Copy the repair order in the other system and paste it here (Ctrl+V).")
        )
        self.text.setAccessibleName(_("Text of the repair order"))
        self.unread = Words("", token="ink2", delta=-0.5, wrap=True)
        self.form = Form()
        self.parts, self.labour = _parts_table(), _labour_table()
        self._declare()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self.text.edited.connect(self._pause.start)
        self.form.changed.connect(lambda _path: self._forget())
        self.resize(theme.h(_WIDE), theme.h(_HIGH))
        self.read()

    def _declare(self) -> None:
        form = self.form
        form.section("fields", _("Recognised"), _("change here what was read wrongly"))
        for key, name in FIELD_NAMES.items():
            field = AreaField(lines=2) if key in _LONG else TextField()
            form.add(key, _(name), field, span=12 if key in (*_LONG, "address") else 6)
        form.section("parts_section", _("Parts"))
        form.add_block(self.parts, "parts")
        form.section("labour_section", _("Labour"))
        form.add_block(self.labour, "labour")

    def _lay_out(self) -> None:
        left, inside = QWidget(), QVBoxLayout()
        inside.setContentsMargins(16, 14, 8, 14)
        inside.addWidget(self.text, 1)
        inside.addWidget(self.unread)
        left.setLayout(inside)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(left, 2)
        both.addWidget(Scroll(self.form), 3)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addLayout(both, 1)

    def take_clipboard(self) -> None:
        """Begin with what the clipboard holds, where enough of it is a repair order."""
        text = QGuiApplication.clipboard().text()
        told = self._preview(text) if text else None
        if told is not None and len(told.fields) >= _FEW:
            self.text.set_value(text)
            self.read()
            self.form.jump(next(iter(told.fields)))

    def read(self) -> None:
        """Read the text and show what was recognised, and what was not."""
        self._pause.stop()
        text = str(self.text.value())
        told = self._preview(text) if text else None
        shown = told or PastedVisit()
        fields: dict[str, Any] = {key: shown.fields.get(key, "") for key in FIELD_NAMES}
        fields["parts"] = [_cells(one) for one in shown.parts]
        fields["labour"] = [_cells(one) for one in shown.labour]
        self.form.fill(fields, fresh=True)
        self._show({path: _(words) for path, words in shown.doubtful.items()})
        lost = len(shown.unread)
        head = ngettext_("{n} line was not understood:", "{n} lines were not understood:", lost)
        self.unread.setText("\n".join([head, *shown.unread[:5]]) if lost else "")
        self.unread.setVisible(bool(lost))
        if not text:
            self.hold(_("Paste the text of a repair order first."))
        elif told is not None:
            self.hold("")

    def _preview(self, text: str) -> PastedVisit | None:
        """Return what a text says; what is said against it stands at the foot."""
        try:
            told: PastedVisit = self.desk.repair_orders.paste(text, preview=True)
        except (Refused, Unavailable) as error:
            self.hold(sentence(error))
            return None
        return told

    def accept(self) -> None:
        """Make visit and draft claim; what is refused stands at its field."""
        if self._pause.isActive():
            self.read()
        if not self.yes.isEnabled():
            return
        values = {key: str(self.form.field(key).value() or "") for key in FIELD_NAMES}
        parts = tuple(PastedPart(**_texts(row)) for row in self.parts.value())
        labour = tuple(PastedLabour(**_texts(row)) for row in self.labour.value())
        paste = self.desk.repair_orders.paste
        try:
            made = paste(str(self.text.value()), values=values, parts=parts, labour=labour)
        except Unavailable as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
        except Refused as error:
            found = {one.field: said(one) for one in error.findings}
            self._show(found)
            self.form.jump(next(iter(found)))
            self.note.show_mark(Mark.BLOCK, next(iter(found.values())))
        else:
            super().accept()
            self.shell.open("intake", "claim", made.id)
            self.shell.toast(
                _("{number} is made from the pasted repair order", number=made.claim_number)
            )

    def reject(self) -> None:
        """Ask before a text is lost."""
        if not self.text.value() or self.may_lose():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes it over from the text too, where Enter begins a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _show(self, texts: dict[str, str]) -> None:
        self.form.show_findings(
            [FindingView(path, Mark.BLOCK, words) for path, words in texts.items()]
        )

    def _forget(self) -> None:
        self.form.show_findings([])
        if self.text.value():
            self.hold("")


def _parts_table() -> LineTable:
    table = LineTable(
        [
            LineColumn("part_no", _("Part number"), "code", width=130, bold=True),
            LineColumn("name", _("Part name"), "text", width=120, stretch=True),
            LineColumn("quantity", _("Qty"), "text", "right", width=50),
            LineColumn("price", _("Unit price"), "text", "right", width=80),
        ]
    )
    table.setAccessibleName(_("Parts"))
    return table


def _labour_table() -> LineTable:
    table = LineTable(
        [
            LineColumn("code", _("Operation"), "code", width=130, bold=True),
            LineColumn("name", _("Name"), "text", width=120, stretch=True),
            LineColumn("hours", _("Hours"), "text", "right", width=60),
        ]
    )
    table.setAccessibleName(_("Labour"))
    return table


def _cells(one: PastedPart | PastedLabour) -> dict[str, str]:
    return {name: str(value) for name, value in vars(one).items()}


def _texts(row: dict[str, Any]) -> dict[str, str]:
    return {name: str(value or "") for name, value in row.items()}
