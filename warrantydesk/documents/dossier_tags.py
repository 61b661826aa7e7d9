"""Stubs of old-part tags: a row a piece, and below it the label as it was printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from warrantydesk.documents.blocks import SMALL, STRONG, Cell, cells
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import pdf
from warrantydesk.documents.sheet import LEFT, RULE
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _

_A_ROW, _BETWEEN = 3, 10.0
_WIDE = (SPAN - (_A_ROW - 1) * _BETWEEN) / _A_ROW
_HIGH = _WIDE * 2 / 3
"""A label is 60 mm wide and 40 mm high, and stands here at nearly that size."""


@dataclass(frozen=True)
class TagStub:
    """What a tag says and what became of its piece; texts of the paper's language."""

    tag: str
    maker_tag: str
    part: str
    kind: str
    printed: str
    received: str
    handed_over_by: str
    state: str
    label: bytes = b""
    """The label as a picture, empty where there is none."""


@dataclass(frozen=True)
class TagStubs:
    """The stubs of one claim; ``head`` has label and value of each cell."""

    desk: DeskPaper
    number: str
    head: tuple[tuple[str, str], ...]
    stubs: tuple[TagStub, ...]


def render(facts: TagStubs) -> bytes:
    """Return the stubs as PDF."""
    frame = facts.desk.frame(
        _("Old part tags"), facts.number, _("Taken from the records of the desk.")
    )
    flow = Flow(frame.top)
    cells(flow, [Cell(label, value) for label, value in facts.head])
    flow.heading(_("One tag per piece"))
    table = Table(
        flow,
        Column(_("Tag no."), 82),
        Column(_("Maker's tag"), 62),
        Column(_("Part"), 128),
        Column(_("Kind"), 48),
        Column(_("Tag printed"), 56),
        Column(_("Part received at"), 78),
        Column(_("State"), 54),
    )
    for one in facts.stubs:
        received = " ".join(filter(None, (one.received, one.handed_over_by)))
        table.add(
            ((one.tag, STRONG),),
            *(
                ((text, SMALL),)
                for text in (
                    *(one.maker_tag, one.part, one.kind, one.printed),
                    *(received, one.state),
                )
            ),
        )
    labels = [one.label for one in facts.stubs if one.label]
    if labels:
        flow.heading(_("Labels as they are printed"))
    for start in range(0, len(labels), _A_ROW):
        flow.row(1, _HIGH + _BETWEEN, 0.0, partial(_paint, labels[start : start + _A_ROW]))
    return pdf(frame, flow.sheets)


def _paint(labels: Sequence[bytes], strip: Strip) -> None:
    for place, label in enumerate(labels):
        left = LEFT + place * (_WIDE + _BETWEEN)
        strip.sheet.picture(left, strip.top + 3, _WIDE, _HIGH, label)
        strip.sheet.frame(left, strip.top + 3, _WIDE, _HIGH, RULE)
