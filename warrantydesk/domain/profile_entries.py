"""One row of each table of a brand profile as the desk reads it, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from warrantydesk.domain.finding import Severity
from warrantydesk.domain.template import TemplateItem
from warrantydesk.i18n import pick

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
class HazardEntry:
    """How a maker wants a kind of hazardous old part handled."""

    code: str
    name_zh: str
    name_en: str
    shipping: str
    """``ordinary``, ``note`` (with its handling note), ``own`` (never on an ordinary list)."""
    drain_first: bool
    retention: str
    """The deadline that it is kept by."""
    disposal_order: bool
    """It is scrapped on the maker's order only."""
    handling_zh: str
    handling_en: str

    @property
    def name(self) -> str:
        """What it is called in the language in use."""
        return pick(self.name_zh, self.name_en)

    @property
    def handling(self) -> str:
        """How it is handled, in the language in use."""
        return pick(self.handling_zh, self.handling_en)


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
    """A claim type with the fields it requires and the checks that matter most for it."""

    code: str
    name_zh: str
    name_en: str
    required_fields: tuple[str, ...]
    checks: tuple[str, ...] = ()
    needs_prior_auth: bool = False
    old_part_expected: str = "by_part"
    """``yes``, ``no``, or ``by_part``: as the part's own row says."""
    needs_inspection: bool = True
    """Nothing is claimed before the inspection is signed."""
    labour: tuple[str, ...] = ()
    """Operations of which such a claim always has the one that fits its model."""
    fault_code: str = ""
    """The fault code that such a claim has by itself."""


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
    by_manager: bool = False
    """The service manager may let a block pass, with his reason."""
    types: tuple[str, ...] = ()
    """Claim types it is for; none: all that the rule itself names."""


CLASSES = ("compact", "mid", "pickup", "bev", "phev")


def listed(text: str) -> tuple[str, ...]:
    """Return a list that is joined by ``|``."""
    return tuple(part for part in text.split("|") if part)


def is_yes(text: str) -> bool:
    """Tell whether a cell says yes."""
    return text == "yes"


def part_of(row: Row) -> PartEntry:
    """Return a row of ``parts``."""
    return PartEntry(
        row["part_no"],
        row["name_zh"],
        row["name_en"],
        row["part_group"],
        int(row["list_price_fen"]),
        listed(row["models"]),
        int(row["usage_per_vehicle"]),
        listed(row["supplier_codes"]),
        listed(row["related_parts"]),
        is_yes(row["return_required"]),
        is_yes(row["is_consumable"]),
        row["hazard"],
        row.get("art24_assembly", ""),
        is_yes(row.get("is_main_part", "")),
        is_yes(row.get("is_special_part", "")),
        row.get("wear_class", ""),
        is_yes(row.get("needs_prior_auth", "")),
    )


def hazard_of(row: Row) -> HazardEntry:
    """Return a row of ``hazards``."""
    return HazardEntry(
        row["code"],
        row["name_zh"],
        row["name_en"],
        row["shipping"],
        is_yes(row["drain_first"]),
        row["retention"],
        is_yes(row["disposal_order"]),
        row["handling_zh"],
        row["handling_en"],
    )


def labour_of(row: Row) -> LabourEntry:
    """Return a row of ``labour``."""
    hours = {name: Decimal(row[f"hours_{name}"]) for name in CLASSES if row[f"hours_{name}"]}
    return LabourEntry(
        row["code"],
        row["name_zh"],
        row["name_en"],
        hours,
        row["kind"],
        listed(row["related_parts"]),
    )


def item_of(row: Row) -> TemplateItem:
    """Return a row of ``inspection_template``."""
    words = zip(
        listed(row["choices"]), listed(row["choices_zh"]), listed(row["choices_en"]), strict=True
    )
    return TemplateItem(
        row["code"],
        row["section"],
        row["section_zh"],
        row["section_en"],
        is_yes(row["system_branch"]),
        row["item_zh"],
        row["item_en"],
        row["kind"],
        row["unit"],
        {name: row[f"tol_{name}"] for name in CLASSES},
        tuple(words),
        tuple(row["applies_when"].split()),
    )


def switch_of(row: Row) -> RuleSwitch:
    """Return a row of ``checks``."""
    params = dict(pair.split("=", 1) for pair in row["params"].split(";") if pair)
    weight = Severity(row["severity"]) if row["severity"] else None
    by_manager = row.get("override", "") == "manager"
    types = listed(row.get("types", ""))
    return RuleSwitch(is_yes(row["enabled"]), weight, params, by_manager, types)
