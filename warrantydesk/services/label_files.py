"""Labels into files: a folder of pictures, or one file with a job per label."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.print_job import PrintJob
from warrantydesk.services import targets
from warrantydesk.services.label_order import LabelSums
from warrantydesk.services.labels import JobReport, LabelBytes, LabelOrder, LabelService


def write_files(
    drawn: Iterable[LabelBytes],
    form: str,
    out: Path,
    desk: Path,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Write drawn labels: PNG as ``<tag>.png`` into the folder ``out``, else one file ``out``.

    A file is written label by label, so that a thousand need the memory of one. ``before`` is
    called once all labels are drawn, before anything takes its place. Raises what
    ``targets.write`` does: nothing goes into the folder ``desk`` of the data.
    """
    if form == "png":
        _write_pictures(list(drawn), out, desk, before)
        return
    rest = iter(drawn)
    first = next(rest)

    def parts() -> Iterator[bytes]:
        yield first.data
        for each in rest:
            yield each.data
        before()

    targets.write_parts(out, first.data, parts(), desk)


def _write_pictures(
    drawn: list[LabelBytes], out: Path, desk: Path, before: Callable[[], None]
) -> None:
    pictures = {f"{each.tags[0]}.png": each.data for each in drawn}
    targets.outside(out, desk)
    targets.made(out)
    for name, data in pictures.items():
        targets.may_write(out / name, data, desk)
    before()
    targets.write_into(out, pictures, desk)


def write_all(
    labels: LabelService, drawn: Iterable[LabelBytes], out: Path, order: LabelOrder
) -> list[JobReport]:
    """Write labels to files and enter every job into the print journal, before and after."""
    sums: list[LabelSums] = []
    jobs: list[PrintJob] = []

    def noted() -> Iterator[LabelBytes]:
        for each in drawn:
            sums.append(each.sums)
            yield each

    def queue() -> None:
        jobs.extend(labels.queue_all(sums, f"file:{out.name}", order))

    labels.may_print()
    try:
        write_files(noted(), order.form, out, labels.desk_folder, queue)
    except (Refused, Unavailable, OSError) as error:
        labels.settle_all(jobs, error)
        raise
    return labels.settle_all(jobs)
