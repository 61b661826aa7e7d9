"""Filed claims as one file in the maker's own layout, as the profile's ``claim_file`` says it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.listing import ListColumn
from warrantydesk.domain.maker_fields import filed_lines, value_at, written
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.portal.filed import filed_sources

MOST = 2_000
"""More in one file no maker takes, and nobody looks through."""
_WIDTH = 18


@dataclass(frozen=True)
class BatchFile:
    """What was written: the file, how many claims and how many rows."""

    file: Path
    claims: int
    rows: int


def export_batch(
    bench: Bench,
    file: Path,
    claim_ids: Sequence[int] = (),
    states: Sequence[State] = (),
    payer: str = "",
) -> BatchFile:
    """Write the newest filed versions of claims to ``file``: .xlsx, .csv or .txt by its ending.

    Without ``claim_ids`` those in ``states`` that ``payer`` pays (empty: the maker), without
    both those submitted. All or nothing: Refused(STATE) names every claim that was never filed;
    raises what ``targets.write`` does.
    """
    claims = _chosen(bench, claim_ids, states, payer)
    bench.allow("claims.export_batch")
    _must_be_filed(bench, claims)
    _must_be_one_payer(claims)
    ending = _ending(file)
    columns = _columns(bench, claims[0].brand)
    titles = [row["title"] for row in columns]
    rows = [row for claim in claims for row in _rows(bench, claim, columns)]
    data = _data(ending, titles, rows)
    ids = tuple(claim.id for claim in claims)
    with bench.change(N_("export claims for the maker"), Kind.PRINT_JOBS, ids=ids):
        bench.stores.print_jobs.add(_entry(bench, claims, file, data))
        # Inside: what cannot be written leaves no entry of something that never went out.
        targets.write(file, data, bench.stores.db.folder.path)
    return BatchFile(file, len(claims), len(rows))


def _entry(bench: Bench, claims: Sequence[Claim], file: Path, data: bytes) -> PrintJob:
    numbers = [claim.claim_number for claim in claims]
    return PrintJob(
        kind="paper",
        subject=numbers[0] if len(numbers) == 1 else f"{numbers[0]} +{len(numbers) - 1}",
        printer=file.name,
        language="claim_file",
        copies=len(claims),
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        state=JobState.SENT,
        by=bench.person.login,
        at=bench.now,
    )


def waiting_by_payer(bench: Bench) -> dict[str, tuple[int, ...]]:
    """Return the submitted claims without a number of the maker's by payer, the maker as ""."""
    listed = bench.stores.lists.claims_in((State.SUBMITTED,), MOST)
    heads = bench.stores.claims.heads(one.id for one in listed if not one.maker_claim_number)
    found: dict[str, list[int]] = {}
    for claim in sorted(heads, key=lambda one: (one.payer, one.id)):
        found.setdefault(claim.payer, []).append(claim.id)
    return {payer: tuple(ids) for payer, ids in found.items()}


def _chosen(
    bench: Bench, claim_ids: Sequence[int], states: Sequence[State], payer: str
) -> list[Claim]:
    stores = bench.stores
    if claim_ids:
        chosen = list(dict.fromkeys(claim_ids))
    else:
        listed = stores.lists.claims_in(tuple(states) or (State.SUBMITTED,), MOST + 1)
        heads = stores.claims.heads(one.id for one in listed)
        chosen = sorted(one.id for one in heads if one.payer == payer)
    if not chosen:
        raise refused(INVALID, N_("There is no claim to export."), "claim_ids")
    if len(chosen) > MOST:
        raise refused(
            INVALID, N_("At most {n} claims go into one file: choose fewer."), "claim_ids", n=MOST
        )
    return [stores.claims.get(number) for number in chosen]


def _must_be_filed(bench: Bench, claims: Sequence[Claim]) -> None:
    newest = bench.stores.submissions.newest
    problems = [
        Problem(
            "claim_ids",
            N_("{number} has not been filed yet: submit it first."),
            {"number": claim.claim_number},
        )
        for claim in claims
        if newest(claim.id) is None or claim.state in (State.TO_SUBMIT, State.VOID)
    ]
    if problems:
        raise refused_by(STATE, problems)


def _must_be_one_payer(claims: Sequence[Claim]) -> None:
    if len({claim.brand for claim in claims}) > 1:
        raise refused(
            INVALID,
            N_("The claims are of several makers, each with its own file: choose one maker's."),
            "claim_ids",
        )
    if len({claim.payer for claim in claims}) > 1:
        raise refused(
            INVALID,
            N_("Maker and suppliers get a file each: choose claims that one of them pays."),
            "claim_ids",
        )


def _ending(file: Path) -> str:
    ending = file.suffix.lower()
    if ending not in (".xlsx", ".csv", ".txt"):
        raise refused(
            INVALID, N_("Name a file that ends in .xlsx, .csv or .txt."), "file", file=file
        )
    return ending


def _columns(bench: Bench, brand: str) -> list[Row]:
    rows = bench.profile(brand).rows("claim_file")
    if not rows:
        raise refused(
            STATE,
            N_("The brand's tables say nothing about its claim file: fill in that table first."),
        )
    return sorted(rows, key=lambda row: int(row["position"]))


def _rows(bench: Bench, claim: Claim, columns: Sequence[Row]) -> Iterator[list[str]]:
    frozen = bench.stores.submissions.newest(claim.id)
    if frozen is None:
        return
    sources = filed_sources(bench, claim, frozen)
    zone = bench.clock.zone
    lines: Iterable[Mapping[str, Any]] = ({},)
    if any(row["level"] == "line" for row in columns):
        # A claim without lines still has its row.
        lines = [{"line": each} for each in filed_lines(sources["claim"])] or ({},)
    for beside in lines:
        at = {**sources, **beside}
        yield [written(value_at(at, row["field"]), row["format"], zone) for row in columns]


def _data(ending: str, titles: list[str], rows: list[list[str]]) -> bytes:
    if ending == ".xlsx":
        from warrantydesk.documents import excel

        return excel.render("claims", [ListColumn(title, width=_WIDTH) for title in titles], rows)
    if ending == ".csv":
        from warrantydesk.documents import csv_list

        return csv_list.render(titles, rows)
    lines = ["\t".join(map(_flat, row)) for row in (titles, *rows)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _flat(text: str) -> str:
    return " ".join(text.split())
