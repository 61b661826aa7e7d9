"""The verbs of the command line, built from the signatures of the services."""

import inspect
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from warrantydesk.cli.archive_verbs import ARCHIVE_VERBS
from warrantydesk.cli.money_verbs import MONEY_VERBS
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.codec import MismatchError, from_json, hints
from warrantydesk.domain.coverage import CoverageFacts
from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.repair_history import ClaimCoverage, VehicleTerms
from warrantydesk.i18n import N_
from warrantydesk.services.add_ons import AddOnService
from warrantydesk.services.appointments import AppointmentService
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.authorisations import AuthorisationService
from warrantydesk.services.campaigns import CampaignService
from warrantydesk.services.care import CareService
from warrantydesk.services.checking import CheckingService
from warrantydesk.services.claims import ClaimService
from warrantydesk.services.claims.drafts import MAY_CHANGE, VISIT_KEEPS
from warrantydesk.services.complaints import ComplaintService
from warrantydesk.services.coverage import CoverageService
from warrantydesk.services.coverage.told import FACTS_FIXED, TERMS_FIXED
from warrantydesk.services.coverage.trying import PART_KEYS
from warrantydesk.services.customers import CustomerService
from warrantydesk.services.desk import Desk
from warrantydesk.services.duty import DutyService
from warrantydesk.services.escalations import EscalationService
from warrantydesk.services.follow_ups import FollowUpService
from warrantydesk.services.imports import ImportService
from warrantydesk.services.inspections import InspectionService
from warrantydesk.services.labels import LabelService
from warrantydesk.services.learning import LearningService
from warrantydesk.services.ledger import LedgerService
from warrantydesk.services.masking import MaskingService
from warrantydesk.services.papers import PaperService
from warrantydesk.services.parts_store import PartsStoreService
from warrantydesk.services.people import PeopleService, SettingService
from warrantydesk.services.policies import PolicyService
from warrantydesk.services.portal import PortalService
from warrantydesk.services.repair_orders import RepairOrderService
from warrantydesk.services.scanning import ScanService
from warrantydesk.services.settlement.invoices import InvoiceService
from warrantydesk.services.shelf import ShelfService
from warrantydesk.services.shipments import ShipmentService
from warrantydesk.services.stock_takes import StockTakeService
from warrantydesk.services.today import TodayService
from warrantydesk.services.tows import TowService
from warrantydesk.services.vehicles import VehicleService
from warrantydesk.services.visits import VisitService
from warrantydesk.services.work import WorkService

Hint = Any


@dataclass(frozen=True)
class Call:
    """A verb: the service's attribute of the desk, its method, and names that differ outside."""

    service: str
    method: Callable[..., Any]
    renamed: Mapping[str, str]

    def parameters(self) -> dict[str, tuple[Hint, bool]]:
        """Return the type of each parameter by its outside name, and whether it must be given."""
        known = get_type_hints(self.method)
        outside = {inner: name for name, inner in self.renamed.items()}
        return {
            outside.get(name, name): (known[name], parameter.default is inspect.Parameter.empty)
            for name, parameter in inspect.signature(self.method).parameters.items()
            if name != "self"
        }

    def on(self, desk: Desk, given: Mapping[str, Any], base: Path) -> Any:
        """Read the parameters and call the verb; Refused(INVALID) for what does not fit."""
        known = self.parameters()
        for name in given:
            if name not in known:
                raise refused(INVALID, N_("There is no such field."), name)
        for name, (_hint, required) in known.items():
            if required and name not in given:
                raise refused(INVALID, N_("This must be filled in."), name)
        try:
            read = {
                self.renamed.get(name, name): _read(known[name][0], value, name, base)
                for name, value in given.items()
            }
        except MismatchError as error:
            raise problem_of(error) from error
        return getattr(getattr(desk, self.service), self.method.__name__)(**read)


def _origin(hint: Any) -> Any:
    return get_origin(hint)


def problem_of(error: MismatchError) -> Refused:
    """Return a value that does not fit as a refusal."""
    return refused(INVALID, error.message, error.path, **error.values)


