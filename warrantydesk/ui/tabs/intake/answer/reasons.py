"""What the maker gave as its reasons, each with what is to be done about it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.claim.answer import AnswerLine, LineKind
from warrantydesk.i18n import _
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.intake.answer.amount_rows import Reasons
from warrantydesk.ui.tabs.intake.answer.words import action_words, reason_words


class ReasonRows(QWidget):
    """A line for each reason that speaks of the claim as a whole, its remedy below."""

    def __init__(self) -> None:
        """Start without reasons."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(2)
        self._shown: list[tuple[str, str]] = []

    def show_reasons(self, said: Sequence[AnswerLine], reasons: Reasons) -> None:
        """Show reasons; those of single lines stand in the table."""
        rows = [
            (
                reason_words(reasons, one.reason_code, one.reason_text),
                action_words(reasons, one.reason_code),
            )
            for one in said
            if one.kind is LineKind.CLAIM
        ]
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, action in rows:
            self._column.addWidget(MarkLabel(Mark.REFUSED, words, bold=True))
            if action:
                line = Words(_("What to do: {action}", action=action), token="ink2", wrap=True)
                line.setContentsMargins(20, 0, 0, 4)
                self._column.addWidget(line)

    def rows(self) -> list[tuple[str, str]]:
        """Return reasons and remedies as shown."""
        return list(self._shown)
