"""The banner of a label dialog: a batch that broke off, what is left of it, and what to do."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _, local
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.shell import Shell


class RestBanner(Surface):
    """Says when a batch broke off and how far it came; ``open_batch`` is what it speaks of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__("warn_tint", "b", parent=parent)
        self.head = MarkLabel(Mark.WARN, "", bold=True)
        self.words = ElidedWords("")
        self.drop = LinkButton(_("Let the rest go…"), delta=-0.5)
        self.open_batch: Any = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self.head)
        row.addWidget(self.words, 1)
        row.addWidget(self.drop)
        self.hide()

    def show_batch(self, open_batch: Any, error: str = "") -> None:
        """Show a batch of ``desk.labels.batches.unfinished()``; None hides the banner."""
        self.open_batch = open_batch
        self.setVisible(open_batch is not None)
        if open_batch is None:
            return
        batch = open_batch.batch
        at = f"{local(batch.made_at):%H:%M}" if batch.made_at else "—"
        self.head.show_mark(Mark.WARN, _("Last batch {time} broke off", time=at))
        said = self._said(open_batch)
        whole = f"{error} {said}" if error else said
        self.words.setText(whole)
        self.words.setToolTip(whole)

    @staticmethod
    def _said(open_batch: Any) -> str:
        sent, left, doubt = open_batch.sent, len(open_batch.left), len(open_batch.doubtful)
        whole = len(open_batch.jobs)
        if doubt:
            return _(
                "{sent} of {all} sent, {left} not, of {doubt} nobody knows. Print only the rest:"
                " no label comes twice unmarked.",
                sent=sent,
                all=whole,
                left=left - doubt,
                doubt=doubt,
            )
        return _(
            "{sent} of {all} sent to the printer, {left} not. Print only the rest: no label comes"
            " twice.",
            sent=sent,
            all=whole,
            left=left,
        )


def came_out(shell: Shell, open_batch: Any) -> Sequence[int] | None:
    """Ask for each label in doubt whether it came out; None when the clerk gives up asking."""
    lucky: list[int] = []
    for job in open_batch.doubtful:
        answer = shell.ask_choice(
            _("Did the label {tag} come out?", tag=job.subject),
            [("no", _("No, print it again, marked R")), ("yes", _("Yes, it is here"))],
        )
        if answer is None:
            return None
        if answer == "yes":
            lucky.append(job.id)
    return lucky
