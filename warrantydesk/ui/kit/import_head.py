"""The head of the import dialog: which file, what it becomes, from when, with which columns."""

from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.services.imports import Draft
from warrantydesk.services.imports.target import SubjectName
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.inputs import ChoiceField, DateField
from warrantydesk.ui.kit.labels import ElidedWords

AUTOMATIC = 0
_UNITS = ((1_000_000, "{n} MB"), (1_000, "{n} kB"))


class _Icon(QWidget):
    """The sign of a table file on its tint."""

    def __init__(self) -> None:
        super().__init__()
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(theme.h(2), theme.h(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.tokens()
        area = QRectF(self.rect())
        paint.box(painter, area, look.ok_tint, None, 6)
        side = theme.h(0.95)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(area.center())
        paint_icon(painter, spot, "table", look.ok)


class ImportHead(QWidget):
    """File at the left, choices at the right; choices without a choice are not shown."""

    subject_chosen = Signal(object)
    effective_chosen = Signal(object)
    replacing_chosen = Signal(bool)
    map_chosen = Signal(int)
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a file."""
        super().__init__(parent)
        self.name = ElidedWords("", bold=True, delta=0.5)
        self.facts = ElidedWords("", token="ink2", delta=-1)
        self.subject = ChoiceField()
        self.whole = ChoiceField(
            ((False, _("Changes these rows")), (True, _("Replaces the table")))
        )
        self.effective = DateField()
        self.map = ChoiceField()
        self.other = Button(_("Other file…"), clicked=self.other_asked.emit)
        self._icon = _Icon()
        self._cells: dict[str, FieldCell] = {}
        self._lay()
        self.subject.edited.connect(lambda: self.subject_chosen.emit(self.subject.value()))
        self.whole.edited.connect(lambda: self.replacing_chosen.emit(bool(self.whole.value())))
        self.effective.edited.connect(self._take_day)
        self.map.edited.connect(lambda: self.map_chosen.emit(int(self.map.value())))

    def _lay(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.facts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for key, label, field, width in (
            ("subject", _("Import as"), self.subject, 9.2),
            ("whole", _("The file"), self.whole, 8.4),
            ("effective", _("Effective from"), self.effective, 6.6),
            ("map", _("Column map"), self.map, 9.2),
        ):
            cell = FieldCell(key, label, field)
            cell.setFixedWidth(theme.h(width))
            self._cells[key] = cell
            row.addWidget(cell)
        side = QVBoxLayout()
        side.setContentsMargins(0, theme.h(0.95) + 3, 0, 0)
        side.addWidget(self.other)
        side.addStretch(1)
        row.addLayout(side)

    def show_draft(self, draft: Draft, subjects: tuple[SubjectName, ...], traits: Any) -> None:
        """Show a draft; ``traits`` is its target, which says what can be chosen."""
        self.name.setText(draft.book.file_name or _("Pasted block"))
        self.facts.setText(_facts(draft, traits))
        self.subject.set_choices(
            ((one.profile, one.name), f"{one.title} · {one.profile}") for one in subjects
        )
        self.subject.set_value((draft.subject.profile, draft.subject.name))
        self._cells["subject"].setVisible(len(subjects) > 1)
        self.whole.set_value(draft.subject.replaces)
        self._cells["whole"].setVisible(traits.may_replace)
        if not self.effective.hasFocus():
            self.effective.set_value(draft.subject.effective_from)
        self._cells["effective"].setVisible(traits.dated)
        self.map.set_choices(_maps(draft))
        self._cells["map"].setVisible(self.map.count() > 1)

    def show_icon(self, shown: bool) -> None:
        """Show the sign of the file, or give its room to the name."""
        self._icon.setVisible(shown)

    def show_map(self, number: int) -> None:
        """Show which remembered map is in use, 0 for none."""
        self.map.set_value(number)

    def _take_day(self) -> None:
        if self.effective.problem() is None:
            self.effective_chosen.emit(self.effective.value())


def _maps(draft: Draft) -> list[tuple[int, str]]:
    maps = [(AUTOMATIC, _("As recognised"))]
    for one in draft.remembered:
        day = date_text(local(one.used_at).date() if one.used_at else None)
        first = next((header for header in one.headers if header), "")
        maps.append((one.id, _("{header}… ({day})", header=first[:12], day=day)))
    return maps


def _facts(draft: Draft, traits: Any) -> str:
    sheet = draft.sheet.name
    count = len(draft.layout.body)
    rows = ngettext_("{count} row", "{count} rows", count, count=f"{count:,}")
    across = ngettext_("{n} column", "{n} columns", len(draft.columns))
    told = f"{rows} × {across}"
    says = traits.says(draft) if traits.keeps_all else ()
    size = _size(draft.book.size_bytes)
    return " · ".join(filter(None, (*says, sheet and f"“{sheet}”", told, size)))


def _size(size: int) -> str:
    for unit, words in _UNITS:
        if size >= unit:
            return words.format(n=f"{size / unit:.1f}".removesuffix(".0"))
    return ngettext_("{n} byte", "{n} bytes", size)
