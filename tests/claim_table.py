"""The claim axis written out by hand, and a claim in each of its states, ready for what follows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders import repair_changes
from stories import a_ground, acting, inspected

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

# action | from | to | who: the trade's own table, copied by hand and not from the program.
TABLE = """
accept               -                                   DRAFT          reception clerk
start_inspection     DRAFT                               APPRAISING     clerk
decide_not_covered   APPRAISING                          NOT_COVERED    clerk
reopen               NOT_COVERED                         APPRAISING     clerk
ask_maker            APPRAISING                          PREAUTH_WAIT   clerk
record_authorisation PREAUTH_WAIT                        APPRAISING,NOT_COVERED clerk
decide_claim         APPRAISING                          REPAIRING      clerk
finish_repair        REPAIRING                           TO_SUBMIT      clerk
submit               TO_SUBMIT,RETURNED                  SUBMITTED      clerk
withdraw             SUBMITTED                           TO_SUBMIT      clerk
record_return        SUBMITTED                           RETURNED       clerk
record_rejection     SUBMITTED                           REJECTED       clerk
appeal               REJECTED,APPROVED                   APPEALED       clerk service_manager
record_decision      APPEALED                            REJECTED_FINAL,APPROVED clerk
give_up              RETURNED,REJECTED                   REJECTED_FINAL clerk service_manager
record_approval      SUBMITTED                           APPROVED       clerk
close                APPROVED,REJECTED_FINAL,NOT_COVERED CLOSED         clerk
void DRAFT,APPRAISING,NOT_COVERED,PREAUTH_WAIT,REPAIRING,TO_SUBMIT VOID clerk
"""
ROWS = {
    action: (set(sources.split(",")), to.split(","), set(roles))
    for action, sources, to, *roles in (line.split() for line in TABLE.strip().splitlines())
}
GROUND, RETURN, REFUSAL = "C-PO", "R02", "D01"
SAID: dict[str, dict[str, Any]] = {
    "start_inspection": {"reason": "电话受理"},
    "decide_not_covered": {"ground": GROUND, "reason": "里程已超"},
    "reopen": {"reason": "客户补交资料"},
    "ask_maker": {"reason": "请核准更换水泵"},
    "record_authorisation": {"outcome": "approved", "number": "PA-26-0815"},
    "withdraw": {"reason": "写错行号"},
    "record_return": {"reasons": [{"reason_code": RETURN}]},
    "record_rejection": {"reasons": [{"reason_code": REFUSAL}]},
    "record_decision": {"lines": [{"kind": "labour", "line": 1, "approved_fen": 10_000}]},
    "give_up": {"reason": "金额太小"},
    "void": {"reason": "开错"},
}
"""What is said with each action so that its guard holds, as ``claims.move`` takes it."""


def expected(state: str, action: str, role: str) -> str:
    """Return what the table makes of a cell: RIGHT, STATE, or the state it leads to."""
    sources, to, roles = ROWS[action]
    if role not in roles:
        return "RIGHT"
    if state not in sources:
        return "STATE"
    if action == "record_decision":
        return "APPROVED"
    return to[0]


def in_state(desk: Desk, state: State, folder: Path) -> Claim:
    """Bring a new claim into a state by the verbs alone; S01, the clerk, acts at the end."""
    claim = _REACH[state](desk, folder)
    assert desk.claims.get(claim.id).state is state
    acting(desk, Role.CLERK)
    return desk.claims.get(claim.id)


def _draft(desk: Desk, folder: Path) -> Claim:
    from stories import drafted

    return drafted(desk)


def _appraising(desk: Desk, folder: Path) -> Claim:
    claim = inspected(desk)
    desk.papers.draw("explanation", claim.id, folder / "explanation.pdf")
    return claim


def _not_covered(desk: Desk, folder: Path) -> Claim:
    claim = _appraising(desk, folder)
    ground = a_ground(desk, claim)
    return desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED, "见说明", ground=ground)


def _waiting(desk: Desk, folder: Path) -> Claim:
    claim = _appraising(desk, folder)
    desk.authorisations.request(claim.id, "请核准更换水泵")
    return desk.claims.get(claim.id)


def _repairing(desk: Desk, folder: Path) -> Claim:
    claim = _appraising(desk, folder)
    desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    desk.claims.save_draft(claim.id, repair_changes())
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.waive(claim.id, piece.line, "厂家免返", piece.piece)
    for paper in desk.profiles.of("QC").documents(claim.type):
        desk.attachments.tick(claim.id, paper.code)
    return desk.claims.get(claim.id)


def _to_submit(desk: Desk, folder: Path) -> Claim:
    return desk.claims.move(_repairing(desk, folder).id, Action.FINISH_REPAIR)


def _submitted(desk: Desk, folder: Path) -> Claim:
    return desk.claims.submit(_to_submit(desk, folder).id)


def _returned(desk: Desk, folder: Path) -> Claim:
    claim = _submitted(desk, folder)
    desk.claims.answer(claim.id, AnswerKind.RETURN, (AnswerLine(reason_code=RETURN),))
    return desk.claims.save_draft(claim.id, {"narrative": {"remark": "已补读数照片"}})


def _rejected(desk: Desk, folder: Path) -> Claim:
    claim = _submitted(desk, folder)
    return desk.claims.answer(claim.id, AnswerKind.REJECTION, (AnswerLine(reason_code=REFUSAL),))


def _appealed(desk: Desk, folder: Path) -> Claim:
    return desk.claims.appeal(_rejected(desk, folder).id, grounds="见鉴定表")


def _rejected_final(desk: Desk, folder: Path) -> Claim:
    return desk.claims.move(_rejected(desk, folder).id, Action.GIVE_UP, "金额太小")


def _approved(desk: Desk, folder: Path) -> Claim:
    """Approve the claim without its labour, so that it may be appealed."""
    cut = AnswerLine(LineKind.LABOUR, 1, 0, REFUSAL)
    return desk.claims.answer(_submitted(desk, folder).id, AnswerKind.APPROVAL, lines=(cut,))


def _closed(desk: Desk, folder: Path) -> Claim:
    return desk.claims.move(_rejected_final(desk, folder).id, Action.CLOSE)


def _void(desk: Desk, folder: Path) -> Claim:
    return desk.claims.void(_draft(desk, folder).id, "开错")


_REACH: dict[State, Callable[[Desk, Path], Claim]] = {
    State.DRAFT: _draft,
    State.APPRAISING: _appraising,
    State.NOT_COVERED: _not_covered,
    State.PREAUTH_WAIT: _waiting,
    State.REPAIRING: _repairing,
    State.TO_SUBMIT: _to_submit,
    State.SUBMITTED: _submitted,
    State.RETURNED: _returned,
    State.REJECTED: _rejected,
    State.APPEALED: _appealed,
    State.REJECTED_FINAL: _rejected_final,
    State.APPROVED: _approved,
    State.CLOSED: _closed,
    State.VOID: _void,
}
