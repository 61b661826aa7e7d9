"""``--help`` names every subcommand."""

import pytest

from warrantydesk.app import start
from warrantydesk.cli import COMMANDS


def test_the_window_names_what_can_be_done_without_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        start(["--help"])
    assert done.value.code == 0
    told = " ".join(capsys.readouterr().out.split()).split("Without a window: ")[1].split(";")[0]
    assert told.split() == [command.NAME for command in COMMANDS]
