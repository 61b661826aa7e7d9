"""Small dialogs of a claim: the customer signs, warnings are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from warrantydesk.domain.finding import Finding
from warrantydesk.domain.visit import SIGNED_PAPER_NAMES, SignedPaper
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, DateTimeField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.signature_pad import SignaturePad
from warrantydesk.ui.refusals import said


class SignDialog(AskDialog):
    """Which paper the customer signed, under what name, when; drawn here or on the paper."""

    def __init__(
        self,
        name: str,
        now: datetime,
        *,
        may_skip: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``may_skip`` offers to go on without a signature for a reason."""
        yes = _("Start inspection") if may_skip else _("Record the signature")
        super().__init__(_("The customer signs"), yes, parent)
        self._now = now
        papers = [(paper, _(words)) for paper, words in SIGNED_PAPER_NAMES.items()]
        self.paper, self.name, self.at = ChoiceField(papers), TextField(), DateTimeField()
        self.reason = TextField(_("Why the work begins without a signature"))
        self.pad = SignaturePad()
        self.again = Button(_("&Empty the field"), clicked=self.pad.clear)
        self.how = ChoiceField(
            [
                (True, _("The customer has signed the work authorisation")),
                (False, _("Begin without a signature")),
            ]
        )
        self.how.set_value(True)
        self.how.setAccessibleName(_("Signature"))
        self.paper.set_value(SignedPaper.WORK_AUTHORISATION)
        self.name.set_value(name)
        self.at.set_value(now)
        self._form = QFormLayout()
        self._form.setSpacing(8)
        rows: list[tuple[str, Any]] = [
            (_("Paper"), self.paper),
            (_("Full name"), self.name),
            (_("Signed at"), self.at),
            (_("Reason"), self.reason),
        ]
        if may_skip:
            self.content.addWidget(self.how)
        for words, field in rows:
            field.setAccessibleName(words)
            self._form.addRow(Words(words, token="ink2"), field)
            field.edited.connect(self._judge)
        drawn = QVBoxLayout()
        drawn.setSpacing(4)
        drawn.addWidget(self.pad)
        drawn.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.addRow(Words(_("Drawn signature"), token="ink2"), drawn)
        self._drawn = drawn
        self.pad.edited.connect(self._judge)
        self._form.setRowVisible(self.paper, not may_skip)
        self.content.addLayout(self._form)
        self.how.edited.connect(self._judge)
        self._judge()

    def is_signed(self) -> bool:
        """Say whether a signature is recorded, rather than a reason."""
        return bool(self.how.value())

    def _judge(self) -> None:
        signed = self.is_signed()
        for field in (self.name, self.at):
            self._form.setRowVisible(field, signed)
        self._form.setRowVisible(self._drawn, signed)
        self.again.setEnabled(bool(self.pad.value()))
        self._form.setRowVisible(self.reason, not signed)
        if not signed:
            self.hold("" if self.reason.value() else _("The reason is missing."))
        elif not self.name.value():
            self.hold(_("The name of who signed is missing."))
        else:
            self.hold(self.at.problem() or ("" if self.at.value() else _("The time is missing.")))


class WarningsDialog(AskDialog):
    """Every warning with a line for the reason why the claim goes out all the same."""

    answered = Signal(dict)

    def __init__(
        self, warnings: Sequence[Finding], notes: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """One reason a rule; ``notes`` are only shown."""
        super().__init__(_("Submit with warnings"), _("Submit"), parent)
        self._reasons: dict[str, TextField] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            Words(
                _("Say of each why the claim is right as it is; it is kept with the version."),
                token="ink2",
                wrap=True,
            )
        )
        for rule in dict.fromkeys(found.rule for found in warnings):
            self._add_rule(column, rule, [one for one in warnings if one.rule == rule])
        for note in notes:
            column.addWidget(MarkLabel(Mark.INFO, note))
        column.addStretch(1)
        self.content.addWidget(Scroll(inner), 1)
        self.resize(theme.h(34), min(theme.h(28), theme.h(9) + theme.h(5) * len(self._reasons)))
        self.accepted.connect(lambda: self.answered.emit(self.reasons()))
        self._judge()

    def reasons(self) -> dict[str, str]:
        """Return the reasons by rule."""
        return {rule: field.value() for rule, field in self._reasons.items()}

    def field(self, rule: str) -> TextField:
        """Return the line of a rule's reason."""
        return self._reasons[rule]

    def _add_rule(self, column: QVBoxLayout, rule: str, findings: Sequence[Finding]) -> None:
        for found in findings:
            column.addWidget(MarkLabel(Mark.WARN, said(found), bold=True))
        why = findings[0]
        if why.why:
            column.addWidget(Words(_(why.why), token="ink2", delta=-1, wrap=True))
        field = TextField(_("Reason"))
        field.setAccessibleName(_("Reason for: {warning}", warning=said(why)))
        field.edited.connect(self._judge)
        field.returnPressed.connect(self._go_on)
        column.addWidget(field)
        column.addSpacing(6)
        self._reasons[rule] = field

    def _go_on(self) -> None:
        """Enter goes to the next reason that is missing."""
        missing = next((one for one in self._reasons.values() if not one.value()), None)
        if missing is not None:
            missing.setFocus()

    def _judge(self) -> None:
        open_ones = sum(1 for field in self._reasons.values() if not field.value())
        words = ngettext_("{n} reason is missing", "{n} reasons are missing", open_ones)
        self.hold(words if open_ones else "")
