"""A form is declared, filled without noise, and read as what was changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.findings import FindingView, belongs, by_weight, count_chips
from warrantydesk.ui.kit.form_section import FormSection
from warrantydesk.ui.kit.getters import Getter, getter_of
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.outline import Field
from warrantydesk.ui.kit.scrolls import area_of

PAUSE_MS = 600
LONGEST_MS = 2000
"""Whoever types without a pause is saved all the same after this time."""


class Form(QWidget):
    """Sections of fields on a grid of twelve columns, addressed by paths like ``visit.km``."""

    edited = Signal()
    changed = Signal(str)
    sections_changed = Signal()
    jumped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; declare with ``section`` and ``add``."""
        super().__init__(parent)
        self._sections: dict[str, FormSection] = {}
        self._cells: dict[str, FieldCell] = {}
        self._held: dict[str, Any] = {}
        self._findings: list[FindingView] = []
        self._last_editor: QWidget | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._announce)
        self._waits_since = QElapsedTimer()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 0, 16, 16)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._take_focus_change)

    def section(
        self, key: str, title: str, note: str = "", *, reading: bool = False
    ) -> FormSection:
        """Begin a section; with ``reading`` its fields stand as text until clicked."""
        made = FormSection(key, title, note, reading)
        self._sections[key] = made
        self._column.insertWidget(self._column.count() - 1, made)
        self.sections_changed.emit()
        return made

    def add(
        self,
        path: str,
        label: str,
        field: Field,
        *,
        required: bool = False,
        span: int = 3,
        reading: bool | None = None,
    ) -> Any:
        """Add a field to the last section, ``span`` of twelve columns wide; return the field."""
        section = next(reversed(self._sections.values()))
        as_text = section.reading if reading is None else reading
        cell = FieldCell(path, label, field, required=required, reading=as_text)
        section.place(cell, span)
        self._cells[path] = cell
        self._held[path] = field.value()
        field.edited.connect(lambda: self._take_change(path))
        cell.opened.connect(lambda: self._open_reading(section, cell))
        self._chain(cell.editor)
        self._chain(cell.text)
        return field

    def add_block(self, widget: QWidget, path: str = "") -> QWidget:
        """Add any widget over the full width; with a path it is a field (see ``Field``)."""
        section = next(reversed(self._sections.values()))
        section.place_block(widget)
        if path:
            field = cast(Field, widget)
            widget.setObjectName(path)
            section.blocks[path] = field
            self._held[path] = field.value()
            field.edited.connect(lambda: self._take_change(path))
        self._chain(widget)
        return widget

    def fill(self, source: Mapping[str, Any] | Getter | object, *, fresh: bool = False) -> None:
        """Show the values of ``source``: a mapping by path, a getter, or an object with attributes.

        Never emits. Text that could not be read stays unless ``fresh`` (another record).
        """
        get = getter_of(source)
        if fresh:
            self._pause.stop()
            self._close_all()
        for path, field in self._fields():
            value = get(path)
            if not fresh and field.problem() is not None and value == self._held[path]:
                continue
            if path in self._cells:
                self._cells[path].fill(value)
            else:
                field.set_value(value)
            self._held[path] = field.value()

    def read(self) -> dict[str, Any]:
        """Return the values that differ from what was filled, without those that are unreadable."""
        return {
            path: field.value()
            for path, field in self._fields()
            if field.problem() is None and field.value() != self._held[path]
        }

    def accept(self) -> None:
        """Take what stands in the fields as saved."""
        for path, field in self._fields():
            if field.problem() is None:
                self._held[path] = field.value()

    def problems(self) -> dict[str, str]:
        """Return what is wrong with typed texts, by path."""
        found = ((path, field.problem()) for path, field in self._fields())
        return {path: text for path, text in found if text}

    def flush(self) -> None:
        """Emit ``edited`` now when edits are waiting for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._announce()

    def has_unsaved(self) -> bool:
        """Say whether edits are waiting."""
        return self._pause.isActive() or bool(self.read())

    def field(self, path: str) -> Any:
        """Return the field at ``path``; KeyError when there is none."""
        return dict(self._fields())[path]

    def cell(self, path: str) -> FieldCell:
        """Return the cell of a field; KeyError when there is none."""
        return self._cells[path]

    def sections(self) -> list[FormSection]:
        """Return the sections in order."""
        return list(self._sections.values())

    def section_of(self, path: str) -> FormSection | None:
        """Return the section that a finding's path belongs to."""
        for section in self._sections.values():
            if any(belongs(path, owner) for owner in section.paths()):
                return section
        return None

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Put the heaviest finding under each field and the counts into the section heads."""
        self._findings = by_weight(findings)
        for path, cell in self._cells.items():
            first = next((one for one in self._findings if belongs(one.path, path)), None)
            cell.show_finding(*((first.severity, first.text) if first else (None, "")))
        for section in self._sections.values():
            for path, block in section.blocks.items():
                inside = [one for one in self._findings if belongs(one.path, path)]
                if hasattr(block, "show_findings"):
                    block.show_findings(inside)
            own = self.findings_of(section.key)
            section.header.set_chips(count_chips(own))
        self.sections_changed.emit()

    def findings_of(self, key: str) -> list[FindingView]:
        """Return the findings that belong to a section, by its key or by their path."""
        section = self._sections[key]
        paths = section.paths()
        return [
            one
            for one in self._findings
            if one.section == key or any(belongs(one.path, path) for path in paths)
        ]

    def standing_of(self, key: str) -> tuple[Mark, int]:
        """Return the mark of a section and how many findings carry it."""
        own = self.findings_of(key)
        heavy = [one.severity for one in own if one.severity not in (Mark.INFO, Mark.OK)]
        if heavy:
            return heavy[0], sum(1 for one in heavy if one is heavy[0])
        return (Mark.DONE if self._sections[key].is_complete() else Mark.TODO), 0

    def jump(self, path: str) -> bool:
        """Scroll to the field of a finding and focus it; False when no field fits."""
        owner = next((one for one in self._cells if belongs(path, one)), None)
        section = self.section_of(path)
        if section is None:
            return False
        section.open()
        if owner is not None:
            cell = self._cells[owner]
            self._open_reading(section, cell)
            self._reveal(cell)
            self.jumped.emit(section.key)
            return True
        for own, block in section.blocks.items():
            if belongs(path, own):
                self._reveal(cast(QWidget, block))
                if hasattr(block, "jump"):
                    block.jump(path)
        self.jumped.emit(section.key)
        return True

    def section_in_hand(self) -> str | None:
        """Return the key of the section that holds the keyboard."""
        focus = self.window().focusWidget()
        holders = (key for key, one in self._sections.items() if focus and one.isAncestorOf(focus))
        return next(holders, None)

    def focus_section(self, key: str) -> None:
        """Put the keyboard into the first field of a section."""
        section = self._sections[key]
        able = (
            one
            for one in section.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.isVisibleTo(self)
            and not section.header.isAncestorOf(one)
        )
        if (first := next(able, None)) is not None:
            first.setFocus()

    def settle(self) -> None:
        """Lay out now what was opened, so that places are right."""
        self._column.activate()

    def _fields(self) -> Iterable[tuple[str, Field]]:
        yield from ((path, cell.field) for path, cell in self._cells.items())
        for section in self._sections.values():
            yield from section.blocks.items()

    def _take_change(self, path: str) -> None:
        if not self._pause.isActive():
            self._waits_since.start()
        left = LONGEST_MS - self._waits_since.elapsed()
        self._pause.start(max(0, min(PAUSE_MS, left)))
        self.changed.emit(path)

    def _announce(self) -> None:
        if self.read():
            self.edited.emit()

    def _chain(self, widget: QWidget) -> None:
        if self._last_editor is not None:
            QWidget.setTabOrder(self._last_editor, widget)
        self._last_editor = widget

    def _reveal(self, widget: QWidget) -> None:
        if (area := area_of(self)) is not None:
            self.settle()
            area.ensureWidgetVisible(widget, 16, 48)
        target = widget.editor if isinstance(widget, FieldCell) else widget
        target.setFocus()

    def _open_reading(self, section: FormSection, cell: FieldCell) -> None:
        if cell.is_reading():
            section.show_reading(False)
            cell.editor.setFocus()

    def _take_focus_change(self, old: QWidget | None, new: QWidget | None) -> None:
        """Save what was typed into the field that was left; turn opened texts back into text."""
        if old is not None and self.isAncestorOf(old):
            self.flush()
            left = next((path for path, cell in self._cells.items() if cell.editor is old), None)
            if left is not None and self._cells[left].field.problem():
                self.changed.emit(left)  # what cannot be read counts once the field is left
        self._close_left(old, new)

    def _close_left(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Turn opened texts back into text when the keyboard has gone elsewhere in the form."""
        if new is None or not self.isAncestorOf(new):
            return
        for section in self._sections.values():
            if section.is_opened() and not section.isAncestorOf(new):
                section.show_reading(True)

    def _close_all(self) -> None:
        for section in self._sections.values():
            if section.is_opened():
                section.show_reading(True)
