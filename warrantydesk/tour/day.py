"""The day: a car comes, is inspected, its claim filed, its old parts labelled and shelved."""

import json
from pathlib import Path

from warrantydesk.demo.shop import build
from warrantydesk.domain.claim.states import Action
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.tour.afternoon import answer, close_day, file_away
from warrantydesk.tour.audit import audit
from warrantydesk.tour.claim import Morning
from warrantydesk.tour.coverage import look_at_coverage
from warrantydesk.tour.money import month_end
from warrantydesk.tour.newcomer import look_around
from warrantydesk.tour.refusal import refuse_second_car
from warrantydesk.tour.returns import send_back
from warrantydesk.tour.trust import bad_day, keep_safe
from warrantydesk.tour.walk import Walk
from warrantydesk.ui.stage import Stage

DEMO_CLAIMS = 300
PAPERS_OF_THE_DAY = (
    *("decision", "notice", "repair_record", "missing_papers", "parts_request", "job_card"),
    *("settlement_sheet", "closing_summary"),
)


def walk(folder: Path, language: str) -> Path:
    """Walk the day in a new demo shop; returns the summary's file.

    ``folder`` then holds ``data`` (the shop), papers, labels, screenshots and ``summary.json``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    set_language(language)
    build(folder / "data", DEMO_CLAIMS, 1)
    with Desk(folder / "data").open() as desk:
        desk.people.act_as("S01")
        stage = Stage(desk, language)
        way = Walk(folder, desk, stage)
        try:
            summary = _day(way)
        finally:
            stage.close()
    bad_day(way)
    file = folder / "summary.json"
    file.write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _day(way: Walk) -> dict[str, object]:
    desk = way.desk
    way.at("08:10")
    way.stage.open("today")
    way.shoot("today")
    way.stage.open("intake")
    way.shoot("intake-morning")
    morning = Morning(way)
    claim = morning.accept()
    inspection = morning.inspect(claim.id)
    refuse_second_car(way)
    way.at("09:40")
    desk.people.act_as("S01")
    desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    morning.parts_and_labour(claim.id)
    tags = morning.old_parts(claim.id)
    files = way.labels(tags)
    morning.shelve(tags)
    filed = morning.submit(claim.id)
    form = way.paper("claim_form", claim.id)
    for code in PAPERS_OF_THE_DAY:
        way.paper(code, claim.id)
    file_away(way, claim.id)
    afternoon = answer(way)
    way.stage.open("archive", "search", claim.vehicle.vin[-6:])
    way.shoot("archive")
    look_at_coverage(way)
    evening = close_day(way)
    desk.people.act_as("S01")
    returned = send_back(way, tags)
    money = month_end(way)
    proof = audit(way, claim.id)
    backup = desk.backups.make(way.folder / "backup")
    look_around(way)
    safe = keep_safe(way)
    return {
        "claim_number": filed.claim_number,
        "vin": filed.vehicle.vin,
        "tags": tags,
        "anchor": desk.archive.anchor,
        "inspection_version": inspection.number,
        "shipment": returned.pop("shipment"),
        "statement": money.pop("statement"),
        "freed": money.pop("freed"),
        **afternoon,
        "files": {
            "claim_form": form,
            "work_authorisation": way.files["work_authorisation"],
            "inspection": way.files["inspection"],
            "receipt": way.files["receipt"],
            "explanation": way.files["explanation"],
            "appeal_letter": way.files["appeal_letter"],
            **{code: way.files[code] for code in PAPERS_OF_THE_DAY},
            **evening,
            **files,
            **returned,
            **money,
            **proof,
            **safe,
            "backup": way.relative(backup.file),
            "screenshots": way.pictures,
        },
    }
