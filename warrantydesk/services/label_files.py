"""Labels into files: a folder of pictures, or one file with a job per label."""

from pathlib import Path

from warrantydesk.services.labels import JobReport, LabelBytes, LabelOrder, LabelService


def write_files(drawn: list[LabelBytes], form: str, out: Path) -> None:
    """Write drawn labels: PNG as ``<tag>.png`` into the folder ``out``, else one file ``out``."""
    from warrantydesk.documents.atomic import atomic_write

    if form == "png":
        out.mkdir(parents=True, exist_ok=True)
        for each in drawn:
            atomic_write(out / f"{each.tags[0]}.png", each.data)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(out, b"".join(each.data for each in drawn))


def write_all(
    labels: LabelService, drawn: list[LabelBytes], out: Path, order: LabelOrder
) -> list[JobReport]:
    """Write labels to files and enter every job into the print journal."""
    write_files(drawn, order.form, out)
    return [labels.record(each, f"file:{out.name}", order) for each in drawn]
