"""Facts of the inspection sheet."""

from typing import TYPE_CHECKING

from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.inspection import ItemAnswer
from warrantydesk.domain.template import TemplateItem
from warrantydesk.i18n import N_, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.inspection_view import InspectionView, unit_word, view_of
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.paper import Draw

if TYPE_CHECKING:
    from warrantydesk.documents.inspection_sheet import InspectionItem


def prepare(bench: Bench, claim_id: int, inspection_id: int = 0) -> Draw:
    """Read the sheet's facts and return what draws it; Refused(NOT_FOUND) before a start.

    ``inspection_id`` asks for an older version; 0 is the newest.
    """
    from warrantydesk.documents import inspection_sheet as document

    claim = bench.stores.claims.get(claim_id)
    stores = bench.stores.inspections
    inspection = stores.get(inspection_id) if inspection_id else stores.newest(claim_id)
    if inspection is None:
        raise refused(NOT_FOUND, N_("The inspection has not begun."))
    view = view_of(bench, inspection.id)
    photos: dict[str, int] = {}
    for file in bench.stores.attachments.find(claim_id=claim_id):
        photos[file.item] = photos.get(file.item, 0) + 1
    facts = document.InspectionSheet(
        claim_paper(bench, claim),
        inspection,
        items=tuple(sheet_item(bench, view, item, photos.get(item.code, 0)) for item in view.items),
        signatures=view.signatures,
    )
    return lambda: document.render(facts)


def sheet_item(
    bench: Bench, view: InspectionView, item: TemplateItem, photos: int = 0
) -> "InspectionItem":
    """Return an item of the template with its answer, as papers show it."""
    from warrantydesk.documents.inspection_sheet import InspectionItem

    answer = view.answers.get(item.code)
    return InspectionItem(
        section=pick(item.section_zh, item.section_en),
        text=pick(item.item_zh, item.item_en),
        unit=unit_word(item.unit),
        tolerance=item.tolerances.get(view.model_class, ""),
        answer=answer,
        choice_name=_choice(item, view),
        photos=photos,
        by_name=_by(bench, answer),
    )


def _choice(item: TemplateItem, view: InspectionView) -> str:
    answer = view.answers.get(item.code)
    chosen = (pick(zh, en) for code, zh, en in item.choices if answer and code == answer.choice)
    return next(chosen, "")


def _by(bench: Bench, answer: ItemAnswer | None) -> str:
    return name_of(bench, answer.by) if answer else ""
