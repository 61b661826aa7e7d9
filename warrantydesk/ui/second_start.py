"""A second start of the program over the same data: it raises the first window, and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

_WAIT_MS, _ANSWER_MS = 1000, 8000
"""How long a call waits for somebody, and then for the answer of a window that is at work."""
_CALL, _ANSWER = b"raise\n", b"raised\n"


def name_of(folder: Path) -> str:
    """Return the name under which the window over a folder is called: of this user, this folder."""
    told = f"{getpass.getuser()}\n{folder.resolve()}"
    digest = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()
    return f"warrantydesk-{digest[:24]}"


def raise_first(folder: Path) -> bool:
    """Let the window that has a folder open come to the front; False where there is none."""
    from PySide6.QtNetwork import QLocalSocket

    call = QLocalSocket()
    call.connectToServer(name_of(folder))
    if not call.waitForConnected(_WAIT_MS):
        return False
    call.write(_CALL)
    call.waitForBytesWritten(_WAIT_MS)
    while not call.canReadLine() and call.waitForReadyRead(_ANSWER_MS):
        pass  # an answer that came while the call was written is there already
    answered = bytes(call.readLine().data()) == _ANSWER
    call.abort()
    return answered


class FirstStart(QObject):
    """Listens for second starts while a window has a folder open."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        """The lock of the folder is held: whoever had this name before is gone."""
        from PySide6.QtNetwork import QLocalServer

        super().__init__()
        self._window = window
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name_of(folder))
        self._server.newConnection.connect(self._answer)
        self._server.listen(name_of(folder))

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
        self.deleteLater()

    def _answer(self) -> None:
        while (call := self._server.nextPendingConnection()) is not None:
            call.write(_ANSWER)
            call.flush()
            call.disconnected.connect(call.deleteLater)
            self._raise()

    def _raise(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