def _read(hint: Hint, value: Any, name: str, base: Path) -> Any:
    kinds = get_args(hint) if _origin(hint) in (Union, UnionType) else (hint,)
    if Path in kinds and isinstance(value, str):
        return _path(value, name, base)
    if Path in kinds and value is not None:
        return from_json(int if int in kinds else str, value, name)
    return from_json(hint, value, name)


def _path(value: str, name: str, base: Path) -> Path:
    """Return a path as the file system takes it, relative to the file of lines."""
    try:
        os.fsencode(value)
    except UnicodeEncodeError:
        value = "\0"
    if not value.strip() or "\0" in value:
        raise MismatchError(name, N_("The name of a file is expected here."))
    return base / value


def _calls(service: str, kind: type, names: str, noun: str = "") -> dict[str, Call]:
    """Return the verbs of a service, under ``noun`` where they are not called by its name."""
    return {
        f"{noun or service}.{name}": Call(service, getattr(kind, name), {})
        for name in names.split()
    }


VERBS: dict[str, Call] = {
    **_calls("customers", CustomerService, "save"),
    **_calls("vehicles", VehicleService, "save replace_odometer exclude"),
    **_calls("visits", VisitService, "open sign finish unclaimed no_claim"),
    **_calls(
        "claims",
        ClaimService,
        "new free_services save_draft leave move submit void answer correct_answer appeal"
        " prepare_appeal drop_appeal charge_back object_charge_back end_charge_back override"
        " void_override batch record_maker_number",
    ),
    "visits.paste": Call("repair_orders", RepairOrderService.paste, {}),
    **_calls("work", WorkService, "clock_on clock_off save_time void_time"),
    **_calls("add_ons", AddOnService, "mark_add_on authorise_add_on", noun="work"),
    **_calls("parts_store", PartsStoreService, "ask answer issue void", noun="store"),
    **_calls("tows", TowService, "save void"),
    **_calls("inspections", InspectionService, "start answer judge sign correct"),
    **_calls("attachments", AttachmentService, "add tick void"),
    **_calls(
        "papers",
        PaperService,
        "draw draw_shipment draw_stock_take draw_scrap draw_dispute draw_mode_card draw_calendar"
        " draw_complaint draw_appointments draw_statement draw_month draw_deduction"
        " draw_write_off",
    ),
    **_calls(
        "shelf",
        ShelfService,
        "receive waive shelve move request release dispute concede decide come_back release_scrap"
        " scrap lend miss find write_off void batch record_paid set_drained see_label"
        " set_maker_tag retention save_place save_places retire_place order_places set_scheme",
    ),
    **_calls(
        "shipments",
        ShipmentService,
        "open save add take_off add_box pack unpack repack weigh seal reopen void_box add_photo"
        " close void record_receipt",
    ),
    "shelf.scan": Call("scanning", ScanService.scan, {}),
    "shelf.pack": Call("shipments", ShipmentService.pack, {}),
    "shelf.unpack": Call("shipments", ShipmentService.unpack, {}),
    "shelf.ship": Call("shipments", ShipmentService.ship_piece, {}),
    "shelf.record_receipt": Call("shipments", ShipmentService.receive_piece, {}),
    "shelf.accept": Call("shipments", ShipmentService.accept_piece, {}),
    "shelf.refuse": Call("shipments", ShipmentService.refuse_piece, {}),
    **_calls("campaigns", CampaignService, "import_vins record reopen export_open"),
    **_calls(
        "coverage",
        CoverageService,
        "decide repeat try_it save_terms save_facts add_elsewhere void_elsewhere open_problem"
        " void_problem link unlink flag_serious unflag exclude_time void_excluded save_loaner"
        " void_loaner demand answer_demand finish_demand void_demand",
    ),
    "labels.print": Call("labels", LabelService.print_labels, {"as": "form"}),
    **_calls("labels", LabelService, "void_job"),
    **_calls("imports", ImportService, "apply_file undo"),
    **_calls(
        "policies",
        PolicyService,
        "import_profile export_profile save_rows withdraw save_bulletin add_bulletin_file"
        " mark_read",
    ),
    **_calls("checking", CheckingService, "open_claims help"),
    **_calls("learning", LearningService, "pareto by_rule proposals block"),
    "ledger.export": Call("ledger", LedgerService.export, {"list": "name", "from": "start"}),
    **_calls("stock_takes", StockTakeService, "start scan undo_scan finish void"),
    **_calls("authorisations", AuthorisationService, "request record note void"),
    **_calls("care", CareService, "note void_note of_claim of_visit progress_text progress_texts"),
    **_calls("complaints", ComplaintService, "open handle solve close reopen void open_ones"),
    **_calls("follow_ups", FollowUpService, "call due"),
    **_calls(
        "appointments",
        AppointmentService,
        "book move arrive miss cancel of_day between overlaps",
    ),
    **_calls("escalations", EscalationService, "ask decide void"),
    **_calls("portal", PortalService, "sheet tick"),
    "claims.export_batch": Call("portal", PortalService.export_batch, {}),
    **_calls("today", TodayService, "snooze wake"),
    **_calls("duty", DutyService, "hand_over accept void_hand_over close_day"),
    **_calls("people", PeopleService, "save leave set_pin release reset_pin"),
    **_calls("masks", MaskingService, "reveal mask_lists", noun="people"),
    **_calls("settings", SettingService, "save"),
}
for _service, (_kind, _names) in {**MONEY_VERBS, **ARCHIVE_VERBS}.items():
    VERBS |= _calls(_service, _kind, _names)
