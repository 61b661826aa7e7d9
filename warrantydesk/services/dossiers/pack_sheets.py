"""The sheets of an audit pack: what is missing claim by claim, and the manifest of its files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.dossier import (
    PACKED_STATE_NAMES,
    PAPER_STATE_NAMES,
    Bound,
    PackedClaim,
    PackedState,
    PaperState,
)
from warrantydesk.domain.listing import Holds, ListColumn
from warrantydesk.i18n import _, list_text, minute_text, named, ngettext_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.shipment_facts import desk_paper

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneyRow, MoneySheet, MoneyTable

_MARKS = {
    PaperState.PRESENT: "●",
    PaperState.SEEN: "○",
    PaperState.MISSING: "×",
    PaperState.CONDITIONAL: "–",
}
_A_ROW = 12
"""Papers beside each other on the sheet; more go on in a further table."""


@dataclass(frozen=True)
class PackedFile:
    """A file of the pack: its name there, its size and hash."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Packed:
    """A claim of the pack with its dossier, where there is one; of that only the contents."""

    claim: PackedClaim
    bound: Bound | None = None

    @property
    def states(self) -> Mapping[str, PaperState]:
        """How it stands about each paper of the maker's list, by code."""
        found: dict[str, PaperState] = {}
        for one in self.bound.contents.papers if self.bound else ():
            if one.document_code:
                known = found.get(one.document_code, one.state)
                found[one.document_code] = min(known, one.state, key=list(PaperState).index)
        return found


@dataclass(frozen=True)
class PackFacts:
    """Everything the sheets say of a pack."""

    claims: Sequence[Packed]
    unknown: Sequence[str]
    waiting: Sequence[str]
    anchor: str


def missing_sheet(bench: Bench, pack: PackFacts) -> "MoneySheet":
    """Return the sheet of missing documents as a paper."""
    from warrantydesk.documents.money_sheet import MoneySheet

    counts = {state: _count(pack, state) for state in PackedState}
    head = [
        (_("Claims"), f"{len(pack.claims):,}"),
        *((_(PACKED_STATE_NAMES[state]), f"{number:,}") for state, number in counts.items()),
    ]
    if pack.unknown:
        head.append((_("Not known here"), f"{len(pack.unknown):,}"))
    legend = list_text(f"{mark} {_(PAPER_STATE_NAMES[state])}" for state, mark in _MARKS.items())
    named = list_text(f"{code} {name}" for code, name in papers_of(bench, pack).items())
    words = [_("Signs: {legend}.", legend=legend), _("Papers: {names}.", names=named)]
    if pack.waiting:
        words.append(
            _(
                "Not reached, because the work was stopped: {numbers}.",
                numbers=list_text(pack.waiting),
            )
        )
    if pack.unknown:
        words.append(_("Not known here: {numbers}.", numbers=list_text(pack.unknown)))
    return MoneySheet(
        desk_paper(bench),
        _("Missing documents"),
        "",
        tuple(head),
        (_gaps(pack), *_matrix(bench, pack)),
        tuple(words),
        foot=_("One dossier a claim lies beside this sheet."),
    )


def _count(pack: PackFacts, state: PackedState) -> int:
    return sum(one.claim.state is state for one in pack.claims)


def _gaps(pack: PackFacts) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    rows: list[MoneyRow] = [
        (
            one.claim.claim_number,
            _(PACKED_STATE_NAMES[one.claim.state]),
            list_text(one.claim.missing) or None,
            "\n".join(one.claim.problems) or None,
        )
        for one in pack.claims
        if one.claim.state is not PackedState.COMPLETE
    ]
    columns = (
        MoneyColumn(_("Claim"), share=1.3),
        MoneyColumn(_("State"), share=1.0),
        MoneyColumn(_("Missing"), share=2.6),
        MoneyColumn(_("What could not be bound"), share=3.0),
    )
    empty = _("Nothing is missing: every dossier is complete.")
    return MoneyTable(_("What is missing"), columns, tuple(rows), empty=empty)


