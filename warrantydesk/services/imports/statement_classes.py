"""Columns of the classes of cost in a payer's statement: parts, labour, all that is neither."""

from warrantydesk.i18n import N_
from warrantydesk.services.imports.target import Field, Want

PARTS, LABOUR, MATERIALS, OUTWARD = "parts_fen", "labour_fen", "materials_fen", "outward_fen"
SERVICE, CAMPAIGN, FREIGHT, OTHER = "service_fen", "campaign_fen", "freight_fen", "other_fen"
CLASSES = (PARTS, LABOUR, MATERIALS, OUTWARD, SERVICE, CAMPAIGN, FREIGHT, OTHER)
"""Columns of the classes of cost; all but parts and labour count as other."""
ASKED_WORDS = "申报|申请|上报|请求|索赔金额|claimed|requested"
"""Words of headers that speak of what was claimed."""
_NO_AMOUNT = r"扣|数量|单价|小时|工时数|代码|名称|编码|号|qty|price|hours|code|name|no\."


def _class(name: str, title: str, *aliases: str) -> Field:
    """Return the column of a class of cost; under a group of claimed amounts it is none."""
    unlike = f"{ASKED_WORDS}|{_NO_AMOUNT}"
    return Field(name, title, Want.AMOUNT, aliases=aliases, unlike=unlike)


CLASS_FIELDS = (
    _class(
        PARTS,
        N_("Parts"),
        *("parts", "parts amount", "material cost", "parts cost", "材料费", "配件费", "零件费"),
        *("材料金额", "配件金额", "材料", "配件材料费", "备件费", "零件金额", "配件款", "材料款"),
        "结算材料费",
    ),
    _class(
        LABOUR,
        N_("Labour"),
        *("labour", "labor", "labour amount", "labor amount", "labour cost", "labor cost"),
        *("工时费", "工时金额", "人工费", "工时费用", "工时款", "劳务费", "结算工时费"),
    ),
    _class(
        MATERIALS,
        N_("Consumables"),
        *("consumables", "sundries", "辅料", "辅料费", "辅助材料费", "辅材费", "配件管理费"),
        *("管理费", "handling"),
    ),
    _class(
        OUTWARD,
        N_("Outward service"),
        *("call out", "callout", "towing", "travel", "外出费", "外出", "外出服务费", "救急费"),
        *("救援费", "拖车费", "外出救急费", "外出救援费"),
    ),
    _class(
        SERVICE,
        N_("Free service"),
        *("free service", "maintenance", "保养费", "免费保养费", "首保费", "保养", "强保费"),
    ),
    _class(
        CAMPAIGN,
        N_("Campaign"),
        *("campaign", "recall", "活动费", "服务活动费", "召回费", "服务活动"),
    ),
    _class(
        FREIGHT, N_("Freight"), *("freight", "shipping", "运费", "旧件运费", "运输费", "物流费")
    ),
    _class(
        OTHER,
        N_("Other amounts"),
        *("other", "others", "sublet", "other amount", "other cost", "其他", "其他费", "其它"),
        *("其它费", "其他费用", "其它费用", "特殊费", "外协费", "特殊费用", "其他金额"),
    ),
)
