"""Fields that only some claim types have; the brand's row of the type says which it cannot miss."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.inputs import (
    CodeField,
    DateField,
    DateTimeField,
    NumberField,
    SuggestField,
    TextField,
)
from warrantydesk.ui.kit.outline import Field

if TYPE_CHECKING:
    from warrantydesk.domain.facts import ClaimFacts
    from warrantydesk.ui.tabs.intake.form import ClaimForm
    from warrantydesk.ui.tabs.intake.offers import Offers


class TypeField(NamedTuple):
    """A field, its words, what it is called in ``required_fields``, and how it is made."""

    path: str
    words: str
    code: str
    make: "Callable[[Offers], Field]"
    span: int = 3


def _code(_offers: "Offers") -> Field:
    return CodeField()


def _text(_offers: "Offers") -> Field:
    return TextField()


def _day(_offers: "Offers") -> Field:
    return DateField()


def _instant(_offers: "Offers") -> Field:
    return DateTimeField()


def _km(_offers: "Offers") -> Field:
    return NumberField()


TYPE_FIELDS = (
    TypeField(
        "codes.campaign_no",
        N_("Campaign no."),
        "campaign_no",
        lambda offers: SuggestField(offers.campaigns, code=True),
    ),
    TypeField(
        "codes.service_no",
        N_("Number of the free service"),
        "service_no",
        lambda _offers: NumberField(least=1, most=99),
    ),
    TypeField("codes.original_claim_no", N_("Adds to claim"), "original_claim_no", _code),
    TypeField("codes.order_no", N_("Order no."), "order_no", _code),
    TypeField("codes.reason", N_("Why"), "reason", _text, 6),
    TypeField("codes.loaner", N_("Customer drives meanwhile"), "loaner", _text),
    TypeField("codes.stock_no", N_("Stock no."), "stock_no", _code),
    TypeField("codes.found_on", N_("Found on"), "found_on", _day),
    TypeField(
        "codes.share_percent",
        N_("Maker's share, %"),
        "share_percent",
        lambda _offers: NumberField(least=1, most=100),
    ),
    TypeField("codes.subject", N_("What the maker ordered"), "subject", _text, 6),
    TypeField("codes.pdi_no", N_("PDI no."), "pdi_no", _code),
    TypeField("codes.pdi_station", N_("PDI done at"), "pdi_station", _code),
    TypeField("outward.departed_at", N_("Left for the car"), "departure", _instant),
    TypeField("outward.returned_at", N_("Back again"), "return", _instant),
    TypeField("outward.plate", N_("Service car"), "plate", _code),
    TypeField("outward.people", N_("Who went"), "people", _text),
    TypeField("outward.destination", N_("Where to"), "departure", _text),
    TypeField("outward.km", N_("Driven, km"), "km", _km),
    TypeField("codes.purchase_station", N_("Bought at station"), "purchase_station", _code),
    TypeField("codes.purchase_no", N_("Purchase no."), "purchase_no", _code),
    TypeField("codes.purchased_on", N_("Bought on"), "purchased_on", _day),
    TypeField("codes.purchase_km", N_("Mileage then, km"), "purchase_km", _km),
)
OPTIONAL = frozenset({"outward.destination"})
"""Shown with its kind, but never missed."""


def add_type_fields(form: "ClaimForm", offers: "Offers") -> None:
    """Add the fields of all types to the form's last section."""
    for one in TYPE_FIELDS:
        form.add(one.path, _(one.words), one.make(offers), span=one.span)


def show_type_fields(form: "ClaimForm", facts: "ClaimFacts") -> None:
    """Show the fields that the claim's type requires, and those in which something stands."""
    before, after = [], []
    for one in TYPE_FIELDS:
        cell = form.cell(one.path)
        required = one.code in facts.required_fields
        before.append(cell.isHidden())
        cell.setVisible(required or bool(cell.field.shown()))
        cell.set_required(required and one.path not in OPTIONAL)
        after.append(cell.isHidden())
    section = form.section_of(TYPE_FIELDS[0].path)
    if before != after and section is not None:
        section.relay()
