"""Price lists as a maker sends them: a title, Chinese headers, yuan, a total below."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Draft, Preview, Subject
from warrantydesk.services.imports.target import Outcome, RowResult

HEADERS = ("配件编码", "中文名称", "网点价", "未税价", "配套厂", "车用数")
FIRST_ROW = 4
"""Row of the file in which the first part stands."""
DECEMBER = date(2026, 12, 1)
PARTS = Subject("QC", "parts", DECEMBER)


def parts_of(desk: Desk, count: int = 12) -> list[Mapping[str, str]]:
    """Return the first parts of the demo maker."""
    return list(desk.bench.profile("QC").rows("parts"))[:count]


def yuan_of(row: Mapping[str, str]) -> str:
    """Return the price of a part as a list writes it."""
    return f"{int(row['list_price_fen']) / 100:.2f}"


def lines_of(
    parts: Sequence[Mapping[str, str]], prices: Mapping[int, str] | None = None
) -> list[list[str]]:
    """Return the lines of parts; ``prices`` are other words in the price of a line."""
    return [
        [
            row["part_no"],
            row["name_zh"],
            "1.13",
            (prices or {}).get(number, yuan_of(row)),
            row["supplier_codes"].replace("|", "/"),
            row["usage_per_vehicle"],
        ]
        for number, row in enumerate(parts)
    ]


def price_list(lines: Sequence[Sequence[str]], headers: Sequence[str] = HEADERS) -> str:
    """Return a price list as the clipboard holds it."""
    rows = [
        ["启程汽车 售后备件价格表"],
        ["发布 2026-11-18"],
        headers,
        *lines,
        ["合计", "", "", "99.00"],
    ]
    return "\n".join("\t".join(row) for row in rows) + "\n"


def file_of(folder: Path, text: str, name: str = "prices.csv", encoding: str = "gb18030") -> Path:
    """Write a price list as a CSV file and return it."""
    file = folder / name
    file.write_text(text.replace("\t", ","), encoding)
    return file


def looked_at(desk: Desk, text: str, subject: Subject = PARTS) -> tuple[Draft, Preview]:
    """Open a pasted list and judge its rows."""
    draft = desk.imports.open_pasted(text, "policy_table", subject)
    return draft, desk.imports.preview(draft)


def of_row(preview: Preview, number: int) -> RowResult:
    """Return what becomes of a row of the file."""
    return next(one for one in preview.results if one.number == number)


def counted(preview: Preview) -> dict[Outcome, int]:
    """Return how many rows have each outcome that any has."""
    return {kind: count for kind, count in preview.counts.items() if count}
