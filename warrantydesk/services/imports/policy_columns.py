"""What the columns of a policy table are called in files, and what their cells are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services.imports.target import Field, Want

LIST_PRICE = "list_price_fen"
_LIST_SIGNS = re.compile(r"[|,，、;；\s]+")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,11}")
_LONGEST_KEY = 3


@dataclass(frozen=True)
class _Names:
    """The title of a column and the headers under which makers send it."""

    title: str
    aliases: tuple[str, ...] = ()
    unlike: str = ""


_NAMES: Mapping[str, _Names] = {
    "part_no": _Names(
        N_("Part no."),
        (
            *("配件编码", "配件编号", "配件号", "零件号", "零件编号", "备件编码", "备件号", "件号"),
            *("图号", "物料编码", "物料号", "part number", "part no", "partnr", "item no"),
        ),
        r"old|旧|替代|replac|supersed|原",
    ),
    "name_zh": _Names(
        N_("Name (Chinese)"),
        (
            *(
                "名称",
                "中文名称",
                "配件名称",
                "零件名称",
                "备件名称",
                "品名",
                "物料名称",
                "项目名称",
            ),
            *("工时名称", "chinese name", "description", "name", "part name"),
        ),
        r"英文|english",
    ),
    "name_en": _Names(
        N_("Name (English)"), ("英文名称", "英文名", "english name", "name (english)")
    ),
    LIST_PRICE: _Names(
        N_("Net price"),
        (
            *(
                "单价（不含税）",
                "不含税单价",
                "不含税价",
                "未税价",
                "未税单价",
                "不含税价格",
                "索赔价",
            ),
            *("结算价", "单价", "价格", "net price", "price", "unit price", "list price"),
            *("price excl vat", "list price cny"),
        ),
        r"(?<!不)含税|incl|gross|零售|网点|retail|(?<!un)taxed",
    ),
    "supplier_codes": _Names(
        N_("Supplier code"),
        (
            *("供应商代码", "供应商编码", "供应商", "厂商代码", "配套厂", "配套厂代码", "供方代码"),
            *("supplier", "supplier code", "vendor", "vendor code"),
        ),
    ),
    "usage_per_vehicle": _Names(
        N_("Qty per car"),
        (
            "单车用量",
            "用量",
            "车用数",
            "装车数量",
            "每车用量",
            "qty per car",
            "quantity per vehicle",
        ),
    ),
    "models": _Names(N_("Models"), ("适用车型", "车型", "车型代码", "model", "model codes")),
    "part_group": _Names(N_("Part group"), ("配件组", "总成", "系统", "部件组", "group")),
    "effective_from": _Names(
        N_("Effective from"),
        ("生效日期", "生效日", "启用", "启用日期", "执行日期", "valid from", "effective date"),
    ),
    "code": _Names(
        N_("Code"),
        (
            "代码",
            "编码",
            "编号",
            "工时代码",
            "工时编码",
            "工序代码",
            "故障代码",
            "op code",
            "labour code",
        ),
    ),
    "source": _Names(N_("Source"), ("来源", "出处", "依据")),
    "return_required": _Names(N_("Return the old part"), ("是否返件", "返旧件", "需返件", "返件")),
    "needs_prior_auth": _Names(N_("Ask the maker first"), ("是否预授权", "预授权", "需授权")),
    "days": _Names(N_("Days"), ("天数", "期限", "日数")),
    "value": _Names(N_("Value"), ("数值", "值", "费率")),
    "unit": _Names(N_("Unit"), ("单位",)),
    "kind": _Names(N_("Kind"), ("类别", "类型", "种类", "type")),
    "months": _Names(N_("Months"), ("月数", "质保月数", "期限（月）")),
    "km": _Names(N_("Kilometres"), ("公里数", "里程", "质保里程", "里程（公里）")),
    "hours_compact": _Names(N_("Hours, compact"), ("紧凑型工时", "小型车工时", "工时（紧凑）")),
    "hours_mid": _Names(N_("Hours, mid-size"), ("中型车工时", "工时（中型）", "工时", "标准工时")),
    "hours_pickup": _Names(N_("Hours, pickup"), ("皮卡工时", "工时（皮卡）")),
    "hours_bev": _Names(N_("Hours, electric"), ("纯电工时", "电动车工时", "工时（纯电）")),
    "hours_phev": _Names(N_("Hours, plug-in hybrid"), ("插混工时", "工时（插混）")),
    "wmi": _Names(N_("WMI"), ("世界制造厂识别代号", "wmi代码")),
    "date": _Names(N_("Date"), ("日期", "day")),
    "related_parts": _Names(N_("Related parts"), ("相关件", "关联件")),
    "note_zh": _Names(N_("Note (Chinese)"), ("备注", "说明", "注", "remark", "note")),
    "note_en": _Names(N_("Note (English)"), ("英文备注",)),
}
_RANGED = frozenset({"usage_per_vehicle"})


def fields_of(
    columns: Sequence[str], rows: Sequence[Row], known: Mapping[str, frozenset[str]]
) -> tuple[Field, ...]:
    """Return what the columns of a file may mean, told by the columns of a table and its rows.

    ``known`` are the codes of other tables by the column that holds them.
    """
    keys = keys_of(columns, rows)
    fields = [_field(column, column in keys, rows, known) for column in columns]
    if "effective_from" not in columns:
        fields.append(_named("effective_from", Want.DAY))
    return tuple(fields)


def _field(
    column: str, key: bool, rows: Sequence[Row], known: Mapping[str, frozenset[str]]
) -> Field:
    values = [row[column] for row in rows if row.get(column)]
    kind = _kind(column, values)
    own = frozenset(values) if key else known.get(column, frozenset())
    numbers = [int(value) for value in values] if column in _RANGED and kind is Want.WHOLE else []
    return _named(
        column,
        kind,
        required=key and all(row.get(column) for row in rows),
        key=key,
        named=column == "name_zh",
        compared=column == LIST_PRICE,
        known=own,
        between=(min(numbers), max(numbers)) if numbers else None,
    )


def _named(column: str, kind: Want, **more: object) -> Field:
    names = _NAMES.get(column, _Names(column))
    return Field(
        column,
        names.title,
        kind,
        aliases=names.aliases,
        unlike=names.unlike,
        **more,  # type: ignore[arg-type]
    )


def keys_of(columns: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the fewest leading columns that tell all rows apart, all columns where none do."""
    for count in range(1, _LONGEST_KEY + 1):
        keys = tuple(columns[:count])
        if len({tuple(row.get(name, "") for name in keys) for row in rows}) == len(rows):
            return keys
    return tuple(columns)


def _kind(column: str, values: Sequence[str]) -> Want:
    if column.endswith("_fen"):
        return Want.AMOUNT
    if column == "part_no":
        return Want.CODE
    if not values:
        return Want.TEXT
    for kind, fits in (
        (Want.YES_NO, lambda value: value in ("yes", "no")),
        (Want.WHOLE, lambda value: _WHOLE.fullmatch(value) is not None),
        (Want.DECIMAL, _is_decimal),
        (Want.DAY, _is_day),
    ):
        if all(map(fits, values)):
            return kind
    return Want.TEXT


def _is_decimal(value: str) -> bool:
    try:
        return "." in value and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def listed(text: str) -> str:
    """Return a list as the table writes it, from a list as people write it."""
    return "|".join(filter(None, _LIST_SIGNS.split(text)))
