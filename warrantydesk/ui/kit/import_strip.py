"""The line over the columns: how many are known, where the header is, sheet and encoding."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _, list_text
from warrantydesk.services.imports import Draft
from warrantydesk.services.imports.columns import Found
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.tokens import Tone


class ColumnsStrip(QWidget):
    """Counts in words left, choices and links right."""

    sheet_chosen = Signal(int)
    encoding_chosen = Signal(str)
    accepted = Signal()
    remembered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without columns."""
        super().__init__(parent)
        self.known, self.suggested = StatusChip(), StatusChip()
        self.out, self.missing = StatusChip(), StatusChip()
        self.words = ElidedWords("", token="ink2", delta=-1)
        self.sheet, self.encoding = ChoiceField(), ChoiceField()
        self.accept_link = LinkButton(
            _("Accept suggestions"), icon="tick", clicked=self.accepted.emit
        )
        self.keep_link = LinkButton(
            _("Remember these columns"), icon="save", clicked=self.remembered.emit
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(Words(_("Columns"), bold=True))
        for chip in (self.known, self.suggested, self.out, self.missing):
            row.addWidget(chip)
        row.addWidget(self.words, 1)
        for field, name in ((self.sheet, _("Sheet")), (self.encoding, _("Encoding"))):
            field.setAccessibleName(name)
            field.setToolTip(name)
            row.addWidget(field)
        row.addWidget(self.accept_link)
        row.addWidget(self.keep_link)
        self.sheet.edited.connect(lambda: self.sheet_chosen.emit(self.sheet.value()))
        self.encoding.edited.connect(lambda: self.encoding_chosen.emit(self.encoding.value()))
        self.restyle()

    def restyle(self) -> None:
        """Take the widths anew."""
        self.sheet.setMaximumWidth(theme.h(9))
        self.encoding.setMaximumWidth(theme.h(6))

    def show_draft(self, draft: Draft) -> None:
        """Show what is known of the columns of a draft."""
        counts = Counter(_group(column.field, column.found) for column in draft.columns)
        self._count(self.known, _("{n} known", n=counts["known"]), Tone.NEUTRAL, counts["known"])
        told = _("{n} suggested", n=counts["suggested"])
        self._count(self.suggested, told, Tone.ACCENT, counts["suggested"])
        self._count(self.out, _("{n} left out", n=counts["out"]), Tone.NEUTRAL, counts["out"])
        missing = list_text(_(one.title) for one in draft.missing())
        self.missing.show_state(
            _("missing: {fields}", fields=missing) if missing else "", Tone.DANGER
        )
        self.words.setText(_layout_words(draft))
        self.accept_link.setVisible(bool(counts["suggested"]))
        self._offer_sheets(draft)
        self._offer_encodings(draft)

    def _offer_sheets(self, draft: Draft) -> None:
        sheets = draft.book.sheets
        self.sheet.set_choices(
            (n, _("{sheet} (hidden)", sheet=sheet.name) if sheet.hidden else sheet.name)
            for n, sheet in enumerate(sheets)
            if sheet.rows
        )
        self.sheet.set_value(draft.sheet_index)
        self.sheet.setVisible(self.sheet.count() > 1)

    def _offer_encodings(self, draft: Draft) -> None:
        book = draft.book
        every = dict.fromkeys(filter(None, (book.encoding, *book.encodings)))
        self.encoding.set_choices((name, name.upper()) for name in every)
        self.encoding.set_value(book.encoding)
        self.encoding.setVisible(len(every) > 1 and draft.file is not None)

    @staticmethod
    def _count(chip: StatusChip, text: str, tone: Tone, n: int) -> None:
        chip.show_state(text if n else "", tone)


def _group(field: str, found: Found) -> str:
    if not field:
        return "out"
    return "suggested" if found is Found.CONTENT else "known"


def _layout_words(draft: Draft) -> str:
    layout = draft.layout
    if not layout.header_rows:
        return _("no header found")
    first = layout.header_rows[0] + 1
    above = [row for row in layout.skipped if row < layout.first_row]
    below = len(layout.skipped) - len(above)
    told = [_("header in row {row}", row=first)]
    if above:
        told.append(_("{n} skipped above", n=len(above)))
    if below:
        told.append(_("{n} skipped below: totals, notes, blank rows", n=below))
    return list_text(told)
