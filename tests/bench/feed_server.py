"""A thousand feeds on this machine: asyncio and nothing else, so that it is not what we measure.

    python -m tests.bench.feed_server PORT

Every address in 127.0.0.0/8 is a host of its own. `/feed/7` is a feed of fifty entries with an
ETag; `/state/<round>/<milliseconds>` puts so many new entries on top, and lets each answer wait.
Each entry has words of its own, but for one in twenty, which another feed has word for word.
"""

import asyncio
import itertools
import random
import sys
from collections import deque
from contextlib import suppress

ENTRIES, LETTERS, COPIED = 50, 440, 20
COMMON = """
det er i og som på at en av for til ikke har med vi de jeg den om men så et kan var fra seg han skal
saken fortsatt under behandling venter spent svaret dem bestemmer ingen ringt oss ennå etter tre
måneder uten vedtak eller brev lurer hvor lenge ta når alle andre fikk pengene sine forrige uke
kommunen viser videre telefonkøen lang takk hun hjalp meg skjemaet virker barnehagen vegen skolen
"""
PARTS = "ka le mo rø sti væ ny får da bø ringa tet her vik nes land mann sen ber gås"
RARE = ["".join(parts) for parts in itertools.product(PARTS.split(), repeat=3)]
WORDS = COMMON.split() + RARE
# Words are as unevenly used as words are (Zipf).
WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
ENTRY = """<item><title>Innlegg {number} om Testetaten</title>
<link>https://blogg-{feed}.example/{number}</link>
<guid isPermaLink="false">blogg-{feed}-{number}</guid>
<pubDate>Fri, 20 Nov 2026 {hour:02}:{minute:02}:00 +0100</pubDate>
<description>{text}</description></item>
"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Blogg {feed}</title>
<link>https://blogg-{feed}.example/</link><description>Om det meste</description>
<language>nb</language>
"""


def entry(feed: int, number: int) -> bytes:
    clock = {"hour": number // 60 % 24, "minute": number % 60}
    return ENTRY.format(feed=feed, number=number, text=text(feed, number), **clock).encode()


def text(feed: int, number: int) -> str:
    """The words of an entry: its own, or now and then those of the feed before this one."""
    writer = feed - 1 if (feed + number) % COPIED == 0 else feed
    said = random.Random(f"{writer} {number}").choices(WORDS, cum_weights=WEIGHTS, k=LETTERS // 4)
    return " ".join(said)[:LETTERS]


class Feed:
    """One feed as it stands: its newest entries, newest first."""

    def __init__(self, number: int) -> None:
        self.number, self.newest = number, 0
        self.entries: deque[bytes] = deque(maxlen=ENTRIES)
        self.head = HEAD.format(feed=number).encode()

    def body(self, newest: int) -> bytes:
        while self.newest < newest:
            self.newest += 1
            self.entries.appendleft(entry(self.number, self.newest))
        return b"%s%s</channel></rss>" % (self.head, b"".join(self.entries))


class Feeds:
    """What the server tells, to all at once."""

    def __init__(self) -> None:
        self.round, self.seconds = 0, 0.0
        self.feeds: dict[int, Feed] = {}

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
            # Written now, and not while somebody waits whose time is measured.
            for feed in self.feeds.values():
                feed.body(self.round + ENTRIES)
            return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        etag = b'"%d"' % self.round
        if b": " + etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        number = int(facts[0])
        feed = self.feeds.setdefault(number, Feed(number))
        said = feed.body(self.round + ENTRIES)
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
