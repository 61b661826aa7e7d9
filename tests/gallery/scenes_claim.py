"""Dialogs of one claim: cover, work, maker, answer, customer, and those over all claims."""

from collections.abc import Callable
from typing import Any

from tests.gallery.finds import claim_in, page_with
from tests.gallery.scene import Scene, asking, desk_dialog, kind_of, nothing, shown
from warrantydesk.domain.authorisation import Escalation
from warrantydesk.domain.claim import State
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.repair_history import DemandAnswer
from warrantydesk.domain.work import StoreLine
from warrantydesk.services.desk import Desk
from warrantydesk.ui import coverage_card_notes as keys
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs.intake.more_dialogs import CLAIM_DIALOGS

Of = Callable[[Desk], Any]


def _in(*states: State) -> Of:
    return lambda desk: claim_in(desk, *states)


def _view(*states: State) -> Of:
    return lambda desk: desk.answered.of(claim_in(desk, *states).id)


def _menu(name: str, words: str, shows: str, *states: State) -> Scene:
    """Return the scene of a dialog of the Claim menu over a claim in a state."""
    load = next(one.load for one in CLAIM_DIALOGS if one.words == words)
    return asking(
        name, shows, lambda stage: load()(page_with(stage, claim_in(stage.window.desk, *states)))
    )


def _cover(name: str, key: str, shows: str) -> Scene:
    def act(stage: Stage) -> None:
        page_with(stage, claim_in(stage.window.desk, State.TO_SUBMIT)).cover.open(key)

    return asking(name, shows, act)


def _over_cover(name: str, shows: str, *more: Callable[[Desk], object]) -> Scene:
    """Return the scene of a dialog of the cover that no key opens by itself."""

    def open_it(stage: Stage) -> Any:
        desk = stage.window.desk
        page = page_with(stage, claim_in(desk, State.TO_SUBMIT))
        claim, cover = page.settled(), page.cover
        context, card = cover._refresh()
        place = Place(stage.shell, desk, claim, context, card, cover._refresh)
        return shown(stage, kind_of(shows)(place, *[each(desk) for each in more]))

    return Scene(name, open_it, shows)


def _demand(agreed: bool) -> Of:
    def find(desk: Desk) -> Any:
        found = list(desk.stores.demands.find(void_reason=""))
        same = [one for one in found if (one.answer is DemandAnswer.AGREED) is agreed]
        return (same or found)[0]

    return find


def _findings(desk: Desk) -> Any:
    return list(desk.claims.check(claim_in(desk, State.DRAFT).id))


def _warnings(stage: Stage) -> Any:
    desk = stage.window.desk
    found = [*_findings(desk), *desk.claims.check(claim_in(desk, State.TO_SUBMIT).id)]
    warn = [one for one in found if one.severity is Severity.WARN]
    kind = kind_of("tabs.intake.dialogs:WarningsDialog")
    return shown(stage, kind(warn, [], stage.window))


def _check_help(stage: Stage) -> object:
    from warrantydesk.ui.check_help import open_check_help

    return open_check_help(stage.shell, stage.window.desk, "V01", "QC")


def _store(desk: Desk) -> Any:
    claim = claim_in(desk, State.REPAIRING)
    asked = [one for one in desk.parts_store.of_claim(claim.id) if not one.void_reason]
    return (asked or [desk.parts_store.ask(claim.id, (StoreLine("1307010-T20", "水泵", 1),))])[0]


def _asked(desk: Desk) -> Escalation:
    claim = claim_in(desk, State.APPRAISING)
    return desk.escalations.open_of(claim.id) or desk.escalations.ask(claim.id, "是否索赔？")


def _sign(may_skip: bool) -> Callable[[Stage], object]:
    def act(stage: Stage) -> None:
        page = page_with(stage, claim_in(stage.window.desk, State.TO_SUBMIT))
        page.moves._ask_signature(page.claim, may_skip=may_skip)

    return act


def _readiness(stage: Stage) -> None:
    page_with(stage, claim_in(stage.window.desk, State.TO_SUBMIT))
    stage.window.tab("intake").side._open_readiness()  # type: ignore[attr-defined]


def _campaign(stage: Stage) -> object:
    from warrantydesk.ui.campaign_dialog import record_campaign

    desk = stage.window.desk
    code = next(iter(desk.profiles.of("QC").rows("campaigns")))["code"]
    car = desk.campaigns.vehicles("QC", code)[0]
    return record_campaign(stage.shell, desk, car.case)


def _inspection_sign(stage: Stage) -> Any:
    from warrantydesk.domain.person import Role
    from warrantydesk.ui.kit.marks import Mark

    desk = stage.window.desk
    stage.open("inspection", "claim", claim_in(desk, State.APPRAISING).id)
    kind = kind_of("tabs.inspection.sign_dialog:SignDialog")
    roles = (Role.TECHNICIAN, Role.CLERK)
    likely = {Role.TECHNICIAN: "S06", Role.CLERK: "S01"}
    notes = [(Mark.WARN, "3 项未检")]
    return shown(stage, kind(roles, desk.people.all(), likely, notes, stage.window))


def _dossier(stage: Stage) -> Any:
    desk = stage.window.desk
    claim = claim_in(desk, State.CLOSED)
    data = desk.papers.prepare("receipt", claim.id)()
    kind = kind_of("print_dialog:PrintDialog")
    return shown(stage, kind(stage.shell, desk, (claim.claim_number, data), range(1, 3)))


