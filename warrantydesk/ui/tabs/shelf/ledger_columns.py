"""The columns of the ledger: movements, stock, days, groups."""

from datetime import date
from typing import Any

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import PART_STATE_NAMES
from warrantydesk.domain.part_ledger import MOVED_NAMES, WAY_NAMES, DayCount, Way
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, date_text, local, minute_text, ngettext_
from warrantydesk.services.ledger.account import GroupCount, LedgerLine, StockLine
from warrantydesk.services.ledger.names import Names
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone

SIGNS = {Way.IN: "+1", Way.OUT: "−1"}
_MOMENT, _DAY = "2026-12-28 18:48", date(2026, 12, 28)
_TAG, _CLAIM = "0126 004217 88", "C0126-004217"
LONG = 60
"""Days after which a piece in the house is worth a look."""


def movement_columns(names: Names) -> list[Column]:
    """Return the columns of movements."""
    kinds = [_(words) for words in MOVED_NAMES.values()]
    return [
        Column(
            "at",
            _("When"),
            width=width_for([_MOMENT], _("When")),
            text=lambda line: minute_text(line.movement.at),
            value=lambda line: line.movement.at,
            holds=Holds.MOMENT,
            second=lambda line: names.person(line.movement.by),
            sort=lambda line: line.movement.at,
        ),
        Column(
            "way",
            "±",
            align="right",
            width=width_for(["+1"], "±", bold=True),
            text=lambda line: SIGNS.get(line.movement.way, ""),
            bold=True,
            sort=lambda line: line.movement.way,
        ),
        Column(
            "kind",
            _("Movement"),
            width=width_for(kinds, _("Movement")),
            text=lambda line: _(MOVED_NAMES[line.movement.kind]),
            second=_how,
            sort=lambda line: (line.movement.way, line.movement.kind),
        ),
        *_piece_columns(names),
        Column(
            "place",
            _("From → to"),
            width=width_for(["R2-3 → R1-4", "B0126-0031-02"], _("From → to")),
            text=_way,
            second=lambda line: line.movement.box or line.shipment,
            sort=lambda line: line.movement.to_place or line.movement.from_place,
        ),
    ]


def stock_columns(names: Names, today: date) -> list[Column]:
    """Return the columns of the pieces in the house."""
    states = [_(words) for words in PART_STATE_NAMES.values()]
    return [
        *_piece_columns(names),
        Column(
            "place",
            _("Place"),
            width=width_for(["R2-3", "B0126-0031-02"], _("Place")),
            text=lambda line: line.standing.place,
            second=lambda line: line.standing.box,
            bold=True,
            sort=lambda line: line.standing.place,
        ),
        Column(
            "state",
            _("State"),
            width=width_for([*states, _since(_DAY)], _("State")),
            text=lambda line: _(PART_STATE_NAMES[line.standing.state]),
            second=_in_since,
        ),
        Column(
            "days",
            _("Days here"),
            align="right",
            width=width_for(["8,888"], _("Days here")),
            text=lambda line: f"{line.days:,}",
            value=lambda line: line.days,
            holds=Holds.COUNT,
            bold=lambda line: line.days > LONG,
            tone=lambda line: Tone.WARN if line.days > LONG else Tone.NEUTRAL,
            sort=lambda line: line.days,
        ),
        Column(
            "return_by",
            _("Return by"),
            width=width_for([date_text(_DAY)], _("Return by")),
            text=lambda line: line.piece.return_by or "",
            value=lambda line: day_of(line.piece.return_by),
            holds=Holds.DAY,
            tone=lambda line: _late(line, today),
            sort=lambda line: line.piece.return_by,
        ),
        _amount(lambda line: line.piece.amount_fen),
    ]


def day_columns() -> list[Column]:
    """Return the columns of days with movements in or out."""
    return [
        Column(
            "day",
            _("Day"),
            width=width_for([date_text(_DAY)], _("Day")),
            text=lambda row: date_text(row.day),
            value=lambda row: row.day,
            holds=Holds.DAY,
            sort=lambda row: row.day,
            stretch=True,
        ),
        *_counts(opening=False),
    ]


def group_columns(names: Names, column: str, title: str) -> list[Column]:
    """Return the columns of the pieces of each maker, supplier, hazard or model."""
    return [
        Column(
            "code",
            title,
            width=width_for(["启程汽车动力总成厂（演示）"], title),
            text=lambda row: names.group(column, row.code),
            stretch=True,
        ),
        *_counts(opening=True),
        _amount(lambda row: row.amount_fen),
    ]


def _piece_columns(names: Names) -> list[Column]:
    return [
        Column(
            "part_name",
            _("Part"),
            width=150,
            text=lambda line: line.piece.part_name,
            second=lambda line: line.piece.part_no,
            stretch=True,
            sort=lambda line: (line.piece.part_name, line.piece.part_no),
        ),
        Column(
            "tag",
            _("Tag"),
            width=width_for([_TAG, _CLAIM], _("Tag")),
            text=lambda line: spoken(line.piece.tag),
            copy=lambda line: line.piece.tag,
            second=lambda line: line.piece.claim_number,
            sort=lambda line: line.piece.tag,
        ),
        Column(
            "maker",
            _("Maker and supplier"),
            width=width_for(["QA1042 朔棠燃油系统"], _("Maker and supplier")),
            text=lambda line: names.maker(line.piece.brand),
            second=lambda line: names.supplier(line.piece.brand, line.piece.supplier_code),
            weak=True,
            sort=lambda line: (line.piece.brand, line.piece.supplier_code),
        ),
    ]


def _counts(*, opening: bool) -> list[Column]:
    keys = [("came", _("Came in")), ("went", _("Went out")), ("closing", _("Closing stock"))]
    if opening:
        keys.insert(0, ("opening", _("Opening stock")))
    return [_count(key, title) for key, title in keys]


def _count(key: str, title: str) -> Column:
    def number(row: DayCount | GroupCount) -> int:
        return int(getattr(row, key))

    return Column(
        key,
        title,
        align="right",
        width=width_for(["888,888"], title),
        text=lambda row: f"{number(row):,}" if number(row) else "—",
        value=lambda row: number(row),
        holds=Holds.COUNT,
        bold=key == "closing",
        sort=number,
    )


def _amount(fen: Any) -> Column:
    return Column(
        "amount",
        _("Amount ¥"),
        align="right",
        width=width_for(["88,888.00"], _("Amount ¥")),
        text=lambda row: yuan(fen(row)),
        value=lambda row: fen(row),
        holds=Holds.MONEY,
        sort=fen,
    )


def _way(line: LedgerLine) -> str:
    moved = line.movement
    if moved.from_place and moved.to_place and moved.from_place != moved.to_place:
        return f"{moved.from_place} → {moved.to_place}"
    if moved.from_place and not moved.to_place:
        return f"{moved.from_place} →"
    return f"→ {moved.to_place}" if moved.to_place else ""


def _how(line: LedgerLine) -> str:
    return line.movement.reason or _(WAY_NAMES[line.movement.way])


def _in_since(line: StockLine) -> str:
    came = line.standing.came_at
    return _since(local(came).date()) if came else ""


def _since(day: date) -> str:
    return _("in since {day}", day=date_text(day))


def _late(line: StockLine, today: date) -> Tone:
    by = line.piece.return_by
    return Tone.DANGER if by and by < today.isoformat() else Tone.NEUTRAL


def pieces_text(count: int) -> str:
    """Say a number of pieces."""
    return ngettext_("{n:,} piece", "{n:,} pieces", count)
