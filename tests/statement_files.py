"""Statements as makers and suppliers send them, each with its answer sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reading.workbooks import Merge, Rows, package, sheet_xml, xls, xlsx

VIN = "LVVDB11BXMD100001"
OTHER_VIN = "LVVDB11B1MD100002"
Answer = tuple[int, str, str, int | None]
"""Row, what it is (claim, its deduction kind, or the field that is not readable), number, fen."""


@dataclass(frozen=True)
class StatementFile:
    """A file, and what must be understood of it; amounts net fen, numbers as they are written."""

    name: str
    data: bytes
    answers: Sequence[Answer]
    total_fen: int | None
    maker_number: str = ""
    period: str = ""
    tax_fen: int | None = None
    payer: str = ""


def _c(row: int, number: str, fen: int) -> Answer:
    return row, "claim", number, fen


def _u(row: int, field: str, number: str, fen: int | None = None) -> Answer:
    return row, field, number, fen


def _text(rows: Rows, separator: str = ",") -> str:
    return "\r\n".join(separator.join("" if c is None else str(c) for c in row) for row in rows)


def _own(number: int) -> str:
    return f"C0126-{number:06}"


TITLED = StatementFile(
    "结算单.xlsx",
    xlsx(
        [
            ["启程汽车三包索赔结算单", None, None, None, None, None],
            ["结算单号：JS202610-0031", None, None, "结算月份：2026年10月", None, "单位：元"],
            ["服务站：豫章店", None, None, "制单日期：2026-11-05", None, None],
            ["序号", "索赔单号", "VIN", "维修日期", "结算金额", "备注"],
            [1, _own(1), VIN, date(2026, 10, 3), Decimal("1238"), None],
            [2, _own(2), VIN, date(2026, 10, 4), Decimal("0"), "索赔不成立"],
            [3, _own(3), OTHER_VIN, date(2026, 10, 5), Decimal("99.5"), None],
            ["合计", None, None, None, Decimal("1337.5"), None],
            ["大写：壹仟叁佰叁拾柒元伍角整", None, None, None, None, None],
            ["制表：张三", None, "审核：李四", None, "站长签字：", None],
        ],
        [(0, 0, 0, 5), (1, 0, 1, 2), (1, 3, 1, 4)],
    ),
    [_c(5, _own(1), 123800), _c(6, _own(2), 0), _c(7, _own(3), 9950)],
    133750,
    "JS202610-0031",
    "2026-10",
)

_TWO_ROWS: Rows = [
    ["单据信息", None, "申报", None, None, "结算", None, None],
    ["厂家单号", "车架号", "材料费", "工时费", "合计", "材料费", "工时费", "合计"],
    ["QS2610001", VIN, 800, 200, 1000, 800, 200, 1000],
    ["QS2610002", VIN, 500, 100, 600, 300, 100, 400],
    ["QS2610003", OTHER_VIN, 500, 100, 600, 300, 100, 450],
    ["QS2610004", OTHER_VIN, 50, 10, 60, 50, 10, 60],
    ["总计", None, 1850, 410, 2260, 1450, 410, 1910],
]
TWO_ROW_HEADER = StatementFile(
    "两行表头.xls",
    xls(_TWO_ROWS, [(0, 0, 0, 1), (0, 2, 0, 4), (0, 5, 0, 7)]),
    [
        _c(3, "QS2610001", 100000),
        _c(4, "QS2610002", 40000),
        _u(5, "amount_fen", "QS2610003", 45000),
        _c(6, "QS2610004", 6000),
    ],
    191000,
)

_HEAD = ["服务单号", "车牌号", "维修日期", "批准金额"]
SUBTOTALS = StatementFile(
    "按车系.xlsx",
    xlsx(
        [
            ["2026年9月索赔费用结算明细", None, None, None],
            _HEAD,
            ["一、启程 X5", None, None, None],
            ["26090011", "豫A12345", 46266, 512],
            ["26090012", "豫A12346", 46267, 88],
            ["启程 X5 小计", None, None, 600],
            ["二、启程 E3", None, None, None],
            ["26090013", "豫AD12347", "2026.9.3", 300],
            ["小计", None, None, 300],
            ["总计", None, None, 900],
        ],
        [(0, 0, 0, 3), (2, 0, 2, 3), (6, 0, 6, 3)],
    ),
    [_c(4, "26090011", 51200), _c(5, "26090012", 8800), _c(8, "26090013", 30000)],
    90000,
    period="2026-09",
)

_PAGE = ["单据编号", "车架号", "结算金额(元)", "原因"]
PAGES = StatementFile(
    "分页.csv",
    _text(
        [
            ["索赔结算对账单"],
            ["对账单号：DZ-77", "账期：2026/10/01-2026/10/31"],
            _PAGE,
            [_own(11), VIN, "120.00", ""],
            [_own(12), VIN, "80.00", "D08 应修不修"],
            ["本页小计", "", "200.00", ""],
            _PAGE,
            [_own(13), OTHER_VIN, "50.00", ""],
            ["本页小计", "", "50.00", ""],
            ["合计（共3笔）", "", "250.00", ""],
        ]
    ).encode("gbk"),
    [_c(4, _own(11), 12000), _c(5, _own(12), 8000), _c(8, _own(13), 5000)],
    25000,
    "DZ-77",
    "2026-10",
)

WRITTEN = StatementFile(
    "手工.csv",
    _text(
        [
            ["索赔单号", "日期", "实付金额", "摘要"],
            [_own(21), "2026年10月3日", "￥1 234.50", ""],
            ["Ｃ０１２６－００００２２", "2026/10/3 10:21", "１，２３４．５元", ""],
            [_own(23), "20261003", "(50.00)", "冲减上月"],
            [_own(24), "2026-10-03", "50.00-", "冲减上月"],
            [_own(25), "不详", "0.12万元", ""],
            [_own(26), "2026-10-03", "-", ""],
            [_own(27), "2026-10-03", "", ""],
            [_own(28), "2026-10-03", "待定", ""],
        ],
        ";",
    ).encode("utf-8-sig"),
    [
        _c(2, _own(21), 123450),
        _c(3, _own(22), 123450),
        _c(4, _own(23), -5000),
        _c(5, _own(24), -5000),
        _c(6, _own(25), 120000),
        _c(7, _own(26), 0),
        _u(8, "amount_fen", _own(27)),
        _u(9, "amount_fen", _own(28)),
    ],
    None,
)

UNITS = StatementFile(
    "万元.txt",
    _text(
        [
            ["结算编号", "YY-9"],
            ["金额单位：万元"],
            ["索赔单号", "材料费", "工时费(分)", "结算金额"],
            [_own(31), "0.1234", "10000", "0.1334"],
            [_own(32), "1.5", "0", "1.5"],
            ["合计", "1.6234", "10000", "1.6334"],
        ],
        "\t",
    ).encode("utf-16"),
    [_c(4, _own(31), 133400), _c(5, _own(32), 1500000)],
    1633400,
    "YY-9",
)

WITH_TAX = StatementFile(
    "含税.xlsx",
    xlsx(
        [
            ["开票通知单", None, None],
            ["通知单号", "KP-20261031", None],
            ["税率", "13%", None],
            ["主机厂索赔单号", "VIN码", "结算金额（含税）"],
            ["M-0001", VIN, Decimal("113.00")],
            ["M-0002", VIN, Decimal("100.00")],
            ["价税合计", None, Decimal("213.00")],
        ]
    ),
    [_c(5, "M-0001", 10000), _c(6, "M-0002", 8850)],
    18850,
    "KP-20261031",
    tax_fen=2450,
)

NET_AND_TAX = StatementFile(
    "价税分列.xlsx",
    xlsx(
        [
            ["受理单号", "不含税金额", "税额", "价税合计", "税率"],
            ["A01", 100, 13, 113, "13%"],
            ["A02", 200, 26, 226, "13%"],
            ["A03", 200, 26, 236, "13%"],
            ["A04", Decimal("33.33"), Decimal("4.33"), Decimal("37.67"), "13%"],
            ["合计", Decimal("533.33"), Decimal("69.33"), Decimal("612.67"), None],
        ]
    ),
    [
        _c(2, "A01", 10000),
        _c(3, "A02", 20000),
        _u(4, "gross_fen", "A03", 20000),
        _c(5, "A04", 3333),
    ],
    53333,
    tax_fen=6933,
)

CLASSES = StatementFile(
    "费用分项.xls",
    xls(
        [
            ["索赔单号", "配件费", "工时费", "辅料", "外出", "其他费用"],
            [_own(41), 100, 50, "-", None, None],
            [_own(42), 0, 50, 5, 100, "0.5"],
            ["合计", 100, 100, 5, 100, 0.5],
        ]
    ),
    [_c(2, _own(41), 15000), _c(3, _own(42), 15550)],
    30550,
)

SEVERAL_ROWS = StatementFile(
    "一单多行.xlsx",
    xlsx(
        [
            ["索赔单号", "车架号", "费用类型", "结算金额"],
            [_own(51), VIN, "材料费", 300],
            [None, None, "工时费", 100],
            [_own(52), OTHER_VIN, "材料费", 70],
            [None, None, "工时费", None],
            ["合计", None, None, 470],
        ],
        [(1, 0, 2, 0), (1, 1, 2, 1), (3, 0, 4, 0), (3, 1, 4, 1), (3, 3, 4, 3)],
    ),
    [_c(2, _own(51), 30000), _c(3, _own(51), 10000), _c(4, _own(52), 7000)],
    47000,
)


def _sheets(sheets: dict[str, tuple[Rows, Sequence[Merge]]], hidden: Sequence[str] = ()) -> bytes:
    made = {name: sheet_xml(rows, merged) for name, (rows, merged) in sheets.items()}
    return package(made, hidden=hidden)


_COLUMNS = ["索赔单号", "VIN", "结算金额", "备注"]
SHEETS = StatementFile(
    "多表.xlsx",
    _sheets(
        {
            "封面": ([["结算单号", "FM-3"], ["结算期间", "2026年10月"], ["总单据数", 3]], ()),
            "一般维修": ([_COLUMNS, [_own(61), VIN, 10, None], [_own(62), VIN, 20, None]], ()),
            "免费保养": ([["免费保养明细"], _COLUMNS, [_own(63), OTHER_VIN, 30, None]], ()),
            "扣款": ([["扣款项目", "金额"], ["旧件抵扣", 5], ["考核负激励", -1]], ()),
            "底稿": ([_COLUMNS, [_own(69), VIN, 999, None]], ()),
        },
        ["底稿"],
    ),
    [
        _c(2, _own(61), 1000),
        _c(3, _own(62), 2000),
        _c(3, _own(63), 3000),
        (2, "old_part", "", -500),
        (3, "performance", "", -100),
    ],
    None,
    "FM-3",
    "2026-10",
)

ENGLISH = StatementFile(
    "statement.csv",
    _text(
        [
            ["Statement No.:", "ST/2026/117", "Period:", "October 2026"],
            [
                "Our reference",
                "Dealer claim no",
                "VIN",
                "Repair date",
                "Claimed",
                "Amount",
                "Remark",
            ],
            ["88001", _own(71), VIN, "3-Oct-2026", '"1,000.00"', '"1,000.00"', ""],
            ["88002", _own(72), VIN, "2026-10-04", "500.00", "450.00", "D08: repair instead"],
            ["", "", "", "", "", "-75.00", "Old part deduction 10/2026"],
            ["", "", "", "", "", "40.00", "Quality bonus"],
            ["Total", "", "", "", '"1,500.00"', '"1,415.00"', ""],
        ]
    ).encode(),
    [
        _c(3, "88001", 100000),
        _c(4, "88002", 45000),
        (5, "old_part", "", -7500),
        (6, "incentive", "", 4000),
    ],
    141500,
    "ST/2026/117",
    "2026-10",
)

BY_CAR = StatementFile(
    "轮胎厂.xlsx",
    xlsx(
        [
            ["车辆识别代号", "牌照号", "修理日期", "应付金额"],
            [VIN, "豫A12345", 46298, "310"],
            [f" {OTHER_VIN[:9]} {OTHER_VIN[9:]}", "豫A12346", "2026-10-09", "420.5"],
            [OTHER_VIN, "豫A12346", "2026-02-30", "1"],
        ]
    ),
    [
        _c(2, VIN, 31000),
        _c(3, OTHER_VIN, 42050),
        _u(4, "dated_on", OTHER_VIN, 100),
    ],
    None,
    payer="QE5048",
)

DAMAGED = StatementFile(
    "损坏.csv",
    _text(
        [
            ["厂家索赔单号", "金额"],
            ["2.61E+12", "10"],
            ["26100001", "10"],
            ["0026100002", "10"],
            ["26100003A", "10"],
            ["26100004、26100005", "20"],
            ["2610-0006 / 2610-0007", "20"],
            ["2610 0008", "10"],
            ["####", "10"],
            ["", "10"],
        ]
    ).encode("gb18030"),
    [
        _u(2, "maker_number", "2.61E+12", 1000),
        _c(3, "26100001", 1000),
        _c(4, "0026100002", 1000),
        _c(5, "26100003A", 1000),
        _c(6, "26100004、26100005", 2000),
        _c(7, "2610-0006 / 2610-0007", 2000),
        _c(8, "2610 0008", 1000),
        _u(9, "maker_number", "", 1000),
        _c(10, "", 1000),
    ],
    None,
)

BETWEEN = StatementFile(
    "夹扣款.xlsx",
    xlsx(
        [
            ["厂家单号", "项目", "结算金额", "付款方"],
            ["B1001", "一般维修", 500, "启程汽车"],
            ["旧件抵扣", None, 120, None],
            ["B1002", "一般维修", 300, "启程汽车"],
            ["B1001", "扣件：无旧件标签", -50, None],
            [None, "正激励", 200, None],
            [None, "运费扣款返还", 30, None],
            ["2026年10月考核", "负激励", 80, None],
            ["B1003", "轮胎", 90, "QE5048"],
            ["扣款合计", None, -220, None],
            ["应付金额", None, 870, None],
        ]
    ),
    [
        _c(2, "B1001", 50000),
        (3, "old_part", "", -12000),
        _c(4, "B1002", 30000),
        (5, "old_part", "B1001", -5000),
        (6, "incentive", "", 20000),
        (7, "freight", "", 3000),
        (8, "performance", "", -8000),
        _u(9, "payer", "B1003", 9000),
    ],
    87000,
)

WEB = StatementFile(
    "门户导出.xls",
    (
        "<html><head><meta charset=gbk></head><body><table border=1>"
        "<tr><td colspan=3>结算单号: W-5&nbsp; 结算月份: 2026-10</td></tr>"
        "<tr><th>索赔单号</th><th>结算额</th><th>审核意见</th></tr>"
        f"<tr><td>{_own(81)}</td><td align=right>1,000.00&nbsp;</td><td></td></tr>"
        f"<tr><td>{_own(82)}</td><td>200.00</td><td>应修不修</td></tr>"
        "<tr><td>合计</td><td>1,200.00</td><td></td></tr></table></body></html>"
    ).encode("gbk"),
    [_c(3, _own(81), 100000), _c(4, _own(82), 20000)],
    120000,
    "W-5",
    "2026-10",
)

SUMMED_AGAIN = StatementFile(
    "汇总在后.xlsx",
    xlsx(
        [
            ["启程汽车 三包费用结算单", None, None, None, None, None, None],
            [
                "结算单号：JS-1",
                None,
                "维修时间起止：2026-10-01至2026-10-31",
                None,
                None,
                None,
                None,
            ],
            ["序号", "索赔单号", "单据类型", "工时费", "材料费", "扣款", "小计"],
            [1, _own(91), "一般", 100, 200, 0, 300],
            [2, _own(92), "外出", 100, 280, 20, 360],
            ["合计", None, None, 200, 480, 20, 660],
            ["其中：", "一般", None, None, None, None, 300],
            [None, "外出", None, None, None, None, 360],
            ["扣款：", "旧件抵扣", None, None, None, None, 100],
            ["开票金额", None, None, None, None, None, 560],
            ["站长电话", "13800000000", None, "索赔员电话", None, "13900000000", None],
            ["制单：李", "审核：王", None, None, None, None, date(2026, 11, 3)],
        ]
    ),
    [_c(4, _own(91), 30000), _c(5, _own(92), 36000), (9, "old_part", "", -10000)],
    56000,
    "JS-1",
    "2026-10",
)

CARRIED = StatementFile(
    "首行有号.csv",
    _text(
        [
            ["索赔单号", "费用类型", "结算金额"],
            [_own(94), "材料费", 100],
            ["", "工时费", 50],
            ["", "小计", 150],
            [_own(95), "材料费", 10],
            [_own(95), "工时费", 5],
            [_own(95), "合计", 15],
            ["EV500系列", "", ""],
            [_own(96), "其他", 1],
            ["总计", "", 166],
        ]
    ).encode("gbk"),
    [
        _c(2, _own(94), 10000),
        _c(3, _own(94), 5000),
        _c(5, _own(95), 1000),
        _c(6, _own(95), 500),
        _c(9, _own(96), 100),
    ],
    16600,
)

OF_MONTHS = StatementFile(
    "逐月.xlsx",
    _sheets(
        {
            "9月": ([["索赔单号", "结算金额"], [_own(97), 1], [_own(98), 1], [_own(99), 1]], ()),
            "10月": ([["索赔单号", "结算金额"], [_own(90), 2]], ()),
            "轮胎": ([["索赔单号", "结算金额"], [_own(89), 3]], ()),
            "QB2022": ([["索赔单号", "结算金额"], [_own(88), 4]], ()),
        }
    ),
    [_c(2, _own(90), 200), _c(2, _own(89), 300), _u(2, "payer", _own(88), 400)],
    None,
)

FILES = (
    *(TITLED, TWO_ROW_HEADER, SUBTOTALS, PAGES, WRITTEN, UNITS, WITH_TAX, NET_AND_TAX, CLASSES),
    *(SEVERAL_ROWS, SHEETS, ENGLISH, BY_CAR, DAMAGED, BETWEEN, WEB, SUMMED_AGAIN, CARRIED),
    OF_MONTHS,
)
