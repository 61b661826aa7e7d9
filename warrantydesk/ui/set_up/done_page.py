"""The end of the first day: what was set, what was left out, and two ways on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from warrantydesk.domain.set_up import LAST, STEPS, StepState
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.way_button import WayButton
from warrantydesk.ui.set_up.captions import TITLES, caption_of
from warrantydesk.ui.set_up.page import Page, PartHead


class DonePage(Page):
    """Every step with what stands in it; a link leads back to each."""

    KEY = "done"
    TITLE = TITLES["done"]
    INTRO = N_("Everything here can be changed at any time: Tools › Set up the desk.")

    leaving = Signal()
    """The clerk would rather practise first."""
    wanted = Signal(str)
    """A step to go back to."""

    def build(self) -> None:
        """Lay the list over the two ways."""
        self.content.addWidget(PartHead(1, _("What is set")))
        self._holder = QWidget()
        self.content.addWidget(self._holder)
        self.grid = QGridLayout(self._holder)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(3)
        self.grid.setColumnStretch(1, 1)
        self.content.addSpacing(6)
        self.content.addWidget(PartHead(2, _("And now")))
        self.course = WayButton(
            _("Begin the course of the first day"),
            _("ten tasks on the demo shop, about half an hour; your own desk is not touched"),
            "book",
            clicked=self.leaving.emit,
        )
        self.content.addWidget(self.course)
        self.content.addStretch(1)

    def arrive(self) -> None:
        """Read what became of the steps."""
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        states = self.desk.set_up.states
        for row, step in enumerate(one for one in STEPS if one != LAST):
            is_done = states.get(step) is StepState.DONE
            mark = Mark.DONE if is_done else Mark.NA
            said = caption_of(step, self.window_) if is_done else _("left for later")
            link = LinkButton(_("Go there"), clicked=partial(self.wanted.emit, step))
            link.setAccessibleName(_("Go to {step}", step=_(TITLES[step])))
            self.grid.addWidget(MarkLabel(mark, _(TITLES[step])), row, 0)
            self.grid.addWidget(ElidedWords(said, token="ink2", delta=-0.5), row, 1)
            self.grid.addWidget(link, row, 2)

    def first_field(self) -> None:
        """Begin at the button that begins the work."""
        return
