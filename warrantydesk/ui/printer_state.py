"""What the status bar says of the label printer in use, from its last job."""

from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.backup_words import Said
from warrantydesk.ui.kit.marks import Mark


def printer_said(desk: Any) -> Said | None:
    """Return how the label printer stands; None where the desk has chosen none."""
    printers = desk.labels.printers
    if not printers.is_chosen():
        return None
    left = sum(len(one.left) for one in desk.labels.batches.unfinished())
    name = printers.kept().name
    if left:
        return Said(Mark.WARN, _("{printer}: labels are left over", printer=name))
    return Said(Mark.OK, _("{printer} ready", printer=name))
