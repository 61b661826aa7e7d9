"""A print queue of the system, raw: the bytes pass the spooler unchanged."""

import subprocess

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable

PATIENCE_S = 10.0


def send(queue: str, data: bytes) -> None:
    """Hand over to the queue by ``lp``; raises PrinterUnreachable when it refuses."""
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
