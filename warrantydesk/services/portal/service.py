"""The portal aid: fields of a filed version in the portal's order, ticked as they are typed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.duty import PortalTick
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.maker_fields import (
    FiledLine,
    Form,
    PortalField,
    PortalPage,
    PortalSheet,
    filed_lines,
    value_at,
    written,
)
from warrantydesk.domain.profile import Row
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.batch_file import BatchFile, export_batch, waiting_by_payer
from warrantydesk.services.portal.filed import appeal_source, filed_sources

NOT_FILED = N_("The claim has not been filed yet: submit it first.")


class PortalService:
    """Says what goes into which field of the maker's portal, and keeps what is typed already."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def sheet(self, claim_id: int, form: Form = Form.SUBMIT) -> PortalSheet:
        """Return the fields of the newest filed version, or of the newest appeal.

        Refused(STATE) where nothing was filed, or no appeal was prepared.
        """
        claim = self._bench.stores.claims.get(claim_id)
        frozen = self._filed(claim)
        sources = filed_sources(self._bench, claim, frozen)
        number = frozen.number
        if form is Form.APPEAL:
            sources["appeal"], number = self._appeal(claim)
        return self._sheet(claim, form, number, sources)

    def tick(self, claim_id: int, form: Form, field: str, ticked: bool = True) -> PortalSheet:
        """Note that a field was typed into the portal, or that it was not; returns the sheet."""
        self._bench.stores.claims.get(claim_id)
        self._bench.allow("portal.tick")
        sheet = self.sheet(claim_id, form)
        field = line(field)
        if field not in {one.key for one in sheet.fields}:
            raise refused(
                INVALID,
                N_("The portal's form has no field {field}."),
                "field",
                field=field[:40],
            )
        self._keep(sheet, field, ticked)
        return replace(sheet, pages=self._ticked(sheet))

    def export_batch(
        self,
        file: Path,
        claim_ids: tuple[int, ...] = (),
        states: tuple[State, ...] = (),
        payer: str = "",
    ) -> BatchFile:
        """Write filed claims as one file in the maker's layout; see ``batch_file``."""
        return export_batch(self._bench, file, claim_ids, states, payer)

    def waiting_by_payer(self) -> dict[str, tuple[int, ...]]:
        """Return the submitted claims without a number of the maker's by who pays them."""
        return waiting_by_payer(self._bench)

    def _keep(self, sheet: PortalSheet, field: str, ticked: bool) -> None:
        store = self._bench.stores.portal_ticks
        claim_id, form, number = sheet.claim_id, str(sheet.form), sheet.number
        found = store.find(claim_id=claim_id, form=form, number=number, field=field)
        old = next(iter(found), None)
        if (old.ticked if old else False) is ticked:
            return
        by, at = self._bench.person.login, self._bench.now
        with self._bench.change(N_("fill in portal"), Kind.ANSWERS, ids=(sheet.claim_id,)):
            if old is None:
                store.add(PortalTick(claim_id, form, number, field, ticked, by, at))
            else:
                store.save(replace(old, ticked=ticked, by=by, at=at))

    def _filed(self, claim: Claim) -> Submission:
        frozen = self._bench.stores.submissions.newest(claim.id)
        if frozen is None:
            raise refused(STATE, NOT_FILED, "claim_id")
        return frozen

    def _appeal(self, claim: Claim) -> tuple[Mapping[str, Any], int]:
        appeal = self._bench.stores.appeals.newest(claim.id)
        if appeal is None:
            raise refused(
                STATE, N_("There is no appeal yet: choose its lines and grounds first."), "form"
            )
        whole = not claim.approved_fen
        return appeal_source(appeal, whole), appeal.number

    def _sheet(
        self, claim: Claim, form: Form, number: int, sources: Mapping[str, Any]
    ) -> PortalSheet:
        rows = [
            row
            for row in self._bench.profile(claim.brand).rows("portal")
            if row["form"] == str(form)
        ]
        pages = []
        for titles, of_page in groupby(rows, key=lambda row: (row["page_zh"], row["page_en"])):
            fields = self._fields(sorted(of_page, key=_place), sources)
            if fields:
                pages.append(PortalPage(*titles, tuple(fields)))
        made = PortalSheet(claim.id, form, number, tuple(pages))
        return replace(made, pages=self._ticked(made))

    def _fields(self, rows: list[Row], sources: Mapping[str, Any]) -> list[PortalField]:
        """Return the fields of a page: those of the claim, then those of each of its lines."""
        once = [row for row in rows if not row["repeat"]]
        fields = [self._field(row, sources) for row in once]
        repeated = sorted({row["repeat"] for row in rows if row["repeat"]})
        for kind in repeated:
            own = [row for row in rows if row["repeat"] == kind]
            lines = _of_kind(sources["claim"], LineKind(kind))
            for each in lines:
                beside = {**sources, "line": each}
                fields += [self._field(row, beside, each.line) for row in own]
        return fields

    def _field(self, row: Row, sources: Mapping[str, Any], number: int = 0) -> PortalField:
        value = written(value_at(sources, row["field"]), row["format"], self._bench.clock.zone)
        before = f"{number} " if number else ""
        return PortalField(
            f"{row['code']}.{number}" if number else row["code"],
            f"{before}{row['label_zh']}",
            f"{before}{row['label_en']}",
            value,
            row["hint_zh"],
            row["hint_en"],
            int(row["max_len"]) if row["max_len"] else None,
        )

    def _ticked(self, sheet: PortalSheet) -> tuple[PortalPage, ...]:
        found = self._bench.stores.portal_ticks.find(
            claim_id=sheet.claim_id, form=str(sheet.form), number=sheet.number
        )
        done = {one.field for one in found if one.ticked}
        return tuple(
            replace(page, fields=tuple(replace(one, ticked=one.key in done) for one in page.fields))
            for page in sheet.pages
        )


def _place(row: Row) -> int:
    return int(row["position"])


def _of_kind(claim: Claim, kind: LineKind) -> Iterable[FiledLine]:
    return (each for each in filed_lines(claim) if each.kind is kind)
