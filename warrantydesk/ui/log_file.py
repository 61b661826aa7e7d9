"""The file that takes down what went wrong; it lies in the data folder."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "warrantydesk.log"
_LONGEST, _KEPT = 1_000_000, 2


class LogFile:
    """Kept while the desk is open, let go of before its folder may be renamed."""

    def __init__(self) -> None:
        """Write nothing yet."""
        self._handler: logging.Handler | None = None

    def keep(self, folder: Path) -> None:
        """Write into the folder from now on."""
        self.close()
        self._handler = RotatingFileHandler(
            folder / NAME, maxBytes=_LONGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
        words = "%(asctime)s %(levelname)s %(name)s %(message)s"
        self._handler.setFormatter(logging.Formatter(words))
        logging.getLogger().addHandler(self._handler)
        logging.getLogger().setLevel(logging.INFO)

    def close(self) -> None:
        """Let go of the file."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
