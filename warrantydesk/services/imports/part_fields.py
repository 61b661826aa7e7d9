"""Columns by which a maker's list names a piece: tag, claim, part number."""

from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.scan import CLAIM, recognise
from warrantydesk.domain.tag import is_tag
from warrantydesk.domain.text import squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.imports.target import Field, SubjectName, Want

TAG, CLAIM_NO, PART_NO, QUANTITY = "tag", "claim_number", "part_no", "quantity"
_TAG_DIGITS = 12


def every_brand(bench: Bench, profile: str) -> list[SubjectName]:
    """Return each brand of the desk as a whole, ``profile`` first."""
    others = [one for one in bench.tables.codes() if one not in (LAW, profile)]
    return [SubjectName(one, "", bench.maker_name(one)) for one in (profile, *others)]


def must_be_brand(bench: Bench, profile: str) -> None:
    """Refuse with NOT_FOUND a brand that the desk does not serve."""
    if profile == LAW or not bench.tables.tables(profile):
        raise refused(
            NOT_FOUND, N_("The desk has no policies of a brand “{name}”."), "profile", name=profile
        )


def tag_field() -> Field:
    """Return the column of tags, ours or the maker's."""
    return Field(
        TAG,
        N_("Tag"),
        Want.CODE,
        aliases=(
            "tag no",
            "tag id",
            "barcode",
            "label no",
            "old part no",
            "旧件编号",
            "旧件号",
            "旧件条码",
            "旧件条码号",
            "旧件标签号",
            "标签号",
            "条码",
            "条码号",
            "条形码",
            "旧件序号",
        ),
        named=True,
        fits=lambda text: is_tag(tag_of(text)),
    )


def claim_field() -> Field:
    """Return the column of claim numbers, ours or the maker's."""
    return Field(
        CLAIM_NO,
        N_("Claim no."),
        Want.CODE,
        aliases=(
            "claim",
            "claim number",
            "warranty claim no",
            "索赔单号",
            "索赔号",
            "索赔申请单号",
            "索赔单编号",
            "厂家索赔单号",
            "三包单号",
            "保修单号",
            "理赔单号",
        ),
        named=True,
        fits=lambda text: recognise(text).kind == CLAIM,
    )


def part_field() -> Field:
    """Return the column of part numbers."""
    return Field(
        PART_NO,
        N_("Part no."),
        Want.CODE,
        aliases=(
            "part",
            "part number",
            "material",
            "配件代码",
            "配件编码",
            "配件编号",
            "配件号",
            "零件号",
            "零件代码",
            "零件编码",
            "零件图号",
            "图号",
            "备件号",
            "备件代码",
            "物料号",
            "物料编码",
            "旧件代码",
        ),
        unlike="name|名称|供应商|supplier",
    )


def quantity_field(*aliases: str) -> Field:
    """Return the column that says for how many pieces a row stands."""
    return Field(
        QUANTITY,
        N_("Quantity"),
        Want.WHOLE,
        aliases=("qty", "pieces", "数量", "件数", "配件数量", *aliases),
    )


def tag_of(text: str) -> str:
    """Return a tag as it is looked up; a spreadsheet may have eaten the zeros before it."""
    plain = squeezed(text)
    if plain.isdigit() and plain.isascii() and len(plain) < _TAG_DIGITS:
        whole = plain.zfill(_TAG_DIGITS)
        return whole if is_tag(whole) else plain
    return plain
