"""Columns of the sheets a desk keeps of its claims, of old parts and of money that is due."""

from warrantydesk.i18n import N_
from warrantydesk.services.imports.take_over_fields import code, day, text
from warrantydesk.services.imports.target import Field, Want

NUMBER, MAKER_NUMBER, REPAIR_ORDER = "claim_number", "maker_number", "repair_order"
OPENED_ON, FINISHED_ON, SUBMITTED_ON, ANSWERED_ON = (
    *("opened_on", "finished_on"),
    *("submitted_on", "answered_on"),
)
STATE, MILEAGE, FAULT = "state", "mileage_km", "fault_code"
ANSWER_STATE, MONEY_STATE = "answer_state", "money_state"
COMPLAINT, CAUSE, CORRECTION, REASON = "complaint", "cause", "correction", "reason"
ADVISOR, TECHNICIAN, PAYER, REMARK = "advisor", "technician", "payer", "remark"
PART_NO, PART_NAME, QUANTITY, SUPPLIER = "part_no", "part_name", "quantity", "supplier_code"
OLD_TAG, PLACE, RECEIVED_ON, RETURN_BY = "old_tag", "place", "received_on", "return_by"
PIECE_STATE, GONE_ON, HAS_LEFT = "piece_state", "gone_on", "has_left"
PARTS, LABOUR, OTHER = "parts_fen", "labour_fen", "other_fen"
CLAIMED, APPROVED, PAID, UNPAID = "claimed_fen", "approved_fen", "paid_fen", "unpaid_fen"
DEDUCTED = "deducted_fen"
STATEMENT_NO, INVOICE_NO, ISSUED_ON, PAID_ON = "statement_no", "invoice_no", "issued_on", "paid_on"
NUMBER_FIELD = Field(
    NUMBER,
    N_("Claim no."),
    Want.CODE,
    aliases=(
        *("claim", "claim number", "warranty claim no", "own claim no", "索赔单号", "索赔号"),
        *("索赔编号", "索赔单编号", "三包单号", "保修单号", "单号", "单据号", "单据编号"),
        *("站内单号", "索赔申请单号", "本店单号", "编号", "索赔单"),
    ),
    named=True,
    unlike="厂|结算|发票|运单|物流|快递|工单|委托|维修|maker|oem|客户|配件|件号|旧件|损件|故障",
)
MAKER_NUMBER_FIELD = code(
    MAKER_NUMBER,
    N_("Maker's claim no."),
    *("maker claim no", "oem claim no", "oem no", "厂家单号", "厂家索赔单号", "厂家索赔号"),
    *("厂方单号", "主机厂单号", "oem单号", "受理号", "受理单号", "厂家受理号", "系统单号"),
    *("DMS单号", "dms no", "上报单号", "批复号"),
    unlike="结算|发票|运单|物流|快递",
)
IDENTITY = (
    NUMBER_FIELD,
    MAKER_NUMBER_FIELD,
    code(
        REPAIR_ORDER,
        N_("Repair order"),
        *("ro", "ro no", "job no", "work order", "工单号", "工单", "委托书号", "维修单号"),
        *("修理单号", "派工单号", "结算工单号", "维修工单号"),
    ),
)
"""Columns of the numbers of a claim."""
_OPENED = day(
    OPENED_ON,
    N_("Came in on"),
    *("date in", "opened", "open date", "repair date", "date", "进厂日期", "报修日期", "开单日"),
    *("开单日期", "送修日期", "维修日期", "接车日期", "来店日期", "进站日期", "登记日期"),
    *("制单日期", "进厂时间", "日期", "受理日期", "故障日期", "维修时间", "报修时间"),
    unlike="报厂|打款|购|销售|生产|出厂|上报|申报|审批|批准|付款|到账|返|开票|竣工|完工|交|保修|回收|入库|拆",
)
_FINISHED = day(
    FINISHED_ON,
    N_("Repaired on"),
    *("finished", "completed", "date out", "竣工日期", "完工日期", "修复日期", "交车日期"),
    *("维修完成日期", "出厂时间", "结算日期", "竣工时间"),
)
_SUBMITTED = day(
    SUBMITTED_ON,
    N_("Filed on"),
    *("submitted", "submit date", "date filed", "claim date", "上报日期", "申报日期"),
    *("提交日期", "上报时间", "索赔日期", "申请日期", "报单日期", "提报日期", "报厂日期"),
    *("报厂时间", "报厂家时间", "报厂家日期", "申报时间", "提交时间"),
)
_ANSWERED = day(
    ANSWERED_ON,
    N_("Answered on"),
    *("approved on", "approval date", "answer date", "decision date", "审批日期", "批准日期"),
    *("审核日期", "批复日期", "回复日期", "通过日期", "审核通过日期", "退回日期", "核准日期"),
    *("审批时间", "批复时间", "审核时间"),
)
DAYS = (_OPENED, _FINISHED, _SUBMITTED, _ANSWERED)
"""Columns of the days of a claim."""
STORY = (
    Field(
        STATE,
        N_("State"),
        Want.RAW,
        aliases=(
            *("status", "claim status", "progress", "状态", "索赔状态", "单据状态", "进度"),
            *("申请状态", "处理状态", "进展", "结果", "当前状态", "上报状态", "报没报"),
        ),
        unlike="结算|旧件|车型状态|回款|付款|到账|款项|审[核批]|批复",
    ),
    Field(
        MILEAGE,
        N_("Mileage, km"),
        Want.WHOLE,
        aliases=(
            *("mileage", "km", "odometer", "里程", "行驶里程", "公里数", "里程数", "里程(km)"),
            *("行驶公里数", "进厂里程", "表显里程"),
        ),
    ),
    text(
        COMPLAINT,
        N_("Complaint"),
        *("fault", "symptom", "customer complaint", "故障现象", "故障描述", "问题描述", "报修内容"),
        *("客户描述", "顾客陈述", "故障", "现象", "维修内容"),
        unlike="代码|日期|code",
    ),
    text(CAUSE, N_("Cause"), "root cause", "diagnosis", "故障原因", "原因", "检查结果", "原因分析"),
    text(
        CORRECTION,
        N_("Correction"),
        *("repair", "action", "work done", "处理措施", "维修措施", "处理方法", "维修项目"),
        *("修理项目", "处理结果", "解决措施"),
        unlike="日期|date",
    ),
    code(FAULT, N_("Fault code"), "故障代码", "故障码", "损伤代码"),
    text(
        REASON,
        N_("The maker's reason"),
        *("refusal reason", "return reason", "退回原因", "拒赔原因", "驳回原因", "审核意见"),
        *("厂家意见", "拒绝原因"),
    ),
    text(
        ADVISOR, N_("Advisor"), "service advisor", "服务顾问", "接待", "接待顾问", "前台", "接车人"
    ),
    text(TECHNICIAN, N_("Technician"), "mechanic", "主修", "主修工", "技师", "维修技师", "修理工"),
    text(PAYER, N_("Who pays"), "payer", "付款方", "结算方", "付款单位", "赔付方"),
    text(REMARK, N_("Remark"), "note", "notes", "remarks", "备注", "说明", "其他说明", "备注说明"),
)
"""Columns of what a claim is about and how far it is."""
STATES = (
    Field(
        ANSWER_STATE,
        N_("The maker's answer"),
        Want.RAW,
        aliases=(
            *("answer", "decision", "审核状态", "审核结果", "审批结果", "审批状态", "审批情况"),
            *("审核情况", "批复情况", "批复结果", "厂家批复", "厂家审核结果", "厂家回复"),
            *("审批", "批复", "批没批"),
        ),
        unlike="日期|时间|金额|意见|号|单",
    ),
    Field(
        MONEY_STATE,
        N_("State of the money"),
        Want.RAW,
        aliases=(
            *("payment status", "money", "回款状态", "付款状态", "到账状态", "回款情况"),
            *("到账情况", "付款情况", "结算状态", "款项状态", "是否回款", "是否到账", "是否付款"),
            *("款到没", "打款状态", "打款情况", "给没给钱"),
        ),
        unlike="日期|时间|金额|号|单",
    ),
)
"""Columns that tell beside the state what the maker and the money say."""
PART = (
    code(
        PART_NO,
        N_("Part no."),
        *("part", "part number", "material", "配件代码", "配件编码", "配件编号", "配件号"),
        *("零件号", "零件代码", "零件编码", "零件图号", "图号", "备件号", "物料号", "件号"),
        *("主因件编码", "主因件", "旧件代码", "旧件零件号", "主损件编号", "主损件号"),
        unlike="name|名称|供应商|supplier|旧件编号|条码|标签",
    ),
    text(
        PART_NAME,
        N_("Part name"),
        *("description", "part description", "配件名称", "零件名称", "备件名称", "名称"),
        *("更换配件", "故障件", "故障件名称", "旧件名称", "品名", "换件名称", "主因件名称"),
        *("换件", "件名", "主损件", "主损件名称", "更换零件", "配件", "零件", "备件"),
        unlike="客户|单位|供应商|代码|编码|号",
    ),
    Field(
        QUANTITY,
        N_("Quantity"),
        Want.WHOLE,
        aliases=("qty", "pieces", "数量", "件数", "配件数量", "旧件数量"),
    ),
    code(SUPPLIER, N_("Supplier code"), "supplier", "供应商代码", "配套厂代码", "供应商"),
)
"""Columns of a part that was replaced."""
SHELF = (
    code(
        OLD_TAG,
        N_("Old tag"),
        *("tag", "tag no", "label no", "old part no", "barcode", "旧件编号", "旧件号", "标签号"),
        *("旧件条码", "旧件标签号", "条码", "旧件序号", "吊牌号", "旧件标签"),
    ),
    code(
        PLACE,
        N_("Shelf place"),
        *("place", "shelf", "location", "bin", "货位", "架位", "库位", "存放位置", "存放地点"),
        *("位置", "货架", "货架号", "旧件货位", "旧件库位", "存放处", "架号", "存放区域"),
        unlike="日期",
    ),
    day(
        RECEIVED_ON,
        N_("Received on"),
        *("date received", "stored on", "入库日期", "收件日期", "旧件入库日期", "收到日期"),
        *("交件日期", "拆下日期", "旧件日期", "回收日期", "旧件回收日期", "收回日期"),
        *("入库时间", "收件时间"),
    ),
    day(
        RETURN_BY,
        N_("Return by"),
        *("return due", "due date", "应返日期", "应返厂日期", "返厂截止日"),
        *("要求返回日期", "返厂期限", "最迟返厂日", "应退日期"),
        *("返厂截止", "返厂截止日期", "返件期限", "最迟返厂日期", "应返时间", "应返厂时间"),
    ),
    day(
        GONE_ON,
        N_("Left the shelf on"),
        *("returned on", "shipped on", "sent on", "返厂日期", "返厂时间", "回运日期", "返件日期"),
        *("寄出日期", "发运日期", "返回日期", "实际返厂日期", "报废日期", "销毁日期"),
        unlike="应|要求|截止|期限|最迟|due|by",
    ),
    text(
        PIECE_STATE,
        N_("State of the old part"),
        *("state", "status", "part status", "状态", "旧件状态", "处理状态", "旧件去向", "去向"),
        *("处理情况", "返件状态", "返厂状态", "库存状态", "返厂情况", "返件情况", "是否返厂"),
        *("是否返件", "已返/未返", "旧件处理", "旧件情况", "返厂"),
        unlike="索赔|单据|审核|日期|时间|单号|是否已",
    ),
    text(
        HAS_LEFT,
        N_("Has left the shelf"),
        *("returned", "shipped", "是否已返", "是否已返厂", "是否已退厂家", "是否已退", "是否已寄"),
        unlike="日期|时间|单号|date|on",
    ),
)
"""Columns of an old part as it lies on the shelf."""
