"""What the columns of a policy table are called in files, and what their cells are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.policies.shapes import ColumnShape, keys_of, shape_of
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services.imports.target import Field, Want
from warrantydesk.services.table_titles import column_title

LIST_PRICE = "list_price_fen"
_LIST_SIGNS = re.compile(r"[|/,，、;；／\s]+")
EFFECTIVE = "effective_from"
"""The day from which a row of a file holds; the table itself need not have it."""
_LISTS = frozenset({"list", "many", "some", "any"})
_WANTS = {
    "whole": Want.WHOLE,
    "decimal": Want.DECIMAL,
    "day": Want.DAY,
    "yes_no": Want.YES_NO,
}


@dataclass(frozen=True)
class _Names:
    """The title of a column and the headers under which makers send it.

    A column without an entry has its title in the language in use.
    """

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
    "day": _Names(N_("Day"), ("日期", "日子", "date")),
    "related_parts": _Names(N_("Related parts"), ("相关件", "关联件")),
    "note_zh": _Names(N_("Note (Chinese)"), ("备注", "说明", "注", "remark", "note")),
    "note_en": _Names(N_("Note (English)"), ("英文备注",)),
}
_RANGED = frozenset({"usage_per_vehicle"})


def fields_of(
    table: str, columns: tuple[str, ...], rows: Sequence[Row], codes: Mapping[str, frozenset[str]]
) -> tuple[Field, ...]:
    """Return what the columns of a file may mean: those of the table, and the day of a row.

    ``codes`` are the codes of other tables by the column that names them.
    """
    shape = shape_of(table)
    keys = keys_of(table, columns)
    fields = [
        _field(
            shape.columns[column] if shape and column in shape.columns else ColumnShape(column),
            column in keys,
            rows,
            codes.get(column, frozenset()),
        )
        for column in columns
    ]
    if EFFECTIVE not in columns:
        fields.append(_named(EFFECTIVE, Want.DAY))
    return tuple(fields)


def lists_of(table: str, columns: Sequence[str]) -> frozenset[str]:
    """Return the columns whose cells hold several codes."""
    shape = shape_of(table)
    known = shape.columns if shape else {}
    return frozenset(name for name in columns if name in known and known[name].kind in _LISTS)


def _field(shape: ColumnShape, key: bool, rows: Sequence[Row], codes: frozenset[str]) -> Field:
    name = shape.name
    kind = Want.AMOUNT if name.endswith("_fen") else _WANTS.get(shape.kind, Want.TEXT)
    kind = Want.CODE if name == "part_no" else kind
    numbers = (
        [int(row[name]) for row in rows if row.get(name, "").isdecimal()] if name in _RANGED else []
    )
    return _named(
        name,
        kind,
        required=key and shape.needed,
        key=key,
        named=name == "name_zh",
        compared=name == LIST_PRICE,
        known=frozenset(row.get(name, "") for row in rows) - {""} if key else codes,
        between=(min(numbers), max(numbers)) if numbers else None,
    )


def _named(column: str, kind: Want, **more: object) -> Field:
    names = _NAMES.get(column) or _Names(column_title(column))
    return Field(
        column,
        names.title,
        kind,
        aliases=names.aliases,
        unlike=names.unlike,
        **more,  # type: ignore[arg-type]
    )


def listed(text: str) -> str:
    """Return a list as the table writes it, from a list as people write it."""
    return "|".join(filter(None, _LIST_SIGNS.split(text)))
