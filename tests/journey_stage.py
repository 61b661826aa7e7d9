"""The real window for journeys, and a clerk's hands: keys, a scanner that types like one."""

from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import acting

from warrantydesk.domain.claim import Action
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

SCANNER_MS = 10
PAUSE_MS = 200


def on_stage(desk: Desk) -> Stage:
    """Open the real window over a desk, in English, on the offscreen platform."""
    return Stage(desk, "en")


def scanned(stage: Stage, text: str) -> None:
    """Type a code as a hand scanner does into whatever has the keyboard, after a pause."""
    pause()
    target = QApplication.focusWidget() or stage.window
    for sign in text:
        QTest.keyClick(target, sign, Qt.KeyboardModifier.NoModifier, SCANNER_MS)
    QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, SCANNER_MS)
    stage.settle()


def pause() -> None:
    """Do nothing for a moment, so that the window waits and what was typed before is over."""
    loop = QEventLoop()
    QTimer.singleShot(PAUSE_MS, loop.quit)
    loop.exec()


def typed(stage: Stage, path: str, text: str) -> Any:
    """Go to a field of the claim in front and type over what stands there."""
    form = stage.window.tab("intake").page.form  # type: ignore[attr-defined]
    assert form.jump(path), path
    field = form.field(path)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def pressed(stage: Stage, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in whatever has the keyboard."""
    QTest.keyClick(QApplication.focusWidget() or stage.window, key, modifier)
    stage.settle()


def newest(desk: Desk) -> int:
    """Return the claim accepted last."""
    return int(desk.archive.all_ids()[0])


def follow_to_repair(desk: Desk, claim_id: int) -> None:
    """Let the claim be authorised, inspected, signed and decided."""
    claim = desk.claims.save_draft(
        claim_id,
        {
            "owner": {"name": "贺䶮", "phone": "15400000042", "contact": "杨𬭎"},
            "vehicle": {"engine_no": "Q20T1", "produced_on": "2024-10-05"},
        },
    )
    desk.visits.sign(claim.visit.id, SignedPaper.WORK_AUTHORISATION, "贺䶮", desk.bench.now)
    inspection = desk.inspections.start(claim_id)
    acting(desk, Role.TECHNICIAN).inspections.sign(inspection.id, Role.TECHNICIAN)
    acting(desk, Role.CLERK).inspections.sign(
        inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM
    )
    desk.claims.move(claim_id, Action.DECIDE_CLAIM)
