"""Facts of the scanner card."""

from functools import partial

from warrantydesk.i18n import _
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper

MODE_CARD = "mode_card"


def number(bench: Bench, _subject_id: int) -> str:
    """Return what the card stands under in the print journal: its first and last code."""
    from warrantydesk.services.scanning.modes import MODE_CODES, UNDO_CODE

    return f"{next(iter(MODE_CODES))}–{UNDO_CODE}"


def prepare(bench: Bench, _subject_id: int) -> Draw:
    """Return what draws the card; it is of no single thing."""
    from warrantydesk.documents import mode_card as document
    from warrantydesk.services.scanning.modes import (
        MODE_CODES,
        MODE_HINTS,
        MODE_NAMES,
        UNDO_CODE,
    )

    modes = tuple(
        document.ModeEntry(code, _(MODE_NAMES[mode]), f"Alt+{place}", _(MODE_HINTS[mode]))
        for place, (code, mode) in enumerate(MODE_CODES.items(), 1)
    )
    undo = document.ModeEntry(
        UNDO_CODE, _("Undo"), "Ctrl+Z", _("Takes the last scan back, and nothing else")
    )
    return partial(document.render, document.ModeCard(desk_paper(bench), modes, undo))
