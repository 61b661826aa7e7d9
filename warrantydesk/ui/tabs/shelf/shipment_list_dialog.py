"""The dialog of a return list: a new one over what is due, or what goes on one being packed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import SHIPMENT_KIND_NAMES, Shipment, ShipmentKind
from warrantydesk.domain.shipment_views import ReturnPiece
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import (
    ChoiceField,
    CodeField,
    DateField,
    NumberField,
    TextField,
)
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shipment_ticks import TickTable, rows_of

DAYS, MOST_DAYS = 30, 3650
PAUSE_MS = 300
FACTS = ("title", "required_by", "expected_on", "request_no", "contact", "contact_phone")


class ListDialog(AskDialog):
    """Facts of the list above, pieces to tick below; what is ticked is counted in the foot."""

    def __init__(self, shell: Shell, desk: Any, title: str, yes: str) -> None:
        """``yes`` is the verb of the primary button."""
        super().__init__(title, yes, shell.widget())
        self.shell, self.desk = shell, desk
        self.form = Form()
        self.table = TickTable(desk.bench.today)
        self.table.setAccessibleName(_("Pieces to tick"))
        self.table.ticked.connect(self._count)
        self._counted = Words(bold=True)
        self.within = NumberField(least=0, most=MOST_DAYS)
        self.within.set_value(DAYS)
        self.asked = ChoiceField([("", _("everything that is due"))])
        self.asked.set_value("")
        self.asked.edited.connect(self.read_due)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read_due)
        self._declare()
        self._lay()
        self.resize(theme.h(46), theme.h(30))

    def _declare(self) -> None:
        self.form.section("list", "").header.hide()
        self.form.add("title", _("Title"), TextField(), span=6)
        self.form.add("required_by", _("Wanted there by"), DateField(), span=3)
        self.form.add("expected_on", _("Expected there on"), DateField(), span=3)
        self.form.add("request_no", _("The maker's request number"), CodeField(), span=3)
        self.form.add("contact", _("Who at the maker asks"), TextField(), span=6)
        self.form.add("contact_phone", _("Phone"), CodeField(), span=3)

    def _lay(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self.content.addWidget(self.form)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 6)
        row.setSpacing(8)
        self.within.setFixedWidth(theme.h(3.6))
        self.within.setAccessibleName(_("Due within days"))
        self.within.edited.connect(self._pause.start)
        for widget in (Words(_("Due within"), token="ink2"), self.within):
            row.addWidget(widget)
        row.addWidget(Words(_("days"), token="ink2"))
        self.asked.setAccessibleName(_("The maker's request number"))
        row.addWidget(self.asked)
        row.addStretch(1)
        row.addWidget(self._counted)
        row.addWidget(LinkButton(_("Tick all"), clicked=lambda: self.table.tick_all(True)))
        row.addWidget(LinkButton(_("Tick none"), clicked=lambda: self.table.tick_all(False)))
        self.content.addLayout(row)
        self.content.addWidget(self.table, 1)

    def brand(self) -> str:
        """Return the maker whose pieces are offered."""
        raise NotImplementedError

    def listed(self) -> Sequence[ReturnPiece]:
        """Return the pieces that stand on the list already."""
        return ()

    def keep(self) -> None:
        """Do what the primary button says; Refused and Unavailable are shown."""
        raise NotImplementedError

    def until(self) -> date:
        """Return the last day on which a piece counts as due."""
        days = self.within.value()
        today: date = self.desk.bench.today
        return today + timedelta(days=DAYS if days is None else days)

    def read_due(self) -> None:
        """Read again what is due; ticks that were taken away stay away."""
        away = {row.tag for row in self.table.rows() if not row.ticked}
        due = self.desk.shipments.due(self.brand(), self.until()) if self.brand() else ()
        due = self._asked_for(due)
        on_list = self.listed()
        rows = rows_of(on_list, True) + rows_of(due, not on_list)
        self.table.show_rows(rows)
        self.table.tick(away, False)

    def _asked_for(self, due: Sequence[ReturnPiece]) -> list[ReturnPiece]:
        """Offer the maker's requests, and return the pieces of the one that is chosen."""
        numbers = sorted({one.request_no for one in due if one.request_no})
        every = ("", _("everything that is due"))
        self.asked.set_choices([every, *((n, _("request {number}", number=n)) for n in numbers)])
        self.asked.setVisible(bool(numbers))
        chosen = self.asked.value() or ""
        if chosen and not self.form.field("request_no").value():
            self.form.field("request_no").set_value(chosen)
        return [one for one in due if chosen in ("", one.request_no)]

    def accept(self) -> None:
        """Run the verb and close; where it is refused the dialog stays as it was."""
        if self.form.problems():
            self.form.show_findings([])
            return
        try:
            self.keep()
        except (Refused, Unavailable) as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
        else:
            super().accept()

    def facts(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {path: self.form.field(path).value() for path in FACTS}

    def tags(self) -> tuple[str, ...]:
        """Return the tags that are ticked, in shelf order."""
        return tuple(row.tag for row in self.table.ticked_rows())

    def _count(self) -> None:
        rows = self.table.ticked_rows()
        pieces = ngettext_("{n} piece", "{n} pieces", len(rows))
        total = yuan(sum(row.amount_fen for row in rows))
        self._counted.setText(_("{pieces}   ¥{amount}", pieces=pieces, amount=total))
        self.note.show_mark(None, "")


class NewListDialog(ListDialog):
    """A new return list: maker, kind, what is due and ticked."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        brand: str,
        opened: Callable[[Shipment], object],
    ) -> None:
        """``opened`` hears the list that was made."""
        self._brands = ChoiceField(
            [(one, desk.profiles.maker_name(one)) for one in desk.profiles.brands()]
        )
        self._brands.set_value(brand)
        self._kind = ChoiceField([(one, _(name)) for one, name in SHIPMENT_KIND_NAMES.items()])
        self._kind.set_value(ShipmentKind.ORDINARY)
        self._opened = opened
        super().__init__(shell, desk, _("New return shipment"), _("Open the list"))
        self._brands.edited.connect(self._change_brand)
        month = desk.bench.today.month
        self.form.field("title").set_value(_("Return of month {n}", n=month))
        self.read_due()

    def _declare(self) -> None:
        self.form.section("who", "").header.hide()
        self.form.add("brand", _("Maker"), self._brands, span=6, required=True)
        self.form.add("kind", _("Kind"), self._kind, span=6)
        super()._declare()

    def brand(self) -> str:
        """Return the maker chosen."""
        return str(self._brands.value() or "")

    def keep(self) -> None:
        """Open the list over what is ticked."""
        facts = self.facts()
        shipment = self.desk.shipments.open(
            self.brand(),
            kind=ShipmentKind(self._kind.value()),
            title=facts.pop("title"),
            required_by=facts.pop("required_by"),
            tags=self.tags(),
        )
        more = {path: value for path, value in facts.items() if value}
        if more:
            shipment = self.desk.shipments.save(shipment.id, to_json(more))
        self._opened(shipment)

    def _change_brand(self) -> None:
        self.table.show_rows([])
        self.read_due()


class ChangeListDialog(ListDialog):
    """What goes on a list that is being packed; packed pieces are taken out of their box first."""

    def __init__(self, shell: Shell, desk: Any, shipment_id: int) -> None:
        """Show the list as it stands."""
        self._view = desk.shipments.view(shipment_id)
        self.reason = TextField(_("Why pieces are taken off"))
        title = _("Change the list {number}", number=self._view.shipment.number)
        super().__init__(shell, desk, title, _("Change the list"))
        self.form.fill(self._view.shipment)
        self._count()
        self.read_due()

    def _lay(self) -> None:
        super()._lay()
        self._why = QWidget()
        row = QVBoxLayout(self._why)
        row.setContentsMargins(16, 6, 16, 8)
        self.reason.setAccessibleName(_("Why pieces are taken off"))
        row.addWidget(self.reason)
        self.content.addWidget(self._why)

    def brand(self) -> str:
        """Return the maker of the list."""
        return str(self._view.shipment.brand)

    def listed(self) -> Sequence[ReturnPiece]:
        """Return its pieces."""
        return tuple(self._view.pieces)

    def keep(self) -> None:
        """Take off, add and save what was changed."""
        held = {piece.tag for piece in self._view.pieces}
        tags = set(self.tags())
        off = tuple(row.tag for row in self.table.rows() if row.tag in held - tags)
        new = tuple(tag for tag in self.tags() if tag not in held)
        shipments, number = self.desk.shipments, self._view.shipment.id
        if off:
            shipments.take_off(number, off, self.reason.value())
        if new:
            shipments.add(number, new)
        changed = self.form.read()
        if changed:
            shipments.save(number, to_json(changed))

    def _count(self) -> None:
        super()._count()
        if hasattr(self, "_why"):
            on_list = {piece.tag for piece in self._view.pieces}
            off = any(row.tag in on_list and not row.ticked for row in self.table.rows())
            self._why.setVisible(off)
