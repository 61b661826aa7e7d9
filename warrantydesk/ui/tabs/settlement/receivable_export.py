"""Saving a list of receivables: the place is chosen, its ending says which kind of file."""

from pathlib import Path
from typing import Any

from warrantydesk.i18n import N_, _
from warrantydesk.services.settlement.receivable_lists import Listed
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import KINDS, tell_rows

TITLES = {
    Listed.AGES: N_("Receivables by age"),
    Listed.CLAIMS: N_("Receivables, claim by claim"),
    Listed.CASH: N_("Expected cash"),
    Listed.ABNORMAL: N_("Abnormal cost: report to the manager"),
}


def export(shell: Shell, desk: Any, what: Listed, *, unexplained: bool = False) -> None:
    """Ask for a place and write the list there."""
    title = _(TITLES[what])
    stem = f"{title} {desk.bench.today.isoformat()}".replace(":", "")
    chosen = shell.pick_save(title, f"{stem}.xlsx", KINDS)
    if not chosen:
        return
    file = Path(chosen)
    done = tried(shell, lambda: desk.receivables.export(what, file, unexplained=unexplained))
    if done is not None:
        tell_rows(shell, file, done.rows)
