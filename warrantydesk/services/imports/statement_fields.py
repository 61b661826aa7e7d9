"""Columns of a payer's statement (结算单), as Chinese and English makers' files name them."""

from warrantydesk.domain.scan import CLAIM, VIN, recognise
from warrantydesk.i18n import N_
from warrantydesk.services.imports.statement_classes import (
    ASKED_WORDS,
    CLASS_FIELDS,
    CLASSES,
)
from warrantydesk.services.imports.target import Field, Want

CLAIM_NO, MAKER_NO, VIN_NO, PLATE = "claim_number", "maker_number", "vin", "plate"
DATED_ON, SETTLED_ON, TEXT, KIND = "dated_on", "settled_on", "text", "kind"
PAID, GROSS, TAX, TAX_RATE = "amount_fen", "gross_fen", "tax_fen", "tax_percent"
ASKED, APPROVED, DEDUCTED = "asked_fen", "approved_fen", "deducted_fen"
DEDUCTION_KIND, REASON_CODE = "deduction_kind", "reason_code"
REASON, PAYER = "reason_text", "payer"
SAYS_AMOUNT = (PAID, GROSS, APPROVED, *CLASSES)
"""Columns of which one at least must be there: what is paid follows from them."""
NAMES_CLAIM = (CLAIM_NO, MAKER_NO, VIN_NO)
"""Columns of which one at least must be there: what is paid for follows from them."""

ASKED_AS_PAID = frozenset({"索赔金额", "索赔费用", "索赔总额", "索赔合计"})
"""Headers of what was claimed that a statement with one column of amounts gives what it pays."""
_TAXED = "(?<![不未])含税|价税|税额|税金|税率|incl|gross|tax|vat"


