"""The portal aid: the maker's form in its own order, each value one key away from the portal."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.maker_fields import Form, PortalField, PortalSheet
from warrantydesk.i18n import _, pick
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import seen_sheet
from warrantydesk.ui.refusals import sentence, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.answer.portal_rows import PageRow, PortalRow, PortalRows


class PortalCard(Card):
    """Pages and fields; copying one ticks it and goes to the next that is not done."""

    copied = Signal(str)

    def __init__(
        self, shell: Shell, desk: Any, acting: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """``acting`` marks changes as the page's own."""
        super().__init__(_("Portal aid"), _("in the portal's order"))
        self._shell, self._desk, self._acting = shell, desk, acting
        self._claim_id, self._shown = 0, (0, 0, False)
        self.sheet: PortalSheet | None = None
        self.form = Segmented()
        self._done = Words(bold=True)
        self._head.addWidget(self._done)
        self.bar = Bar()
        self.rows = PortalRows()
        self._none = Words(token="ink2", wrap=True)
        self._foot = Words(
            _("F9 copies and goes on • Space or a click on the mark ticks"),
            token="ink2",
            delta=-1,
            wrap=True,
        )
        below = QVBoxLayout()
        below.setSpacing(6)
        for widget in (self.form, self.bar, self._none):
            below.addWidget(widget)
        below.addWidget(self.rows, 1)
        below.addWidget(self._foot)
        self.content.addLayout(below, 1)
        self.form.chosen.connect(lambda _key: self._read())
        self.rows.copy_asked.connect(self.copy)
        self.rows.tick_asked.connect(self.tick)

    def show_claim(self, claim_id: int, version: int, with_appeal: bool) -> None:
        """Show the portal's form for a claim; the appeal's first where one is under way."""
        shown = (claim_id, version, with_appeal)
        fresh = shown != self._shown
        self._claim_id, self._shown = claim_id, shown
        filed = _("Filed v{n}", n=version) if version else _("Filed")
        self.form.set_segments(
            [Segment(Form.SUBMIT, filed), *([Segment(Form.APPEAL, _("Appeal"))] * with_appeal)]
        )
        self.form.setVisible(with_appeal)
        if fresh or self.form.value() is None:
            self.form.set_value(Form.APPEAL if with_appeal else Form.SUBMIT)
        self._read()
        if fresh:
            self._go_on()

    def copy_next(self) -> None:
        """Copy the current field, tick it and go on (F9)."""
        row = self.rows.current()
        if row is not None:
            self.copy(row.field.key)

    def copy(self, key: str) -> None:
        """Put a field's value on the clipboard exactly as it is pasted, tick it, go on."""
        field = self._field(key)
        if field is None:
            return
        QGuiApplication.clipboard().setText(field.value)
        self.copied.emit(field.value)
        if not field.ticked:
            self._tick(key, True)
        self._go_on(key)

    def tick(self, key: str) -> None:
        """Tick a field as typed, or take the tick back."""
        field = self._field(key)
        if field is not None:
            self._tick(key, not field.ticked)

    def _tick(self, key: str, ticked: bool) -> None:
        form = self.form.value()
        with self._acting():
            found = tried(
                self._shell, lambda: self._desk.portal.tick(self._claim_id, form, key, ticked)
            )
        if found is not None:
            self._show(found)

    def _read(self) -> None:
        try:
            self._show(self._desk.portal.sheet(self._claim_id, self.form.value()))
        except Refused as error:
            self._show(None, sentence(error))

    def _show(self, sheet: PortalSheet | None, words: str = "") -> None:
        sheet = seen_sheet(self._desk, sheet) if sheet is not None else None
        self.sheet = sheet
        fields = sheet.fields if sheet is not None else ()
        done = sheet.done if sheet is not None else 0
        empty = _("The brand's tables say nothing about its portal.")
        self._none.setText(words or ("" if fields else empty))
        self._none.setVisible(not fields)
        for widget in (self.rows, self.bar, self._foot, self._done):
            widget.setVisible(bool(fields))
        self._done.setText(_("{done} of {all} done", done=done, all=len(fields)))
        self.bar.show_part(done / len(fields) if fields else 0, Tone.ACCENT)
        self.rows.show_rows(_rows(sheet) if sheet is not None else [])

    def _field(self, key: str) -> PortalField | None:
        fields = self.sheet.fields if self.sheet is not None else ()
        return next((one for one in fields if one.key == key), None)

    def _go_on(self, after: str = "") -> None:
        """Make the next field that is not done the current one, from ``after`` on."""
        fields = list(self.sheet.fields) if self.sheet is not None else []
        keys = [one.key for one in fields]
        start = keys.index(after) + 1 if after in keys else 0
        order = [*fields[start:], *fields[:start]]
        target = next((one.key for one in order if not one.ticked), after)
        self.rows.select(target)


def _rows(sheet: PortalSheet) -> list[PageRow | PortalRow]:
    rows: list[PageRow | PortalRow] = []
    for number, page in enumerate(sheet.pages, 1):
        rows.append(PageRow(_("Page {n}", n=number), pick(page.title_zh, page.title_en)))
        rows += [PortalRow(field) for field in page.fields]
    return rows
