"""A thousand feeds on this machine: asyncio and nothing else, so that it is not what we measure.

    python -m tests.bench.feed_server PORT

Every address in 127.0.0.0/8 is a host of its own. `/feed/7` is a feed of fifty entries with an
ETag; `/state/<round>/<milliseconds>` puts so many new entries on top, and lets each answer wait.
"""

import asyncio
import sys
from contextlib import suppress

ENTRIES = 50
WORDS = "Saken er fortsatt under behandling og vi venter spent på svaret fra dem som bestemmer. "
ENTRY = """<item><title>Innlegg {number} om Testetaten</title>
<link>https://blogg-FEEDNO.example/{number}</link>
<guid isPermaLink="false">blogg-FEEDNO-{number}</guid>
<pubDate>Fri, 20 Nov 2026 {hour:02}:{minute:02}:00 +0100</pubDate>
<description>{text}</description></item>
"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Blogg FEEDNO</title>
<link>https://blogg-FEEDNO.example/</link><description>Om det meste</description>
<language>nb</language>
"""


def body(round_number: int) -> bytes:
    """The feed after so many new entries, newest first, FEEDNO for the number of the feed."""
    numbers = range(round_number + ENTRIES, round_number, -1)
    entries = (
        ENTRY.format(number=number, hour=number // 60 % 24, minute=number % 60, text=WORDS * 5)
        for number in numbers
    )
    return (HEAD + "".join(entries) + "</channel></rss>").encode()


class Feeds:
    """What the server tells, to all at once."""

    def __init__(self) -> None:
        self.round, self.seconds, self.body = 0, 0.0, body(0)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not writer.get_extra_info("sockname")[0].startswith("127."):
            writer.close()
            return
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if self.seconds:
                    await asyncio.sleep(self.seconds)
                writer.write(self.answer(head))
                await writer.drain()
        writer.close()

    def answer(self, head: bytes) -> bytes:
        _get, path, _rest = head.split(b" ", 2)
        kind, *facts = path.decode().strip("/").split("/")
        if kind == "state":
            self.round, self.seconds = int(facts[0]), int(facts[1]) / 1000
            self.body = body(self.round)
            return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        etag = b'"%d"' % self.round
        if b": " + etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        said = self.body.replace(b"FEEDNO", facts[0].encode())
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: %s\r\n"
            b"Content-Length: %d\r\n\r\n" % (etag, len(said))
        ) + said


async def main(port: int) -> None:
    server = await asyncio.start_server(Feeds().serve, "0.0.0.0", port, backlog=1024)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
