"""A dialog over a form: the verb runs on Enter, what is refused stands at its field."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.findings import FindingView, belongs
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import said, sentence
from warrantydesk.ui.shell import Shell


class FormDialog(AskDialog):
    """Fields of one thing; subclasses declare them and say in ``keep`` what is done with them."""

    def __init__(self, shell: Shell, title: str, yes: str, intro: str = "") -> None:
        """``yes`` is the verb of the primary button, ``intro`` one sentence above the fields."""
        super().__init__(title, yes, shell.widget())
        self.shell = shell
        self.form = Form()
        self._intro = Words(intro, token="ink2", wrap=True)
        self._intro.setContentsMargins(16, 12, 16, 0)
        self._intro.setVisible(bool(intro))
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self.content.addWidget(self._intro)
        self.content.addWidget(Scroll(self.form), 1)
        self.form.changed.connect(lambda _path: self._forget())
        self.setMinimumWidth(theme.h(34))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the fields, never higher than the window; then they scroll."""
        self.resize(self.width(), self._wanted_height())
        super().showEvent(event)

    def _wanted_height(self) -> int:
        foot = theme.h(1.5) + 17
        intro = self._intro.heightForWidth(self.width()) if self._intro.isVisibleTo(self) else 0
        wanted = self.form.sizeHint().height() + intro + foot
        above = self.parentWidget()
        room = above.window().height() - 32 if above is not None else wanted
        return min(wanted, room)

    def _grow(self) -> None:
        """Make room for sentences that came under the fields."""
        if self.isVisible() and self._wanted_height() > self.height():
            self.resize(self.width(), self._wanted_height())
            keep_inside(self)

    def say(self, words: str) -> None:
        """Change the sentence above the fields."""
        self._intro.setText(words)
        self._intro.setVisible(bool(words))

    def keep(self, values: dict[str, Any]) -> None:
        """Do what the primary button says; Refused and Unavailable are shown."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields, by path."""
        paths = [cell.path for section in self.form.sections() for cell in section.cells()]
        return {path: self.form.field(path).value() for path in paths}

    def accept(self) -> None:
        """Run the verb and close; where it is refused the dialog stays with what was typed."""
        if wrong := {**self._missing(), **self.form.problems()}:
            self._show({path: [text] for path, text in wrong.items()})
            return
        try:
            self.keep(self.values())
        except Unavailable as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
        except Refused as error:
            self._refuse(error)
        else:
            super().accept()

    def _missing(self) -> dict[str, str]:
        cells = (cell for section in self.form.sections() for cell in section.cells())
        empty = (cell for cell in cells if cell.required and cell.field.value() in (None, ""))
        return {cell.path: _("This is missing.") for cell in empty}

    def _refuse(self, error: Refused) -> None:
        at: dict[str, list[str]] = {}
        rest = []
        for found in error.findings:
            if self.form.section_of(found.field) is not None:
                at.setdefault(found.field, []).append(said(found))
            else:
                rest.append(said(found))
        self.note.show_mark(None, "")
        self._show(at, rest)

    def _show(self, texts: dict[str, list[str]], rest: Sequence[str] = ()) -> None:
        """Put sentences at their fields; the foot says those that cannot be read there."""
        views = [FindingView(path, Mark.BLOCK, list_text(said)) for path, said in texts.items()]
        self.form.show_findings(views)
        unread = [one.text for one in views if not self._is_readable(one)]
        if unread or rest:
            self.note.show_mark(Mark.BLOCK, list_text([*unread, *rest]))
        if texts:
            self.form.jump(next(iter(texts)))
        QTimer.singleShot(0, self, self._grow)

    def _is_readable(self, one: FindingView) -> bool:
        """Tell whether the sentence fits under its field; a table has none under it."""
        cells = (cell for section in self.form.sections() for cell in section.cells())
        cell = next((cell for cell in cells if belongs(one.path, cell.path)), None)
        return cell is not None and cell.can_say(one.text)

    def _forget(self) -> None:
        """Take refusals back once something is changed."""
        self.form.show_findings([])
        self.note.show_mark(None, "")
