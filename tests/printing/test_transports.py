"""The same bytes through every way out; a closed way is a sentence, soon, and loses nothing."""

import hashlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from warrantydesk.i18n import _
from warrantydesk.printing.errors import PrinterSilent, PrinterUnreachable
from warrantydesk.printing.transports import TRANSPORTS, send, tcp

JOB = bytes(range(256)) * 200
FAKE_LP = """#!/bin/sh
cat > "$FAKE_LP_FOLDER/bytes"
printf '%s\\n' "$@" > "$FAKE_LP_FOLDER/arguments"
if [ "$2" = "gone" ]; then
    echo "lp: The printer or class does not exist." >&2
    exit 1
fi
"""


class Listener:
    """A printer at a free port that does with its one guest what it is told."""

    def __init__(self, behave: Callable[[socket.socket], None]) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.to = f"tcp:127.0.0.1:{self.server.getsockname()[1]}"
        self.got = b""
        self.over = threading.Event()
        self._behave = behave
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        guest, _address = self.server.accept()
        with guest:
            self._behave(guest)

    def take_all(self, guest: socket.socket) -> None:
        while part := guest.recv(65536):
            self.got += part

    def close(self) -> None:
        self.over.set()
        self._thread.join(5)
        self.server.close()


def sentence(error: PrinterUnreachable | PrinterSilent) -> str:
    return _(error.message, **error.values)


