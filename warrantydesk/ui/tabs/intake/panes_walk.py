"""F6 walks the panes of Intake: the list, the form or the answer, the right column."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit.handing_on import hand_on

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.tab import IntakeTab


def next_pane(tab: "IntakeTab") -> None:
    """Put the keyboard into the pane after the one that has it."""
    filed = tab.page.filed.is_shown()
    middle: QWidget = tab.page.filed.sheet if filed else tab.page.form
    right: QWidget = tab.answers if filed else tab.side
    panes = [tab.list.queue, middle, right]
    focus = tab.window().focusWidget()
    here = next(
        (
            place
            for place, pane in enumerate(panes)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ),
        -1,
    )
    target = panes[(here + 1) % len(panes)]
    if target is tab.page.form and not tab.page.form.is_frozen():
        tab.page.form.jump("vehicle.vin")
    else:
        _focus_into(tab, target, target is right)


def _focus_into(tab: "IntakeTab", pane: QWidget, is_right: bool) -> None:
    if is_right:
        tab.panes.open_drawer()
    for widget in [pane, *pane.findChildren(QWidget)]:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            widget.setFocus()
            return


def begin_at_queue(tab: "IntakeTab") -> None:
    """Let the keyboard begin at the claims; Tab still comes to what stands before them."""
    hand_on(tab, tab.list.queue)
