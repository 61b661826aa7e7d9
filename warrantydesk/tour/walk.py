"""What every step of the tour uses: the demo's clock, papers, labels and pictures."""

from datetime import datetime
from pathlib import Path
from typing import Any

from warrantydesk.services.clock import CHINA
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_files import write_all, write_files
from warrantydesk.services.labels import LabelOrder
from warrantydesk.ui.stage import Stage

DAY = "2026-11-24"


class Walk:
    """A day in progress: the desk, its window, and what was made so far."""

    def __init__(self, folder: Path, desk: Desk, stage: Stage) -> None:
        """Start with nothing made."""
        self.folder, self.desk, self.stage = folder, desk, stage
        self.files: dict[str, str] = {}
        self.pictures: list[str] = []

    def at(self, clock: str) -> datetime:
        """Set the demo's clock to a time of the day; it never goes back."""
        now = datetime.fromisoformat(f"{DAY}T{clock}").replace(tzinfo=CHINA)
        now = max(now, self.desk.bench.now)
        self.desk.set_now(now)
        return now

    def relative(self, file: Path) -> str:
        """Return a path as the summary gives it."""
        return file.relative_to(self.folder).as_posix()

    def paper(self, code: str, claim_id: int) -> str:
        """Draw a paper of a claim."""
        file = self.folder / "papers" / f"{code}.pdf"
        file.parent.mkdir(exist_ok=True)
        self.desk.papers.draw(code, claim_id, file)
        self.files[code] = self.relative(file)
        return self.files[code]

    def sheet(self, code: str, subject_id: int) -> str:
        """Draw a paper that is not a claim's."""
        file = self.folder / "papers" / f"{code}.pdf"
        file.parent.mkdir(exist_ok=True)
        self.desk.papers.save(code, subject_id, file)
        return self.relative(file)

    def shoot(self, name: str) -> None:
        """Keep a picture of the window."""
        file = self.folder / "screenshots" / f"{len(self.pictures) + 1:02d}-{name}.png"
        self.pictures.append(self.relative(self.stage.shoot(file)))

    def shoot_over(self, name: str, dialog: Any) -> None:
        """Keep a picture of a dialog over the window."""
        file = self.folder / "screenshots" / f"{len(self.pictures) + 1:02d}-{name}.png"
        self.pictures.append(self.relative(self.stage.shoot_over(file, dialog)))

    def labels(self, tags: list[str]) -> dict[str, object]:
        """Print the labels as one printer file, then keep them in every form beside it."""
        labels, place = self.desk.labels, self.folder / "labels"
        facts = [labels.facts(tag) for tag in tags]
        order = LabelOrder("zpl")
        write_all(labels, labels.draw(facts, order), place / "printed.zpl", order)
        made: dict[str, dict[str, str]] = {}
        for tag, fact in zip(tags, facts, strict=True):
            made[tag] = {}
            for form in ("png", "zpl", "tspl"):
                file = place / f"{tag}.{form}"
                drawn = labels.draw([fact], LabelOrder(form))
                write_files(drawn, form, place if form == "png" else file, labels.desk_folder)
                made[tag][form] = self.relative(file)
        sheet = place / "sheet.pdf"
        drawn = labels.draw(facts, LabelOrder("pdf", "a4-2x2", start=2))
        write_files(drawn, "pdf", sheet, labels.desk_folder)
        return {"labels": made, "label_sheet": self.relative(sheet)}
