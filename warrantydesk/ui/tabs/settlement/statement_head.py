"""The head of a statement: number, state, payer, where it came from; its menu."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.settlement.statement import OPEN_STATES, STATEMENT_STATE_NAMES
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.settlement.views import StatementView
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.settlement.statement_words import STATE_TONES


class StatementHead(QWidget):
    """One line above the figures."""

    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a statement."""
        super().__init__(parent)
        self.number = Words("", delta=3, bold=True).selectable()
        self.chip = StatusChip()
        self.words = ElidedWords(token="ink2")
        self.more = IconButton("more", _("More"), clicked=self.more_asked.emit)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(10)
        row.addWidget(self.number)
        row.addWidget(self.chip)
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """Press the line together in a low window."""
        self._row.setContentsMargins(16, 3 if short else 9, 10, 2 if short else 6)

    def show_view(self, view: StatementView) -> None:
        """Show a statement."""
        statement = view.statement
        self.number.setText(statement.maker_number or statement.number)
        tone = STATE_TONES.get(statement.state, Tone.ACCENT)
        words = _(STATEMENT_STATE_NAMES[statement.state])
        if statement.state in OPEN_STATES and view.counts.lines() and not view.counts.undecided:
            tone, words = Tone.ACCENT, _("to be confirmed")
        self.chip.show_state(words, tone)
        self.words.setText(" · ".join(part for part in words_of(view) if part))


def words_of(view: StatementView) -> list[str]:
    """Return what the head says beside the number, part by part."""
    statement = view.statement
    source = _("keyed in")
    if statement.file_name:
        source = _("from {file}", file=statement.file_name)
    return [
        f"{view.payer_name} {statement.period}".strip(),
        ngettext_("{n:,} line", "{n:,} lines", view.counts.lines()),
        source,
        statement.number if statement.maker_number else "",
        _("amounts were with tax") if statement.tax_included else "",
        _("corrects {number}", number=statement.corrects) if statement.corrects else "",
    ]
