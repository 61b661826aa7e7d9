"""The tables of a claim's part, labour and other lines."""

from warrantydesk.documents.blocks import SMALL, STRONG, TEXT
from warrantydesk.documents.claim_paper import ClaimPaper
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.sheet import Mark
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.documents.typesetting import NO_BREAK, unbroken
from warrantydesk.domain.claim import LabourLine, PartLine, PayBy, Treatment
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import HAZARDS
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import _


def part_lines(flow: Flow, paper: ClaimPaper) -> None:
    """Put the part lines with old parts and their tags; nothing where there are none."""
    if not paper.claim.part_lines:
        return
    flow.heading(_("Parts"), _("one label for every old part; ● marks the causal part"))
    table = Table(
        flow,
        Column(_("Line"), 24, "centre"),
        Column("", 24, "centre"),
        Column(_("New part: number, name"), 126),
        Column(_("Old part: number, supplier, serial no."), 114),
        Column(_("Old part tag"), 74),
        Column(_("Treatment"), 50, "centre"),
        Column(_("Qty"), 24, "right"),
        Column(_("Unit price"), 48, "right"),
        Column(_("Amount"), 52, "right"),
    )
    for number, line in enumerate(paper.claim.part_lines, 1):
        table.add(
            str(number),
            _causal(line),
            _named(line.new_part_no, line.new_part_name, line.pay_by),
            _old_part(line),
            "\n".join(
                unbroken(spoken(tag) if has_tag_shape(tag) else tag)
                for tag in paper.tags.get(number, ())
            )
            or "—",
            _treatment(line),
            str(line.quantity),
            yuan(line.unit_price_fen),
            ((amount_text(line), STRONG),),
        )


def labour_lines(flow: Flow, paper: ClaimPaper) -> None:
    """Put the labour lines; nothing where there are none."""
    if not paper.claim.labour_lines:
        return
    flow.heading(_("Labour"), _("● marks the main operation"))
    table = Table(
        flow,
        Column(_("Line"), 24, "centre"),
        Column("", 22, "centre"),
        Column(_("Operation: code, name"), 190),
        Column(_("Standard h"), 46, "right"),
        Column(_("Extra h"), 42, "right"),
        Column(_("Reason for extra hours"), 96),
        Column(_("Rate"), 48, "right"),
        Column(_("Amount"), 52, "right"),
    )
    for number, line in enumerate(paper.claim.labour_lines, 1):
        table.add(
            str(number),
            Mark.DOT if line.main else "",
            _named(line.code, line.name, line.pay_by),
            f"{line.hours:.2f}",
            f"{line.extra_hours:.2f}" if line.extra_hours else "—",
            line.extra_reason,
            yuan(line.unit_price_fen),
            ((amount_text(line), STRONG),),
        )


def other_lines(flow: Flow, paper: ClaimPaper) -> None:
    """Put the other lines; nothing where there are none."""
    if not paper.claim.other_lines:
        return
    flow.heading(_("Other items"))
    table = Table(
        flow,
        Column(_("Line"), 24, "centre"),
        Column(_("Item"), 80),
        Column(_("Description"), 362),
        Column(_("Amount"), 52, "right"),
    )
    for number, line in enumerate(paper.claim.other_lines, 1):
        text = _named("", line.text, line.pay_by)
        table.add(str(number), line.code, text, ((yuan(line.amount_fen), STRONG),))


def _causal(line: PartLine) -> Entry:
    """Return a dot for the causal part, else the line of the causal part that it belongs to."""
    if line.causal:
        return Mark.DOT
    return ((f"→{NO_BREAK}{line.causal_line}", SMALL),) if line.causal_line else ""


def _named(code: str, name: str, pay_by: PayBy) -> Entry:
    said = [(" ".join(filter(None, (code, name))), TEXT)]
    if pay_by is PayBy.SELF:
        said.append((_("paid by the customer"), SMALL))
    return tuple(said)


def _old_part(line: PartLine) -> Entry:
    if not line.leaves_pieces:
        return _("none") if line.consumable else "—"
    parts = (line.old_part_no, line.old_supplier_code, line.old_serial)
    text = " · ".join(part for part in parts if part)
    hazard = _(HAZARDS.get(line.hazard, line.hazard))
    return ((text, TEXT), (_("Hazard: {hazard}", hazard=hazard) if hazard else "", SMALL))


def _treatment(line: PartLine) -> str:
    if line.treatment is Treatment.REPAIR:
        return _("repaired")
    if line.consumable:
        return _("used up")
    return _("return") if line.return_required else _("no return")


def amount_text(line: PartLine | LabourLine) -> str:
    """Return the amount as a paper states it, else quantity × price."""
    return yuan(line.product_fen if line.amount_fen is None else line.amount_fen)
