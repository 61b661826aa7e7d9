"""The list of what is wrong in a file, for whoever made it."""

from warrantydesk.i18n import _
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.preview import Preview
from warrantydesk.services.imports.target import Outcome, RowResult
from warrantydesk.services.imports.words import outcome_word, said


def problem_list(draft: Draft, preview: Preview) -> bytes:
    """Return the rows that are blocked or worth a look as CSV, each with all its cells."""
    from warrantydesk.documents.csv_list import render

    keys = [one for one in draft.fields if one.key]
    headers = [_("Row"), _("Result"), *(_(one.title) for one in keys)]
    headers += [_("Field"), _("Value"), _("What it says"), *draft.headers]
    wrong = [one for one in preview.results if one.outcome in (Outcome.BLOCK, Outcome.WARN)]
    return render(headers, (_line(draft, [one.name for one in keys], row) for row in wrong))


def _line(draft: Draft, keys: list[str], row: RowResult) -> list[str]:
    title = _(draft.field_of(row.field).title) if row.field else ""
    return [
        str(row.number),
        outcome_word(row),
        *(draft.written(row.number, name) for name in keys),
        title,
        draft.written(row.number, row.field) if row.field else "",
        said(row),
        *(draft.shown(row.number, place) for place in range(len(draft.columns))),
    ]
