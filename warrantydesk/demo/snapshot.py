"""Frozen versions of submitted claims: everything that the claim form shows."""

import hashlib
import json
from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from warrantydesk.demo.calendar import utc
from warrantydesk.demo.cases import Case
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.attachment import (
    CLAIM_FORM,
    INSPECTION_SHEET,
    TAG_STUBS,
    WORK_AUTHORISATION,
)
from warrantydesk.domain.claim import Claim, LabourLine, PartLine
from warrantydesk.domain.claim.snapshot import veiled_in
from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.domain.codec import hints, to_json
from warrantydesk.domain.person import Site
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.vehicle import USE_NAMES, Use
from warrantydesk.domain.visit import Signature, Visit
from warrantydesk.i18n import _

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_LINES = frozenset({"part_lines", "labour_lines", "other_lines"})


class _Shape:
    """How the columns of a row become the JSON of its object."""

    def __init__(self, kind: type[Any], skip: frozenset[str] = frozenset()) -> None:
        self.plain: list[str] = []
        self.truths: list[str] = []
        self.nested: list[tuple[str, list[tuple[str, str, bool]]]] = []
        for name, hint in hints(kind).items():
            if name in skip:
                continue
            if hasattr(hint, "__dataclass_fields__"):
                inner = [(own, f"{name}_{own}", kind is bool) for own, kind in hints(hint).items()]
                self.nested.append((name, inner))
            else:
                (self.truths if hint is bool else self.plain).append(name)

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON of a row."""
        data: dict[str, Any] = {name: row[name] for name in self.plain}
        for name in self.truths:
            data[name] = bool(row[name])
        for name, inner in self.nested:
            data[name] = {
                own: bool(row[column]) if truth else row[column] for own, column, truth in inner
            }
        return data


class Snapshots:
    """Makes the facts of submissions."""

    def __init__(
        self, profile: BrandProfile, site: Site, names: Mapping[str, str], maker: str
    ) -> None:
        self._names = names
        self._salts = Random(profile.version)
        self._profile = profile
        self._claim = _Shape(Claim, _LINES | {"visit"})
        self._visit, self._part = _Shape(Visit), _Shape(PartLine)
        self._labour, self._signature = _Shape(LabourLine), _Shape(Signature)
        self._campaigns = {row["code"]: row["name_zh"] for row in profile.rows("campaigns")}
        self._documents = {
            kind: [(d.code, d.name_zh, d.mandatory) for d in profile.documents(kind)]
            for kind in profile.types
        }
        self._fixed = {
            "site": to_json(site),
            "rates": to_json(profile.rates),
            "dealer_name": "",
            "brand_name": maker,
            "state_name": _(STATE_NAMES[State.SUBMITTED]),
            "repeat_number": "",
            "payer_name": "",
            "snapshot_sha256": "",
            "demo": True,
            "logo": "",
            "redaction": "",
            "offset_mm": [0.0, 0.0],
        }

    def of(self, story: "Story", at: int) -> Callable[[str], Row]:
        """Return the submission's columns as a function of the journal's anchor."""
        paper = self._paper(story)
        number, claim = story.submissions, story.claim["id"]
        taken_at = utc(at)
        paper |= {"version": number, "drawn_at": taken_at}
        salt = f"{self._salts.getrandbits(128):032x}"
        beside = {"salt": salt, "facts": veiled_in(paper, salt), "content": {}}
        personal = _encode(beside)

        def columns(anchor: str) -> Row:
            facts = _encode({**paper, "anchor": anchor})
            return {
                "claim_id": claim,
                "number": number,
                "taken_at": taken_at,
                "anchor": anchor,
                "facts": facts,
                "sha256": hashlib.sha256(facts.encode()).hexdigest(),
                "acknowledged": "{}",
                "personal": personal,
                "version": 1,
            }

        return columns

    def _paper(self, story: "Story") -> dict[str, Any]:
        case, rows = story.case, story.rows
        claim = self._claim.of(story.claim)
        claim["visit"] = self._visit.of(story.visit)
        claim["part_lines"] = [self._part.of(row) for row in rows["part_line"]]
        claim["labour_lines"] = [self._labour.of(row) for row in rows["labour_line"]]
        claim["other_lines"] = []
        tags: dict[str, list[str]] = {}
        for piece in rows["old_part"]:
            if piece["tag"]:
                tags.setdefault(str(piece["line"]), []).append(piece["tag"])
        return {
            **self._fixed,
            "claim": claim,
            "totals": case.totals,
            "type_name": self._profile.types[case.type].name_zh,
            "model_name": self._profile.models[case.model].name_zh,
            "fault_name": case.fault_name,
            "use_name": _(USE_NAMES[Use(story.car.use)]),
            "campaign_name": self._campaigns.get(case.campaign_no, ""),
            "advisor": self._names[story.visit["advisor"]],
            "technician": self._names[story.visit["technician"]],
            "clerk": self._names[story.clerk],
            "documents": self._papers(case, story),
            "tags": tags,
            "signatures": [self._signature.of(row) for row in rows["signature"]],
        }

    def _papers(self, case: Case, story: "Story") -> list[dict[str, Any]]:
        have = {WORK_AUTHORISATION, INSPECTION_SHEET, *story.papers}
        if story.submissions > 1:
            have.add(CLAIM_FORM)
        if story.rows["old_part"]:
            have.add(TAG_STUBS)
        return [
            {"code": code, "name": name, "present": code in have, "mandatory": mandatory}
            for code, name, mandatory in self._documents[case.type]
        ]
