"""What can be done about a filed claim, by the key of a link, a menu entry or a button."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.i18n import _
from warrantydesk.services.answered import Answered
from warrantydesk.ui.imports import import_into
from warrantydesk.ui.learning_dialog import open_learning
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.tabs.intake.answer import charges
from warrantydesk.ui.tabs.intake.answer.appeal_dialog import AppealDialog
from warrantydesk.ui.tabs.intake.answer.charge_dialog import ChargeBackDialog
from warrantydesk.ui.tabs.intake.answer.maker_file import export_for_maker
from warrantydesk.ui.tabs.intake.answer.note_dialog import NoteDialog
from warrantydesk.ui.tabs.intake.answer.record_dialog import ALLOWED, AnswerDialog

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

Verb = Callable[["ClaimPage", Answered], Any]


def run(page: "ClaimPage", verb: str) -> None:
    """Do a verb for the claim on the page; what it opens stays with the page."""
    claim = page.settled()
    if claim is None:
        return
    if verb.startswith(charges.KEY):
        charges.follow(page, verb)
        return
    view = page.desk.answered.of(claim.id)
    opened = _VERBS[verb](page, view)
    if opened is not None:
        page.filed.dialog = opened
        opened.finished.connect(opened.deleteLater)
        opened.open()


def keep_number(page: "ClaimPage", number: str) -> None:
    """Keep the number that the maker gave; the next field of the portal follows."""
    claim = page.claim
    if claim is None:
        return
    with page.acting():
        kept = tried(page.shell, lambda: page.desk.claims.record_maker_number(claim.id, number))
    if kept is not None:
        page.shell.toast(_("The maker's number {number} is kept", number=number))
    page.reload()


def _answer(kind: Any = None, correcting: bool = False) -> Verb:
    return lambda page, view: AnswerDialog(
        page.shell, page.desk, view, page.filed.running, kind, correcting
    )


def _appeal(page: "ClaimPage", view: Answered) -> Any:
    from warrantydesk.domain.claim import State

    if view.claim.state is State.APPEALED:
        return _letter(page, view)
    return AppealDialog(page.shell, page.desk, view, page.filed.running)


def _letter(page: "ClaimPage", view: Answered) -> None:
    open_paper(page.shell, page.desk, "appeal_letter", view.claim.id)


def _note(page: "ClaimPage", view: Answered) -> Any:
    return NoteDialog(page.shell, page.desk, view, page.filed.running)


def _charge(page: "ClaimPage", view: Answered) -> Any:
    return ChargeBackDialog(page.shell, page.desk, view, page.filed.running)


def _number(page: "ClaimPage", view: Answered) -> None:
    held = view.claim.codes.maker_claim_number
    text = page.shell.ask_text(_("The maker's number of this claim"), held)
    if text is not None:
        keep_number(page, text)


def _filed(page: "ClaimPage", view: Answered) -> None:
    page.filed.show_form()


def _import(page: "ClaimPage", view: Answered) -> None:
    import_into(
        page.shell,
        page.desk,
        "claim_answers",
        view.claim.brand,
        applied=lambda _batch: page.reload(),
    )


def _drop(page: "ClaimPage", view: Answered) -> None:
    reason = page.shell.ask_text(_("Why is the appeal in preparation dropped?"))
    if reason is not None:
        with page.acting():
            tried(page.shell, lambda: page.desk.claims.drop_appeal(view.claim.id, reason))
        page.reload()


def _learn(page: "ClaimPage", view: Answered) -> None:
    open_learning(page.shell, page.desk, view.claim.brand)


def _file(page: "ClaimPage", view: Answered) -> None:
    export_for_maker(page.shell, page.desk, (view.claim.id,))


_VERBS: dict[str, Verb] = {
    "answer": _answer(),
    "return": _answer(AnswerKind.RETURN),
    "rejection": _answer(AnswerKind.REJECTION),
    "approval": _answer(AnswerKind.APPROVAL),
    "decision": _answer(ALLOWED),
    "correct": _answer(AnswerKind.APPROVAL, correcting=True),
    "appeal": _appeal,
    "drop_appeal": _drop,
    "letter": _letter,
    "note": _note,
    "charge_back": _charge,
    "number": _number,
    "filed": _filed,
    "import": _import,
    "file": _file,
    "learn": _learn,
}
