"""Columns of money: what was claimed, what was approved, what came and what is still due."""

from warrantydesk.i18n import N_
from warrantydesk.services.imports.take_over_claim_fields import (
    APPROVED,
    CLAIMED,
    DEDUCTED,
    INVOICE_NO,
    ISSUED_ON,
    LABOUR,
    OTHER,
    PAID,
    PAID_ON,
    PARTS,
    STATEMENT_NO,
    UNPAID,
)
from warrantydesk.services.imports.take_over_fields import code, day
from warrantydesk.services.imports.target import Field, Want

_RATES = (
    "数量|单价|小时|定额|代码|名称|编码|编号|号|日期|含税|税|qty|price|hours|code|name|date|tax"
)


_OPEN = "未|欠|余|剩|待|尾|outstanding|due|open|unpaid|balance"
"""A header of money that is still to come says so."""


def _amount(name: str, title: str, *aliases: str, unlike: str = "", needs: str = "") -> Field:
    words = f"{_RATES}|{unlike}" if unlike else _RATES
    return Field(name, title, Want.AMOUNT, aliases=aliases, unlike=words, needs=needs)


_APPROVED_NAMES = (
    *("approved", "approved amount", "批准金额", "审批金额", "核准金额", "审核金额"),
    *("厂家批准金额", "核定金额", "批复金额", "通过金额", "结算金额", "批准", "核准"),
)
_PAID_NAMES = (
    *("paid", "paid amount", "received", "amount received", "已付", "已付金额", "已回款"),
    *("回款金额", "到账金额", "已收", "已收金额", "已到账", "实收金额", "到账", "回款"),
    *("实付金额", "打款金额", "收款金额"),
)
COSTS = (
    _amount(PARTS, N_("Parts"), "材料费", "配件费", "零件费", "配件金额", "材料金额", "parts cost"),
    _amount(LABOUR, N_("Labour"), "labor", "工时费", "人工费", "工时金额", "labour cost"),
    _amount(
        OTHER, N_("Other amounts"), "other", "其他费用", "其他", "外出费", "其它费用", "other cost"
    ),
    _amount(
        CLAIMED,
        N_("Claimed"),
        *("amount", "total", "claim amount", "claimed amount", "索赔金额", "申报金额", "合计"),
        *("申请金额", "索赔费用", "总金额", "金额", "费用合计", "合计金额", "索赔总额", "上报金额"),
        *("小计",),
        unlike="开票|发票|扣|减|欠|余|差|批|核|审|付|收|回款|到账|approved|paid",
    ),
)
"""Columns of what was claimed."""
DUES = (
    _amount(APPROVED, N_("Approved"), *_APPROVED_NAMES, unlike="申报|申请|未|减|扣"),
    _amount(PAID, N_("Paid so far"), *_PAID_NAMES, unlike="未|应|情况|是否|状态|没"),
    _amount(
        UNPAID,
        N_("Still due"),
        *("outstanding", "due", "open amount", "未付", "未付金额", "未回款", "欠款", "未收金额"),
        *("余额", "未到账", "未结金额", "未收", "尾款", "余款", "未结", "欠款金额", "剩余金额"),
        needs=_OPEN,
    ),
    _amount(
        DEDUCTED,
        N_("Deducted"),
        *("deduction", "deducted", "扣款", "扣款金额", "扣减金额", "核减金额", "核减", "扣减"),
        unlike="原因|说明",
    ),
    day(
        PAID_ON,
        N_("Paid on"),
        *("payment date", "回款日期", "到账日期", "付款日期", "收款日期", "打款日期"),
        *("回款时间", "到账时间", "付款时间", "打款时间"),
    ),
    code(
        STATEMENT_NO,
        N_("Statement no."),
        *("statement", "settlement no", "结算单号", "结算号", "对账单号", "开票通知单号"),
    ),
    code(INVOICE_NO, N_("Invoice no."), "invoice", "发票号", "发票号码", "开票号", "增值税发票号"),
    day(
        ISSUED_ON,
        N_("Invoiced on"),
        *("invoice date", "date of invoice", "开票日期", "发票日期", "开票时间"),
        unlike="购车",
    ),
)
"""Columns of what was approved and of the money on its way."""
DUE_FIELD = _amount(
    APPROVED,
    N_("Approved"),
    *("receivable", "amount due", "应收金额", "应收", "应收款", "金额", "amount", *_APPROVED_NAMES),
    unlike="申报|申请|未|已收|已付|减|扣|开票|发票|欠|余",
)
"""In a sheet of what is due, its plain amount is what was approved."""
