"""A question to a worker of which only the newest counts: an older one is given up."""

from collections.abc import Callable
from typing import Any

from warrantydesk.ui.kit.jobs import Job, Step


class Asked:
    """Holds the question that is open."""

    def __init__(self, run: Callable[..., Job]) -> None:
        """``run`` is that of the shell: work, what takes its result, and its label."""
        self._run = run
        self._job: Job | None = None

    def ask(
        self, question: Callable[[], Any], take: Callable[[Any], object], label: str = ""
    ) -> None:
        """Let a worker answer ``question``, and ``take`` the answer unless another was asked."""
        self.give_up()

        def work(step: Step) -> Any:
            step()  # one that was given up while it waited asks nothing
            return question()

        self._job = job = self._run(work, take, label)
        job.ended.connect(lambda: self._forget(job))

    def give_up(self) -> None:
        """Want no answer any more."""
        if self._job is not None:
            self._job.cancel()

    def _forget(self, job: Job) -> None:
        if self._job is job:
            self._job = None
