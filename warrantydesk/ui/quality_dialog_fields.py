"""The fields of the quality card in the order of the form."""

from collections.abc import Mapping
from typing import TypeVar

from warrantydesk.domain.quality_report import (
    AREA_NAMES,
    CONCERN_NAMES,
    NATURE_NAMES,
    URGENCY_NAMES,
)
from warrantydesk.i18n import _
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, DateField, MoneyField, TextField
from warrantydesk.ui.kit.labels import Words

_Answer = TypeVar("_Answer", bound=str)
AFTERWARDS = ("office_", "result", "revisited_", "handling.")
"""Beginnings of the fields that are filled in after the card was sent."""


def declare(form: Form, about: str) -> None:
    """Declare the fields; ``about`` is what the claim says of vehicle and customer."""
    form.section("card", _("Card"))
    form.add("concern", _("It is about"), _choice(CONCERN_NAMES), required=True, span=3)
    form.add("urgency", _("Urgency"), _choice(URGENCY_NAMES), required=True, span=3)
    form.add("issued_on", _("Made out on"), DateField(), required=True, span=3)
    form.add("sent_on", _("Sent to the maker"), DateField(), span=3)
    form.section("about", _("Vehicle and customer"), _("as the claim has them"))
    form.add_block(Words(about, wrap=True))
    _fault(form)
    form.section("office", _("Technical office of the maker"), _("once the maker has answered"))
    form.add("office_opinion", _("Opinion"), AreaField(lines=2), span=12)
    form.add("result", _("Result"), TextField(), span=6)
    form.add("office_person", _("Opinion of"), TextField(), span=3)
    form.add("office_on", _("Opinion given on"), DateField(), span=3)
    form.add("registered_by", _("Registered by"), TextField(), span=4)
    form.add("revisited_by", _("Customer asked again by"), TextField(), span=5)
    form.add("revisited_on", _("Asked again on"), DateField(), span=3)
    _handling(form)


def _fault(form: Form) -> None:
    form.section("fault", _("Fault"))
    form.add("area", _("Where it is"), _choice(AREA_NAMES), required=True, span=4)
    form.add("nature", _("Kind of fault"), _choice(NATURE_NAMES), required=True, span=4)
    gearboxes = [("", "—"), ("AT", "AT"), ("MT", "MT")]
    form.add("gearbox", _("Gearbox"), ChoiceField(gearboxes), span=4)
    form.add("conditions.speed", _("Speed when it failed"), TextField(), span=4)
    form.add("conditions.road", _("Road"), TextField(), span=4)
    form.add("conditions.load", _("Load"), TextField(), span=4)
    form.add("conditions.modified", _("Modified"), TextField(), span=4)
    form.add("conditions.temperature", _("Temperature"), TextField(), span=4)
    form.add("conditions.frequency", _("How often"), TextField(), span=4)
    form.add("part_maker", _("Maker of the failed part"), TextField(), span=8)
    form.add("loss_fen", _("Estimated loss ¥"), MoneyField(), span=4)
    form.add("cause_and_handling", _("Cause and handling"), AreaField(lines=3), span=12)
    form.add("companion_damage", _("Also damaged"), TextField(), span=12)


def _handling(form: Form) -> None:
    form.section("handling", _("How the cause is followed up"))
    form.add("handling.analysis", _("Analysis"), AreaField(lines=2), span=6)
    form.add("handling.cause", _("Cause of the problem"), AreaField(lines=2), span=6)
    form.add("handling.conclusion", _("Conclusion"), TextField(), span=6)
    form.add("handling.responsible", _("Who is responsible"), TextField(), span=6)
    form.add("handling.interim_measure", _("Interim measure"), TextField(), span=6)
    form.add("handling.permanent_measure", _("Permanent measure"), TextField(), span=6)
    form.add("handling.suggestion", _("Suggestion"), TextField(), span=12)


def _choice(names: Mapping[_Answer, str]) -> ChoiceField:
    return ChoiceField([(one, _(name)) for one, name in names.items()])
