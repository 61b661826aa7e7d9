"""The parts store: ask for the parts of a job, write down its answer and its issue note."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.work import STORE_NAMES, StoreLine, StoreRequest, StoreState
from warrantydesk.i18n import N_, _, date_text, minute_text
from warrantydesk.services.parts_store import expected_on
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.inputs import DateField, TextField
from warrantydesk.ui.kit.line_table import LineColumn, LineTable, Row
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import said, tried
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


def open_store(page: "ClaimPage") -> None:
    """Show the newest request of the claim on a page, or begin one."""
    claim = page.settled()
    if claim is not None:
        store_of(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def store_of(
    shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]
) -> "AskStoreDialog | AnswerDialog":
    """Open the request that stands, else a new one; ``done`` is called after each change."""
    asked = [one for one in desk.parts_store.of_claim(claim.id) if not one.void_reason]
    dialog: AskStoreDialog | AnswerDialog = (
        AnswerDialog(shell, desk, claim, asked[-1], done)
        if asked
        else AskStoreDialog(shell, desk, claim, done)
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class RequestLines(LineTable):
    """The parts of a request; asked for first, then answered."""

    def __init__(self, *, answering: bool) -> None:
        """``answering``: what is asked for stands, the store's answer is typed."""
        kind = "" if answering else "code"
        columns = [
            LineColumn("part_no", _("Part number"), kind, width=130, bold=True),
            LineColumn("name", _("Part name"), kind and "text", width=150, stretch=True),
            LineColumn("quantity", _("Pieces wanted"), kind and "number", "right", width=74),
        ]
        if answering:
            columns += [
                LineColumn("in_stock", _("In stock"), "number", "right", width=70),
                LineColumn("arrives_on", _("Arrives on"), "date", width=124),
                LineColumn("note", _("Remark"), "text", width=130),
            ]
        super().__init__(columns, {"quantity": 1})
        self.setAccessibleName(_("Parts of the request"))

    def sizeHint(self) -> QSize:
        """Room for some lines from the beginning."""
        return super().sizeHint().expandedTo(QSize(0, theme.h(7)))

    def lines(self) -> tuple[StoreLine, ...]:
        """Return the lines; one without a number and a name is none."""
        return tuple(_line(row) for row in self.value() if row.get("part_no") or row.get("name"))


class AskStoreDialog(FormDialog):
    """Begins with the parts of the claim."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Wanted today by default."""
        number = claim.claim_number
        super().__init__(shell, _("Ask the parts store: {number}", number=number), _("&Ask"))
        self._desk, self._claim, self._done = desk, claim, done
        form = self.form
        form.section(
            "request",
            _("Request to the store"),
            _("Insert adds a part, Ctrl+Delete takes one away"),
        )
        form.add("wanted_on", _("Wanted on"), DateField(), span=4)
        self.lines = RequestLines(answering=False)
        form.add_block(self.lines, "lines")
        suggested = [_row(one) for one in desk.parts_store.suggested(claim.id)]
        form.fill({"wanted_on": desk.bench.today, "lines": suggested}, fresh=True)
        self.setMinimumWidth(theme.h(36))

    def keep(self, values: dict[str, Any]) -> None:
        """Ask under a number of its own; the sheet for the store follows."""
        lines = self.lines.lines()
        if not lines:
            raise refused(INVALID, N_("Name the part that is asked for."), "lines")
        asked = self._desk.parts_store.ask(self._claim.id, lines, values["wanted_on"])
        self._done()
        self.shell.toast(_("{number} is asked of the parts store", number=asked.number))
        open_paper(self.shell, self._desk, "parts_request", self._claim.id)

    def _refuse(self, error: Refused) -> None:
        super()._refuse(error)
        self.lines.show_findings(_in_lines(error))


class AnswerDialog(FormDialog):
    """What the store has, when the rest arrives, and its issue note."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        claim: Claim,
        asked: StoreRequest,
        done: Callable[[], object],
    ) -> None:
        """Show the request as it stands."""
        number = asked.number
        super().__init__(shell, _("Request to the parts store {number}", number=number), _("&Save"))
        self._desk, self._claim, self._asked, self._done = desk, claim, asked, done
        self.say(self._stands())
        form = self.form
        form.section("issue", _("Issue note"), _("traces the parts that are claimed"))
        form.add("issue_no", _("Issue note no."), TextField(), span=6)
        form.add("issued_on", _("Parts issued on"), DateField(), span=6)
        form.section("lines", _("Answer of the store"))
        self.lines = RequestLines(answering=True)
        form.add_block(self.lines, "rows")
        day = asked.issued_on or desk.bench.today
        rows = [_row(one) for one in asked.lines]
        form.fill({"issue_no": asked.issue_no, "issued_on": day, "rows": rows}, fresh=True)
        self._rows = self.lines.value()
        for place, (words, verb) in enumerate(
            (
                (_("&Void…"), self._void),
                (_("&Print…"), self._print),
                (_("Ask for &more…"), self._more),
            )
        ):
            self.foot.insertWidget(place, Button(words, clicked=verb))
        self.setMinimumWidth(theme.h(40))

    def keep(self, values: dict[str, Any]) -> None:
        """Keep the answer where it was changed, and the issue note where it is new."""
        store, asked = self._desk.parts_store, self._asked
        issue = (values["issue_no"], values["issued_on"])
        if self.lines.value() != self._rows:
            self._asked = store.answer(asked.id, self.lines.lines())
            self._rows = self.lines.value()
        if issue[0] and issue != (asked.issue_no, asked.issued_on):
            self._asked = store.issue(asked.id, *issue)
        self._done()
        self.shell.toast(self._stands())

    def _refuse(self, error: Refused) -> None:
        super()._refuse(error)
        self.lines.show_findings(_in_lines(error))

    def _stands(self) -> str:
        asked, expected = self._asked, expected_on(self._asked)
        said = _(
            "{state}, asked by {name} on {at}.",
            state=_(STORE_NAMES[asked.state]),
            name=self._desk.people.name_of(asked.asked_by),
            at=minute_text(asked.asked_at) if asked.asked_at else "—",
        )
        if expected and asked.state is not StoreState.ISSUED:
            come = _("The last part is expected on {day}.", day=date_text(expected))
            return f"{said} {come}"
        return said

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why is the request void?"))
        if reason is None:
            return
        verb = self._desk.parts_store.void
        if tried(self.shell, lambda: verb(self._asked.id, reason)) is not None:
            self._done()
            self.done(0)

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "parts_request", self._claim.id)

    def _more(self) -> None:
        self.done(0)
        dialog = AskStoreDialog(self.shell, self._desk, self._claim, self._done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _row(one: StoreLine) -> Row:
    return {
        "part_no": one.part_no,
        "name": one.name,
        "quantity": one.quantity,
        "in_stock": one.in_stock,
        "arrives_on": one.arrives_on,
        "note": one.note,
    }


def _line(row: Row) -> StoreLine:
    return StoreLine(
        str(row.get("part_no") or ""),
        str(row.get("name") or ""),
        int(row.get("quantity") or 0),
        row.get("in_stock"),
        row.get("arrives_on"),
        str(row.get("note") or ""),
    )


def _in_lines(error: Refused) -> list[FindingView]:
    found = (one for one in error.findings if one.field.startswith("lines["))
    return [FindingView(one.field, Mark.BLOCK, said(one)) for one in found]
