"""Columns of the sheets a desk keeps before it has a program: customers, cars, who and what."""

from warrantydesk.domain import vin as numbers
from warrantydesk.i18n import N_
from warrantydesk.services.imports.target import Field, Want

NAME, PHONE, KIND, ADDRESS = "customer", "phone", "customer_kind", "address"
VIN, PLATE, MODEL, BRAND, USE = "vin", "plate", "model", "brand", "use"
ENGINE, MOTOR, GEARBOX = "engine_no", "motor_no", "gearbox_no"
PRODUCED_ON, INVOICED_ON, DELIVERED_ON = "produced_on", "invoiced_on", "delivered_on"


def is_vin(text: str) -> bool:
    """Tell whether a text has the shape of a VIN, letters that stand for digits put right."""
    plain = numbers.normalised(text)
    return numbers.has_shape(plain) or numbers.suggestion(plain) is not None


def day(name: str, title: str, *aliases: str, unlike: str = "") -> Field:
    """Return a column of days, which its target reads: a day may lack its year."""
    return Field(name, title, Want.RAW, aliases=aliases, unlike=unlike)


def text(name: str, title: str, *aliases: str, unlike: str = "") -> Field:
    """Return a column of plain words."""
    return Field(name, title, Want.TEXT, aliases=aliases, unlike=unlike)


def code(name: str, title: str, *aliases: str, unlike: str = "") -> Field:
    """Return a column of codes."""
    return Field(name, title, Want.CODE, aliases=aliases, unlike=unlike)


_OF_OTHERS = "顾问|技师|修工|索赔员|经办|登记|供应商|厂家|保险|advisor|technician|clerk|supplier"
NAME_FIELD = Field(
    NAME,
    N_("Customer"),
    Want.TEXT,
    aliases=(
        *("owner", "owner name", "customer name", "name", "车主", "车主姓名", "车主名称"),
        *("客户/车主", "车主/单位", "客户", "客户姓名", "客户名称", "客户信息", "用户", "用户姓名"),
        *("用户名称", "单位名称", "顾客", "顾客姓名", "姓名", "联系人", "送修人"),
    ),
    named=True,
    ranked=True,
    unlike=f"{_OF_OTHERS}|电话|手机|地址|类型|性质|编号|号|phone|address|type|no",
)
PHONE_FIELD = Field(
    PHONE,
    N_("Phone"),
    Want.RAW,
    aliases=(
        *("mobile", "tel", "telephone", "phone no", "customer phone", "owner phone", "电话"),
        *("联系电话", "手机", "手机号", "手机号码", "车主电话", "客户电话", "联系方式"),
        *("用户电话", "电话号码", "联系手机", "车主手机", "联系人电话", "移动电话"),
    ),
    unlike="站|顾问|技师|厂家|station|advisor",
)
VIN_FIELD = Field(
    VIN,
    N_("VIN"),
    Want.CODE,
    aliases=(
        *("vin code", "vin no", "chassis no", "chassis", "frame no", "车架号", "VIN码", "VIN号"),
        *("底盘号", "车辆识别代号", "车辆识别码", "车辆识别代码", "车架号码", "车架号(VIN)"),
        *("VIN/车架号", "VIN码/车架号", "大架号", "车架", "VIN后八位", "车架号后八位"),
    ),
    named=True,
    unlike="^架|货架|架位",
    fits=is_vin,
)
PLATE_FIELD = code(
    PLATE,
    N_("Plate"),
    *("plate no", "licence plate", "license plate", "registration", "车牌", "车牌号"),
    *("牌照", "牌照号", "车牌号码", "车号", "牌号"),
    unlike="派车|救援",
)
PEOPLE = (
    NAME_FIELD,
    PHONE_FIELD,
    text(
        KIND,
        N_("Person or company"),
        *("customer type", "客户类型", "客户性质", "车主性质", "单位/个人", "个人/单位"),
    ),
    text(ADDRESS, N_("Address"), *("住址", "地址", "联系地址", "通讯地址", "客户地址", "家庭住址")),
)
"""Columns of a customer."""
CARS = (
    VIN_FIELD,
    PLATE_FIELD,
    text(
        MODEL,
        N_("Model"),
        *("model code", "vehicle model", "car model", "车型", "车型代码", "车型名称", "车系"),
        *("型号", "车辆型号", "车型/配置"),
        unlike="类型",
    ),
    text(
        BRAND,
        N_("Brand"),
        *("make", "maker", "品牌", "车辆品牌", "厂牌", "汽车品牌"),
        unlike="账|款|金额|单|号|批|付|收|原因|意见|回复|no|amount|paid|date",
    ),
    code(ENGINE, N_("Engine no."), "engine", "发动机号", "发动机号码", "发动机编号", "发动机"),
    code(MOTOR, N_("Motor no."), "motor", "电机号", "驱动电机号", "电机编号"),
    code(GEARBOX, N_("Gearbox no."), "gearbox", "变速箱号", "变速器号"),
    text(USE, N_("Use"), "usage", "用途", "车辆用途", "使用性质", "车辆性质", "使用类型"),
    day(
        PRODUCED_ON,
        N_("Produced on"),
        *("production date", "build date", "生产日期", "出厂日期", "制造日期", "下线日期"),
    ),
    day(
        INVOICED_ON,
        N_("Sold on"),
        *("invoice date", "sale date", "purchase date", "date of sale", "购车日期", "购买日期"),
        *("销售日期", "购车时间", "购车发票日期", "售车日期", "保修起始日期", "保修开始日期"),
    ),
    day(
        DELIVERED_ON,
        N_("Delivered on"),
        *("delivery date", "handover date", "交付日期", "提车日期", "新车交付日期"),
        unlike="维修|修理|竣工",
    ),
)
"""Columns of a car."""
