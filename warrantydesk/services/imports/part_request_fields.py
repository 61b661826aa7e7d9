"""Columns of a maker's request list of old parts."""

from warrantydesk.i18n import N_
from warrantydesk.services.imports.part_fields import (
    claim_field,
    part_field,
    quantity_field,
    tag_field,
)
from warrantydesk.services.imports.target import Field, Want

NUMBER, ASKED, DUE = "request_no", "requested_on", "due_on"
CONTACT, PHONE = "contact", "contact_phone"
FIELDS = (
    tag_field(),
    claim_field(),
    part_field(),
    quantity_field("调件数量", "应返数量", "返件数量", "requested quantity"),
    Field(
        NUMBER,
        N_("Request no."),
        Want.CODE,
        aliases=(
            "request number",
            "notice no",
            "调件单号",
            "调件号",
            "调件通知单号",
            "通知单号",
            "返厂通知单号",
            "返厂通知号",
            "回运通知单号",
            "返件通知号",
        ),
    ),
    Field(
        ASKED,
        N_("Requested on"),
        Want.DAY,
        aliases=("request date", "notice date", "调件日期", "通知日期", "下发日期", "发布日期"),
        unlike="due|要求|截止|最迟",
    ),
    Field(
        DUE,
        N_("Due on"),
        Want.DAY,
        aliases=(
            "due date",
            "return by",
            "required by",
            "deadline",
            "返厂截止日期",
            "返厂截止日",
            "要求到货日",
            "要求到货日期",
            "要求返厂日期",
            "要求返件日期",
            "截止日期",
            "最迟返厂日期",
            "回运期限",
            "返件期限",
        ),
        compared=True,
    ),
    Field(
        CONTACT,
        N_("Contact"),
        aliases=("contact person", "requested by", "调件人", "联系人", "通知人", "经办人"),
        unlike="电话|phone|tel",
    ),
    Field(
        PHONE,
        N_("Phone"),
        aliases=("contact phone", "telephone", "tel", "电话", "联系电话", "调件人电话", "手机"),
    ),
)
