"""Where the frozen program begins."""

import os
import sys

from warrantydesk.__main__ import main


def give_the_path_back() -> None:
    """Undo for children what the frozen program needed for itself.

    A PDF viewer or the print command, started from here, has to find the system's Qt, not ours.
    """
    kept = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if kept:
        os.environ["LD_LIBRARY_PATH"] = kept
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    give_the_path_back()
    sys.exit(main())
