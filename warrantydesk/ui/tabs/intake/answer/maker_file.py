"""Filed claims written as one file in the maker's layout, from the claim or from the list."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.offers import Offers

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.tab import IntakeTab

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
    """Write all submitted claims that have no number of the maker's yet, one payer's a file."""
    shell, desk = tab.shell, tab.desk
    waiting = desk.portal.waiting_by_payer()
    if not waiting:
        shell.toast(_("Every submitted claim has the maker's number already."))
        return
    payer: str | None = next(iter(waiting))
    if len(waiting) > 1:
        names = dict(Offers(desk, lambda: None).payers())
        choices = tuple((one, names.get(one, one)) for one in waiting)
        payer = shell.ask_choice(_("Who pays the claims of this file?"), choices, "")
    if payer is not None:
        export_for_maker(shell, desk, waiting[payer])
