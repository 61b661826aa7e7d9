"""Words under which other systems write the fields of a repair order."""

LABELS: dict[str, tuple[str, ...]] = {
    "repair_order": (
        *("工单号", "工单编号", "委托书号", "委托书编号", "维修单号", "维修工单号", "任务单号"),
        *("派工单号", "施工单号", "ro号", "ro编号", "ro no.", "ro no", "ro", "r/o no."),
        *("repair order no.", "repair order", "work order no.", "work order", "job no."),
    ),
    "vin": (
        *("车架号", "车架号码", "vin", "vin码", "vin号", "车辆识别代号", "车辆识别代码"),
        *("车辆识别码", "底盘号", "chassis no.", "chassis number", "frame no."),
    ),
    "plate": (
        *("车牌号", "车牌号码", "车牌", "牌照号", "牌照", "牌号", "车号", "号牌号码"),
        *("plate no.", "plate no", "plate", "license plate", "licence plate", "registration"),
    ),
    "engine_no": ("发动机号", "发动机号码", "engine no.", "engine no", "engine number"),
    "mileage_km": (
        *("行驶里程", "进厂里程", "里程数", "里程", "公里数", "表显里程", "进店里程"),
        *("行驶里程(km)", "里程(km)", "进厂里程(km)", "行驶里程（km）", "里程（km）"),
        *("mileage", "mileage km", "mileage (km)", "mileage, km", "odometer", "km"),
    ),
    "arrived_at": (
        *("进厂时间", "进厂日期", "进店时间", "入厂时间", "来店时间", "接车时间", "开单时间"),
        *("开单日期", "登记时间", "date in", "time in", "arrived", "arrival", "check-in"),
        *("check in", "in date", "opened", "open date"),
    ),
    "promised_at": (
        *("预计交车时间", "预计交车", "预交车时间", "约定交车时间", "承诺交车", "预计完工"),
        *("promised", "promised time", "promised at"),
    ),
    "started_at": ("开工时间", "开工", "started", "start", "repair begun", "work started"),
    "finished_at": (
        *("竣工时间", "完工时间", "完成时间", "竣工日期", "出厂时间", "出厂日期"),
        *("finished", "completed", "time out", "date out", "repair finished", "work finished"),
    ),
    "advisor": (
        *("服务顾问", "接待顾问", "业务接待", "接待员", "接待人", "接待", "顾问"),
        *("service advisor", "advisor", "adviser", "sa"),
    ),
    "technician": (
        *("主修工", "主修人", "主修", "维修技师", "主修技师", "技师", "维修工", "维修人员"),
        *("technician", "mechanic", "tech"),
    ),
    "customer": (
        *("车主姓名", "车主名称", "车主", "客户名称", "客户姓名", "客户", "顾客", "用户名称"),
        *("owner name", "owner", "customer name", "customer", "client"),
    ),
    "phone": (
        *("车主电话", "客户电话", "联系电话", "手机号码", "手机号", "手机", "电话"),
        *("phone no.", "phone", "tel.", "tel", "telephone", "mobile"),
    ),
    "brought_by": ("送修人", "送修人姓名", "联系人", "brought by", "contact"),
    "brought_by_phone": ("送修人电话", "联系人电话", "送修人手机", "contact phone"),
    "address": ("地址", "车主地址", "联系地址", "address"),
    "complaint": (
        *("客户描述", "顾客描述", "客户陈述", "顾客陈述", "故障描述", "故障现象", "客户反映"),
        *("报修内容", "报修项目", "报修", "用户反映", "顾客主诉", "主诉"),
        *("customer complaint", "customer concern", "complaint", "concern"),
    ),
    "cause": (
        *("故障原因", "检查结果", "诊断结果", "诊断", "原因分析", "原因"),
        *("cause", "diagnosis", "finding"),
    ),
    "correction": (
        *("维修措施", "处理措施", "处理结果", "维修结果", "解决措施"),
        *("correction", "repair done", "work done", "remedy"),
    ),
}
"""Labels before a colon, by field; longer ones are tried first."""

_NAMES = ("名称", "品名", "name", "description")
COLUMNS: dict[str, dict[str, str]] = {
    "parts": {
        **dict.fromkeys(("配件编码", "配件编号", "配件号", "配件代码", "配件图号"), "code"),
        **dict.fromkeys(("零件号", "零件编号", "零件编码", "零件代码", "零件图号"), "code"),
        **dict.fromkeys(("备件号", "备件编码", "备件编号", "备件代码", "图号", "料号"), "code"),
        **dict.fromkeys(("partno", "partnumber", "part", "partcode"), "code"),
        **dict.fromkeys(("配件名称", "零件名称", "备件名称", "partname", *_NAMES), "name"),
        **dict.fromkeys(("数量", "件数", "用量", "qty", "quantity", "pcs"), "count"),
        **dict.fromkeys(("单价", "销售单价", "价格", "price", "unitprice"), "price"),
    },
    "labour": {
        **dict.fromkeys(("工时代码", "工时编码", "工时编号", "作业代码", "作业编号"), "code"),
        **dict.fromkeys(("项目代码", "项目编码", "项目编号", "维修项目代码", "工位代码"), "code"),
        **dict.fromkeys(("operation", "operationcode", "opcode", "labourcode"), "code"),
        **dict.fromkeys(("laborcode", "labourop", "jobcode", "code"), "code"),
        **dict.fromkeys(("项目名称", "作业名称", "维修项目", "工时名称", "作业内容"), "name"),
        **dict.fromkeys(("operationname", "job", *_NAMES), "name"),
        **dict.fromkeys(("工时", "工时数", "定额工时", "标准工时", "派工工时"), "count"),
        **dict.fromkeys(("hours", "stdhours", "standardhours", "time", "hrs", "h"), "count"),
    },
}
"""Titles of columns by table; ``count`` is pieces of a part, hours of an operation."""

SECTIONS: dict[str, str] = {
    **dict.fromkeys(("配件", "配件明细", "配件清单", "零件", "零件明细", "用料明细"), "parts"),
    **dict.fromkeys(("备件", "备件明细", "领料明细", "材料", "材料明细", "parts"), "parts"),
    **dict.fromkeys(("parts used", "parts list"), "parts"),
    **dict.fromkeys(("工时", "工时明细", "维修项目", "作业项目", "项目明细"), "labour"),
    **dict.fromkeys(("维修项目明细", "labour", "labor", "operations", "jobs"), "labour"),
}
"""Titles that stand alone above a table."""

TOTALS = frozenset({"合计", "小计", "总计", "total", "subtotal", "sum", "合计金额"})
"""Words with which a line of sums begins."""
