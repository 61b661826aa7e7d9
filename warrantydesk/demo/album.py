"""The papers and photographs of claims: attachments, ticks and print jobs."""

import hashlib
import io
from typing import TYPE_CHECKING

from warrantydesk.demo import photos
from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import MINUTE, day_of, utc
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.attachment import MADE_HERE
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.i18n import N_
from warrantydesk.services.label_order import TAGS
from warrantydesk.storage.attachments import FileStore

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

"""Papers that the desk has by itself."""
_NEWEST = 100
"""Claims with pictures of their own; the older ones share what cars and groups of parts have."""
_LABEL_BYTES, _PAPER_BYTES = 4_812, 68_400


class Album:
    """Adds files and papers to claims; an album without photos adds none at all."""

    def __init__(self, book: Book, files: FileStore, profile: BrandProfile, claims: int) -> None:
        self._book, self._files, self._profile = book, files, profile
        self._kept: dict[tuple[str, ...], tuple[str, int]] = {}
        self._left = claims
        self._groups = {row["code"]: row["name_zh"] for row in profile.rows("part_groups")}
        self._must = {
            kind: [d.code for d in profile.documents(kind) if d.mandatory] for kind in profile.types
        }

    def arrive(self, story: "Story", at: int) -> None:
        """Photograph the VIN plate, and the odometer of the newer visits."""
        self._left -= 1
        vin, model = story.car.vin, self._profile.models[story.car.model].name_zh
        plate = self._keep(("vin", vin, model))
        self._attach(story, at, plate, ("VM", f"VIN-{vin[-6:]}.png", "I002"))
        mileage = story.visit["mileage_km"]
        if self._left < _NEWEST and mileage is not None:
            shown = self._keep(("odometer", str(mileage), day_of(at)))
            self._attach(story, at + MINUTE, shown, ("VM", f"里程-{mileage}.png", "I004"))

    def repaired(self, story: "Story", at: int) -> None:
        """Photograph the failed part, and tick off the papers that the maker wants to see."""
        lines = story.rows["part_line"]
        if lines and "PH" in self._must[story.case.type]:
            group = story.case.group
            name = lines[0]["new_part_name"] if self._left < _NEWEST else self._groups[group]
            sketch = self._keep(("part", group, name))
            self._attach(story, at, sketch, ("PH", "故障件.png", "I106"))
        for code in self._must[story.case.type]:
            if code not in MADE_HERE | story.papers:
                story.papers.add(code)
                row = {
                    "claim_id": story.claim["id"],
                    "document_code": code,
                    "ticked": 1,
                    "by": story.advisor,
                }
                moment = Moment(at + MINUTE, story.advisor, N_("tick document"))
                self._book.add("document_tick", moment, row)

    def explain(self, story: "Story", at: int) -> None:
        """Print the explanation that a customer gets with a refusal."""
        number = story.claim["claim_number"]
        self._print(Moment(at - MINUTE, story.clerk, N_("draw paper")), "paper", number)

    def label(self, story: "Story", piece: Row, at: int) -> Row:
        """Print the label of a piece; return its print job."""
        moment = Moment(at, "S02", N_("print label"))
        job = self._print(moment, TAGS, piece["tag"])
        self._book.change("old_part", piece, moment, {"tag_state": "sent"})
        return job

    def _print(self, moment: Moment, kind: str, subject: str) -> Row:
        label = kind == TAGS
        row = {
            "kind": kind,
            "subject": subject,
            "printer": "file:labels.zpl" if label else "file:explanation.pdf",
            "language": "zpl" if label else "explanation",
            "copies": 1,
            "sha256": hashlib.sha256(subject.encode()).hexdigest(),
            "size_bytes": _LABEL_BYTES if label else _PAPER_BYTES,
            "state": JobState.SENT.value,
            "by": moment.by,
            "at": utc(moment.at),
        }
        return self._book.add("print_job", moment, row)

    def _keep(self, what: tuple[str, ...]) -> tuple[str, int]:
        """Return hash and size of a picture, drawn when it is wanted for the first time."""
        if what not in self._kept:
            data = _DRAWN[what[0]](*what[1:])
            self._kept[what] = self._files.keep(io.BytesIO(data))
        return self._kept[what]

    def _attach(
        self, story: "Story", at: int, kept: tuple[str, int], words: tuple[str, str, str]
    ) -> None:
        document, name, item = words
        story.papers.add(document)
        row = {
            "claim_id": story.claim["id"],
            "document_code": document,
            "sha256": kept[0],
            "file_name": name,
            "size_bytes": kept[1],
            "media": "image/png",
            "item": item,
            "added_at": utc(at),
            "added_by": story.technician,
        }
        moment = Moment(at, story.technician, N_("add attachment"))
        story.rows["attachment"].append(self._book.add("attachment", moment, row))


_DRAWN = {
    "vin": photos.vin_plate,
    "odometer": lambda mileage, day: photos.odometer(int(mileage), day),
    "part": photos.part,
}
