"""What the course names: the codes to scan, the words to enter, where a task is done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.course import Given, Task
from warrantydesk.i18n import N_, pick
from warrantydesk.services.course_hints import packing, remitted, returned
from warrantydesk.services.course_story import CourseStory

if TYPE_CHECKING:
    from warrantydesk.services.course import CourseDesk

Place = tuple[str, str, object]
ITEM, READING = "I018", "1500"
"""The item of the demo brand's template that is out of tolerance, and its reading in km."""
_WAYBILL = "YT7700112627"
_REASON = N_("The maintenance has nothing to do with this fault.")
_MENDED = N_("Pressed with 140 kPa for five minutes; photograph with its time attached.")
_SAFE = N_("Drained and plugged in the workshop; the boxes bear their numbers.")
_DRIVER = N_("the driver")
_CARRIER = N_("Shunda freight")


def given_for(
    desk: "CourseDesk", task: Task, claim: Claim | None, story: CourseStory | None
) -> tuple[Given, ...]:
    """Return the values that a task names, in the order in which they are needed."""
    if task is Task.CORRECT:
        mended = returned(desk)
        code = () if mended is None else (Given(N_("Claim"), mended.claim_number, True),)
        return (*code, Given(N_("To be added to the cause"), _MENDED))
    if task is Task.PACK:
        return _packed(desk)
    if task is Task.RECEIPT:
        return (Given(N_("Number of the bank"), "20261124880033"),)
    if task is Task.DOSSIER:
        return () if claim is None else (Given(N_("Claim"), claim.claim_number),)
    return () if story is None else _of_story(desk, task, claim, story)


def _of_story(
    desk: "CourseDesk", task: Task, claim: Claim | None, story: CourseStory
) -> tuple[Given, ...]:
    part = story.part
    told = {
        Task.ACCEPT: (
            Given(N_("VIN"), story.vin, True),
            Given(N_("Mileage"), str(story.mileage_km)),
            Given(N_("Complaint"), story.complaint),
        ),
        Task.AUTHORISE: (),
        Task.INSPECT: (Given(_item(desk, claim), READING),),
        Task.REPAIR: (
            Given(N_("Fault code"), story.fault_code),
            Given(N_("Cause"), story.cause),
            Given(N_("Correction"), story.correction),
            Given(N_("New part"), part.part_no),
            Given(N_("Supplier code"), part.supplier_codes[0]),
            Given(N_("Labour operation"), story.labour_code),
        ),
        Task.SUBMIT: (Given(N_("Reason for the warning"), _REASON),),
    }
    return told[task] if task in told else _shelved(desk, claim)


def _item(desk: "CourseDesk", claim: Claim | None) -> str:
    """Return the item with the reading as the checklist calls it."""
    inspection = desk.inspections.of_claim(claim.id) if claim is not None else None
    items = desk.inspections.view(inspection.id).items if inspection is not None else ()
    found = next((one for one in items if one.code == ITEM), None)
    return pick(found.item_zh, found.item_en) if found else N_("The reading out of tolerance")


def _shelved(desk: "CourseDesk", claim: Claim | None) -> tuple[Given, ...]:
    """Return the codes for the shelf: the claim, a free place, the tag once there is one."""
    if claim is None:
        return ()
    places = [one for one in desk.shelf.places() if not one.outbound]
    tags = [one.tag for one in desk.shelf.pieces_of(claim.id) if one.tag]
    found = [Given(N_("Claim"), claim.claim_number, True)]
    if places:
        found.append(Given(N_("Place"), f"P-{places[0].code}", True))
    return (*found, *(Given(N_("Tag"), tag, True) for tag in tags[:1]))


def _packed(desk: "CourseDesk") -> tuple[Given, ...]:
    shipment = packing(desk)
    if shipment is None:
        return ()
    view = desk.shipments.view(shipment)
    return (
        Given(N_("Shipment"), view.shipment.number, True),
        *(Given(N_("Tag"), piece.tag, True) for piece in view.waiting),
        Given(N_("Carrier"), _CARRIER),
        Given(N_("Waybill"), _WAYBILL),
        Given(N_("Declared freight, ¥"), "45"),
        Given(N_("Reason for the warnings"), _SAFE),
        Given(N_("Handed to"), _DRIVER),
    )


def place_of(desk: "CourseDesk", task: Task, claim: Claim | None) -> Place:
    """Return what to open to see where a task is done: tab, kind and key."""
    if task in _OF_DESK:
        return _OF_DESK[task](desk)
    if claim is None:
        return ("intake", "", None)
    if task in _OF_CLAIM:
        return _OF_CLAIM[task](claim)
    return ("intake", "claim", claim.id)


def _correct(desk: "CourseDesk") -> Place:
    mended = returned(desk)
    return ("today", "", None) if mended is None else ("intake", "claim", mended.id)


def _pack(desk: "CourseDesk") -> Place:
    shipment = packing(desk)
    return ("shelf", "", None) if shipment is None else ("shelf", "shipment", shipment)


def _receipt(desk: "CourseDesk") -> Place:
    statement = remitted(desk)
    return ("settlement", "" if statement is None else "statement", statement)


_OF_DESK: dict[Task, Callable[["CourseDesk"], Place]] = {
    Task.CORRECT: _correct,
    Task.PACK: _pack,
    Task.RECEIPT: _receipt,
}
_OF_CLAIM: dict[Task, Callable[[Claim], Place]] = {
    Task.INSPECT: lambda claim: ("inspection", "item", (claim.id, ITEM)),
    Task.PIECE: lambda _claim: ("shelf", "", None),
    Task.DOSSIER: lambda claim: ("archive", "folder", claim.id),
}
"""Tasks about a claim that are done elsewhere than at its form."""
