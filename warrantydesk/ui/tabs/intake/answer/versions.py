"""Two versions of a claim side by side: only what differs, the new value on a tint."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Submission
from warrantydesk.i18n import _, minute_text, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.table import Column, ListModel
from warrantydesk.ui.kit.table_delegate import TableDelegate
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.intake.answer.fitted import FittedTable

NOW = 0
"""The claim as it stands, beside the versions that went out."""


class _NewOnTint(TableDelegate):
    """Lays the accent's tint under the new values."""

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        super().paint(painter, option, index)
        row = index.model().row_at(index.row())
        column = index.model().columns[index.column()]
        if row is None or column.key != "new" or not row.new:
            return
        look = theme.tokens()
        area = QRectF(option.rect).adjusted(INSET - 4, 4, -4, -5)
        area.setWidth(min(paint.width_of(row.new) + 10, area.width()))
        paint.box(painter, area, look.accent_tint, None, 4)
        paint.words(painter, area.adjusted(5, 0, -5, 0), row.new, look.ink)


class VersionPane(QWidget):
    """Which two versions, how much differs, and the rows of what differs."""

    def __init__(
        self, differences: Callable[[int, int], Any], printed: Callable[[list[int]], object]
    ) -> None:
        """``differences`` compares two versions, ``printed`` opens the forms of some."""
        super().__init__()
        self._differences, self._printed = differences, printed
        self.old, self.new = ChoiceField(), ChoiceField()
        self.old.setAccessibleName(_("Old version"))
        self.new.setAccessibleName(_("New version"))
        self._arrow = Words("↔", token="ink2")
        self._different, self._same = StatusChip(), StatusChip()
        self._story = ElidedWords(token="ink2", delta=-1)
        self.pdf = LinkButton(_("PDF side by side"), icon="pdf", clicked=self._open_both)
        self._model = ListModel(_columns())
        self.table = FittedTable(self._model, _("What differs"))
        self.table.setItemDelegate(_NewOnTint(self.table))
        self._none = Words(token="ink2", wrap=True)
        self._lay_out()
        self.old.edited.connect(self._compare)
        self.new.edited.connect(self._compare)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.old, self._arrow, self.new, self._different, self._same):
            head.addWidget(widget)
        head.addWidget(self._story, 1)
        head.addWidget(self.pdf)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.table)

    def show_versions(self, versions: Sequence[Submission], story: str, editable: bool) -> None:
        """Offer the versions of a claim; an ``editable`` one is compared as it stands, too."""
        choices = [(one.number, f"v{one.number}　{minute_text(one.taken_at)}") for one in versions]
        if editable:
            choices.append((NOW, _("As it stands now")))
        for field in (self.old, self.new):
            field.set_choices(choices)
        keys = [key for key, _text in choices]
        self._story.setText(story)
        self.pdf.setText(_("PDF side by side") if len(versions) > 1 else _("Claim form, PDF"))
        if len(keys) > 1:
            self.old.set_value(keys[-2])
            self.new.set_value(keys[-1])
        elif keys:
            self.old.set_value(keys[0])
            self.new.set_value(keys[0])
        self._compare()

    def _compare(self) -> None:
        old, new = self.old.value(), self.new.value()
        one = self.old.count() < 2
        for widget in (self.new, self._arrow):
            widget.setVisible(not one)
        found = None
        if not one and old is not None and new is not None and old != new:
            found = self._differences(old, new)
        changes = list(found.changes) if found is not None else []
        self._model.show(changes)
        self.table.setVisible(bool(changes))
        self._say(one, changes, found)

    def _say(self, one: bool, changes: list[Any], found: Any) -> None:
        number = len(changes)
        told = ngettext_("{n} different", "{n} different", number) if found is not None else ""
        self._different.show_state(told, Tone.ACCENT)
        same = found.same if found is not None else 0
        self._same.show_state(ngettext_("{n} alike", "{n} alike", same) if same else "")
        words = ""
        if one:
            words = _("Only one version went out so far.")
        elif found is not None and not changes:
            words = _("Nothing differs between the two.")
        self._none.setText(words)
        self._none.setVisible(bool(words))

    def _open_both(self) -> None:
        """Show the forms of both versions; the one that stands now has none."""
        wanted = dict.fromkeys((self.old.value(), self.new.value()))
        self._printed([number for number in wanted if number])


def _field(row: Any) -> str:
    """Return what differs, with the number of its line."""
    name = _(row.label)
    return _("{field}, line {n}", field=name, n=row.line) if row.line else name


def _columns() -> list[Column]:
    return [
        Column("label", _("Field"), width=150, text=_field, sortable=False),
        Column(
            "old",
            _("Before"),
            width=180,
            text=lambda row: row.old or "—",
            weak=True,
            sortable=False,
        ),
        Column(
            "new",
            _("After"),
            width=220,
            stretch=True,
            text=lambda row: row.new or "—",
            sortable=False,
        ),
        Column(
            "by",
            _("Changed by"),
            "right",
            width=84,
            text=lambda row: row.by,
            weak=True,
            sortable=False,
        ),
    ]
