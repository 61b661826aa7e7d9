"""Lines of past claims: many to a claim, written out once for each case."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import NamedTuple

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.cases import Case, Casebook, Columns
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.claim import Claim, PartLine
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.profile import BrandProfile

_ID, _CLAIM = 987_654_321_001, 987_654_321_002
_MOST_LINES, _MIXED = (2, 3, 3, 4), 3
"""How many lines a claim has at most, and how many mixtures there are of each case."""


class Written(NamedTuple):
    """A row that repeats: its columns, and its journal text around id and claim."""

    name: str
    columns: Columns
    text: tuple[str, str, str]


class PastLines:
    """Cases with up to four part lines, and their rows."""

    def __init__(
        self, book: Book, casebook: Casebook, profile: BrandProfile, random: Random
    ) -> None:
        self._book, self._random, self._profile = book, random, profile
        self._services = casebook.services
        self._repairs: Mapping[str, list[Case]] = {
            model: list(self._mixtures(cases)) for model, cases in casebook.repairs.items()
        }
        self._written: dict[int, list[Written]] = {}

    def pick(self, model: str) -> Case:
        """Return a fault of a model; early numbers come up more often than late ones."""
        cases = self._repairs[model]
        return cases[int(len(cases) * self._random.random() ** 1.6)]

    def service(self, model: str) -> Case:
        """Return the first service of a model."""
        return self._services[model]

    def _mixtures(self, cases: list[Case]) -> Iterator[Case]:
        covered = [case for case in cases if case.covered and case.part_lines]
        for case in covered:
            for _ in range(_MIXED):
                others = self._random.sample(covered, min(3, len(covered)))
                more = [
                    (line, makers)
                    for other in others
                    for line, makers in zip(other.part_lines, other.suppliers, strict=False)
                ]
                yield self._longer(case, more)

    def _longer(self, case: Case, more: list[tuple[PartLine, tuple[str, ...]]]) -> Case:
        """Return a case with further parts that its fault had damaged."""
        lines, suppliers = list(case.part_lines), list(case.suppliers)
        most = self._random.choice(_MOST_LINES)
        known = {line.new_part_no for line in lines}
        for line, makers in more:
            if len(lines) < most and line.new_part_no not in known:
                lines.append(replace(line, causal=False, causal_line=1))
                suppliers.append(makers)
                known.add(line.new_part_no)
        claim = Claim(part_lines=tuple(lines), labour_lines=case.labour_lines)
        totals = to_json(totals_of(claim, self._profile.rates))
        return replace(case, part_lines=tuple(lines), suppliers=tuple(suppliers), totals=totals)

    def enter(self, case: Case, claim_id: int, moment: Moment) -> list[Row]:
        """Write the lines of a claim; returns its part lines."""
        written = self._written.get(id(case))
        if written is None:
            written = self._written[id(case)] = list(self._write_out(case))
        parts = []
        for one in written:
            row = self._book.copy(one.name, moment, one.columns, (claim_id, one.text))
            if one.name == "part_line":
                parts.append(row)
        return parts

    def _write_out(self, case: Case) -> Iterator[Written]:
        named = (("part_line", case.part_rows), ("labour_line", case.labour_rows))
        for name, rows in named:
            for place, columns in enumerate(rows):
                full = {**columns, "position": place, "claim_id": _CLAIM}
                if name == "part_line":
                    full["consumable"] = 1  # in those years no piece was kept in the desk
                if name == "part_line" and place < len(case.suppliers) and case.suppliers[place]:
                    full["old_supplier_code"] = case.suppliers[place][0]
                text = self._book.text_of(name, {**full, "id": _ID})
                head, _, rest = text.partition(str(_CLAIM))
                middle, _, tail = rest.partition(str(_ID))
                yield Written(name, full, (head, middle, tail))
