"""A real HTTP server on loopback that answers what a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One answer; a text body is sent as UTF-8."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], Any] = lambda: None


@dataclass
class Server:
    """What it is asked, and what it answers: the answers in turn, the last one for ever."""

    url: str
    place: str
    answers: list[Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    posted: list[bytes] = field(default_factory=list)

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    """A server for the time of a test."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.posted.append(self.rfile.read(int(self.headers.get("content-length") or 0)))
            self.do_GET()

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append((self.path, headers))
            answer = server.next_answer()
            answer.before()
            etag = answer.headers.get("ETag")
            status = 304 if etag and headers.get("if-none-match") == etag else answer.status
            body = b"" if status == 304 else answer.body.encode()
            self.send_response(status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    place = f"127.0.0.1:{httpd.server_port}"
    server = Server(f"http://{place}", place, list(answers))
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def rss(*items: tuple[str, str]) -> str:
    """A feed of (id, text) items."""
    rows = "".join(
        f"<item><guid isPermaLink='false'>{number}</guid><title>{text}</title>"
        f"<link>https://blogg.example/{number}</link></item>"
        for number, text in items
    )
    return f'<rss version="2.0"><channel><title>Blogg</title>{rows}</channel></rss>'
