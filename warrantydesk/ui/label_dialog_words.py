"""Words of the label dialog that hang on what is printed."""

from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.label_order import BOXES, MODES, PLACES, SCANNER, TAGS


def title_of(kind: str) -> str:
    """Return the title of the dialog for a kind of label."""
    titles = {
        TAGS: _("Print labels of old parts"),
        PLACES: _("Print labels of places"),
        BOXES: _("Print labels of boxes"),
        MODES: _("Print mode cards"),
        SCANNER: _("Scanner test"),
    }
    return titles.get(kind, _("Calibration label"))


def said_sent(count: int, ask_for_scan: bool) -> str:
    """Return what is said when a batch is through; the first scan confirms a tag."""
    if ask_for_scan:
        return ngettext_(
            "{n} label sent. Scan it: that confirms it.",
            "{n} labels sent. Scan one: that confirms it.",
            count,
        )
    return ngettext_("{n} label sent", "{n} labels sent", count)
