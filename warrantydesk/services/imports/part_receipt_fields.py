"""Columns of the maker's answer to old parts, and the words in which it is written."""

from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.text import squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.imports.part_fields import (
    claim_field,
    part_field,
    quantity_field,
    tag_field,
)
from warrantydesk.services.imports.target import Field, Want

BOX = "box"
ACCEPTED, REFUSED, VERDICT = "accepted", "refused", "verdict"
REASON_CODE, REASON = "reason_code", "reason_text"
PARTS_FEN, LABOUR_FEN, OTHER_FEN = "parts_fen", "labour_fen", "other_fen"
TOTAL_FEN, NOTICE_ON, NOTICE_NO = "deducted_fen", "notice_on", "notice_no"
_SAYS_YES = """
合格 验收合格 已合格 接收 已接收 接受 已接受 通过 已通过 审核通过 验收通过 正常 无异常 符合 认可
收 准 同意 ok accepted accept pass passed approved received good yes y √ ✓ ✔
"""
_SAYS_NO = """
拒收 已拒收 拒绝 已拒绝 拒 扣件 已扣件 扣 扣款 扣减 抵扣 不合格 验收不合格 不通过 未通过 审核不通过
不符 不符合 异常 退回 退件 驳回 不接收 不接受 不认可
refused refuse rejected reject fail failed debit debited denied no n × ✗ ✘
"""
_YES, _NO = frozenset(_SAYS_YES.split()), frozenset(_SAYS_NO.split())


def plain(text: str) -> str:
    """Return words as they are compared."""
    return squeezed(text).casefold()


def verdict_of(text: str) -> Verdict | None:
    """Return what a word of the maker says, None where it says neither."""
    word = plain(text)
    if word in _NO:
        return Verdict.REFUSED
    return Verdict.ACCEPTED if word in _YES else None


def _amount_field(name: str, title: str, *aliases: str) -> Field:
    return Field(name, title, Want.AMOUNT, aliases=aliases, compared=name == TOTAL_FEN)


FIELDS = (
    tag_field(),
    claim_field(),
    part_field(),
    quantity_field("申请数量", "返件数量", "发运数量"),
    Field(BOX, N_("Box"), Want.CODE, aliases=("box no", "carton", "箱号", "箱码", "箱号码")),
    Field(
        VERDICT,
        N_("Verdict"),
        aliases=(
            "result",
            "decision",
            "status",
            "验收结果",
            "判定",
            "判定结果",
            "审核结果",
            "鉴定结果",
            "处理结果",
            "分检结果",
            "结果",
            "状态",
        ),
        unlike="原因|说明|reason",
    ),
    Field(
        ACCEPTED,
        N_("Accepted pieces"),
        Want.WHOLE,
        aliases=(
            "accepted",
            "accepted qty",
            "验收数量",
            "合格数量",
            "接收数量",
            "实收数量",
            "通过数量",
        ),
        unlike="不|拒|扣",
    ),
    Field(
        REFUSED,
        N_("Refused pieces"),
        Want.WHOLE,
        aliases=(
            "refused",
            "rejected",
            "refused qty",
            "拒收数量",
            "扣件数量",
            "扣件数",
            "不合格数量",
            "差异件数",
        ),
    ),
    Field(
        REASON_CODE,
        N_("Reason code"),
        Want.CODE,
        aliases=("code", "扣件代码", "扣件原因代码", "原因代码", "拒收代码", "拒收原因代码"),
    ),
    Field(
        REASON,
        N_("Reason"),
        aliases=(
            "reason text",
            "remark",
            "扣件原因",
            "拒收原因",
            "不合格原因",
            "原因",
            "原因说明",
            "审核意见",
            "备注",
        ),
        unlike="代码|code",
    ),
    _amount_field(PARTS_FEN, N_("Parts deducted"), "材料扣款", "材料费扣款", "配件扣款", "件款"),
    _amount_field(LABOUR_FEN, N_("Labour deducted"), "工时扣款", "工时费扣款", "工时款"),
    _amount_field(OTHER_FEN, N_("Other deducted"), "其他扣款", "其它扣款", "其他费用扣款"),
    _amount_field(
        TOTAL_FEN,
        N_("Deduction"),
        "deducted",
        "total deduction",
        "扣款",
        "扣款总计",
        "扣款合计",
        "扣款金额",
        "抵扣金额",
        "扣减金额",
        "总计",
    ),
    Field(
        NOTICE_ON,
        N_("Notice of"),
        Want.DAY,
        aliases=(
            "notice date",
            "date",
            "通知日期",
            "扣件日期",
            "判定日期",
            "审核日期",
            "验收日期",
            "分检日期",
        ),
    ),
    Field(
        NOTICE_NO,
        N_("Notice no."),
        Want.CODE,
        aliases=(
            "notice number",
            "抵扣单号",
            "扣件通知单号",
            "扣件单号",
            "通知单号",
            "回执号",
            "回执单号",
        ),
    ),
)
