"""The eight tabs in the states that the clerk meets, filled and empty."""

from collections.abc import Callable

from tests.gallery.finds import claim_in
from tests.gallery.scene import Scene
from warrantydesk.domain.claim import State
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS

Opening = Callable[[Stage], None]
_CLAIMS = {
    "draft": State.DRAFT,
    "appraising": State.APPRAISING,
    "asked": State.PREAUTH_WAIT,
    "repairing": State.REPAIRING,
    "to-submit": State.TO_SUBMIT,
    "submitted": State.SUBMITTED,
    "returned": State.RETURNED,
    "rejected": State.REJECTED,
    "appealed": State.APPEALED,
    "approved": State.APPROVED,
    "closed": State.CLOSED,
    "not-covered": State.NOT_COVERED,
    "void": State.VOID,
}
_SETTLEMENT = ("deductions", "invoices", "receipts", "receivables", "write_offs", "months")
_REPORTS = (
    *("month_summary", "stuck_money", "receivable_ages", "vehicle_cost", "abnormal_cost"),
    *("year_review", "refusals", "first_pass", "by_type", "by_part", "by_model", "by_supplier"),
    *("by_cause", "frequency", "repeat_repairs", "old_parts", "care_completion", "satisfaction"),
)
_TABLES = ("wear", "campaigns", "bulletins", "parts", "checks", "refusal_reasons", "policies")


def _tab(key: str, kind: str = "", thing: object = None) -> Callable[[Stage], None]:
    return lambda stage: stage.open(key, kind, thing)


def _claim(tab: str, *states: State) -> Opening:
    return lambda stage: stage.open(tab, "claim", claim_in(stage.window.desk, *states).id)


def _versions(stage: Stage) -> None:
    _claim("intake", State.APPROVED)(stage)
    stage.jump("versions")


def _inspection_open(stage: Stage) -> None:
    stage.open("inspection", "claim", claim_in(stage.window.desk, State.APPRAISING).id)


def _mode(number: int) -> Opening:
    def open_mode(stage: Stage) -> None:
        stage.open("shelf")
        stage.scan(f"M{number}")

    return open_mode


def _piece(stage: Stage) -> None:
    stage.open("shelf", "tag", stage.window.desk.shipments.due()[0].tag)


def _shipment(state: ShipmentState) -> Opening:
    def open_shipment(stage: Stage) -> None:
        stage.open("shelf", "shipment", stage.window.desk.shipments.list((state,))[0].number)

    return open_shipment


def _statement(nth: int) -> Opening:
    def open_statement(stage: Stage) -> None:
        found = stage.window.desk.statements.all()
        stage.open("settlement", "statement", found[nth].id)

    return open_statement


def _archive_row(stage: Stage) -> None:
    stage.open("archive", "claim", claim_in(stage.window.desk, State.CLOSED).id)


def _folder(stage: Stage) -> None:
    stage.open("archive", "folder", claim_in(stage.window.desk, State.CLOSED).id)


def _toast(stage: Stage) -> None:
    stage.open("today")
    stage.window.show_toast("C0126-004217", lambda: None)


SCENES = (
    Scene("today", _tab("today")),
    Scene("today-toast", _toast),
    Scene("intake", _tab("intake")),
    *(Scene(f"intake-{name}", _claim("intake", state)) for name, state in _CLAIMS.items()),
    Scene("intake-versions", _versions),
    Scene("intake-new", _tab("intake", "new")),
    Scene("inspection", _tab("inspection")),
    Scene("inspection-open", _inspection_open),
    Scene("inspection-signed", _claim("inspection", State.CLOSED)),
    Scene("shelf", _tab("shelf")),
    *(Scene(f"shelf-mode-{number}", _mode(number)) for number in range(1, 7)),
    Scene("shelf-piece", _piece),
    Scene("shelf-packing", _shipment(ShipmentState.PACKING)),
    Scene("shelf-judged", _shipment(ShipmentState.JUDGED)),
    Scene("settlement", _tab("settlement")),
    *(Scene(f"settlement-statement-{nth}", _statement(nth)) for nth in range(3)),
    *(Scene(f"settlement-{page}", _tab("settlement", page)) for page in _SETTLEMENT),
    Scene("archive", _tab("archive")),
    Scene("archive-search", _tab("archive", "search", "水泵")),
    Scene("archive-nothing", _tab("archive", "search", "zzzz")),
    Scene("archive-row", _archive_row),
    Scene("archive-folder", _folder),
    Scene("policies", _tab("policies")),
    *(Scene(f"policies-{table}", _tab("policies", "table", f"QC:{table}")) for table in _TABLES),
    Scene("policies-try", _claim("policies", State.APPROVED)),
    Scene("reports", _tab("reports")),
    *(Scene(f"reports-{code}", _tab("reports", "report", code)) for code in _REPORTS),
)
EMPTY = tuple(Scene(f"empty-{tab.key}", _tab(tab.key)) for tab in TABS)
"""The tabs on a desk that has nothing yet."""
