"""Before the boxes leave: what goes, every warning answered with a reason, who takes them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment_facts import Check, CheckState
from warrantydesk.domain.shipment_views import ShipmentView
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.inputs import CheckField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import said, sentence
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shipment_checks import worded
from warrantydesk.ui.tabs.shelf.shipment_words import weight_text


class CloseDialog(AskDialog):
    """Ships everything that is packed in one step, or nothing."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: ShipmentView,
        checks: Sequence[Check],
        shipped: Callable[[], object],
    ) -> None:
        """``checks`` are those of now; ``shipped`` is called once the boxes have left."""
        packed = view.totals.packed
        yes = ngettext_("Ship {n} piece", "Ship {n} pieces", packed)
        super().__init__(_("Ship {number}", number=view.shipment.number), yes, shell.widget())
        self._shell, self._desk, self._view, self._shipped = shell, desk, view, shipped
        self.reasons: dict[str, TextField] = {}
        self.handed_to = TextField(_("Name of the driver or the counter"))
        self.handed_to.setAccessibleName(_("Handed to"))
        self.rest = CheckField(self._rest_words(), alone=True)
        self.rest.setVisible(bool(view.waiting))
        warnings = {
            one.name: one for one in checks if one.state is CheckState.WARN and one.in_the_way
        }
        self._lay(list(warnings.values()))
        for field in (self.handed_to, self.rest, *self.reasons.values()):
            field.edited.connect(self.judge)
        self.resize(theme.h(32), theme.h(14 + min(4 * len(warnings), 12)))
        self.judge()

    def _rest_words(self) -> str:
        return ngettext_(
            "{n} piece is not packed: leave it for the next list",
            "{n} pieces are not packed: leave them for the next list",
            len(self._view.waiting),
        )

    def _lay(self, warnings: Sequence[Check]) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        for words in self._summary():
            column.addWidget(Words(words, wrap=True))
        column.addWidget(self.rest)
        for check in warnings:
            self._add_warning(column, check)
        column.addSpacing(4)
        column.addWidget(Words(_("Handed to"), token="ink2", delta=-1))
        column.addWidget(self.handed_to)
        column.addStretch(1)
        self.content.addWidget(Scroll(inner), 1)

    def _add_warning(self, column: QVBoxLayout, check: Check) -> None:
        title = worded(check.title, check.values)
        column.addSpacing(4)
        column.addWidget(MarkLabel(Mark.WARN, title, bold=True))
        parts = [worded(check.detail, check.values)] if check.detail else []
        if check.cost_fen:
            parts.append(f"¥{yuan(check.cost_fen)}")
        if parts:
            column.addWidget(Words(" · ".join(parts), token="ink2", delta=-1, wrap=True))
        field = TextField(_("Why it may go all the same"))
        field.setAccessibleName(title)
        column.addWidget(field)
        self.reasons[check.name] = field

    def _summary(self) -> list[str]:
        shipment, totals = self._view.shipment, self._view.totals
        pieces = ngettext_("{n} piece", "{n} pieces", totals.packed)
        boxes = ngettext_("{n} box", "{n} boxes", totals.boxes)
        worth = f"¥{yuan(totals.packed_fen)}"
        weight = weight_text(totals.weight_g) if totals.weight_g else _("not weighed")
        goods = " · ".join((pieces, boxes, weight, worth))
        way = [shipment.carrier, shipment.waybill]
        if shipment.freight_fen is not None:
            way.append(_("freight ¥{amount}", amount=yuan(shipment.freight_fen)))
        journey = " · ".join(part for part in way if part)
        return [words for words in (goods, journey) if words]

    def judge(self) -> None:
        """Say what is still missing; the verb waits for it."""
        missing = [one for one in self.reasons.values() if not one.value()]
        if missing:
            self.hold(ngettext_("{n} reason is missing", "{n} reasons are missing", len(missing)))
        elif self._view.waiting and not self.rest.value():
            self.hold(_("Pack the rest, or leave it for the next list"))
        elif not self.handed_to.value():
            self.hold(_("Who takes the boxes?"))
        else:
            self.hold("")

    def accept(self) -> None:
        """Ship; where it is refused the dialog stays and says why."""
        told = {name: field.value() for name, field in self.reasons.items()}
        try:
            self._desk.shipments.close(
                self._view.shipment.id,
                handed_to=self.handed_to.value(),
                acknowledged=told,
                leave_rest=bool(self.rest.value()),
            )
        except Unavailable as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
        except Refused as error:
            self.note.show_mark(Mark.BLOCK, list_text([said(one) for one in error.findings]))
        else:
            super().accept()
            self._shipped()
