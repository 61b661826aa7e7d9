"""The law as data: rule sets, clauses, exemptions, open points, holidays; read from tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from warrantydesk.domain.coverage.calendar import Holidays

Row = Mapping[str, str]


@dataclass(frozen=True)
class RuleSet:
    """One order with its parameters (table ``parameters``) by key."""

    code: str
    name_zh: str
    name_en: str
    invoiced_from: date
    invoiced_to: date | None
    values: Mapping[str, str]

    def number(self, key: str) -> int:
        """Return a whole-number parameter; KeyError where the order has none."""
        return int(self.values[key])

    def maybe(self, key: str) -> int | None:
        """Return a whole-number parameter, None where the order has none."""
        return int(self.values[key]) if key in self.values else None

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The parameters that are lists, each as a set."""
        return {key: frozenset(text.split("|")) for key, text in self.values.items()}

    def has(self, key: str, word: str | None) -> bool:
        """Tell whether a list parameter names a word."""
        return word in self.words.get(key, frozenset())

    def clause(self, what: str) -> str:
        """Return the code of the clause for ``repair``, ``wear``, ``days`` …"""
        return self.values[f"clause.{what}"]

    def exemption_clause(self, entry: "Exemption | None") -> str:
        """Return the clause of an exemption: its own where this order has it, else the general."""
        general = self.clause("exempt")
        return entry.clause if entry and entry.clause.startswith(f"{general}.") else general


@dataclass(frozen=True)
class Clause:
    """An article with its title and its sense in one sentence."""

    code: str
    article_zh: str
    article_en: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str


@dataclass(frozen=True)
class Exemption:
    """A ground of a refusal: whether it needs causation, or may never be used."""

    code: str
    clause: str
    needs_cause: bool
    blocked: bool
    name_zh: str
    name_en: str
    evidence_zh: str
    evidence_en: str


@dataclass(frozen=True)
class OpenPoints:
    """What the law leaves open, as the desk has set it; the defaults are the house's."""

    rest_day_covers: bool = True
    wear_keeps_other_cover: bool = True
    count_start_day: bool = False
    rest_day: str = "BORDERLINE"
    straddling: str = "BORDERLINE"
    excluded_hours: str = "subtract_hours"
    same_day_orders: str = "two_visits"
    same_problem: str = "human"
    price_base: str = "invoice_with_vat"
    km_at_trigger: str = "arrival"


@dataclass(frozen=True)
class Law:
    """Everything that the engine knows of the law."""

    rule_sets: tuple[RuleSet, ...] = ()
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    exemptions: Mapping[str, Exemption] = field(default_factory=dict)
    points: OpenPoints = field(default_factory=OpenPoints)
    holidays: Holidays = field(default_factory=Holidays)

    def rule_set(self, invoiced_on: date) -> RuleSet | None:
        """Return the order under which a car invoiced on a day stands; None before all."""
        return next(
            (
                order
                for order in self.rule_sets
                if order.invoiced_from <= invoiced_on
                and (order.invoiced_to is None or invoiced_on <= order.invoiced_to)
            ),
            None,
        )

    def order_of(self, sold_on: date | None) -> RuleSet:
        """Return the order of a car sold on a day, the newest where it stands under none."""
        return (self.rule_set(sold_on) if sold_on else None) or self.newest

    @property
    def newest(self) -> RuleSet:
        """The order in force for cars sold today."""
        return max(self.rule_sets, key=lambda order: order.invoiced_from)

    def clause(self, code: str) -> Clause:
        """Return an article; one without words where the table has none."""
        return self.clauses.get(code) or Clause(code, code, code, "", "", "", "")


def law_of(rows: Callable[[str], list[Row]]) -> Law:
    """Read the law from its tables; ``rows`` gives the rows of a table by name.

    Raises KeyError or ValueError with what is wrong where a table cannot be read.
    """
    values: dict[str, dict[str, str]] = {}
    for row in rows("parameters"):
        values.setdefault(row["rule_set"], {})[row["key"]] = row["value"]
    return Law(
        tuple(_rule_set(row, values.get(row["code"], {})) for row in rows("rule_sets")),
        {row["code"]: _clause(row) for row in rows("clauses")},
        {row["code"]: _exemption(row) for row in rows("exemptions")},
        _points({row["code"]: row["value"] for row in rows("open_points")}),
        Holidays({date.fromisoformat(r["day"]): r["kind"] == "rest" for r in rows("holidays")}),
    )


def _rule_set(row: Row, values: Mapping[str, str]) -> RuleSet:
    until = row["invoiced_to"]
    return RuleSet(
        row["code"],
        row["name_zh"],
        row["name_en"],
        date.fromisoformat(row["invoiced_from"]),
        date.fromisoformat(until) if until else None,
        values,
    )


def _clause(row: Row) -> Clause:
    return Clause(
        row["code"],
        row["article_zh"],
        row["article_en"],
        row["title_zh"],
        row["title_en"],
        row["text_zh"],
        row["text_en"],
    )


def _exemption(row: Row) -> Exemption:
    return Exemption(
        row["code"],
        row["clause"],
        row["needs_cause"] == "yes",
        row["blocked"] == "yes",
        row["name_zh"],
        row["name_en"],
        row["evidence_zh"],
        row["evidence_en"],
    )


def _points(told: Mapping[str, str]) -> OpenPoints:
    known = {field.name: field.type for field in fields(OpenPoints)}
    given: dict[str, Any] = {
        name: value == "yes" if known[name] in (bool, "bool") else value
        for name, value in told.items()
        if name in known
    }
    return OpenPoints(**given)
