"""Values of rows as they are shown: before and in the file, how far they differ, in words."""

from datetime import date
from decimal import Decimal, InvalidOperation

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, list_text
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.preview import Preview
from warrantydesk.services.imports.target import Field, RowResult, Value, Want

_LONGEST = 40


def value_text(field: Field, value: Value) -> str:
    """Return a value as people write it: yuan for fen, a dash for nothing."""
    if value is None or value == "":
        return "—"
    if field.kind is Want.AMOUNT and (fen := _whole(value)) is not None:
        return yuan(fen)
    if field.kind is Want.YES_NO and value in (True, False, "yes", "no"):
        return _("yes") if value in (True, "yes") else _("no")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def at_issue(draft: Draft, row: RowResult) -> Field | None:
    """Return the field that a row is about: what is wrong, else what is compared or differs."""
    taken = {column.field for column in draft.columns}
    compared = next((one.name for one in draft.fields if one.compared and one.name in taken), "")
    differing = row.changes[0] if row.changes and compared not in row.changes else ""
    name = row.field or differing or compared
    if not name:
        plain = (one.name for one in draft.fields if not one.key and one.name in taken)
        name = next(plain, "")
    return draft.field_of(name) if name in taken else None


def before_text(draft: Draft, row: RowResult) -> str:
    """Return what the desk has now in the field that a row is about."""
    field = at_issue(draft, row)
    if field is None or field.name not in row.before:
        return "—" if row.before else ""
    return value_text(field, row.before[field.name])


def file_text(draft: Draft, preview: Preview, row: RowResult) -> str:
    """Return what the file says in the field that a row is about; as it stands where it is
    wrong."""
    field = at_issue(draft, row)
    if field is None:
        return ""
    if (row.unread and row.field == field.name) or row.number not in preview.read:
        return draft.written(row.number, field.name)
    return value_text(field, preview.read[row.number].values.get(field.name))


def difference(draft: Draft, preview: Preview, row: RowResult) -> str:
    """Return by how many percent a number of the file differs from the one before."""
    field = at_issue(draft, row)
    if field is None or row.unread or row.number not in preview.read or not row.before:
        return ""
    old = _number(row.before.get(field.name))
    new = _number(preview.read[row.number].values.get(field.name))
    if old is None or new is None or field.kind not in (Want.AMOUNT, Want.WHOLE, Want.DECIMAL):
        return ""
    if not old:
        return "—" if new else "0 %"
    part = round((new - old) * 100 / old)
    return f"{part:+d} %".replace("-", "−") if part else "0 %"


def changes_text(draft: Draft, preview: Preview, row: RowResult) -> str:
    """Return every field that differs, old and new."""
    if row.number not in preview.read:
        return ""
    values = preview.read[row.number].values
    told = []
    for name in row.changes:
        field = draft.field_of(name)
        told.append(
            _(
                "{field}: {old} → {new}",
                field=_(field.title),
                old=_short(value_text(field, row.before.get(name))),
                new=_short(value_text(field, values.get(name))),
            )
        )
    return list_text(told)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _whole(value: Value) -> int | None:
    number = _number(value)
    return int(number) if number is not None and number == int(number) else None


def _number(value: Value) -> Decimal | None:
    if value is None or isinstance(value, bool | date) or value == "":
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
