"""The afternoon: the maker's number, a claim that came back, an answer, an appeal, the end."""

from warrantydesk.domain.care import Channel, Party
from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.finding import Severity
from warrantydesk.tour.walk import Walk

MAKER_NUMBER = "Q26-1124-0815"
_TICKED = 5
_LEFT_PERCENT = 70
_CUT_CODE, _CUT_WORDS = "R15", "追加工时无录像"
_ADDED_CAUSE = "复检：加压 140 kPa 保持 5 分钟，读数 95 kPa，附带时间的照片。"
_GROUNDS = "追加工时由拆检发现的锈蚀螺栓引起，打卡记录与照片见附件，请按实际工时核定。"
_ACKNOWLEDGED = "已与服务经理核对，附件齐全。"


def file_away(way: Walk, claim_id: int) -> None:
    """Enter the maker's number of the claim that went out, and fill in the maker's portal."""
    desk = way.desk
    way.at("14:10")
    desk.claims.record_maker_number(claim_id, MAKER_NUMBER)
    fields = [one for page in desk.portal.sheet(claim_id).pages for one in page.fields]
    for one in fields[:_TICKED]:
        desk.portal.tick(claim_id, desk.portal.sheet(claim_id).form, one.key)
    way.stage.open("intake", "claim", claim_id)
    way.shoot("intake-submitted")


def answer(way: Walk) -> dict[str, object]:
    """Correct a claim that came back, record an answer, appeal; returns what was made."""
    corrected = _correct(way)
    cut = _cut(way)
    return {"corrected": corrected.claim_number, "appealed": cut.claim_number}


def _correct(way: Walk) -> Claim:
    """16:00: the reasons of the return are read, the claim is corrected, version 2 goes out."""
    desk = way.desk
    way.at("16:00")
    desk.people.act_as("S01")
    waiting = [desk.claims.get(one.id) for one in desk.claims.in_states((State.RETURNED,), 20)]
    claim = min(waiting, key=lambda one: (one.due_on is None, one.due_on, one.id))
    way.stage.open("intake", "claim", claim.id)
    way.shoot("intake-returned")
    cause = f"{claim.narrative.cause}{_ADDED_CAUSE}"
    desk.claims.save_draft(claim.id, {"narrative": {"cause": cause}})
    given = {
        one.rule: _ACKNOWLEDGED
        for one in desk.claims.check(claim.id)
        if one.severity is Severity.WARN
    }
    filed = desk.claims.submit(claim.id, given)
    way.stage.open("intake", "claim", claim.id)
    way.stage.jump("versions")
    way.shoot("versions")
    return filed


def _cut(way: Walk) -> Claim:
    """16:30: an answer leaves out a part of the labour; the desk appeals with its evidence."""
    desk = way.desk
    way.at("16:30")
    waiting = [desk.claims.get(one.id) for one in desk.claims.in_states((State.SUBMITTED,), 50)]
    fit = [one for one in waiting if one.labour_lines and _stays(way, one)]
    claim = min(fit, key=lambda one: one.id)
    line = next(one for one in desk.claims.amounts(claim.id) if one.kind is LineKind.LABOUR)
    left = line.claimed_fen * _LEFT_PERCENT // 100
    cut = AnswerLine(LineKind.LABOUR, line.line, left, _CUT_CODE, _CUT_WORDS)
    desk.claims.answer(
        claim.id, AnswerKind.APPROVAL, lines=(cut,), notice_no="SP26-1124", reviewer="Q-217"
    )
    desk.care.note(Party.MAKER, Channel.PHONE, "审核员请提交打卡记录。", claim_id=claim.id)
    evidence = tuple(one.id for one in desk.claims.facts(claim.id).attachments)[:2]
    desk.claims.prepare_appeal(claim.id, grounds=_GROUNDS, evidence=evidence)
    way.stage.open("intake", "claim", claim.id)
    way.shoot("answer")
    way.paper("appeal_letter", claim.id)
    return desk.claims.appeal(claim.id)


def _stays(way: Walk, claim: Claim) -> bool:
    """Tell whether no old part of a claim stands on a list that leaves on Friday."""
    return all(piece.shipment_id is None for piece in way.desk.shelf.pieces_of(claim.id))


def close_day(way: Walk) -> dict[str, object]:
    """17:30: duty goes to the colleague with the list as it stands, and the day is closed."""
    desk = way.desk
    way.at("17:30")
    desk.people.act_as("S01")
    handed = desk.duty.hand_over("S02", "两张申诉在办，周五返厂清单已备。")
    closed = desk.duty.close_day()
    way.stage.open("today")
    way.shoot("today-evening")
    return {
        "duty_hand_over": way.sheet("duty_hand_over", handed.id),
        "day_close": way.sheet("day_close", closed.id),
    }