@pytest.fixture
def fake_lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an ``lp`` on the path that keeps what it is given; return its folder."""
    program = tmp_path / "lp"
    program.write_text(FAKE_LP)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("FAKE_LP_FOLDER", str(tmp_path))
    return tmp_path


def test_file_network_and_queue_get_the_same_bytes(tmp_path: Path, fake_lp: Path) -> None:
    listener = Listener(lambda guest: listener.take_all(guest))
    try:
        send(listener.to, JOB)
    finally:
        listener.close()
    send(f"file:{tmp_path / 'job.zpl'}", JOB)
    send("cups:labels", JOB)
    sums = {
        hashlib.sha256(got).hexdigest()
        for got in (
            JOB,
            listener.got,
            (tmp_path / "job.zpl").read_bytes(),
            (fake_lp / "bytes").read_bytes(),
        )
    }
    assert len(sums) == 1
    assert (fake_lp / "arguments").read_text().split() == ["-d", "labels", "-o", "raw"]


def test_a_closed_port_is_a_sentence_within_three_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    start = time.monotonic()
    with pytest.raises(PrinterUnreachable) as caught:
        send(f"tcp:127.0.0.1:{port}", JOB)
    assert time.monotonic() - start < 3
    assert f"127.0.0.1:{port}" in sentence(caught.value)
    assert "print again" in sentence(caught.value)


@pytest.mark.parametrize("taken", [0, 1, 5000])
def test_a_printer_that_stalls_is_a_sentence(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "PATIENCE_S", 0.3)

    def stall(guest: socket.socket) -> None:
        while len(listener.got) < taken:
            listener.got += guest.recv(taken - len(listener.got))
        listener.over.wait(5)

    listener = Listener(stall)
    try:
        with pytest.raises(PrinterUnreachable) as caught:
            send(listener.to, JOB * 1000)
    finally:
        listener.close()
    assert "does not answer" in sentence(caught.value)


@pytest.mark.parametrize("taken", [0, 1, 100, len(JOB) // 2, len(JOB) - 1])
def test_a_printer_that_hangs_up_at_any_byte_did_not_get_its_job(taken: int) -> None:
    def cut(guest: socket.socket) -> None:
        while len(listener.got) < taken:
            listener.got += guest.recv(taken - len(listener.got))

    listener = Listener(cut)
    try:
        with pytest.raises(PrinterUnreachable):
            send(listener.to, JOB)
    finally:
        listener.close()


def test_a_printer_that_never_hangs_up_leaves_the_job_in_doubt_unless_it_is_known_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tcp, "PATIENCE_S", 0.5)

    def keep_open(guest: socket.socket) -> None:
        while len(listener.got) < len(JOB):
            listener.got += guest.recv(65536)
        listener.over.wait(5)

    for option in ("", "?waiteof=false"):
        listener = Listener(keep_open)
        try:
            if option:
                send(listener.to + option, JOB)
            else:
                with pytest.raises(PrinterSilent) as caught:
                    send(listener.to, JOB)
                assert "?waiteof=false" in sentence(caught.value)
        finally:
            listener.close()
        assert listener.got == JOB


def test_a_slow_printer_that_goes_on_taking_bytes_is_not_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tcp, "PATIENCE_S", 0.3)
    monkeypatch.setattr(tcp, "_ALIVE_S", 0.01)

    def sip(guest: socket.socket) -> None:
        guest.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        while part := guest.recv(65536):
            listener.got += part
            listener.over.wait(0.02)

    listener = Listener(sip)
    listener.server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    try:
        send(listener.to, JOB * 4)
    finally:
        listener.close()
    assert listener.got == JOB * 4


def test_a_name_that_nobody_can_look_up_is_a_sentence_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tcp, "PATIENCE_S", 0.2)
    over = threading.Event()

    def slow(*_asked: object, **_how: object) -> list[object]:
        over.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    try:
        with pytest.raises(PrinterUnreachable) as caught:
            send("tcp:printer.shop:9100", JOB)
    finally:
        over.set()
    assert "does not answer" in sentence(caught.value)


def test_the_second_address_of_a_name_is_tried_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    listener = Listener(lambda guest: listener.take_all(guest))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = closed.getsockname()
    place = listener.server.getsockname()
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", one) for one in (nobody, place)
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: found)
    try:
        send("tcp:printer.shop:9100", JOB)
    finally:
        listener.close()
    assert listener.got == JOB


def test_patience_is_below_three_seconds() -> None:
    assert tcp.PATIENCE_S < 3


@pytest.mark.parametrize("to", ["tcp:host:port", "tcp:host:0", "tcp::9100", "tcp:host:99999"])
def test_an_address_that_is_none_is_a_sentence(to: str) -> None:
    with pytest.raises(PrinterUnreachable) as caught:
        send(to, JOB)
    assert "9100" in sentence(caught.value)


NO_NAMES = (
    f"tcp:{'a' * 300}:9100",
    "tcp:..:9100",
    "cups:a\x00b",
    "device:a\x00b",
)


@pytest.mark.parametrize("to", ["", "lpt1", "http://printer", "tcp:", "file:", *NO_NAMES])
def test_an_unknown_way_is_a_sentence_that_names_the_known(to: str) -> None:
    with pytest.raises(PrinterUnreachable) as caught:
        send(to, JOB)
    for scheme in TRANSPORTS:
        assert f"{scheme}:" in sentence(caught.value)


def test_a_queue_that_refuses_says_why(fake_lp: Path) -> None:
    with pytest.raises(PrinterUnreachable) as caught:
        send("cups:gone", JOB)
    assert "gone" in sentence(caught.value)
    assert "does not exist" in sentence(caught.value)


def test_no_print_system_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterUnreachable) as caught:
        send("cups:labels", JOB)
    assert "CUPS" in sentence(caught.value)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "标签.tspl"
    target.write_bytes(b"older")
    send(f"file:{target}", JOB)
    assert target.read_bytes() == JOB
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_a_failed_write_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "job.zpl"
    target.write_bytes(b"older")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PrinterUnreachable) as caught:
        send(f"file:{target}", JOB)
    assert "No space left" in sentence(caught.value)
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["job.zpl"]


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PrinterUnreachable) as caught:
        send(f"file:{tmp_path / 'nowhere' / 'job.zpl'}", JOB)
    assert "folder" in sentence(caught.value)


def test_a_device_gets_the_bytes_and_a_missing_one_is_not_made(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    with pytest.raises(PrinterUnreachable) as caught:
        send(f"device:{device}", JOB)
    assert "lp0" in sentence(caught.value)
    assert not device.exists()
    device.write_bytes(b"")
    send(f"device:{device}", JOB)
    assert device.read_bytes() == JOB
    with pytest.raises(PrinterUnreachable):
        send(f"device:{device}", b"a file with content is no device")
    assert device.read_bytes() == JOB


def test_a_windows_printer_elsewhere_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(PrinterUnreachable) as caught:
        send("windows:Zebra", JOB)
    assert "Zebra" in sentence(caught.value)


class Spooler:
    """What pywin32 offers of the Windows spooler, with one printer and so much room."""

    def __init__(self, room: int) -> None:
        self.room, self.told, self.got = room, [], b""

    def OpenPrinter(self, name: str) -> str:
        if name != "Zebra":
            raise NoSuchPrinter
        return name

    def WritePrinter(self, _printer: str, data: bytes) -> int:
        self.got += data[: self.room]
        return len(data[: self.room])

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *asked: self.told.append((name, *asked[1:]))


class NoSuchPrinter(Exception):  # noqa: N818 - stands for pywintypes.error
    strerror = "The printer name is invalid."


@pytest.mark.parametrize(
    ("name", "room", "words"),
    [("Zebra", 10**6, ""), ("Zebra", 100, "100 of 51200 bytes"), ("Gone", 0, "invalid")],
)
def test_the_windows_spooler_gets_all_of_a_job_raw_or_says_so(
    name: str, room: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooler = Spooler(room)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "win32print", spooler)
    monkeypatch.setitem(sys.modules, "pywintypes", SimpleNamespace(error=NoSuchPrinter))
    if words:
        with pytest.raises(PrinterUnreachable) as caught:
            send(f"windows:{name}", JOB)
        assert words in sentence(caught.value)
        assert name in sentence(caught.value)
        assert ("EndDocPrinter",) not in spooler.told
    else:
        send(f"windows:{name}", JOB)
        assert spooler.got == JOB
        assert spooler.told[0] == ("StartDocPrinter", 1, ("Warranty Desk", None, "RAW"))
        assert [one[0] for one in spooler.told[1:]] == ["EndDocPrinter", "ClosePrinter"]
