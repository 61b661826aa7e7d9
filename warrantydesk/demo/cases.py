"""The faults that cars come with: the brand's narratives with their lines, ready to be copied."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from warrantydesk.demo.checkup import Answered, answers_of
from warrantydesk.domain.claim import (
    Claim,
    ClaimType,
    LabourLine,
    PartLine,
    Treatment,
)
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.profile import BrandProfile, PartEntry
from warrantydesk.storage.mapping import RowMapping

_TECHNICIANS = {
    "engine": ("S06",),
    "emission_control": ("S06",),
    "transmission": ("S07",),
    "driveline": ("S07", "S17"),
    "brake": ("S17",),
    "steering": ("S17",),
    "suspension": ("S17",),
    "traction_battery": ("S09", "S10"),
    "drive_motor": ("S09", "S10"),
    "power_electronics": ("S09", "S10"),
    "electrical": ("S08",),
    "infotainment": ("S08",),
    "hvac": ("S08",),
    "restraint": ("S08",),
    "body": ("S11",),
    "interior": ("S11",),
}
_MAJOR_FEN = 300_000
_EXTRA_EVERY, _EXTRA_HOURS, _EXTRA_WHY = 9, Decimal("0.3"), "螺栓锈蚀，拆卸多用 0.3 小时"
_PARTS: RowMapping[PartLine] = RowMapping(PartLine)
_LABOUR: RowMapping[LabourLine] = RowMapping(LabourLine)
Columns = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One fault of one model with everything that a claim says of it."""

    id: str
    model: str
    months: int
    type: ClaimType
    covered: bool
    basis: str
    cause_class: str
    complaint: str
    cause: str
    correction: str
    fault_code: str
    fault_name: str
    part_lines: tuple[PartLine, ...]
    suppliers: tuple[tuple[str, ...], ...]
    labour_lines: tuple[LabourLine, ...]
    totals: Mapping[str, Any]
    technicians: tuple[str, ...]
    answers: tuple[Answered, ...]
    needs_authorisation: bool
    major: bool
    group: str
    campaign_no: str = ""
    policy: str = ""
    """The brand's policy that covers the case."""

    @property
    def total_fen(self) -> int:
        """The claimed net total, in fen."""
        return int(self.totals["total_fen"])

    @cached_property
    def part_rows(self) -> tuple[Columns, ...]:
        """Part lines as columns; supplier and serial are filled per claim."""
        return tuple(dict(sorted(_PARTS.row(line).items())) for line in self.part_lines)

    @cached_property
    def labour_rows(self) -> tuple[Columns, ...]:
        """Labour lines as columns."""
        return tuple(dict(sorted(_LABOUR.row(line).items())) for line in self.labour_lines)