VERBS["invoices.export"] = Call("invoices", InvoiceService.export, {"as": "form"})


_SHAPES: Mapping[tuple[str, str], tuple[Any, frozenset[str], frozenset[str]]] = {
    ("coverage.save_terms", "changes"): (VehicleTerms, TERMS_FIXED, frozenset()),
    ("coverage.save_facts", "changes"): (ClaimCoverage, FACTS_FIXED, frozenset()),
    ("coverage.try_it", "facts"): (CoverageFacts, frozenset(), PART_KEYS),
}
"""Objects of which a parameter takes some fields: without those that stay, with texts beside."""


def described() -> dict[str, Any]:
    """Return every verb with its parameters and types, spelled out to the leaves."""
    return {
        name: {
            "parameters": {
                parameter: {"required": required, **_parameter(name, parameter, hint)}
                for parameter, (hint, required) in call.parameters().items()
            },
            "doc": (call.method.__doc__ or "").strip().split("\n")[0],
        }
        for name, call in VERBS.items()
    }


def _parameter(verb: str, parameter: str, hint: Hint) -> dict[str, Any]:
    if verb == "claims.save_draft" and parameter == "changes":
        spelled = _object(Claim)
        kept = {name: spelled["fields"][name] for name in sorted(MAY_CHANGE)}
        for name in VISIT_KEEPS:
            kept["visit"]["fields"].pop(name, None)
        return {"type": "object", "fields": kept}
    if (verb, parameter) in _SHAPES:
        kind, fixed, beside = _SHAPES[verb, parameter]
        known = _object(kind)["fields"]
        taken = {name: spelled for name, spelled in known.items() if name not in fixed}
        texts = {name: _spelled(str) for name in sorted(beside)}
        return {"type": "object", "fields": {**taken, **texts}}
    return _spelled(hint)


def _spelled(hint: Hint) -> dict[str, Any]:
    if _origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        spelled = [_spelled(kind) for kind in kinds]
        return spelled[0] if len(spelled) == 1 else {"any_of": spelled}
    if _origin(hint) is tuple:
        return {"type": "list", "items": _spelled(get_args(hint)[0])}
    if _origin(hint) is Mapping:
        return {"type": "object"}
    if is_dataclass(hint):
        return _object(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"type": "code", "codes": [str(code) for code in hint]}
    return {"type": _NAMES.get(hint, "any")}


def _object(kind: Any) -> dict[str, Any]:
    known = hints(kind)
    return {
        "type": "object",
        "fields": {field.name: _spelled(known[field.name]) for field in fields(kind)},
    }


_NAMES: dict[Any, str] = {
    str: "text",
    int: "integer",
    bool: "boolean",
    date: "date YYYY-MM-DD",
    datetime: "instant ISO 8601 with offset",
    Decimal: "decimal text",
    Path: "path relative to the file of lines",
}