FIELDS = (
    Field(
        CLAIM_NO,
        N_("Claim no."),
        Want.CODE,
        aliases=(
            *("claim", "claim number", "claim no", "warranty claim no", "dealer claim no"),
            *("dealer reference", "your reference", "your ref", "索赔单号", "索赔号", "索赔编号"),
            *("索赔申请单号", "索赔单编号", "三包单号", "三包索赔单号", "保修单号", "理赔单号"),
            *("单据号", "单据编号", "单号", "索赔单", "服务站单号", "站端单号", "申请单号"),
            *("经销商单号", "维修站单号", "索赔单据号", "业务单号"),
        ),
        named=True,
        fits=lambda text: recognise(text).kind == CLAIM,
        unlike="结算|发票|运单|明细|开票",
    ),
    Field(
        MAKER_NO,
        N_("Maker's claim no."),
        Want.CODE,
        aliases=(
            *("maker claim no", "oem claim no", "厂家单号", "厂家索赔单号", "厂家索赔号"),
            *(
                "厂方单号",
                "主机厂单号",
                "主机厂索赔单号",
                "oem单号",
                "oem no",
                "厂家编号",
                "厂家受理号",
            ),
            *("受理号", "受理单号", "受理编号", "厂家审批号", "厂家审核号", "审批号", "审批单号"),
            *("批复号", "核准单号", "审核单号", "系统单号", "系统编号", "服务单号", "case no"),
            *("case number", "our reference", "our ref", "reference", "oem ref", "maker ref"),
            *("厂家批复号", "批复单号", "oem reference", "maker reference", "服务工单号"),
        ),
        named=True,
        unlike="结算|发票|运单|开票",
        ranked=True,
    ),
    Field(
        VIN_NO,
        N_("VIN"),
        Want.CODE,
        aliases=(
            *("vin", "vin code", "vin no", "chassis no", "chassis", "车架号", "VIN码", "VIN号"),
            *("底盘号", "车辆识别代号", "车辆识别码", "车架号(VIN)", "车架号码", "VIN码/车架号"),
            *("VIN后八位", "VIN后8位", "车架号后八位", "车架号后8位", "底盘号后八位", "VIN last 8"),
        ),
        named=True,
        fits=lambda text: recognise(text).kind == VIN,
    ),
    Field(
        PLATE,
        N_("Plate"),
        Want.CODE,
        aliases=(
            *("plate", "plate no", "licence plate", "license plate", "registration"),
            *("车牌", "车牌号", "车牌号码", "牌照号", "车号", "牌照"),
        ),
    ),
    Field(
        DATED_ON,
        N_("Day of repair"),
        Want.DAY,
        aliases=(
            *("repair date", "date of repair", "service date", "date", "repaired on"),
            *("维修日期", "修理日期", "服务日期", "维修时间", "施工日期", "完工日期", "竣工日期"),
            *("业务日期", "日期", "进站日期", "进厂日期", "维修完成日期", "发生日期", "竣工时间"),
            *("完工时间", "维修完工日期", "维修完工日", "交车日期", "ro date"),
        ),
        unlike="购|结算|批准|审|批复|核准|受理|报|开票|制单|出厂|生产|sale|settle|approv|invoice",
    ),
    Field(
        SETTLED_ON,
        N_("Day of settlement"),
        Want.DAY,
        aliases=(
            *("settlement date", "settled on", "approval date", "approved on", "posting date"),
            *("结算日期", "批准日期", "审核日期", "核准日期", "结算时间", "审核时间", "入账日期"),
            *("审核通过日期", "上报日期", "申报日期", "审批日期", "批复日期", "受理日期"),
        ),
        unlike="购|出厂|生产|sale",
    ),
    Field(
        PAID,
        N_("Settled amount"),
        Want.AMOUNT,
        aliases=(
            *("amount excl tax", "amount excl vat", "amount without tax", "net settled"),
            *("net amount", "不含税结算金额", "结算金额(不含税)", "不含税金额", "未税金额"),
            *("金额(不含税)", "不含税", "settled amount", "settlement amount", "amount settled"),
            *("amount paid", "paid", "net payable", "credit amount", "payment", "payable"),
            *(
                "本次结算金额",
                "本次结算",
                "本次应付",
                "本次应付金额",
                "本次实付",
                "本次支付",
                "本期应付",
            ),
            *("本期结算金额", "本期结算", "结算金额", "实际结算金额", "结算额", "赔付总额"),
            *("实结金额", "实结", "应结金额", "结算合计", "结算总额", "结算小计", "结算费用"),
            *("结算款", "索赔结算金额", "赔付金额", "实付金额", "实付", "应付金额", "付款金额"),
            *("支付金额", "开票金额", "net", "合计金额", "总金额", "金额", "amount"),
            *("total amount", "line total", "合计", "小计", "total"),
        ),
        compared=True,
        unlike=f"{ASKED_WORDS}|{_TAXED}|批准|核准|审核|核定|扣|差|已[结付]|未[结付]|上[期次]|累计|承担|approved|deduct"
        "|原因|说明|日期|比例|reason|date|short",
        ranked=True,
    ),
    Field(
        GROSS,
        N_("Settled amount with tax"),
        Want.AMOUNT,
        aliases=(
            *("gross", "gross amount", "amount incl tax", "amount including tax", "total incl vat"),
            *("amount with tax", "含税金额", "价税合计", "含税结算金额", "结算金额(含税)", "含税"),
            *("含税合计", "金额(含税)", "含税总额", "含税价", "实付金额(含税)", "价税合计金额"),
            *("结算金额含税", "含税开票金额", "开票金额(含税)"),
        ),
        unlike=f"{ASKED_WORDS}|不含|未含|未税|税额|税率|excl|net",
        needs="税|gross|tax|vat",
    ),
    Field(
        TAX,
        N_("Tax"),
        Want.AMOUNT,
        aliases=("tax", "vat", "tax amount", "vat amount", "税额", "税金", "增值税额", "增值税"),
        unlike="含税|税率|不含|rate|percent",
    ),
    Field(
        TAX_RATE,
        N_("Tax rate"),
        Want.DECIMAL,
        aliases=("tax rate", "vat rate", "tax percent", "vat percent", "税率", "税率%", "增值税率"),
    ),
    Field(
        ASKED,
        N_("Claimed"),
        Want.AMOUNT,
        aliases=(
            *("claimed", "claimed amount", "amount claimed", "requested", "申报金额", "申请金额"),
            *("索赔金额", "上报金额", "申报合计", "申报", "申报总额", "申报总金额", "申请"),
            *("索赔申报金额", "申报小计", "提报金额", "申报费用"),
        ),
        unlike="批准|核准|审核|结算|approved|settle",
    ),
    Field(
        APPROVED,
        N_("Approved"),
        Want.AMOUNT,
        aliases=(
            *("approved", "approved amount", "amount approved", "批准金额", "核准金额", "批准"),
            *("审核金额", "核定金额", "认可金额", "审定金额", "审批金额", "批准合计", "核准"),
            *(
                "审核通过金额",
                "实批金额",
                "核定合计",
                "核准合计",
                "审核合计",
                "批准总额",
                "核定总额",
            ),
            *("审定合计", "批准总金额", "approved total", "批准小计", "核定小计"),
        ),
        unlike="扣|差|short|日期|date",
    ),
    Field(
        DEDUCTED,
        N_("Deducted"),
        Want.AMOUNT,
        aliases=(
            *("deduction", "deducted", "deduction amount", "short", "扣款", "扣款金额", "扣减"),
            *("扣减金额", "核减金额", "扣除金额", "抵扣金额", "审核扣款", "核减", "旧件扣款"),
            *("扣款合计", "扣款总计", "抵扣", "扣件金额"),
        ),
        unlike="原因|类型|项目|说明|单号|日期|reason|kind|type|no",
        apart=True,
    ),
    *CLASS_FIELDS,
    Field(
        KIND,
        N_("Kind of line"),
        aliases=(
            *("type", "line type", "kind", "cost class", "费用类型", "费用类别", "类别", "类型"),
            *("单据类型", "业务类型", "结算类型", "款项类型", "项目类型", "索赔类型", "费用名称"),
            *("claim type", "费用项目", "结算项目", "款项"),
        ),
    ),
    Field(
        DEDUCTION_KIND,
        N_("Kind of deduction"),
        aliases=(
            *("deduction kind", "deduction type", "扣款类型", "扣款项目", "抵扣类型", "扣款类别"),
            *("扣款名称", "激励类型", "考核项目", "抵扣项目", "扣款内容"),
        ),
        apart=True,
    ),
    Field(
        REASON_CODE,
        N_("Reason code"),
        Want.CODE,
        aliases=("reason code", "原因代码", "扣款代码", "扣减代码", "扣款原因代码", "扣件代码"),
    ),
    Field(
        REASON,
        N_("Reason"),
        aliases=(
            *("reason", "reason for difference", "reason text", "原因", "扣款原因", "扣减原因"),
            *("差异原因", "核减原因", "审核说明", "审核意见", "扣款说明", "差异说明", "扣件原因"),
            *("扣减说明", "核减说明", "拒赔原因", "拒绝原因", "扣款备注", "deduction reason"),
        ),
        unlike="代码|code",
    ),
    Field(
        TEXT,
        N_("Remark"),
        aliases=(
            *("text", "description", "remark", "remarks", "comment", "note", "备注", "摘要"),
            *("说明", "项目名称", "作业内容", "项目", "内容", "名称", "故障描述", "维修内容"),
            *("配件名称", "零件名称", "维修项目", "费用说明", "事项"),
        ),
        unlike="经销商|服务站|维修站|供应商|客户|用户|车型|车系|dealer|customer|supplier",
    ),
    Field(
        PAYER,
        N_("Who pays"),
        aliases=(
            *("payer", "paid by", "付款方", "付款单位", "承担方", "费用承担方", "承担单位"),
            *("费用承担单位", "结算方"),
        ),
    ),
)
