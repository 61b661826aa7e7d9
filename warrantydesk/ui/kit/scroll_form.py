"""A long form with its ribbon above: the underline follows the scroll, a click scrolls."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.sections import RibbonItem, SectionRibbon


class ScrollForm(QWidget):
    """Ribbon and scrolled form."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        """Tie ``form`` to a ribbon; section marks come from its findings."""
        super().__init__(parent)
        self.form = form
        self.ribbon = SectionRibbon()
        self.area = Scroll(form)
        self._own: dict[str, tuple[Mark, int]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 0, 16, 0)
        holder.addWidget(self.ribbon)
        column.addLayout(holder)
        column.addWidget(self.area, 1)
        self.ribbon.clicked.connect(self.show_section)
        self.area.verticalScrollBar().valueChanged.connect(self._follow)
        form.sections_changed.connect(self._rebuild)
        form.changed.connect(self._rebuild)
        form.jumped.connect(self._bring)
        self._rebuild()

    def set_standing(self, key: str, mark: Mark | None, count: int = 0) -> None:
        """Give a section a mark of its own choosing; None returns to that of its findings."""
        if mark is None:
            self._own.pop(key, None)
        else:
            self._own[key] = (mark, count)
        self._rebuild()

    def show_section(self, key: str) -> None:
        """Scroll a section to the top."""
        for section in self.form.sections():
            if section.key == key:
                section.open()
                self.form.settle()
                self.area.verticalScrollBar().setValue(section.y())
                self.ribbon.set_current(key)

    def _bring(self, key: str) -> None:
        """Bring the head of the section that was jumped to near the top, its target in view."""
        self.show_section(key)
        target = self.form.window().focusWidget()
        if target is not None and self.form.isAncestorOf(target):
            self.area.ensureWidgetVisible(target, 16, 16)
        self.ribbon.set_current(key)

    def step_section(self, by: int) -> None:
        """Go to the section after (1) or before (-1) the one that holds the keyboard."""
        keys = [section.key for section in self.form.sections()]
        if keys:
            current = self.form.section_in_hand() or self.ribbon.current()
            here = keys.index(current) if current in keys else 0
            target = keys[min(max(here + by, 0), len(keys) - 1)]
            self.show_section(target)
            self.form.focus_section(target)

    def _rebuild(self) -> None:
        items = []
        for section in self.form.sections():
            mark, count = self._own.get(section.key) or self.form.standing_of(section.key)
            items.append(RibbonItem(section.key, section.title, mark, count))
        if items != self.ribbon.items():
            self.ribbon.set_items(items)
        self._follow()

    def _follow(self) -> None:
        bar = self.area.verticalScrollBar()
        passed = [one for one in self.form.sections() if one.y() <= bar.value() + 24]
        if passed and bar.value() >= bar.maximum() > 0:
            below = [one for one in self.form.sections() if one.y() < bar.value() + self.height()]
            passed = below if self.ribbon.current() in {one.key for one in below} else passed
            if self.ribbon.current() in {one.key for one in passed}:
                return
        if passed:
            self.ribbon.set_current(passed[-1].key)
