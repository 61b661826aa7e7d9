"""Added work: which line was added, why, and the service manager's word before it begins."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _, minute_text
from warrantydesk.services.add_ons import AddedKind, AddedLine
from warrantydesk.ui.acting_as import acting_as, people_of
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, DateTimeField, TextField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


def open_add_on(page: "ClaimPage") -> None:
    """Mark a line of the claim on a page as added work, or have it allowed."""
    claim = page.settled()
    if claim is None:
        return
    if not page.desk.add_ons.added_lines(claim.id):
        page.shell.tell(_("Enter the part or operation first; then say here that it was added."))
        return
    add_on_of(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def add_on_of(shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> "AddOnDialog":
    """Open the added work of a claim; ``done`` is called after each change."""
    dialog = AddOnDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class AddOnDialog(FormDialog):
    """The clerk marks, the service manager allows; he does so here under his own name."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Begin with the first line that waits, else without one."""
        number = claim.claim_number
        super().__init__(
            shell,
            _("Added work: {number}", number=number),
            _("&Save"),
            _("Work beyond the signed order is allowed by name and time before it begins."),
        )
        self._desk, self._claim, self._done = desk, claim, done
        form = self.form
        form.section("add_on", _("Added line"))
        self._lines: list[AddedLine] = desk.add_ons.added_lines(claim.id)
        choices = [(_key(one), _said(one)) for one in self._lines]
        form.add("line", _("Line"), ChoiceField(choices), required=True, span=12)
        form.add("reason", _("Why it was added"), TextField(), span=12)
        form.add("customer_agreed", _("How the customer agreed"), TextField(), span=6)
        form.add("begun_at", _("Work began at"), DateTimeField(), span=6)
        nobody = ("", _("nobody yet: it waits"))
        managers = [nobody, *people_of(desk, Role.SERVICE_MANAGER)]
        form.add("by", _("Allowed by"), ChoiceField(managers), span=12)
        form.section("lines", _("Added so far"), _("Enter brings a line into the fields"))
        self.model = ListModel(self._columns(), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("Added work so far"))
        self.table.set_empty(_("No line is marked as added work yet."))
        self.table.setFixedHeight(theme.h(7))
        form.add_block(self.table)
        self.table.opened.connect(self._take)
        added = [one for one in self._lines if one.add_on.added]
        self.model.show(added)
        waiting = next((one for one in added if one.waits), None)
        self._bring(waiting)
        self.foot.insertWidget(0, Button(_("&Not added after all"), clicked=self._unmark))
        self.foot.insertWidget(1, Button(_("&Print…"), clicked=self._print))
        self.setMinimumWidth(theme.h(36))

    def keep(self, values: dict[str, Any]) -> None:
        """Mark the line, and where a manager is named let him allow it."""
        one, by = self._line(values["line"]), values["by"]
        reason, agreed = values["reason"], values["customer_agreed"]
        add_ons, claim_id = self._desk.add_ons, self._claim.id
        if by:
            with acting_as(self._desk, by):
                add_ons.authorise_add_on(
                    claim_id, one.kind, one.line, reason, agreed, values["begun_at"]
                )
            words = _("{name} allows: {work}", name=self._desk.people.name_of(by), work=one.text)
        else:
            add_ons.mark_add_on(claim_id, one.kind, one.line, reason, agreed)
            words = _("Waits for the service manager: {work}", work=one.text)
        self._done()
        self.shell.toast(words)

    def _line(self, key: str) -> AddedLine:
        return next(one for one in self._lines if _key(one) == key)

    def _take(self, row: Any) -> None:
        if isinstance(row, AddedLine):
            self._bring(row)
            self.form.jump("reason")

    def _bring(self, one: AddedLine | None) -> None:
        add_on = one.add_on if one else None
        self.form.fill(
            {
                "line": _key(one) if one else None,
                "reason": add_on.reason if add_on else "",
                "customer_agreed": add_on.customer_agreed if add_on else "",
                "begun_at": add_on.begun_at if add_on else None,
                "by": "",
            },
            fresh=True,
        )

    def _unmark(self) -> None:
        key = self.form.field("line").value()
        if key is None:
            self.shell.tell(_("Choose the line first."))
            return
        one, verb = self._line(key), self._desk.add_ons.mark_add_on
        done = tried(
            self.shell, lambda: verb(self._claim.id, one.kind, one.line, "", "", added=False)
        )
        if done is not None:
            self._done()
            self.done(0)

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "add_on_sheet", self._claim.id)

    def _columns(self) -> list[Column]:
        return [
            Column("text", _("Work"), width=200, bold=True, stretch=True),
            Column("reason", _("Reason"), width=160, text=lambda one: one.add_on.reason),
            Column(
                "by",
                _("Allowed by"),
                width=150,
                text=self._allowed,
                second=lambda one: (
                    minute_text(one.add_on.authorised_at) if one.add_on.authorised_at else ""
                ),
                mark=lambda one: Mark.WARN if one.waits else Mark.OK,
            ),
        ]

    def _allowed(self, one: AddedLine) -> str:
        by = one.add_on.authorised_by
        return str(self._desk.people.name_of(by)) if by else _("waits for the manager")


def _key(one: AddedLine) -> str:
    return f"{one.kind} {one.line}"


def _said(one: AddedLine) -> str:
    kinds = {
        AddedKind.PART: _("Part"),
        AddedKind.LABOUR: _("Labour"),
        AddedKind.OTHER: _("Other"),
    }
    return f"{kinds[one.kind]} {one.line}　{one.text}"
