"""Two hundred feeds that grow to a hundred entries each, and remember nothing.

    python -m tests.faults.feed_server PORT

`/feed/7` is a JSON Feed of all its entries so far; `/state/40` says that there are forty.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def entry(feed: str, number: int) -> dict[str, str]:
    return {
        "id": f"{feed}-{number}",
        "url": f"https://blogg-{feed}.example/{number}",
        "title": f"Innlegg {number}",
        "content_text": f"Testetaten svarte meg i sak {number}.",
        "date_published": "2026-11-20T09:00:00Z",
    }


class Feeds(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    entries = 0

    def do_GET(self) -> None:
        kind, name = self.path.strip("/").split("/")
        if kind == "state":
            type(self).entries = int(name)
        items = [entry(name, number) for number in range(self.entries)]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/feed+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Nothing: who is killed leaves enough behind."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


if __name__ == "__main__":
    Server(("", int(sys.argv[1])), Feeds).serve_forever()
