"""Small dialogs over a statement: who signed, when the payer paid, what a line is for."""

from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.domain.settlement.statement_views import LineRow
from warrantydesk.i18n import _
from warrantydesk.services.settlement.deciding import LinePart
from warrantydesk.ui.acting_as import acting_as, people_of
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import ChoiceField, DateField, TextField
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import at_field
from warrantydesk.ui.shell import Shell

PARTS = "parts"
BLANK_ROWS = 3


class SignDialog(FormDialog):
    """Who of finance agreed to the differences, and when."""

    def __init__(self, shell: Shell, desk: Any, statement: Statement) -> None:
        """Begin with today."""
        number = statement.maker_number or statement.number
        super().__init__(
            shell,
            _("Signature of finance · {number}", number=number),
            _("&Signed"),
            _(
                "The desk has signed by confirming. Finance signs here under the own name, or "
                "write down who signed on paper."
            ),
        )
        self._desk, self._statement = desk, statement
        self.form.section("sign", _("Signature"))
        people = [("", _("on paper")), *people_of(desk, Role.FINANCE)]
        self.form.add("by", _("Signs here"), ChoiceField(people), span=8)
        self.form.add("on", _("On"), DateField(), required=True, span=4)
        self.form.add("name", _("Who signed on paper"), TextField(), span=8)
        acting = desk.people.acting
        by = acting.login if acting.may_act_as(Role.FINANCE) else ""
        self.form.fill({"name": statement.signed_by, "on": desk.bench.today, "by": by})

    def keep(self, values: dict[str, Any]) -> None:
        """Let finance sign, or write down who signed on paper."""
        sign, number, by = self._desk.statements.sign, self._statement.id, values["by"]
        if by:
            with acting_as(self._desk, by):
                sign(number, self._desk.people.name_of(by), values["on"])
        else:
            sign(number, values["name"] or "", values["on"])


class RemitDialog(FormDialog):
    """When the payer says he has paid, and under which number."""

    def __init__(self, shell: Shell, desk: Any, statement: Statement) -> None:
        """Begin with today."""
        number = statement.maker_number or statement.number
        super().__init__(
            shell,
            _("Payment notice · {number}", number=number),
            _("&Note it"),
            _("The money counts once its receipt is confirmed."),
        )
        self._desk, self._statement = desk, statement
        self.form.section("remit", _("Payment notice"))
        self.form.add("on", _("Paid on"), DateField(), required=True, span=4)
        self.form.add("remittance", _("Number of the payment"), TextField(), span=8)
        self.form.fill({"on": desk.bench.today, "remittance": statement.remittance})

    def keep(self, values: dict[str, Any]) -> None:
        """Note the payment."""
        self._desk.statements.remit(self._statement.id, values["on"], values["remittance"] or "")


class SplitDialog(FormDialog):
    """A line that stands for several claims: what of it is for which."""

    def __init__(self, shell: Shell, desk: Any, line: LineRow) -> None:
        """Begin with the claim of the line, or with its candidates."""
        row = _("Row {row}", row=line.row)
        number = line.maker_number or line.claim_number or line.own_number or row
        super().__init__(
            shell,
            _("Split {number}", number=number),
            _("&Split"),
            _("The parts come to {amount} together.", amount=yuan(line.amount_fen)),
        )
        self._desk, self._line = desk, line
        self.form.section("split", _("Claims of this line"), _("Insert adds a row"))
        self.table = LineTable(
            [
                LineColumn("number", _("Our number"), "code", width=200, stretch=True),
                LineColumn("amount_fen", _("Amount ¥"), "money", align="right", width=130),
            ],
            {"number": "", "amount_fen": None},
        )
        self.table.setAccessibleName(_("Claims of this line"))
        self.form.add_block(self.table, PARTS)
        self.form.fill({PARTS: self._first_rows()})
        self.table.edited.connect(self._say_left)
        self.setMinimumWidth(theme.h(30))

    def _first_rows(self) -> list[Row]:
        line, claims = self._line, self._desk.claims
        ids = [line.claim_id] if line.claim_id else line.candidates
        numbers = [claims.get(one).claim_number for one in ids]
        rows: list[Row] = [{"number": one, "amount_fen": None} for one in numbers]
        rows += [{"number": "", "amount_fen": None} for _n in range(BLANK_ROWS - len(rows))]
        return rows

    def left_fen(self) -> int:
        """Return what of the line has no claim yet."""
        given = sum(int(row["amount_fen"] or 0) for row in self.table.value())
        return (self._line.amount_fen or 0) - given

    def _say_left(self) -> None:
        left = self.left_fen()
        words = _("{amount} left to be given", amount=yuan(left)) if left else ""
        self.note.show_mark(Mark.WARN if left else None, words)

    def keep(self, values: dict[str, Any]) -> None:
        """Split the line; Refused(INVALID) at the parts where a number names no claim."""
        rows = [row for row in self.table.value() if row["number"] or row["amount_fen"]]
        parts = [
            LinePart(claim_of(self._desk, row["number"], PARTS), int(row["amount_fen"] or 0))
            for row in rows
        ]
        self._desk.statements.split(self._line.id, parts)


def claim_of(desk: Any, number: str, field: str) -> int:
    """Return the claim of a number; Refused at ``field``."""
    return int(at_field(field, lambda: desk.claims.by_number(number or "—")).id)
