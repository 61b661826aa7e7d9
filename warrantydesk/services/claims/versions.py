"""The versions that went to the maker: what each enclosed and used, and how they differ."""

import json
from dataclasses import replace
from typing import Any

from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.claim.diff import ENCLOSED, Differences, FieldChange, differences
from warrantydesk.domain.claim.snapshot import content_of
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.profile import BrandProfile, Row
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench

_WHOLE = ("rates", "claim_types", "deadlines")
_KEYS = {"parts": "part_no", "labour": "code", "faults": "code", "models": "code"}


def enclosed(bench: Bench, claim_id: int) -> list[dict[str, Any]]:
    """Return the attachments that lie with a claim now, each with its hash."""
    return [
        {
            "id": one.id,
            "document_code": one.document_code,
            "file_name": one.file_name,
            "sha256": one.sha256,
        }
        for one in bench.stores.attachments.find(claim_id=claim_id)
    ]


def used_tables(bench: Bench, claim: Claim) -> dict[str, Any]:
    """Return every row of the brand's tables that a claim rests on, and the tables' versions."""
    profile = bench.profile(claim.brand)
    wanted = {
        "parts": {line.new_part_no for line in claim.part_lines}
        | {line.old_part_no for line in claim.part_lines},
        "labour": {line.code for line in claim.labour_lines},
        "faults": {claim.codes.fault_code},
        "models": {claim.vehicle.model_code},
    }
    rows: dict[str, list[Row]] = {
        table: [row for row in profile.rows(table) if row[_KEYS[table]] in keys]
        for table, keys in wanted.items()
    }
    for table in _WHOLE:
        rows[table] = [row for row in profile.rows(table) if _fits(table, row, claim, profile)]
    law = bench.law()
    return {
        "rows": rows,
        "versions": {profile.code: dict(profile.versions), LAW: dict(law.versions)},
    }


def _fits(table: str, row: Row, claim: Claim, profile: BrandProfile) -> bool:
    if table == "claim_types":
        return row["code"] == claim.type
    if table == "rates":
        return row["model_class"] in ("", profile.model_class(claim.vehicle.model_code))
    return True


def version_of(bench: Bench, claim_id: int, number: int) -> Submission:
    """Return a version by its number; Refused(NOT_FOUND)."""
    found = bench.stores.submissions.find(claim_id=claim_id, number=number)
    if not found:
        raise refused(NOT_FOUND, N_("There is no version {n} of this claim."), "version", n=number)
    return found[0]


def compared(bench: Bench, claim_id: int, old: int, new: int) -> Differences:
    """Compare two versions; 0 stands for the claim as it is now."""
    claim = bench.stores.claims.get(claim_id)
    first = version_of(bench, claim_id, old) if old else None
    second = version_of(bench, claim_id, new) if new else None
    now = to_json(claim)
    before = content_of(first) if first else now
    after = content_of(second) if second else now
    by = second.submitted_by if second else bench.person.login
    found = differences(before, after, by)
    files = _files(bench, claim_id, first), _files(bench, claim_id, second)
    if files[0] is None or files[1] is None or files[0] == files[1]:
        return found
    changed = FieldChange("attachments", ENCLOSED, str(len(files[0])), str(len(files[1])), 0, by)
    return replace(found, changes=(*found.changes, changed))


def _files(bench: Bench, claim_id: int, version: Submission | None) -> list[str] | None:
    """Return the hashes of what lay with a version; None where an old version does not tell."""
    if version is None:
        return sorted(one["sha256"] for one in enclosed(bench, claim_id))
    if not version.enclosed:
        return None
    return sorted(one["sha256"] for one in json.loads(version.enclosed))


def is_changed(bench: Bench, claim: Claim) -> bool:
    """Tell whether content or attachments differ from the newest version; True without one."""
    newest = bench.stores.submissions.newest(claim.id)
    if newest is None:
        return True
    return bool(compared(bench, claim.id, newest.number, 0).changes)
