"""Named undo: each step knows its name and how to write the former state back."""

from collections.abc import Callable
from dataclasses import dataclass

_MOST = 100


@dataclass(frozen=True)
class Step:
    """One thing that can be undone; ``key`` merges steps that belong together."""

    name: str
    key: str
    restore: Callable[[], None]


class History:
    """The steps since the last thing that cannot be undone."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    @property
    def next_name(self) -> str | None:
        """The name of what an undo would undo."""
        return self._steps[-1].name if self._steps else None

    @property
    def newest(self) -> Step | None:
        """The last step, which an undo would take back."""
        return self._steps[-1] if self._steps else None

    def pop_since(self, step: Step | None) -> list[Step]:
        """Take off and return what was pushed after ``step``, newest first; all without it."""
        taken = []
        while self._steps and self._steps[-1] is not step:
            taken.append(self._steps.pop())
        return taken

    def push(self, step: Step) -> None:
        """Remember a step; one with the same key as the last keeps the older state."""
        if step.key and self._steps and self._steps[-1].key == step.key:
            return
        self._steps = [*self._steps[-_MOST + 1 :], step]

    def pop(self) -> Step | None:
        """Take the last step off."""
        return self._steps.pop() if self._steps else None

    def clear(self) -> None:
        """Forget all steps: what happened cannot be undone."""
        self._steps.clear()
