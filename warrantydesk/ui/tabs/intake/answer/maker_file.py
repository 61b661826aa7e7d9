"""Filed claims written as one file in the maker's layout, from the claim or from the list."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim import State
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.tab import IntakeTab

MOST = 2_000
KINDS = (("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)"), ("txt", "Text (.txt)"))
MEMORY = "maker_file/kind"


def export_for_maker(shell: Shell, desk: Any, claim_ids: tuple[int, ...]) -> bool:
    """Ask where the file goes and write it; say what it holds. True where it was written."""
    held = str(shell.memory.value(MEMORY, "xlsx"))
    kind = shell.ask_choice(_("Which kind of file does the maker take?"), KINDS, held)
    if kind is None:
        return False
    shell.memory.setValue(MEMORY, kind)
    name = f"claims-{desk.bench.today:%Y%m%d}.{kind}"
    place = shell.pick_save(_("File for the maker"), name, f"{kind.upper()} (*.{kind})")
    if not place:
        return False
    written = tried(shell, lambda: desk.portal.export_batch(Path(place), claim_ids))
    if written is None:
        return False
    shell.toast(
        ngettext_(
            "{n} claim is in {file}",
            "{n} claims are in {file}",
            written.claims,
            file=written.file.name,
        )
    )
    return True


def export_waiting(tab: "IntakeTab") -> None:
    """Write all submitted claims that have no number of the maker's yet."""
    shell, desk = tab.shell, tab.desk
    rows = desk.claims.in_states((State.SUBMITTED,), MOST)
    ids = tuple(row.id for row in rows if not row.maker_claim_number)
    if ids:
        export_for_maker(shell, desk, ids)
    else:
        shell.toast(_("Every submitted claim has the maker's number already."))
