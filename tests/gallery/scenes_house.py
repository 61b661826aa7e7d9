"""Dialogs of the house: people, backups, clock, journal, records, help, first day, policies."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.fakes import FixedClock
from tests.gallery.finds import claim_in, role
from tests.gallery.scene import Scene, asked, asking, desk_dialog, kind_of, shown
from tests.gallery.shop import MANAGER
from warrantydesk.demo import photos
from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.set_up import STEPS
from warrantydesk.services.clock_watch import ClockDoubt, ClockTrouble
from warrantydesk.services.desk import Desk
from warrantydesk.services.opening_trouble import Trouble
from warrantydesk.services.restoring import LostWork
from warrantydesk.ui import course_verbs, help_verbs, journal_verbs, keeping_verbs, window_verbs
from warrantydesk.ui.disposals_dialog import open_disposals
from warrantydesk.ui.imports import import_into
from warrantydesk.ui.kept_writing import Writing
from warrantydesk.ui.lock_page import LockPage
from warrantydesk.ui.lost_sheet_dialog import show_lost_sheet
from warrantydesk.ui.palette.card import Palette
from warrantydesk.ui.palette_verbs import open_palette
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.take_over_verbs import take_over

YEARS = timedelta(days=7 * 366)
DETAILS = (
    "Traceback (most recent call last):\n"
    '  File "warrantydesk/ui/tabs/shelf/tab.py", line 88, in show\n'
    "KeyError: 'bay'"
)


def _by_manager(act: Any) -> Any:
    def acted(stage: Stage) -> object:
        role(stage.window.desk, MANAGER)
        return act(stage.window)

    return acted


def _of_window(act: Any) -> Any:
    return lambda stage: act(stage.window)


def _made(shows: str, *more: Any, **named: Any) -> Scene:
    """Return the scene of a dialog that needs neither shell nor desk."""
    name = shows.rpartition(":")[2].removesuffix("Dialog").lower()

    def open_it(stage: Stage) -> QWidget:
        return shown(stage, kind_of(shows)(*more, parent=stage.window, **named))

    return Scene(f"house-{name}", open_it, shows)


def _clock(desk: Desk) -> ClockTrouble:
    now = desk.bench.now
    return ClockTrouble(ClockDoubt.BACK, now - timedelta(days=365), now)


def _job(shows: str, **named: Any) -> Any:
    def open_it(stage: Stage) -> QWidget:
        job = stage.shell.run(_half_done, lambda _made: None, "备份")
        return shown(stage, kind_of(shows)(job, stage.window, **named))

    return open_it


def _half_done(step: Any) -> None:
    step(3, 7, "读回备份")


def _disposals(stage: Stage) -> Any:
    """Open a list of records to dispose of, proposed seven years from now."""
    desk = role(stage.window.desk, MANAGER)
    if not desk.disposals.all():
        kept = desk.bench.clock
        desk.bench.clock = FixedClock(desk.bench.now + YEARS)
        desk.disposals.propose(note="年度清理")
        desk.bench.clock = kept
    return open_disposals(stage.shell, desk, desk.disposals.all()[0].id)


def _disposal_act(shows: str, **named: Any) -> Any:
    def open_it(stage: Stage) -> QWidget:
        dialog = asked(stage, lambda: _disposals(stage))
        return shown(stage, kind_of(shows)(dialog, dialog.disposal, **named))  # type: ignore[attr-defined]

    return open_it


def _redaction(stage: Stage) -> object:
    from warrantydesk.ui.redaction_dialog import open_redaction_of_claim

    desk = role(stage.window.desk, MANAGER)
    return open_redaction_of_claim(stage.shell, desk, claim_in(desk, State.CLOSED).id)


def _diagnosis(stage: Stage) -> QWidget:
    found = kind_of("diagnosis_dialog:DiagnosisDialog")
    folder = stage.window.desk.folder.path
    return shown(stage, found(stage.shell, folder, DETAILS, stage.window))


def _lost(stage: Stage) -> object:
    desk = role(stage.window.desk, MANAGER)
    record = desk.backups.keep(BackupReason.BY_HAND)
    now = desk.bench.now
    work = (
        LostWork(now, 9001, "claim submitted", "C0126-000217", "S01"),
        LostWork(now, 9002, "old part received", "C0126-000219-1", "S01"),
    )
    return show_lost_sheet(stage.shell, stage.window, (desk.folder.path, record, work))


def _sheet(stage: Stage) -> QWidget:
    desk = stage.window.desk
    data = desk.papers.prepare("claim_form", claim_in(desk, State.CLOSED).id, None)()
    return shown(stage, kind_of("audit_dialog_sheet:SheetDialog")(stage.shell, desk, data))


def _import(stage: Stage) -> None:
    block = "零件号\t名称\t截止\nQC-1001\t水泵\t2026-12-05\nQC-1002\t节温器\t不详\n"
    import_into(stage.shell, stage.window.desk, "part_requests", "QC", pasted=block)


def _photos(stage: Stage) -> QWidget:
    plate = photos.vin_plate("LXQCA8B34RG017342", "启程 A5")
    shows = kind_of("kit.photo_window:PhotoWindow")
    return shown(stage, shows([(plate, "VIN")], 0, stage.window))


def _trouble(stage: Stage) -> QWidget:
    made = kind_of("trouble_dialog:TroubleDialog")
    folder = stage.window.desk.folder.path
    return shown(stage, made(stage.shell, folder, Trouble.DAMAGED, Unavailable("DAMAGED")))


def _restore(stage: Stage) -> QWidget:
    desk = role(stage.window.desk, MANAGER)
    desk.backups.keep(BackupReason.BY_HAND)
    made = kind_of("restore_dialog:RestoreDialog")
    return shown(stage, made(stage.shell, desk.folder.path, desk))


def _closing(stage: Stage) -> QWidget:
    return shown(stage, kind_of("closing_dialog:ClosingDialog")(stage.window.keeping, stage.window))


def _set_up(step: str) -> Scene:
    def open_it(stage: Stage) -> QWidget:
        return shown(stage, kind_of("set_up.dialog:SetUpDialog")(stage.window, step))

    return Scene(f"first-day-{step}", open_it, "set_up.dialog:SetUpDialog")


def _policies(stage: Stage) -> Any:
    stage.open("policies", "table", "QC:wear")
    return stage.window.tab("policies")


def _rows(stage: Stage) -> QWidget:
    tab = _policies(stage)
    return asked(stage, lambda: tab._with_table(tab.verbs.write_version)())


def _bulletin(stage: Stage) -> QWidget:
    return shown(stage, _policies(stage).middle.bulletin_verbs.dialog())


def _profile(stage: Stage) -> QWidget:
    desk, tab = stage.window.desk, _policies(stage)
    with tempfile.TemporaryDirectory() as place:
        desk.policies.export_profile("QC", Path(place) / "QC")
        tab.profiles.look_at(Path(place) / "QC")
        stage.settle()
    dialog: QWidget = tab.profiles.dialog
    return dialog


def _palette(stage: Stage) -> None:
    stage.open("today")
    open_palette(stage.window)
    stage.window.findChildren(Palette)[-1].line.setText("sb")


def _palette_away(stage: Stage) -> None:
    for card in stage.window.findChildren(Palette):
        card.end()


def _course(stage: Stage) -> None:
    stage.open("today")
    course_verbs.course(stage.window)


def _locked(stage: Stage) -> None:
    window = stage.window
    page = LockPage(window.desk, lambda *_who: None, lambda _login: None, window)
    page.cover("S01")
    window.hide_work(hidden=True)


def _unlocked(stage: Stage) -> None:
    stage.window.hide_work(hidden=False)
    for page in stage.window.findChildren(LockPage):
        page.hide()
        page.deleteLater()


SCENES = (
    Scene("palette", _palette, close=_palette_away),
    Scene("course", _course, close=lambda stage: course_verbs.put_away(stage.window)),
    Scene("lock", _locked, close=_unlocked),
    *(_set_up(step) for step in STEPS),
    Scene("house-trouble", _trouble, "trouble_dialog:TroubleDialog"),
    Scene("house-restore", _restore, "restore_dialog:RestoreDialog"),
    Scene("house-closing", _closing, "closing_dialog:ClosingDialog"),
    Scene("policies-rows", _rows, "tabs.policies.rows_dialog:RowsDialog"),
    Scene("policies-bulletin", _bulletin, "tabs.policies.bulletin_dialog:BulletinDialog"),
    Scene("policies-profile", _profile, "tabs.policies.profile_dialog:ProfileDialog"),
    asking("house-dealer", "dealer_dialog:DealerDialog", _of_window(window_verbs.dealer)),
    asking("house-people", "people_dialog:PeopleDialog", _by_manager(window_verbs.people)),
    asking("house-shortcuts", "shortcuts_dialog:ShortcutsDialog", _of_window(help_verbs.shortcuts)),
    asking("house-states", "states_dialog:StatesDialog", _of_window(window_verbs.states)),
    asking("house-about", "about_dialog:AboutDialog", _of_window(help_verbs.about)),
    asking("house-licences", "licences_dialog:LicencesDialog", _of_window(help_verbs.licences)),
    asking("house-log", "log_dialog:LogDialog", _of_window(help_verbs.log)),
    asking("house-help", "help.window:HelpWindow", _of_window(help_verbs.contents)),
    asking("house-take-over", "take_over_dialog:TakeOverDialog", _of_window(take_over)),
    asking(
        "house-scanner",
        "set_up.scanner_dialog:ScannerDialog",
        _of_window(window_verbs.scanner_test),
    ),
    asking("house-journal", "journal_dialog:JournalDialog", _by_manager(journal_verbs.journal)),
    asking("house-verify", "verify_dialog:VerifyDialog", _by_manager(journal_verbs.verify)),
    asking(
        "house-backups", "backup_places_dialog:BackupsDialog", _by_manager(keeping_verbs.backups)
    ),
    asking(
        "house-recovery",
        "recovery_sheet_dialog:RecoverySheetDialog",
        _by_manager(keeping_verbs.recovery_sheet),
    ),
    Scene("house-diagnosis", _diagnosis, "diagnosis_dialog:DiagnosisDialog"),
    asking("house-lost", "lost_sheet_dialog:LostSheetDialog", _lost),
    asking("house-redaction", "redaction_dialog:RedactionDialog", _redaction),
    desk_dialog("house-clock", "clock_notice:ClockDialog", _clock),
    desk_dialog("house-audit", "audit_dialog:AuditDialog"),
    desk_dialog("house-set-pin", "pin_dialogs:SetPinDialog", lambda _desk: "S01"),
    desk_dialog("house-reset-pin", "pin_dialogs:ResetPinDialog", lambda _desk: "S02"),
    Scene("house-sheet", _sheet, "audit_dialog_sheet:SheetDialog"),
    asking("house-import", "kit.import_dialog:ImportDialog", _import),
    Scene("house-photo", _photos, "kit.photo_window:PhotoWindow"),
    Scene("house-job", _job("kit.job_bar:JobDialog"), "kit.job_bar:JobDialog"),
    Scene("house-stages", _job("between:StagesDialog"), "between:StagesDialog"),
    _made("kit.error_dialog:ErrorDialog", DETAILS),
    _made("pin_dialog:PinDialog", "周凯的PIN", "确认", "", print),
    _made("kept_writing:KeptDialog", [Writing("受理", ("说明：水泵渗漏", "里程：18,204"))]),
    asking("house-disposals", "disposals_dialog:DisposalsDialog", _disposals),
    Scene(
        "house-decision",
        _disposal_act("disposals_dialog_acts:DecisionDialog", approve=True),
        "disposals_dialog_acts:DecisionDialog",
    ),
    Scene(
        "house-carry-out",
        _disposal_act("disposals_dialog_acts:CarryOutDialog"),
        "disposals_dialog_acts:CarryOutDialog",
    ),
)
