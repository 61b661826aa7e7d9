"""Technicians' hours on a claim: clock on, clock off, enter from a job card, lay beside claimed."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.person import Role
from warrantydesk.domain.work import WorkTime
from warrantydesk.i18n import _, minute_text
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, DateTimeField, TextField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


def open_work(page: "ClaimPage") -> None:
    """Show the hours of the claim on a page."""
    claim = page.settled()
    if claim is not None:
        work_on(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def work_on(shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> "WorkDialog":
    """Open the hours of a claim; ``done`` is called after each change."""
    dialog = WorkDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class WorkDialog(FormDialog):
    """A clock without an end runs; Enter on a row stops it, or brings it back to be changed."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Begin with the technician of the repair, now."""
        number = claim.claim_number
        super().__init__(shell, _("Technicians' hours: {number}", number=number), _("&Save"))
        self._desk, self._claim, self._done = desk, claim, done
        self._old: WorkTime | None = None
        form = self.form
        form.section("time", _("Hours"), _("without an end the clock runs"))
        people = self._technicians()
        form.add("technician", _("Technician"), ChoiceField(people), required=True, span=4)
        operations = [("", "—"), *((one.code, _said(one)) for one in claim.labour_lines)]
        form.add("labour_code", _("Operation"), ChoiceField(operations), span=8)
        form.add("started_at", _("Clock on"), DateTimeField(), required=True, span=4)
        form.add("ended_at", _("Clock off"), DateTimeField(), span=4)
        form.add("note", _("Remark"), TextField(), span=4)
        form.section("times", _("So far"), _("Enter: clock off or change, Delete: void"))
        self.model = ListModel(self._columns(), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("Hours so far"))
        self.table.set_empty(_("Nobody was clocked on this job yet."))
        self.table.setFixedHeight(theme.h(8))
        form.add_block(self.table)
        self.table.opened.connect(self._take)
        self.foot.insertWidget(0, Button(_("&Job card…"), clicked=self._print))
        self.setMinimumWidth(theme.h(38))
        self.read()
        self._begin()

    def read(self) -> None:
        """Read the hours again and lay their sum beside what is claimed."""
        work = self._desk.work
        self._clashes: dict[int, str] = work.clashes(self._claim.id)
        self.model.show(work.times(self._claim.id))
        hours = work.hours(self._claim.id)
        said = _(
            "{clocked} h clocked, {claimed} h claimed.",
            clocked=f"{hours.clocked:.2f}",
            claimed=f"{hours.claimed:.2f}",
        )
        if self._clashes:
            others = ", ".join(dict.fromkeys(self._clashes.values()))
            clash = _("At the same time a clock ran on {numbers}: mend it.", numbers=others)
            said = f"{said}\n{clash}"
        self.say(said)

    def keep(self, values: dict[str, Any]) -> None:
        """Start a clock, or enter hours with both times."""
        work, claim_id, now = self._desk.work, self._claim.id, self._desk.bench.now
        code, note = values["labour_code"] or "", values["note"]
        began, ended = _now_at_most(values["started_at"], now), values["ended_at"]
        if ended is None and self._old is None:
            work.clock_on(claim_id, values["technician"], code, began, note)
            words = _("{name} is clocked on", name=self._name(values["technician"]))
        elif ended is None and self._old is not None:
            work.clock_off(self._old.id)
            words = _("{name} is clocked off", name=self._name(self._old.technician))
        else:
            old = self._old
            work.save_time(
                claim_id,
                values["technician"],
                began,
                _now_at_most(ended, now),
                code,
                note,
                old.id if old else None,
                old.version if old else None,
            )
            words = _("The hours of {name} are saved", name=self._name(values["technician"]))
        self._tell(words)

    def _tell(self, words: str) -> None:
        self._done()
        clashes = self._desk.work.clashes(self._claim.id)
        if clashes:
            numbers = ", ".join(dict.fromkeys(clashes.values()))
            self.shell.toast(
                _("At the same time a clock ran on {numbers}: mend it.", numbers=numbers), warn=True
            )
        else:
            self.shell.toast(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete voids the hours in hand."""
        if event.key() == Qt.Key.Key_Delete and self.focusWidget() is self.table:
            self._void()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        people = [login for login, _name in self._technicians()]
        own = self._claim.visit.technician
        main = next((one.code for one in self._claim.labour_lines if one.main), "")
        self.form.fill(
            {
                "technician": own if own in people else (people[0] if len(people) == 1 else None),
                "labour_code": main,
                "started_at": self._desk.bench.now,
                "ended_at": None,
                "note": "",
            },
            fresh=True,
        )

    def _take(self, row: Any) -> None:
        """Stop a running clock; bring an ended one back into the fields."""
        if not isinstance(row, WorkTime):
            return
        if row.ended_at is None:
            if tried(self.shell, lambda: self._desk.work.clock_off(row.id)) is not None:
                self._tell(_("{name} is clocked off", name=self._name(row.technician)))
                self.read()
            return
        self._old = row
        self.form.fill(row, fresh=True)
        self.form.jump("started_at")

    def _void(self) -> None:
        row = self.table.row()
        if not isinstance(row, WorkTime):
            return
        reason = self.shell.ask_text(_("Why are these hours void?"))
        if reason is None:
            return
        if tried(self.shell, lambda: self._desk.work.void_time(row.id, reason)) is not None:
            self._done()
            self.read()

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "job_card", self._claim.id)

    def _technicians(self) -> list[tuple[str, str]]:
        """Return who works in the shop; also a name that only the claim or its hours know."""
        people = self._desk.people.all()
        fit = {one.login: one.name for one in people if one.may_act_as(Role.TECHNICIAN)}
        known = {one.technician for one in self._desk.work.times(self._claim.id)}
        for name in (self._claim.visit.technician, *sorted(known)):
            if name:
                fit.setdefault(name, self._name(name))
        return list(fit.items())

    def _name(self, login: str) -> str:
        return str(self._desk.people.name_of(login))

    def _columns(self) -> list[Column]:
        return [
            Column(
                "technician",
                _("Technician"),
                width=110,
                text=lambda one: self._name(one.technician),
                mark=lambda one: Mark.WARN if one.id in self._clashes else None,
                bold=True,
            ),
            Column("labour_code", _("Operation"), width=90),
            Column(
                "started_at",
                _("Clock on"),
                width=120,
                text=lambda o: minute_text(o.started_at),
                value=lambda o: o.started_at,
                holds=Holds.MOMENT,
            ),
            Column(
                "ended_at",
                _("Clock off"),
                width=120,
                text=lambda o: minute_text(o.ended_at) if o.ended_at else _("runs"),
            ),
            Column("hours", _("Hours"), "right", width=56, text=_hours),
            Column("note", _("Remark"), width=140, stretch=True, second=self._clash),
        ]

    def _clash(self, one: WorkTime) -> str:
        number = self._clashes.get(one.id)
        return _("also clocked on {number}", number=number) if number else ""


def _said(line: Any) -> str:
    return " ".join(filter(None, (line.code, line.name)))


def _hours(one: WorkTime) -> str:
    if one.ended_at is None:
        return ""
    return f"{(one.ended_at - one.started_at) / timedelta(hours=1):.2f}"


def _now_at_most(at: Any, now: Any) -> Any:
    """The field shows minutes: this very minute is not one of the future."""
    return min(at, now) if at.replace(second=0, microsecond=0) <= now else at
