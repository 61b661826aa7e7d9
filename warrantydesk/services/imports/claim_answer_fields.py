"""Columns of the maker's answers to claims, and the words in which they are written."""

from collections.abc import Mapping
from enum import StrEnum

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.text import squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.imports.part_fields import CLAIM_NO, claim_field
from warrantydesk.services.imports.target import Field, Want

MAKER_NO, KIND, LINE, ITEM = "maker_number", "kind", "line", "item"
CLAIMED, APPROVED, DEDUCTED, RESULT = "claimed_fen", "approved_fen", "deducted_fen", "result"
REASON_CODE, REASON, RECEIVED_ON = "reason_code", "reason_text", "received_on"
NOTICE_NO, REVIEWER = "notice_no", "reviewer"


class Result(StrEnum):
    """What a row says of its claim or line."""

    RETURN = "return"
    REFUSE = "refuse"
    APPROVE = "approve"
    PART = "part"
    """Approved, but not all: the amount has to say how much."""


_WORDS: Mapping[Result, str] = {
    Result.RETURN: """
退回 已退回 退回修改 退回更正 退回补正 审核退回 退单 补正 补充资料 待补正 待修改 返修改
return returned sentback correct correction tobecorrected incomplete
""",
    Result.REFUSE: """
拒绝 已拒绝 拒 拒赔 已拒赔 审核拒绝 不批准 不予批准 未批准 不同意 不予赔付 不赔 不通过
未通过 审核不通过 否
refuse refused reject rejected deny denied disallowed notapproved no n × ✗ ✘
""",
    Result.APPROVE: """
批准 已批准 核准 已核准 通过 已通过 审核通过 同意 已同意 准 赔付 全额批准 全部批准 全额
正常 合格 维持申报 是
approve approved accept accepted pass passed paid ok yes y allowed √ ✓ ✔
""",
    Result.PART: """
部分批准 部分通过 部分同意 部分 折扣 打折 核减 扣减 调整 改判 折扣批准 折扣通过
partial partially partlyapproved partiallyapproved approvedinpart part reduced adjusted
""",
}
_MEANT = {word: result for result, words in _WORDS.items() for word in words.split()}
_KINDS: Mapping[LineKind, str] = {
    LineKind.PART: "零件 配件 材料 材料费 配件费 零件费 备件 part parts material 零件行 配件行",
    LineKind.LABOUR: "工时 工时费 作业 人工 人工费 维修项目 labour labor operation work 工时行",
    LineKind.OTHER: "其他 其它 其他费用 其他费 外出 外出费 外协 外协费 拖车 拖车费 other sublet",
    LineKind.HANDLING: "管理费 配件管理费 加价 加价费 handling surcharge 零件管理费",
    LineKind.MATERIALS: "辅料 辅料费 辅助材料 辅助材料费 materials consumables",
    LineKind.CLAIM: "整单 全单 单据 合计 总计 索赔单 claim total whole all",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}


def plain(text: str) -> str:
    """Return words as they are compared."""
    return squeezed(text).casefold().replace("-", "").replace("_", "")


def result_of(text: str) -> Result | None:
    """Return what a word of the maker says, None where it says nothing known."""
    return _MEANT.get(plain(text))


def kind_of(text: str) -> LineKind | None:
    """Return what kind of line a word names, None where it names none."""
    return _KIND.get(plain(text))


FIELDS = (
    Field(
        MAKER_NO,
        N_("Maker's claim no."),
        Want.CODE,
        aliases=("maker claim no", "oem claim no", "厂家单号", "厂家编号", "厂家受理号", "受理号"),
        named=True,
    ),
    claim_field(),
    Field(
        KIND,
        N_("Kind of line"),
        aliases=("line kind", "cost class", "费用类型", "费用类别", "类别", "行类型", "项目类型"),
        unlike="索赔类型|claim type",
    ),
    Field(
        LINE,
        N_("Line"),
        Want.WHOLE,
        aliases=("line no", "line number", "item no", "行号", "项次", "行项目"),
    ),
    Field(
        ITEM,
        N_("Part or operation"),
        Want.CODE,
        aliases=(
            *("part no", "part number", "labour code", "operation", "item code", "code"),
            *("配件代码", "配件编码", "零件号", "零件代码", "工时代码", "作业代码", "项目代码"),
            *("零件/工时代码", "配件/工时代码", "配件号", "件号"),
        ),
        unlike="name|名称|原因|reason|供应商",
    ),
    Field(
        CLAIMED,
        N_("Claimed"),
        Want.AMOUNT,
        aliases=(
            *("claimed amount", "amount claimed", "requested", "申报", "申报金额", "申请金额"),
            *("索赔金额", "上报金额", "申请"),
        ),
        unlike="批准|核准|审核|approved",
    ),
    Field(
        APPROVED,
        N_("Approved"),
        Want.AMOUNT,
        aliases=(
            *("approved amount", "amount approved", "allowed amount", "批准金额", "核准金额"),
            *("审核金额", "核定金额", "认可金额", "赔付金额", "实批金额", "批准", "审定金额"),
        ),
        compared=True,
        unlike="扣|差|short",
    ),
    Field(
        DEDUCTED,
        N_("Deducted"),
        Want.AMOUNT,
        aliases=("deduction", "short", "扣减", "扣减金额", "扣款", "扣款金额", "核减金额", "差额"),
    ),
    Field(
        RESULT,
        N_("Result"),
        aliases=(
            *("verdict", "decision", "status", "outcome", "审核结果", "审核状态", "处理结果"),
            *("答复", "结论", "审核结论", "结果", "状态", "审批结果"),
        ),
        unlike="原因|说明|reason",
    ),
    Field(
        REASON_CODE,
        N_("Reason code"),
        Want.CODE,
        aliases=(
            *("refusal code", "return code", "原因代码", "退回代码", "拒赔代码", "退回原因代码"),
            *("拒赔原因代码", "拒绝代码", "扣减代码", "扣减原因代码"),
        ),
    ),
    Field(
        REASON,
        N_("Reason"),
        aliases=(
            *("remark", "comment", "reason text", "原因", "退回原因", "拒赔原因", "拒绝原因"),
            *("扣减原因", "审核说明", "审核意见", "说明", "备注"),
        ),
        unlike="代码|code",
    ),
    Field(
        RECEIVED_ON,
        N_("Answered on"),
        Want.DAY,
        aliases=(
            *("answer date", "date", "decision date", "审核日期", "答复日期", "批准日期"),
            *("审核时间", "处理日期", "通知日期", "日期"),
        ),
        unlike="上报|申报|维修|购车|submit",
    ),
    Field(
        NOTICE_NO,
        N_("Notice no."),
        aliases=("notice", "credit note", "通知单号", "审核单号", "批单号", "贷项通知号"),
    ),
    Field(REVIEWER, N_("Reviewer"), aliases=("judged by", "审核人", "审核员", "批准人", "审批人")),
)

__all__ = ["CLAIM_NO", "FIELDS", "Result", "kind_of", "plain", "result_of"]
