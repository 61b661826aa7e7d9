"""The decision as one object: every layer's answer with its clause and its margin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from warrantydesk.i18n import N_


class Verdict(StrEnum):
    """Is it covered; BORDERLINE says: ask the maker before refusing."""

    COVERED = "COVERED"
    NOT_COVERED = "NOT_COVERED"
    BORDERLINE = "BORDERLINE"
    NEEDS_FACT = "NEEDS_FACT"


class Layer(StrEnum):
    """Who may pay, in the order in which they are asked."""

    CAMPAIGN = "CAMPAIGN"
    STATUTORY = "STATUTORY"
    MAKER = "MAKER"
    EXTENDED = "EXTENDED"
    PART = "PART"
    GOODWILL = "GOODWILL"
    FREE_SERVICE = "FREE_SERVICE"


class PeriodState(StrEnum):
    """Where the visit lies in a period."""

    IN = "IN"
    OUT = "OUT"
    BORDERLINE = "BORDERLINE"


class Light(StrEnum):
    """How near a counter is to its limit."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


VERDICT_NAMES = {
    Verdict.COVERED: N_("In cover"),
    Verdict.NOT_COVERED: N_("Out of cover"),
    Verdict.BORDERLINE: N_("Borderline: ask the maker"),
    Verdict.NEEDS_FACT: N_("A fact is missing"),
}
LAYER_NAMES = {
    Layer.CAMPAIGN: N_("Campaign"),
    Layer.STATUTORY: N_("Law"),
    Layer.MAKER: N_("Maker"),
    Layer.EXTENDED: N_("Extended cover"),
    Layer.PART: N_("Part warranty"),
    Layer.GOODWILL: N_("Goodwill"),
    Layer.FREE_SERVICE: N_("Free service"),
}


@dataclass(frozen=True)
class Remark:
    """A sentence about a decision; ``message`` has ``{values}``."""

    code: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LayerAnswer:
    """What one layer, or one right of the law, answers; margins are negative when over.

    ``days_left`` counts from the visit to the last day, ``km_left`` from the odometer to the
    last km; None where the layer has no such limit.
    """

    layer: Layer
    verdict: Verdict
    clause: str
    last_day: date | None = None
    last_km: int | None = None
    days_left: int | None = None
    km_left: int | None = None


@dataclass(frozen=True)
class Counters:
    """Counts of Article 24, each ``(count, limit)``; the worst assembly and the worst part."""

    days: tuple[int, ...] = (0, 30)
    same: tuple[int, ...] = (0, 4)
    serious: tuple[int, ...] = (0, 2)
    assembly: tuple[int, ...] = (0, 2)
    part: tuple[int, ...] = (0, 2)


@dataclass(frozen=True)
class Lights:
    """Traffic lights of the counters."""

    days: Light = Light.GREEN
    same: Light = Light.GREEN
    serious: Light = Light.GREEN
    assembly: Light = Light.GREEN
    part: Light = Light.GREEN


@dataclass(frozen=True)
class Answer:
    """The whole decision (rules of the desk, section 8.1); dates are local, money is fen."""

    verdict: Verdict
    layer: Layer | None = None
    grounds: tuple[str, ...] = ()
    layers: tuple[LayerAnswer, ...] = ()
    repair_period: PeriodState | None = None
    replace_period: PeriodState | None = None
    counted_repair_days: int = 0
    counters: Counters = field(default_factory=Counters)
    lights: Lights = field(default_factory=Lights)
    loaner_days: int = 0
    compensation_fen: int | None = 0
    answer_by: date | None = None
    finish_by: date | None = None
    warnings: tuple[Remark, ...] = ()
    missing: tuple[str, ...] = ()
    inputs_used: Mapping[str, Any] = field(default_factory=dict)
