"""A print queue of the system, raw: the bytes pass the spooler unchanged."""

import os
import subprocess

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable

PATIENCE_S = 2.5


def send(queue: str, data: bytes) -> None:
    """Hand over to the queue by ``lp``; raises PrinterUnreachable when it refuses.

    A queue that stands still would keep the job and tell nobody: it is refused too.
    """
    if _stands_still(queue):
        raise PrinterUnreachable(
            N_(
                "The print queue {queue} stands still. Look at the printer, then start the queue"
                " again in the system's printer settings (cupsenable {queue})."
            ),
            queue=queue,
        )
    try:
        done = subprocess.run(
            ["lp", "-d", queue, "-o", "raw"],
            input=data,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except FileNotFoundError as error:
        raise PrinterUnreachable(
            N_("This computer has no print system (lp). Install CUPS or use the network address."),
        ) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrinterUnreachable(
            N_("The print system does not answer. Check that CUPS is running, then print again."),
        ) from error
    if done.returncode:
        raise PrinterUnreachable(
            N_("The print queue {queue} refuses the job ({reason}). Check its name and state."),
            queue=queue,
            reason=" ".join(done.stderr.decode(errors="replace").split()) or done.returncode,
        )


def _stands_still(queue: str) -> bool:
    """Tell whether the queue is stopped; False where nobody says so: ``lp`` will know more."""
    try:
        told = subprocess.run(
            ["lpstat", "-p", queue],
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    head = told.stdout.split(b"\n", 1)[0]
    return head.startswith(b"printer ") and b" disabled since " in head
