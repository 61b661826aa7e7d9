"""One page of the first day: what is asked, what was answered, and how it is kept."""

from collections.abc import Iterable
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import said, sentence


class Page(QWidget):
    """Title and a sentence above, the content below; subclasses fill ``content``."""

    KEY: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    INTRO: ClassVar[str] = ""

    changed = Signal()
    """What stands here changed: captions and the hint of the foot may say something else."""
    told = Signal(object, str)
    """A mark and words for the foot."""

    def __init__(self, window: Any) -> None:
        """``window`` is the main window with its shell and desk."""
        super().__init__()
        self.window_, self.shell, self.desk = window, window.shell, window.desk
        inner = QWidget()
        self.content = QVBoxLayout(inner)
        self.content.setContentsMargins(20, 0, 20, 12)
        self.content.setSpacing(8)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(20, 12, 20, 8)
        self._head.setSpacing(4)
        self._head.addWidget(Words(_(self.TITLE), delta=3, bold=True))
        intro = Words(_(self.INTRO), token="ink2", delta=-0.5, wrap=True)
        self._head.addWidget(intro)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Scroll(inner), 1)
        self.build()

    def build(self) -> None:
        """Put the widgets of the page together; called once."""

    def arrive(self) -> None:
        """Read anew what is shown; called whenever the page comes to the front."""

    def keep(self) -> bool:
        """Save what stands here; False keeps the clerk on the page, which says why."""
        return True

    def has_unsaved(self) -> bool:
        """Tell whether something was typed and is not saved yet."""
        return False

    def first_field(self) -> QWidget | None:
        """Return where the keyboard begins."""
        return next(iter(self.fields()), None)

    def fields(self) -> Iterable[QWidget]:
        """Return what the keyboard reaches on the page, in order."""
        return (
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
            and one.window() is self.window()
            and one.isVisibleTo(self)
            and one.isEnabled()
        )


class FormPage(Page):
    """A page that is a form; subclasses declare the fields and say how they are kept."""

    def build(self) -> None:
        """Lay the form out."""
        self.form = Form()
        self.content.setContentsMargins(4, 0, 4, 0)
        self.content.addWidget(self.form)
        self.form.changed.connect(lambda _path: self.form.show_findings([]))
        self.declare(self.form)
        self.content.addStretch(1)

    def declare(self, form: Form) -> None:
        """Add the fields."""

    def write(self, values: dict[str, Any]) -> None:
        """Save what stands in the fields; what is refused is shown at its field."""

    def has_unsaved(self) -> bool:
        """Tell whether a field holds something else than what is saved."""
        return bool(self.form.read())

    def keep(self) -> bool:
        """Save the fields where they changed."""
        if wrong := self.form.problems():
            self._show({path: [text] for path, text in wrong.items()})
            return False
        if not self.form.read():
            return True
        paths = [cell.path for section in self.form.sections() for cell in section.cells()]
        try:
            self.write({path: self.form.field(path).value() for path in paths})
        except Unavailable as error:
            self.told.emit(Mark.BLOCK, sentence(error))
            return False
        except Refused as error:
            self._refuse(error)
            return False
        self.form.accept()
        self.form.flush()
        return True

    def _refuse(self, error: Refused) -> None:
        at: dict[str, list[str]] = {}
        for found in error.findings:
            at.setdefault(found.field, []).append(said(found))
        self._show(at)
        rest = [text for path, texts in at.items() for text in texts if not self._has(path)]
        if rest:
            self.told.emit(Mark.BLOCK, list_text(rest))

    def _has(self, path: str) -> bool:
        return self.form.section_of(path) is not None

    def _show(self, texts: dict[str, list[str]]) -> None:
        views = [FindingView(path, Mark.BLOCK, list_text(one)) for path, one in texts.items()]
        self.form.show_findings(views)
        if (first := next(filter(self._has, texts), None)) is not None:
            self.form.jump(first)


class PartHead(QWidget):
    """The head of a part of a page: its number, title, chips, a note, a link at the right."""

    def __init__(self, number: int, title: str, note: str = "") -> None:
        """``number`` counts the parts of the page."""
        super().__init__()
        self.chips = [StatusChip() for _place in range(3)]
        self.note = Words(note, token="ink2", delta=-1)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(7)
        self._row.addWidget(Words(str(number), delta=0.5, bold=True))
        self._row.addSpacing(theme.h(0.3))
        self._row.addWidget(Words(title, delta=0.5, bold=True))
        for chip in self.chips:
            chip.show_state("")
            self._row.addWidget(chip)
        self._row.addWidget(self.note)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(5)
        column.addLayout(self._row)
        column.addWidget(Hairline())

    def add_link(self, link: QWidget) -> None:
        """Put a link at the right end."""
        self._row.addWidget(link)
