"""What was tried in a clean root: a line for each trial, and what each one said."""

from collections.abc import Callable
from pathlib import Path

from installer.deb.clean_root import RootError

_SHOWN_LINES = 12


class TrialLog:
    """Runs trials one by one; what fails does not stop the rest."""

    def __init__(self, kept: Path | None) -> None:
        """``kept`` is a folder that takes everything said, in ``said.txt``; none keeps nothing."""
        self._said = kept / "said.txt" if kept else None
        self.failed: list[str] = []
        if self._said:
            self._said.parent.mkdir(parents=True, exist_ok=True)
            self._said.unlink(missing_ok=True)

    def attempt(self, name: str, trial: Callable[[], str]) -> bool:
        """Run a trial, print its line, and tell whether it went well."""
        try:
            said, well = trial(), True
        except RootError as error:
            said, well = str(error), False
        print(f"{'OK    ' if well else 'FAILED'} {name}", flush=True)
        if not well:
            self.failed.append(name)
            last = said.splitlines()[-_SHOWN_LINES:]
            print("\n".join(f"       {line}" for line in last), flush=True)
        if self._said:
            with self._said.open("a", encoding="utf-8") as out:
                out.write(f"== {name}\n{said}\n")
        return well

    def end(self) -> int:
        """Print how it ended; 0 where every trial went well, else 1."""
        print(f"{len(self.failed)} failed" if self.failed else "all went well")
        return 1 if self.failed else 0
