"""What the brand's tables offer while the clerk types: parts, operations, suppliers, codes."""

from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.money import yuan
from warrantydesk.domain.text import code
from warrantydesk.i18n import _, named, pick
from warrantydesk.ui.kit.inputs import Suggestion

MOST = 30

Choices = list[tuple[Any, str]]


class Offers:
    """The tables of the brand of the claim in hand."""

    def __init__(self, desk: Any, claim: Callable[[], Claim | None]) -> None:
        """``claim`` is asked for the claim in hand whenever something is offered."""
        self._desk, self._claim = desk, claim

    def _profile(self) -> Any:
        claim = self._claim()
        return self._desk.profiles.of(claim.brand if claim else "")

    def parts(self, text: str) -> Sequence[Suggestion]:
        """Return parts by number or name; those of the model first."""
        claim = self._claim()
        if claim is None or not text:
            return []
        found = self._desk.profiles.parts_like(claim.brand, text, claim.vehicle.model_code, MOST)
        return [
            Suggestion(
                part.part_no, f"{pick(part.name_zh, part.name_en)}　¥{yuan(part.list_price_fen)}"
            )
            for part in found
        ]

    def knows_part(self, text: str) -> bool:
        """Say whether the price table has this part."""
        return code(text) in self._profile().parts

    def operations(self, text: str) -> Sequence[Suggestion]:
        """Return labour operations by code or name; those of the parts in hand first."""
        claim, profile = self._claim(), self._profile()
        if claim is None:
            return []
        used = {line.new_part_no for line in claim.part_lines}
        kind = profile.model_class(claim.vehicle.model_code)
        wanted = text.lower()
        found = [
            entry
            for entry in profile.labour.values()
            if wanted in entry.code.lower()
            or wanted in entry.name_zh
            or wanted in entry.name_en.lower()
        ]
        found.sort(
            key=lambda entry: (
                not used & set(entry.related_parts),
                kind not in entry.hours,
                entry.code,
            )
        )
        return [
            Suggestion(
                entry.code,
                _(
                    "{name}　{hours} h",
                    name=pick(entry.name_zh, entry.name_en),
                    hours=entry.hours.get(kind, "—"),
                ),
            )
            for entry in found[:MOST]
        ]

    def knows_operation(self, text: str) -> bool:
        """Say whether the labour table has this operation."""
        return code(text) in self._profile().labour

    def campaigns(self, text: str) -> Sequence[Suggestion]:
        """Return campaigns by number or name; those that name the car in hand first."""
        claim = self._claim()
        if claim is None:
            return []
        named = [case.campaign for case in self._desk.campaigns.of_vin(claim.vehicle.vin)]
        every = [*named, *(one for one in self._profile().campaigns.values() if one not in named)]
        wanted = text.lower()
        found = [
            one
            for one in every
            if wanted in one.code.lower() or wanted in one.name_zh or wanted in one.name_en.lower()
        ]
        return [Suggestion(one.code, one.name) for one in found[:MOST]]

    def suppliers(self, text: str, row: dict[str, Any]) -> Sequence[Suggestion]:
        """Return suppliers by code or name; those of the part first."""
        profile = self._profile()
        part = profile.parts.get(str(row.get("new_part_no") or ""))
        own = set(part.supplier_codes) if part else set()
        wanted = text.lower()
        found = [
            supplier
            for supplier in profile.suppliers.values()
            if wanted in supplier["code"].lower() or wanted in named(supplier).lower()
        ]
        found.sort(key=lambda one: (one["code"] not in own, one["code"]))
        return [Suggestion(one["code"], named(one)) for one in found[:MOST]]

    def models(self) -> Choices:
        """Return the models of the brand."""
        models = self._profile().models.values()
        return [(one.code, pick(one.name_zh, one.name_en)) for one in models]

    def faults(self) -> Choices:
        """Return the fault codes of the brand with their names."""
        return [(one, f"{one}　{named(row)}") for one, row in self._profile().faults.items()]

    def types(self) -> Choices:
        """Return the claim types that may be filed."""
        types = self._profile().types
        return [
            (kind, pick(types[kind].name_zh, types[kind].name_en) if kind in types else str(kind))
            for kind in ClaimType
        ]

    def payers(self) -> Choices:
        """Return who may pay: the maker, and the suppliers who pay for their own parts."""
        profile = self._profile()
        suppliers = profile.suppliers
        paying = [one for one in profile.paying_suppliers() if one in suppliers]
        return [("", _("The maker")), *((one, named(suppliers[one])) for one in paying)]

    def people(self) -> Choices:
        """Return the people of the desk."""
        return [(one.login, one.name) for one in self._desk.people.all()]
