"""The brand profile as the desk reads it: typed rows over versioned tables.

The tables are those of the exchange form (CSV files of a brand folder); numbers are integer fen,
hours are decimals, lists are tuples. A missing row is None, never a guess.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from warrantydesk.domain.campaign import Campaign, campaign_of
from warrantydesk.domain.claim.totals import Rates
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.template import TemplateItem

Row = Mapping[str, str]


@dataclass(frozen=True)
class PartEntry:
    """A part of the maker's list; prices in fen, net."""

    part_no: str
    name_zh: str
    name_en: str
    part_group: str
    list_price_fen: int
    models: tuple[str, ...]
    usage_per_vehicle: int
    supplier_codes: tuple[str, ...]
    related_parts: tuple[str, ...]
    return_required: bool
    consumable: bool
    hazard: str
    assembly_of: str = ""
    """``engine`` … ``drive_motor`` where the part is that assembly (Order 43 Art. 20, 24)."""
    main_part: bool = False
    """A main part of its group (GB/T 29632)."""
    special: bool = False
    """Made to the VIN: its transport does not count (Order 43 Art. 24 ¶3)."""
    wear_class: str = ""
    needs_prior_auth: bool = False


@dataclass(frozen=True)
class LabourEntry:
    """A labour operation with its hours by model class."""

    code: str
    name_zh: str
    name_en: str
    hours: Mapping[str, Decimal]
    kind: str
    related_parts: tuple[str, ...]


@dataclass(frozen=True)
class ModelEntry:
    """A model of the maker."""

    code: str
    name_zh: str
    name_en: str
    energy: str
    model_class: str
    vin_pattern: str


@dataclass(frozen=True)
class TypeEntry:
    """A claim type with the fields it requires."""

    code: str
    name_zh: str
    name_en: str
    required_fields: tuple[str, ...]


@dataclass(frozen=True)
class DocumentEntry:
    """A paper that a claim type asks for."""

    code: str
    name_zh: str
    name_en: str
    mandatory: bool
    condition_zh: str
    condition_en: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True)
class RuleSwitch:
    """How a brand wants a check: on or off, its weight, its parameters."""

    enabled: bool = True
    severity: Severity | None = None
    params: Mapping[str, str] = field(default_factory=dict)


CLASSES = ("compact", "mid", "pickup", "bev", "phev")


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _yes(text: str) -> bool:
    return text == "yes"


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
        return {row["part_no"]: _part(row) for row in self._rows("parts")}

    @cached_property
    def labour(self) -> Mapping[str, LabourEntry]:
        """Labour operations by code."""
        return {row["code"]: _labour(row) for row in self._rows("labour")}

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
    def campaigns(self) -> Mapping[str, Campaign]:
        """Campaigns and recalls by number."""
        return {row["code"]: campaign_of(row) for row in self._rows("campaigns")}

    @cached_property
    def types(self) -> Mapping[str, TypeEntry]:
        """Claim types by code."""
        return {
            row["code"]: TypeEntry(
                row["code"], row["name_zh"], row["name_en"], _list(row["required_fields"])
            )
            for row in self._rows("claim_types")
        }

    @cached_property
    def template(self) -> tuple[TemplateItem, ...]:
        """The inspection template in its order."""
        return tuple(_item(row) for row in self._rows("inspection_template"))

    @cached_property
    def switches(self) -> Mapping[str, RuleSwitch]:
        """The brand's switches of the claim checks by rule id."""
        return {row["rule"]: _switch(row) for row in self._rows("checks")}

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


def _part(row: Row) -> PartEntry:
    return PartEntry(
        row["part_no"],
        row["name_zh"],
        row["name_en"],
        row["part_group"],
        int(row["list_price_fen"]),
        _list(row["models"]),
        int(row["usage_per_vehicle"]),
        _list(row["supplier_codes"]),
        _list(row["related_parts"]),
        _yes(row["return_required"]),
        _yes(row["is_consumable"]),
        row["hazard"],
        row.get("art24_assembly", ""),
        _yes(row.get("is_main_part", "")),
        _yes(row.get("is_special_part", "")),
        row.get("wear_class", ""),
        _yes(row.get("needs_prior_auth", "")),
    )


def _labour(row: Row) -> LabourEntry:
    hours = {name: Decimal(row[f"hours_{name}"]) for name in CLASSES if row[f"hours_{name}"]}
    return LabourEntry(
        row["code"], row["name_zh"], row["name_en"], hours, row["kind"], _list(row["related_parts"])
    )


def _item(row: Row) -> TemplateItem:
    words = zip(
        _list(row["choices"]), _list(row["choices_zh"]), _list(row["choices_en"]), strict=True
    )
    return TemplateItem(
        row["code"],
        row["section"],
        row["section_zh"],
        row["section_en"],
        _yes(row["system_branch"]),
        row["item_zh"],
        row["item_en"],
        row["kind"],
        row["unit"],
        {name: row[f"tol_{name}"] for name in CLASSES},
        tuple(words),
        tuple(row["applies_when"].split()),
    )


def _switch(row: Row) -> RuleSwitch:
    params = dict(pair.split("=", 1) for pair in row["params"].split(";") if pair)
    weight = Severity(row["severity"]) if row["severity"] else None
    return RuleSwitch(_yes(row["enabled"]), weight, params)
