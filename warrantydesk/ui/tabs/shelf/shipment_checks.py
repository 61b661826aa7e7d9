"""The checks before a list leaves in the words of the screen, and what keeps it from leaving."""

from collections.abc import Mapping, Sequence

from warrantydesk.domain.finding import Finding
from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment_facts import Check, CheckState
from warrantydesk.domain.shipment_views import ShipmentView
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.sentences import said
from warrantydesk.ui.kit.check_list import CheckRow
from warrantydesk.ui.kit.marks import Mark

CHECK_MARKS = {
    CheckState.BLOCK: Mark.BLOCK,
    CheckState.WARN: Mark.WARN,
    CheckState.TODO: Mark.TODO,
    CheckState.OK: Mark.DONE,
    CheckState.NONE: Mark.NA,
}


def worded(message: str, values: Mapping[str, object]) -> str:
    """Return a sentence of the services with its values in words."""
    return said(Finding("", "", message, values))


def check_rows(checks: Sequence[Check]) -> list[CheckRow]:
    """Return the checks before closing as rows; the key is the place in the sequence."""
    rows = []
    for number, check in enumerate(checks):
        detail = [worded(check.detail, check.values)] if check.detail else []
        if check.cost_fen:
            detail.append(f"¥{yuan(check.cost_fen)}")
        mark = CHECK_MARKS[check.state]
        link = link_of(check) if mark not in (Mark.DONE, Mark.NA) else ""
        title, words = worded(check.title, check.values), " · ".join(detail)
        rows.append(CheckRow(str(number), mark, title, words, check.count, link))
    return rows


def link_of(check: Check) -> str:
    """Return what the link of a check says."""
    kind, key = check.goto
    if kind == "box":
        boxed = _("Weigh") if check.name == "weight" else _("Box")
        return boxed if key else _("Add a box")
    words = {
        "piece": _("Find it"),
        "label": _("Print"),
        "claim": _("Claim"),
        "waybill": _("Fill in"),
        "carriage": _("Fill in"),
        "freight": _("Fill in"),
        "shipment": _("Fill in"),
    }
    return words.get(kind, "")


def what_stands(checks: Sequence[Check], view: ShipmentView) -> tuple[Mark | None, str]:
    """Return what keeps a list from leaving; pieces that wait may be left for the next list."""
    hard = [one for one in checks if one.in_the_way and one.state is not CheckState.WARN]
    if view.totals.packed:
        hard = [one for one in hard if one.name != "count"]
    blocks = [one for one in hard if one.state is CheckState.BLOCK]
    if blocks:
        return Mark.BLOCK, ngettext_("{n} block", "{n} blocks", len(blocks))
    if hard:
        return Mark.TODO, undone_words(hard[0])
    return None, ""


def undone_words(check: Check) -> str:
    """Return in few words what is still to be done."""
    words = {
        "count": _("Nothing is packed"),
        "boxes": _("No box yet"),
        "waybill": _("No waybill yet"),
        "freight": _("No freight yet"),
    }
    return words.get(check.name) or worded(check.title, check.values)
