"""What a desk has in Excel, taken over: sheets to fill in, and what of them stands here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.taken_over import Taken, TakenOver
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_target import TAKE_OVER, TakeOver
from warrantydesk.services.imports.target import Field, Want
from warrantydesk.services.targets import write_into

_EXAMPLES: Mapping[str, object] = {
    of_car.NAME: "张三",
    of_car.PHONE: "13800000000",
    of_car.VIN: "LSGPC52U6AF102554",
    of_car.PLATE: "苏A12345",
    of_claim.NUMBER: "SP-2026-001",
    of_claim.MAKER_NUMBER: "Q260300001",
    of_claim.REPAIR_ORDER: "RO-1001",
    of_claim.PART_NO: "1234567",
    of_claim.PART_NAME: "水泵",
    of_claim.OLD_TAG: "J-0007",
    of_claim.PLACE: "R1-2",
    of_claim.STATE: "SUBMITTED",
}
"""What the example row of a template says; amounts and days are given to all such columns."""
_YES = N_("yes")


@dataclass(frozen=True)
class StepStanding:
    """One kind of sheet: how many rows of it stand, and the batches that brought them."""

    target: str
    title: str
    kind: Taken
    count: int
    batches: tuple[ImportBatch, ...]


class TakeOverService:
    """Writes the sheets to be filled in, and says what was taken over."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def standing(self) -> tuple[StepStanding, ...]:
        """Return the five kinds of sheets in their order, with what stands of each."""
        stores = self._bench.stores
        counts: dict[tuple[int, Taken], int] = {}
        for one in stores.taken_over.find(void_reason=""):
            counts[one.batch_id, one.kind] = counts.get((one.batch_id, one.kind), 0) + 1
        whole = {kind: sum(n for (_batch, of), n in counts.items() if of is kind) for kind in Taken}
        return tuple(
            StepStanding(
                target.code,
                target.title,
                kind,
                whole[kind],
                tuple(reversed(stores.import_batches.find(target=target.code))),
            )
            for target, kind in zip(TAKE_OVER, Taken, strict=True)
        )

    def origin(self, kind: Taken, thing_id: int) -> TakenOver | None:
        """Return the file and row that a thing was taken over from, None for the desk's own."""
        return self._bench.stores.taken_over.of(kind, thing_id)

    def told(self, kind: Taken, thing_id: int) -> str:
        """Say where a thing was taken over from, its file, sheet and row; empty for the own."""
        found = self.origin(kind, thing_id)
        if found is None:
            return ""
        file = self._bench.stores.import_batches.get(found.batch_id).file_name
        place = {"file": file, "sheet": found.sheet or "—", "row": found.row}
        text = _("Taken over from {file}, sheet {sheet}, row {row}.", **place)
        return f"{text}\n{found.said}" if found.said else text

    def templates(self, folder: Path) -> list[Path]:
        """Write a workbook for each kind of sheet into a folder; returns their places.

        Each has the headings in the language in use, an example that the importer leaves out,
        and a sheet that says what the columns mean. Refused and Unavailable as ``targets`` say.
        """
        self._bench.allow("take_over.take")
        files = {
            f"{number}-{one.code.removeprefix('take_over_')}.xlsx": self._book(one)
            for number, one in enumerate(TAKE_OVER, 1)
        }
        write_into(folder, files, self._bench.stores.db.folder.path)
        return [folder / name for name in files]

    def _book(self, target: TakeOver) -> bytes:
        from warrantydesk.documents.excel import BookSheet, book
        from warrantydesk.domain.listing import Holds, ListColumn

        kinds = {Want.AMOUNT: Holds.MONEY, Want.WHOLE: Holds.COUNT}
        columns = [
            ListColumn(
                _(one.title), Holds.DAY if _is_day(one) else kinds.get(one.kind, Holds.TEXT), 16
            )
            for one in target.columns
        ]
        example = tuple(self._example(one) for one in target.columns)
        meaning = [
            ListColumn(_("Column"), width=24),
            ListColumn(_("Required"), width=12),
            ListColumn(_("Other names that are understood"), width=80),
        ]
        rows = [
            (
                _(one.title),
                _(_YES) if one.name in target.needed else "",
                ", ".join(one.aliases),
            )
            for one in target.columns
        ]
        return book(
            [
                BookSheet(_(target.title), columns, [example]),
                BookSheet(_("What the columns mean"), meaning, rows),
            ]
        )

    def _example(self, one: Field) -> str | int | date | None:
        if one.name in (of_claim.REMARK, of_car.ADDRESS):
            return "EXAMPLE 示例"
        if one.name == of_claim.RETURN_BY:
            return self._bench.today + timedelta(days=30)
        if _is_day(one):
            return self._bench.today
        if one.kind is Want.AMOUNT:
            return 80_000
        if one.kind is Want.WHOLE:
            return 1
        known = _EXAMPLES.get(one.name, "")
        return known if isinstance(known, str) else ""


def _is_day(one: Field) -> bool:
    return one.kind is Want.RAW and one.name.endswith(("_on", "return_by"))
