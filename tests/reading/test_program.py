"""The child that reads files from outside is told no secret."""

import pytest

from warrantydesk.domain.backup_key import VARIABLE
from warrantydesk.reading.program import environment


def test_who_reads_files_of_strangers_does_not_know_the_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "1234")
    monkeypatch.setenv("WARRANTYDESK_OTHER", "5678")
    told = environment()
    assert VARIABLE not in told
    assert told["WARRANTYDESK_OTHER"] == "5678"
