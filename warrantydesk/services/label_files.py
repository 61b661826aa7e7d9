"""Labels into files: a folder of pictures, or one file with a job per label."""

from pathlib import Path

from warrantydesk.services import targets
from warrantydesk.services.labels import JobReport, LabelBytes, LabelOrder, LabelService


def write_files(drawn: list[LabelBytes], form: str, out: Path, desk: Path) -> None:
    """Write drawn labels: PNG as ``<tag>.png`` into the folder ``out``, else one file ``out``.

    Raises what ``targets.write`` does: nothing goes into the folder ``desk`` of the data.
    """
    if form == "png":
        targets.write_into(out, {f"{each.tags[0]}.png": each.data for each in drawn}, desk)
        return
    data = b"".join(each.data for each in drawn)
    targets.may_write(out, data, desk)
    targets.made(out.parent)
    targets.write(out, data, desk)


def may_write_files(drawn: list[LabelBytes], form: str, out: Path, desk: Path) -> None:
    """Refuse with INVALID what ``write_files`` would refuse, before anything is entered."""
    if form == "png":
        targets.outside(out, desk)
        for each in drawn if out.is_dir() else ():
            targets.may_write(out / f"{each.tags[0]}.png", each.data, desk)
    elif out.parent.is_dir():
        targets.may_write(out, drawn[0].data, desk)


def write_all(
    labels: LabelService, drawn: list[LabelBytes], out: Path, order: LabelOrder
) -> list[JobReport]:
    """Write labels to files and enter every job into the print journal, before and after."""

    def write() -> None:
        write_files(drawn, order.form, out, labels.desk_folder)

    may_write_files(drawn, order.form, out, labels.desk_folder)
    return labels.record_all(drawn, f"file:{out.name}", order, write)
