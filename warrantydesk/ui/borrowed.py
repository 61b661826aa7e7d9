"""A long write of the window: in a worker that is lent the one writing connection."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.ui.kit.jobs import Cancelled, Job
from warrantydesk.ui.refusals import tell_refusal
from warrantydesk.ui.shell import Shell


class Borrowed:
    """A long write in a worker to which the one writing connection is lent."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        self._shell, self._desk = shell, desk
        self._result: Any = None
        self._error: BaseException | None = None

    def run(
        self,
        write: Callable[[Any], Any],
        label: str,
        then: Callable[[Any], object],
        failed: Callable[[BaseException | None], object] | None,
    ) -> Job | None:
        """Do ``write(step)`` in a worker; afterwards call one of the others here.

        Where ``failed`` returns something true it has said the error itself.

        A write that had ended before the clerk's cancel arrived has ended: it is told as done.
        """
        try:
            loan = self._desk.imports.lend()
        except (Refused, Unavailable) as error:
            tell_refusal(self._shell, error)
            if failed is not None:
                failed(error)
            return None

        def work(step: Any) -> None:
            try:
                self._result = loan.work(lambda: write(step))
            except BaseException as error:  # noqa: BLE001 - told on the window's thread
                self._error = error

        def ended() -> None:
            loan.end()
            self._tell(then, failed)

        job = self._shell.run(work, None, label)
        job.ended.connect(ended)
        return job

    def _tell(
        self,
        then: Callable[[Any], object],
        failed: Callable[[BaseException | None], object] | None,
    ) -> None:
        error = self._error
        if error is None:
            then(self._result)
            return
        if failed is not None and failed(error):
            return
        if isinstance(error, Refused | Unavailable):
            tell_refusal(self._shell, error)
        elif not isinstance(error, Cancelled):
            self._shell.failed.emit(error)