class Casebook:
    """All cases of the brand by model."""

    def __init__(self, profile: BrandProfile) -> None:
        self._profile = profile
        self._auth = {row["part_no"] for row in profile.rows("parts") if _asks(row)}
        self.repairs: dict[str, list[Case]] = {}
        for number, row in enumerate(profile.rows("narratives")):
            if row["basis_code"] != "QC-CAMP":
                case = self._repair(row, number % _EXTRA_EVERY == 0)
                self.repairs.setdefault(case.model, []).append(case)
        self.services = {code: self._service(code) for code in profile.models}
        self.campaigns = {row["code"]: self._campaign(row) for row in profile.rows("campaigns")}

    def spare(self, case: Case) -> Case:
        """Return a case as a claim for a part that the customer had bought here."""
        return replace(case, type=ClaimType.SPARE_PART)

    def _repair(self, row: Mapping[str, str], extra: bool) -> Case:
        model = row["model_code"]
        causal = self._profile.parts[row["part_no"]]
        replaced = row["labour_code"].startswith("R")
        related = [p for p in causal.related_parts if model in self._profile.parts[p].models]
        entries = [causal, *[self._profile.parts[p] for p in related if replaced]]
        covered = row["covered"] == "yes"
        case = Case(
            row["id"],
            model,
            int(row["months_in_use"]),
            ClaimType.REPAIR,
            covered,
            "" if covered else row["basis_code"],
            row["cause_class"],
            row["complaint_zh"],
            row["cause_zh"],
            row["correction_zh"],
            row["fault_code"],
            self._profile.faults[row["fault_code"]]["name_zh"],
            self._parts(entries, replaced) if covered else (),
            tuple(entry.supplier_codes for entry in entries),
            self._labour(row["labour_code"], model, extra) if covered else (),
            {},
            ("S06",),
            (),
            covered and causal.part_no in self._auth,
            covered and causal.list_price_fen >= _MAJOR_FEN,
            causal.part_group,
            policy=row["basis_code"] if covered else "",
        )
        return self._done(case)

    def _done(self, case: Case) -> Case:
        """Add sums, people and the inspection, which follow from the rest."""
        claim = Claim(part_lines=case.part_lines, labour_lines=case.labour_lines)
        fault = self._profile.faults.get(case.fault_code)
        system = fault["system"] if fault else case.group
        return replace(
            case,
            totals=to_json(totals_of(claim, self._profile.rates)),
            technicians=_TECHNICIANS.get(system, ("S06", "S17")),
            answers=answers_of(self._profile, case.model, system, case.cause_class, case.covered),
        )

    def _parts(self, entries: list[PartEntry], replaced: bool) -> tuple[PartLine, ...]:
        return tuple(
            PartLine(
                causal=index == 0,
                causal_line=None if index == 0 else 1,
                new_part_no=entry.part_no,
                new_part_name=entry.name_zh,
                old_part_no=entry.part_no,
                quantity=min(entry.usage_per_vehicle, 4) if entry.consumable else 1,
                unit_price_fen=entry.list_price_fen,
                treatment=Treatment.REPLACE if replaced else Treatment.REPAIR,
                return_required=entry.return_required,
                consumable=entry.consumable,
                hazard=entry.hazard,
            )
            for index, entry in enumerate(entries)
            if replaced or index == 0
        )

    def _labour(self, code: str, model: str, extra: bool) -> tuple[LabourLine, ...]:
        entry = self._profile.labour[code]
        hours = entry.hours.get(self._profile.model_class(model), Decimal("0.5"))
        return (
            LabourLine(
                main=True,
                code=code,
                name=entry.name_zh,
                hours=hours,
                extra_hours=_EXTRA_HOURS if extra else Decimal(0),
                extra_reason=_EXTRA_WHY if extra else "",
                unit_price_fen=self._profile.labour_rate_fen(model),
            ),
        )

    def _plain(self, id: str, model: str, texts: tuple[str, str, str]) -> Case:
        return Case(
            id, model, 0, ClaimType.FREE_SERVICE, True, "", "quality", *texts, "", "", (), (), (),
            {}, (), (), False, False, "engine",
        )  # fmt: skip

    def _service(self, model: str) -> Case:
        electric = self._profile.is_electric(model)
        code = "S0000002" if electric else "S0000001"
        texts = (
            "首次免费保养，客户预约到店，车辆使用正常。",
            "里程与购车时间在首保窗口内，按首保项目检查，无异常。",
            "按首保项目单完成检查、紧固与加注，复位保养提示。",
        )
        case = self._plain(f"FREE-{model}", model, texts)
        numbers = self._profile.labour[code].related_parts
        fitting = [p for p in map(self._profile.parts.__getitem__, numbers) if model in p.models]
        # The filter is a service part: it is used up, nothing comes to the shelf.
        parts = [replace(p, consumable=True) for p in fitting]
        lines = tuple(replace(line, causal_line=None) for line in self._parts(parts, True))
        case = replace(
            case,
            part_lines=tuple(replace(line, causal=False) for line in lines),
            suppliers=tuple(p.supplier_codes for p in parts),
            labour_lines=self._labour(code, model, False),
        )
        return self._done(case)

    def _campaign(self, row: Mapping[str, str]) -> Case:
        texts = (
            f"按活动通知到店：{row['name_zh']}。客户无其他陈述。",
            f"车辆在活动 {row['code']} 范围内。{row['reason_zh']}",
            f"{row['measure_zh']}，完工检查合格，活动状态已登记。",
        )
        case = self._plain(row["code"], row["model_code"], texts)
        part = self._profile.parts[row["part_no"]]
        replaced = "更换" in row["measure_zh"]
        case = replace(
            case,
            type=ClaimType.CAMPAIGN,
            campaign_no=row["code"],
            part_lines=self._parts([part], replaced),
            suppliers=(part.supplier_codes,),
            labour_lines=self._labour(row["labour_code"], row["model_code"], False),
            group=part.part_group,
        )
        return self._done(case)


def _asks(row: Mapping[str, str]) -> bool:
    return row["needs_prior_auth"] == "yes"