def _matrix(bench: Bench, pack: PackFacts) -> "list[MoneyTable]":
    """Return claims against papers, as many papers to a table as fit beside each other."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    codes = list(papers_of(bench, pack))
    states = [(one.claim.claim_number, one.states) for one in pack.claims if one.bound]
    tables = []
    for start in range(0, len(codes), _A_ROW):
        some = codes[start : start + _A_ROW]
        columns = (
            MoneyColumn(_("Claim"), share=2.0),
            *(MoneyColumn(code) for code in some),
        )
        rows: list[MoneyRow] = [
            (number, *(_MARKS[known[code]] if code in known else "" for code in some))
            for number, known in states
        ]
        if rows:
            title = _("Claims and papers") if not start else _("Claims and papers, further")
            tables.append(MoneyTable(title, columns, tuple(rows)))
    return tables


def papers_of(bench: Bench, pack: PackFacts) -> dict[str, str]:
    """Return the papers of the lists of all claims: names by code, in the maker's order."""
    wanted = {code for one in pack.claims for code in one.states}
    names: dict[str, str] = {}
    brands = dict.fromkeys(
        bench.stores.claims.get(one.claim.claim_id).brand for one in pack.claims if one.bound
    )
    for brand in brands:
        for row in bench.profile(brand).rows("documents"):
            if row["document_code"] in wanted:
                names.setdefault(row["document_code"], named(row))
    return names


def missing_book(bench: Bench, pack: PackFacts) -> bytes:
    """Return the sheet of missing documents as a workbook: a row a claim, a column a paper."""
    from warrantydesk.documents.excel import BookSheet, book

    names = papers_of(bench, pack)
    columns = [
        ListColumn(_("Claim"), width=16),
        ListColumn(_("State"), width=12),
        ListColumn(_("File"), width=22),
        ListColumn(_("Page count"), Holds.COUNT, 8),
        ListColumn(_("Missing"), width=40),
        ListColumn(_("What could not be bound"), width=40),
        *(ListColumn(f"{code} {name}", width=14) for code, name in names.items()),
    ]
    rows = [
        (
            one.claim.claim_number,
            _(PACKED_STATE_NAMES[one.claim.state]),
            one.claim.file or None,
            one.claim.pages or None,
            list_text(one.claim.missing) or None,
            list_text(one.claim.problems) or None,
            *(
                _(PAPER_STATE_NAMES[one.states[code]]) if code in one.states else None
                for code in names
            ),
        )
        for one in pack.claims
    ]
    sheets = [BookSheet(_("Missing documents"), columns, rows)]
    apart = [
        *((text, _("no claim of this desk")) for text in pack.unknown),
        *((text, _("not bound yet")) for text in pack.waiting),
    ]
    if apart:
        told = (ListColumn(_("Number"), width=24), ListColumn(_("State"), width=24))
        sheets.append(BookSheet(_("Without dossier"), told, apart))
    return book(sheets, bench.clock.zone)


def manifest_json(bench: Bench, pack: PackFacts, files: Sequence[PackedFile]) -> bytes:
    """Return the manifest for programs: every file with its hash, every claim with its papers."""
    told: dict[str, Any] = {
        "kind": "audit pack",
        "made_at": bench.now.isoformat(),
        "made_by": bench.person.name,
        "station": bench.site.dealer_code or bench.site.code,
        "anchor": pack.anchor,
        "unknown": list(pack.unknown),
        "waiting": list(pack.waiting),
        "files": [to_json(one) for one in files],
        "claims": [_claim_json(one) for one in pack.claims],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _claim_json(one: Packed) -> dict[str, Any]:
    told = {name: value for name, value in to_json(one.claim).items() if name != "claim_id"}
    if one.bound is not None:
        contents = one.bound.contents
        told["anchor"] = contents.anchor
        told["papers"] = [
            {
                "position": paper.position,
                "document_code": paper.document_code,
                "name": paper.name,
                "state": str(paper.state),
                "source": str(paper.source),
                "sha256": paper.sha256,
                "first_page": paper.first_page,
                "pages": paper.pages,
            }
            for paper in contents.papers
        ]
    return told


def manifest_sheet(bench: Bench, pack: PackFacts, files: Sequence[PackedFile]) -> "MoneySheet":
    """Return the manifest for people: every file of the pack but itself, with its hash."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneySheet, MoneyTable

    rows: list[MoneyRow] = [(one.name, one.size_bytes, one.sha256) for one in files]
    columns = (
        MoneyColumn(_("File"), share=2.2),
        MoneyColumn(_("Bytes"), Holds.COUNT, 0.8),
        MoneyColumn("sha256", share=4.2),
    )
    return MoneySheet(
        desk_paper(bench),
        _("Manifest of the audit pack"),
        "",
        (
            (_("Claims"), f"{len(pack.claims):,}"),
            (_("Files"), ngettext_("{n} file", "{n} files", len(files))),
            (_("Made at and by"), f"{minute_text(bench.now)} {bench.person.name}"),
            (_("Place and head of the journal"), pack.anchor),
        ),
        (MoneyTable(_("Files"), columns, tuple(rows)),),
        foot=_("The hashes are sha256."),
    )
