"""A wire to a server that a test can cut: CKAN talks to the relay, the relay to the real server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

__all__ = ["Relay"]


class Relay:
    """Listens on a port of its own and passes everything on to ``host:port`` while it is plugged in."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._plugged = True
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def unplug(self) -> None:
        """Cut every connection and answer no new one."""
        self._plugged = False
        for sock in self._open:
            _cut(sock)
        self._open.clear()

    def plug(self) -> None:
        """Pass on again what comes."""
        self._plugged = True

    def close(self) -> None:
        """Cut everything and give the port back."""
        self.unplug()
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                if not self._plugged:
                    near.close()
                    continue
                far = socket.create_connection(self._target)
                self._open += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=pair, daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    _cut(sink)


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    sock.close()
