"""The one writing connection goes to a worker and comes back; there are never two that write."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.desk import Desk


def in_worker(work: Callable[[], Any]) -> Any:
    """Run ``work`` in a thread of its own; its result, or its exception, comes back here."""
    got: list[Any] = []

    def carry_out() -> None:
        try:
            got.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again below
            got.append(error)

    thread = threading.Thread(target=carry_out)
    thread.start()
    thread.join()
    if isinstance(got[0], BaseException):
        raise got[0]
    return got[0]


def save(desk: Desk, on: bool) -> None:
    desk.settings.save("shelf.print_at_once", on)


def test_a_worker_without_the_connection_cannot_write(desk: Desk) -> None:
    with pytest.raises(Exception, match="not opened"):
        in_worker(lambda: save(desk, True))


def test_a_worker_writes_while_the_desk_reads(desk: Desk) -> None:
    heard: list[tuple[Change, int]] = []
    desk.listen(lambda change: heard.append((change, threading.get_ident())))
    loan = desk.imports.lend()
    in_worker(lambda: loan.work(lambda: save(desk, True)))
    assert desk.settings.get("shelf.print_at_once") is True  # read by the desk's own thread
    assert heard == []
    loan.end()
    assert [(change.kinds, thread) for change, thread in heard] == [
        (frozenset({Kind.SETTINGS}), threading.get_ident())
    ]
    save(desk, False)
    assert desk.settings.get("shelf.print_at_once") is False


def test_while_it_is_lent_the_desk_does_not_write(desk: Desk) -> None:
    loan = desk.imports.lend()
    with pytest.raises(Unavailable, match="being taken in"):
        save(desk, True)
    loan.end()
    save(desk, True)


def test_what_fails_in_the_worker_leaves_nothing_and_the_desk_goes_on(desk: Desk) -> None:
    loan = desk.imports.lend()

    def half() -> None:
        with desk.bench.change("half", Kind.SETTINGS):
            desk.stores.settings.set("shelf.print_at_once", True)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        in_worker(lambda: loan.work(half))
    loan.end()
    assert desk.settings.get("shelf.print_at_once") is None
    seq = desk.stores.journal.seq
    save(desk, True)
    assert desk.stores.journal.seq == seq + 1


def test_it_is_lent_once_and_never_inside_a_change(desk: Desk) -> None:
    loan = desk.imports.lend()
    with pytest.raises(Unavailable, match="taken in just now"):
        desk.imports.lend()
    loan.end()
    with desk.bench.change("open", Kind.SETTINGS), pytest.raises(RuntimeError):
        desk.bench.lend()


def test_a_desk_that_is_closed_while_lent_opens_again(desk: Desk) -> None:
    desk.imports.lend()
    desk.close()
    with Desk(desk.folder.path).open() as again:
        assert again.settings.get("shelf.print_at_once") is None
