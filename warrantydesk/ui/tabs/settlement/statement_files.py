"""The file that is kept beside a statement, shown by another program."""

from typing import Any

from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.i18n import _
from warrantydesk.ui.other_programs import open_kept
from warrantydesk.ui.shell import Shell


def open_file(shell: Shell, desk: Any, statement: Statement) -> None:
    """Let another program show the newest file of a statement, after a question."""
    files = desk.statements.files(statement.id)
    if not files:
        shell.toast(_("No file is kept beside this statement."), warn=True)
        return
    open_kept(shell, desk, files[-1].id, files[-1].file_name)
