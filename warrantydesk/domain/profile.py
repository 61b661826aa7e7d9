"""The brand profile as the desk reads it: typed rows over versioned tables.

The tables are those of the exchange form (CSV files of a brand folder); numbers are integer fen,
hours are decimals, lists are tuples. A missing row is None, never a guess.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property

from warrantydesk.domain.campaign import Campaign, campaign_of
from warrantydesk.domain.claim.totals import Rates
from warrantydesk.domain.profile_entries import (
    CLASSES,
    DocumentEntry,
    HazardEntry,
    LabourEntry,
    ModelEntry,
    PartEntry,
    Row,
    RuleSwitch,
    TypeEntry,
    hazard_of,
    item_of,
    labour_of,
    listed,
    part_of,
    switch_of,
)
from warrantydesk.domain.template import TemplateItem

__all__ = [
    "CLASSES",
    "BrandProfile",
    "DocumentEntry",
    "HazardEntry",
    "LabourEntry",
    "ModelEntry",
    "PartEntry",
    "Row",
    "RuleSwitch",
    "TypeEntry",
]


class BrandProfile:
    """All tables of one brand; each is read once, when it is first asked for."""

    def __init__(
        self,
        code: str,
        version: int,
        rows: Callable[[str], list[Row]],
        versions: Mapping[str, int] | None = None,
    ) -> None:
        self.code, self.version, self._rows = code, version, rows
        self.versions: Mapping[str, int] = versions or {}
        """Which version of each table it decides from; ``version`` is the maker's revision."""

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table in their order."""
        return self._rows(table)

    @cached_property
    def parts(self) -> Mapping[str, PartEntry]:
        """Parts by number."""
        return {row["part_no"]: part_of(row) for row in self._rows("parts")}

    @cached_property
    def labour(self) -> Mapping[str, LabourEntry]:
        """Labour operations by code."""
        return {row["code"]: labour_of(row) for row in self._rows("labour")}

    @cached_property
    def models(self) -> Mapping[str, ModelEntry]:
        """Models by code."""
        return {
            row["code"]: ModelEntry(
                row["code"],
                row["name_zh"],
                row["name_en"],
                row["energy"],
                row["model_class"],
                row["vin_1_8_pattern"],
            )
            for row in self._rows("models")
        }

    @cached_property
    def faults(self) -> Mapping[str, Row]:
        """Fault codes with system, names and causes."""
        return {row["code"]: row for row in self._rows("faults")}

    @cached_property
    def reasons(self) -> Mapping[str, Row]:
        """Reason codes of refusals and returns."""
        return {row["code"]: row for row in self._rows("refusal_reasons")}

    @cached_property
    def suppliers(self) -> Mapping[str, Row]:
        """Suppliers by code."""
        return {row["code"]: row for row in self._rows("suppliers")}

    @cached_property
    def hazards(self) -> Mapping[str, HazardEntry]:
        """How hazardous old parts are handled, by kind."""
        return {row["code"]: hazard_of(row) for row in self._rows("hazards")}

    @cached_property
    def campaigns(self) -> Mapping[str, Campaign]:
        """Campaigns and recalls by number."""
        return {row["code"]: campaign_of(row) for row in self._rows("campaigns")}

    @cached_property
    def types(self) -> Mapping[str, TypeEntry]:
        """Claim types by code."""
        return {
            row["code"]: TypeEntry(
                row["code"],
                row["name_zh"],
                row["name_en"],
                listed(row["required_fields"]),
                listed(row.get("checks", "")),
                row.get("needs_prior_auth", "") == "yes",
                row.get("old_part_expected", "") or "by_part",
                row.get("needs_inspection", "") != "no",
                listed(row.get("labour", "")),
                row.get("fault_code", ""),
            )
            for row in self._rows("claim_types")
        }

    @cached_property
    def template(self) -> tuple[TemplateItem, ...]:
        """The inspection template in its order."""
        return tuple(item_of(row) for row in self._rows("inspection_template"))

    @cached_property
    def switches(self) -> Mapping[str, RuleSwitch]:
        """The brand's switches of the claim checks by rule id."""
        return {row["rule"]: switch_of(row) for row in self._rows("checks")}

    @cached_property
    def branches(self) -> Mapping[str, str]:
        """Template section of each fault system."""
        return {row["system"]: row["section"] for row in self._rows("systems")}

    def documents(self, claim_type: str) -> tuple[DocumentEntry, ...]:
        """Return the papers that a claim type asks for, in the maker's order."""
        return tuple(
            DocumentEntry(
                row["document_code"],
                row["name_zh"],
                row["name_en"],
                row["requirement"] == "mandatory",
                row["condition_zh"],
                row["condition_en"],
                row["reason_zh"],
                row["reason_en"],
            )
            for row in self._rows("documents")
            if row["claim_type"] == claim_type
        )

    def deadline_days(self, code: str) -> int | None:
        """Return the days of a deadline."""
        rows = (row for row in self._rows("deadlines") if row["code"] == code)
        return next((int(row["days"]) for row in rows), None)

    @cached_property
    def rates(self) -> Rates:
        """Percentages for handling, materials and tax."""
        return Rates(
            Decimal(self._rate("parts_handling")),
            Decimal(self._rate("materials")),
            Decimal(self._rate("vat_parts")),
        )

    def rate_fen(self, code: str) -> int | None:
        """Return an amount of ``rates`` in fen, as the limit of self-authorisation; else None."""
        told = self._rate(code) if any(r["code"] == code for r in self._rows("rates")) else ""
        return int(told) if told else None

    def paying_suppliers(self) -> tuple[str, ...]:
        """Return the suppliers who pay claims on their parts themselves (tyres, batteries)."""
        rows = self._rows("suppliers")
        return tuple(row["code"] for row in rows if row.get("pays_claims", "") == "yes")

    def labour_rate_fen(self, model_code: str) -> int:
        """Return the hourly rate of a model in fen; 0 where the model is unknown."""
        return int(self._rate("labour_rate", self.model_class(model_code)))

    def model_class(self, model_code: str) -> str:
        """Return the class of a model, empty where it is unknown."""
        model = self.models.get(model_code)
        return model.model_class if model else ""

    def is_electric(self, model_code: str) -> bool:
        """Tell whether the model is battery-electric: its motor number counts (V10)."""
        model = self.models.get(model_code)
        return model is not None and model.energy == "bev"

    def _rate(self, code: str, model_class: str = "") -> str:
        rows = (
            row["value"]
            for row in self._rows("rates")
            if row["code"] == code and row["model_class"] in ("", model_class)
        )
        return next(rows, "0")
