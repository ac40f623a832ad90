"""Small servers on loopback that answer with exactly the bytes a test wants, however wrong."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket, bytes], None]


class RawServer:
    """Keeps every request head it got in `seen`; `answer(connection, head)` does the rest."""

    def __init__(self, answer: Answer, *, context: object = None) -> None:
        self.answer = answer
        self.context = context
        self.seen: list[bytes] = []
        self.connections = self.ended = 0
        self.stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def stop(self) -> None:
        self.stopped.set()
        # Closing alone does not wake a thread that waits in accept().
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            while head := self._head(connection):
                self.seen.append(head)
                self.answer(connection, head)
            connection.close()
        self.ended += 1

    def _head(self, connection: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (got := connection.recv(65536)):
                return b""
            head += got
        return head


@contextmanager
def serving(answer: Answer, *, context: object = None) -> Iterator[RawServer]:
    """A server for the length of a with block."""
    server = RawServer(answer, context=context)
    try:
        yield server
    finally:
        server.stop()


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """The bytes of an honest answer; header names with _ for -."""
    lines = {"Content_Length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def saying(*answers: bytes) -> Answer:
    """Answers with these bytes in turn, the last one again and again."""
    left = list(answers)

    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    return answer
