"""The claim of the chosen line beside it, line by line: what of the money is for what."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import SettledLine
from warrantydesk.domain.settlement.statement_views import LineRow
from warrantydesk.i18n import N_, _
from warrantydesk.services.settlement.views import ComparedLine, Comparison
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.tokens import Tone

KIND_NAMES = {
    LineKind.PART: N_("Part"),
    LineKind.HANDLING: N_("Handling"),
    LineKind.LABOUR: N_("Labour"),
    LineKind.MATERIALS: N_("Materials"),
    LineKind.OTHER: N_("Other"),
    LineKind.CLAIM: N_("Whole claim"),
}


class ClaimLines(LineTable):
    """The lines of a claim as it was filed: none is added, taken away or pasted over."""

    def add_row(self, values: Row | None = None, *, edit: bool = True) -> int:
        """Add nothing; return how many rows there are."""
        return len(self.value())

    def remove_row(self, number: int) -> None:
        """Take nothing away."""

    def paste(self) -> None:
        """Paste nothing."""


class StatementCompare(QWidget):
    """Head with links, the lines of the claim; the settled amounts may be written."""

    claim_asked = Signal()
    split_asked = Signal()
    spread = Signal(object)
    """What of the statement's line is for which line of the claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a line."""
        super().__init__(parent)
        self._names: dict[str, str] = {}
        self._is_open = False
        self._line: LineRow | None = None
        self.title = ElidedWords("", delta=0.5, bold=True)
        self.note = ElidedWords("", token="ink2", delta=-0.5)
        self.open_claim = LinkButton(_("Open the claim"), clicked=self.claim_asked.emit)
        self.split = LinkButton(_("Split / join…"), clicked=self.split_asked.emit)
        self.table = ClaimLines(_columns(lambda: self._is_open))
        self.table.setAccessibleName(_("The claim line by line"))
        self.table.edited.connect(self._tell)
        self._lay()
        self.show_line(None, None, {}, False)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 16, 4)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        head.addWidget(self.open_claim)
        head.addWidget(self.split)
        inner = Surface("alt")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(16, 0, 16, 4)
        rows.addWidget(self.table)
        rows.addStretch(1)
        ground = Surface("alt", "t")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Scroll(inner), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    def show_line(
        self,
        line: LineRow | None,
        compared: Comparison | None,
        names: dict[str, str],
        is_open: bool,
    ) -> None:
        """Show a line; without a claim it says what the row of the payer says."""
        is_matched = line is not None and line.claim_id is not None
        self._line, self._names, self._is_open = line, names, is_open and is_matched
        self.open_claim.setVisible(is_matched)
        self.split.setVisible(line is not None and is_open and line.amount_fen is not None)
        self.table.setVisible(compared is not None)
        if line is None:
            self.title.setText(_("No line is chosen."))
            self.note.setText("")
            return
        number = line.own_number or line.maker_number or line.claim_number or line.vin
        if compared is None:
            self.title.setText(number or _("Row {row}", row=line.row))
            self.note.setText(_said(line))
            self.table.set_value([])
            return
        self.title.setText(_("{number} line by line", number=compared.claim_number))
        if line.claim_id is None:
            self.title.setText(_("{number} may be meant", number=compared.claim_number))
        self.note.set_token("ink2")
        self.note.setText(self._note(compared) if line.claim_id is not None else _said(line))
        self.table.set_value([self._row(one) for one in compared.lines])

    def _note(self, compared: Comparison) -> str:
        line = compared.line
        if compared.spread_fen and line.amount_fen != compared.spread_fen:
            return _(
                "{spread} of {amount} is given to lines",
                spread=yuan(compared.spread_fen),
                amount=yuan(line.amount_fen),
            )
        if compared.spread_fen == line.amount_fen:
            return ""
        return _("Write what of {amount} is for which line", amount=yuan(line.amount_fen))

    def _row(self, one: ComparedLine) -> dict[str, Any]:
        amount = one.amount
        code, text = amount.reason_code, amount.reason_text
        why = " ".join(part for part in (self._names.get(code, code), text) if part)
        return {
            "kind": str(amount.kind),
            "line": amount.line,
            "name": _(KIND_NAMES[amount.kind]),
            "title": " ".join(part for part in (amount.title, amount.detail) if part),
            "claimed_fen": amount.claimed_fen,
            "approved_fen": amount.approved_fen,
            "settled_fen": one.settled_fen,
            "expected_fen": one.expected_fen,
            "why": why,
        }

    def _tell(self) -> None:
        """Tell what is for which line once it comes to the amount, or once nothing is said."""
        line = self._line
        if line is None or line.amount_fen is None:
            return
        said = settled_lines(self.table.value())
        left = line.amount_fen - sum(one.amount_fen for one in said)
        if said and left:
            self.note.set_token("warn")
            self.note.setText(_("{amount} left to be given", amount=yuan(left)))
        else:
            self.note.set_token("ink2")
            self.note.setText("")
            self.spread.emit(said)


def settled_lines(rows: Sequence[dict[str, Any]]) -> tuple[SettledLine, ...]:
    """Return what the rows say of single lines."""
    return tuple(
        SettledLine(LineKind(row["kind"]), int(row["line"]), int(row["settled_fen"]))
        for row in rows
        if row["settled_fen"] is not None
    )


def _columns(is_open: Any) -> list[LineColumn]:
    return [
        LineColumn("name", _("Line"), "", width=76),
        LineColumn("title", "", "", width=170, stretch=True, bold=True),
        _fen("claimed_fen", _("Claimed ¥")),
        _fen("approved_fen", _("Approved ¥")),
        LineColumn(
            "settled_fen",
            _("Settled ¥"),
            "money",
            align="right",
            width=94,
            locked=lambda row: not is_open(),
            bold=True,
        ),
        LineColumn(
            "difference",
            _("Difference ¥"),
            "",
            align="right",
            width=94,
            text=_difference,
            tone=_tone,
            bold=True,
        ),
        LineColumn("why", _("The payer's word"), "", width=150),
    ]


def _fen(key: str, title: str) -> LineColumn:
    return LineColumn(key, title, "", align="right", width=94, text=lambda row: yuan(row[key]))


def _difference(row: dict[str, Any]) -> str:
    if row["settled_fen"] is None:
        return "—"
    fen = int(row["settled_fen"]) - int(row["expected_fen"])
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen)


def _tone(row: dict[str, Any]) -> Tone:
    settled = row["settled_fen"]
    differs = settled is not None and int(settled) != int(row["expected_fen"])
    return Tone.WARN if differs else Tone.NEUTRAL


def _said(line: LineRow) -> str:
    """Return what the payer's row says, where no claim stands beside it."""
    if line.raw:
        return line.raw
    parts = (line.vin, line.plate, line.text, yuan(line.amount_fen))
    return " · ".join(part for part in parts if part)
