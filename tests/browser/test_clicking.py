"""Clicking in the windows of the tests: what is read after a click is read from a whole page."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = pytest.mark.browser


class Slow(BaseHTTPRequestHandler):
    """A form; what it leads to begins at once and ends a little later."""

    def do_GET(self) -> None:
        """Send the form."""
        self._send("<form method='post'><button>Lagre</button></form>")

    def do_POST(self) -> None:
        """Send an answer in two parts."""
        self._send("<p>Begynt</p>" + "<br>" * 2000)
        time.sleep(0.1)
        self.wfile.write(b"<p>Lagret</p>")

    def _send(self, html: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(html.encode())
        self.wfile.flush()


@pytest.fixture
def slow() -> Iterator[str]:
    """The address of a server whose answers come in two parts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("by", ["page", "locator"])
def test_a_click_waits_for_the_whole_of_the_page_it_leads_to(chromium, slow, by):
    with chromium.new_page() as page:
        page.goto(slow)
        if by == "page":
            page.click("text=Lagre")
        else:
            page.get_by_role("button", name="Lagre").click()
        assert page.locator("text=Lagret").is_visible()
