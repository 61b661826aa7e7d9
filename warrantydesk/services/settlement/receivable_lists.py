"""Receivables as files: as a workbook, as a CSV file, as a PDF with its signatures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.listing import Holds
from warrantydesk.i18n import N_, list_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.ledger.drawing import SIGNS, printed, told
from warrantydesk.services.settlement import receivable_contents as contents
from warrantydesk.services.settlement.receivable_contents import Asked, Content

WIDEST = 28
"""Letters of a column on paper: what is longer is wrapped."""


class Listed(StrEnum):
    """The lists of receivables."""

    AGES = "ages"
    CLAIMS = "claims"
    CASH = "cash"
    ABNORMAL = "abnormal"


@dataclass(frozen=True)
class Written:
    """What was written."""

    what: Listed
    file: str
    rows: int
    bytes: int


def write(bench: Bench, what: Listed, asked: Asked, file: Path) -> Written:
    """Draw a list and put it at its place, whole."""
    ending = file.suffix.lower()
    if ending not in SIGNS:
        raise refused(
            INVALID,
            N_("Name a file that ends in one of {endings}."),
            "file",
            endings=list_text(SIGNS),
        )
    folder = bench.stores.db.folder.path
    targets.may_write(file, SIGNS[ending], folder)
    content = _CONTENTS[what](bench, asked)
    data = _DRAWN[ending](bench, content)
    targets.write(file, data, folder)
    return Written(what, str(file), len(content.rows), len(data))


_CONTENTS: Mapping[Listed, Callable[[Bench, Asked], Content]] = {
    Listed.AGES: contents.ages_content,
    Listed.CLAIMS: contents.claims_content,
    Listed.CASH: contents.cash_content,
    Listed.ABNORMAL: contents.abnormal_content,
}


def _workbook(bench: Bench, content: Content) -> bytes:
    from warrantydesk.documents.excel import render

    return render(content.title, content.columns, content.rows, bench.clock.zone)


def _csv(bench: Bench, content: Content) -> bytes:
    from warrantydesk.documents.csv_list import render

    kinds = [column.holds for column in content.columns]
    texts = (
        [told(cell, holds) for cell, holds in zip(row, kinds, strict=True)] for row in content.rows
    )
    return render([column.title for column in content.columns], texts)


def _pdf(bench: Bench, content: Content) -> bytes:
    from warrantydesk.documents.ledger import LedgerColumn, LedgerPaper, render
    from warrantydesk.services.papers.shipment_facts import desk_paper

    columns = content.columns
    stacks = content.stacks or tuple((place,) for place in range(len(columns)))
    right = (Holds.COUNT, Holds.MONEY)
    return render(
        LedgerPaper(
            desk_paper(bench),
            content.title,
            content.period,
            tuple(
                LedgerColumn(
                    "\n".join(columns[place].title for place in stack),
                    max(min(columns[place].width, WIDEST) for place in stack) + 2,
                    "right" if columns[stack[0]].holds in right else "left",
                )
                for stack in stacks
            ),
            _stacked(content, stacks),
            content.totals,
            signs=content.signs,
        )
    )


def _stacked(content: Content, stacks: tuple[tuple[int, ...], ...]) -> Iterator[list[str]]:
    kinds = [column.holds for column in content.columns]
    for row in content.rows:
        texts = [printed(cell, holds) for cell, holds in zip(row, kinds, strict=True)]
        yield ["\n".join(filter(None, (texts[place] for place in stack))) for stack in stacks]


_DRAWN: Mapping[str, Callable[[Bench, Content], bytes]] = {
    ".xlsx": _workbook,
    ".csv": _csv,
    ".pdf": _pdf,
}