_SCENES_OF_COVER = (
    _cover("cover-history", keys.HISTORY, "coverage_history:HistoryDialog"),
    _over_cover("cover-demand", "coverage_dialogs_demand:DemandDialog"),
    _over_cover("cover-demand-answer", "coverage_dialogs_demand:AnswerDialog", _demand(False)),
    _over_cover("cover-demand-finish", "coverage_dialogs_demand:FinishDialog", _demand(True)),
    _cover("cover-loaner", keys.LOANER, "coverage_dialogs_visit:LoanerDialog"),
    _over_cover("cover-excluded", "coverage_dialogs_visit:ExcludedDialog"),
    _over_cover("cover-elsewhere", "coverage_dialogs_elsewhere:ElsewhereDialog"),
    _cover("cover-terms", keys.TERMS, "coverage_dialogs_terms:TermsDialog"),
    _cover("cover-facts", keys.FACTS, "coverage_dialogs_facts:FactsDialog"),
    _over_cover("cover-why", "coverage_why:WhyDialog"),
)
_SCENES_OF_ANSWER = tuple(
    desk_dialog(f"answer-{name}", f"tabs.intake.answer.{shows}", _view(state), nothing)
    for name, shows, state in (
        ("record", "record_dialog:AnswerDialog", State.SUBMITTED),
        ("correct", "record_dialog:AnswerDialog", State.APPROVED),
        ("appeal", "appeal_dialog:AppealDialog", State.REJECTED),
        ("note", "note_dialog:NoteDialog", State.SUBMITTED),
        ("charge-back", "charge_dialog:ChargeBackDialog", State.CLOSED),
    )
)
SCENES = (
    *_SCENES_OF_COVER,
    *_SCENES_OF_ANSWER,
    _menu(
        "claim-paste-order",
        "Paste a repa&ir order…",
        "paste_order_dialog:PasteOrderDialog",
        *[State.DRAFT],
    ),
    desk_dialog("claim-work", "work_dialog:WorkDialog", _in(State.REPAIRING), nothing),
    desk_dialog("claim-store", "store_dialog:AskStoreDialog", _in(State.REPAIRING), nothing),
    desk_dialog(
        "claim-store-answer", "store_dialog:AnswerDialog", _in(State.REPAIRING), _store, nothing
    ),
    desk_dialog("claim-add-on", "add_on_dialog:AddOnDialog", _in(State.REPAIRING), nothing),
    desk_dialog("claim-tow", "tow_dialog:TowDialog", _in(State.DRAFT), nothing),
    desk_dialog(
        "claim-ask-maker", "authorisation_dialog:RequestDialog", _in(State.APPRAISING), nothing
    ),
    desk_dialog(
        "claim-authorised",
        "authorisation_dialog_record:RecordDialog",
        _in(State.PREAUTH_WAIT),
        nothing,
    ),
    desk_dialog(
        "claim-authorisation",
        "authorisation_dialog_record:NoteDialog",
        _in(State.REPAIRING),
        nothing,
    ),
    desk_dialog(
        "claim-escalate", "escalation_dialog:QuestionDialog", _in(State.APPRAISING), nothing
    ),
    desk_dialog(
        "claim-escalated",
        "escalation_dialog:DecisionDialog",
        _in(State.APPRAISING),
        _asked,
        nothing,
    ),
    desk_dialog(
        "claim-let-pass", "override_dialog:OverrideDialog", _in(State.DRAFT), _findings, nothing
    ),
    desk_dialog(
        "claim-quality",
        "quality_dialog:QualityDialog",
        lambda desk: claim_in(desk, State.APPROVED).id,
        nothing,
    ),
    desk_dialog(
        "claim-excluded-car", "excluded_car_dialog:ExcludedCarDialog", _in(State.TO_SUBMIT), nothing
    ),
    desk_dialog(
        "claim-contacts", "care.contacts_dialog:ContactsDialog", _in(State.SUBMITTED), nothing
    ),
    desk_dialog(
        "claim-progress", "care.progress_dialog:ProgressDialog", _in(State.SUBMITTED), nothing
    ),
    asking("claim-signature", "tabs.intake.dialogs:SignDialog", _sign(False)),
    asking("claim-start-inspection", "tabs.intake.dialogs:SignDialog", _sign(True)),
    Scene("claim-warnings", _warnings, "tabs.intake.dialogs:WarningsDialog"),
    asking("claim-readiness", "readiness_dialog:ReadinessDialog", _readiness),
    asking("claim-check-help", "check_help:CheckHelpDialog", _check_help),
    desk_dialog("claim-story", "tabs.archive.folder_story:StoryDialog", _in(State.CLOSED)),
    asking("campaign-record", "campaign_dialog:CampaignDialog", _campaign),
    Scene("inspection-sign", _inspection_sign, "tabs.inspection.sign_dialog:SignDialog"),
    Scene("print", _dossier, "print_dialog:PrintDialog"),
    desk_dialog(
        "paper",
        "papers:PaperDialog",
        lambda _desk: "receipt",
        lambda desk: claim_in(desk, State.DRAFT).id,
    ),
    desk_dialog("free-services", "free_services_dialog:FreeServicesDialog"),
    desk_dialog("unclaimed", "unclaimed_dialog:UnclaimedDialog"),
    desk_dialog("learning", "learning_dialog:LearningDialog"),
    desk_dialog("check-all", "check_all:CheckAllDialog", nothing),
)
