"""The search index is made anew beside the window, which only reads meanwhile."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from stories import drafted

from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.ui.reindexing import make_index
from warrantydesk.ui.stage import Stage


def test_a_broken_index_heals_beside_the_window(qapp: QApplication, qtbot: Any, desk: Desk) -> None:
    claim = drafted(desk, narrative={"complaint": "水泵渗漏"})
    with desk.stores.db.transaction():
        desk.stores.db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert desk.archive.search("渗漏") == []
    stage = Stage(desk, "en")
    try:
        make_index(stage.window)
        with pytest.raises(Unavailable):
            desk.claims.void(claim.id, "重复")
        qtbot.waitUntil(stage.window.shell.jobs.idle, timeout=20_000)
        assert desk.archive.search("渗漏") == [claim.id]
        desk.claims.void(claim.id, "重复")
    finally:
        stage.close()
    assert desk.archive.verify() == []
