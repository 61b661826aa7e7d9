"""The first day: ten tasks on the demo shop."""

from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried


def course(window: Any) -> None:
    """Show the tasks of the first day; on an own desk offer the demo shop they are done in."""
    from warrantydesk.ui.course.pane import pane_of

    desk, shell = window.desk, window.shell
    if not desk.course.is_offered:
        detail = _("Nothing true is changed there; a strip leads back to your own desk.")
        if shell.ask(_("The tasks are done in a demo shop."), _("Open the demo shop"), detail):
            from warrantydesk.ui.set_up.demo_door import open_demo

            open_demo(window)
        return
    if (pane := pane_of(window)) is not None:
        if not pane.is_open():
            pane.fold()
        elif shell.ask(_("Begin the ten tasks anew?"), _("Begin anew")):
            tried(shell, lambda: desk.course.begin() or True)
        return
    if not desk.course.standing().tasks and not tried(shell, lambda: desk.course.begin() or True):
        return
    resume(window)


def resume(window: Any) -> None:
    """Show the pane again where the course was begun and not left."""
    from warrantydesk.ui.course.pane import CoursePane, pane_of

    if pane_of(window) is None and window.desk.course.standing().tasks:
        CoursePane(window)


def put_away(window: Any) -> None:
    """Take the pane out of a window that is taken apart; it comes back with the work."""
    from warrantydesk.ui.course.pane import pane_of

    if (pane := pane_of(window)) is not None:
        pane.put_away()
