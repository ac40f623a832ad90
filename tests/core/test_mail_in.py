"""The door for mail: reads what it was asked for, changes nothing, and ends whatever happens."""

import json
import re
import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from difi_sosial.core import http, mail_in
from difi_sosial.core.errors import Permanent, Temporary
from difi_sosial.core.mail_in import Question

ALERT = b"From: varsel@leverandor.example\r\nSubject: Varsel\r\n\r\nTestetaten i nyhetene\r\n"
ASKED = Question("imaps://imap.example/Varsler", "post", "hemmelig", ("varsel@leverandor.example",))


@dataclass
class Mailbox:
    """A mail server that knows the few commands we use, and keeps what it is told."""

    letters: Iterable[int] = (7, 8)
    large: int = 0  # the number of a letter of five megabytes
    refuse: str = ""
    literal: int = len(ALERT)
    told: list[str] = field(default_factory=list)

    def answer(self, command: str) -> list[str]:
        number = int((re.findall(r"FETCH (\d+)", command) or [0])[0])
        size = 5_000_000 if number == self.large else 90
        body = f"* 1 FETCH (UID {number} BODY[] {{{self.literal}}}\r\n{ALERT.decode()})"
        known = {
            "CAPABILITY": ["* CAPABILITY IMAP4rev1"],
            "EXAMINE": ["* 2 EXISTS", "* OK [UIDVALIDITY 44] valid", "* OK [READ-ONLY]"],
            "SEARCH": [f"* SEARCH {' '.join(map(str, self.letters))}"],
            "RFC822.SIZE": [f"* 1 FETCH (UID {number} RFC822.SIZE {size})"],
            "BODY.PEEK": [body],
        }
        return next((rows for word, rows in known.items() if word in command), [])

    def serve(self, sock: socket.socket) -> None:
        with sock, sock.makefile("rb") as told, suppress(OSError):
            sock.sendall(b"* OK ready\r\n")
            for raw in told:
                tag, _space, command = raw.decode().strip().partition(" ")
                self.told.append(command)
                is_refused = self.refuse and self.refuse in command
                rows = [] if is_refused else self.answer(command)
                rows.append(f"{tag} NO no" if is_refused else f"{tag} OK done")
                sock.sendall("".join(f"{row}\r\n" for row in rows).encode())


def fetched(question: Question = ASKED, **more: Any) -> tuple[http.Response, Any, str]:
    box = Mailbox(**more)
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=box.serve, args=(theirs,), daemon=True)
    thread.start()
    try:
        answer = mail_in.fetch(question, connect=lambda _seconds: ours)
    finally:
        ours.close()
        thread.join(2)
    return answer, json.loads(answer.body), " ".join(box.told)


def test_new_letters_of_the_senders_are_read_and_nothing_is_changed():
    answer, told, commands = fetched()
    assert answer.status == 200 and answer.url == "imaps://imap.example/Varsler"
    assert [letter["uid"] for letter in told["letters"]] == [7, 8]
    assert told["letters"][0]["raw"].encode("latin-1") == ALERT
    assert (told["validity"], told["last"], told["more"]) == (44, 8, False)
    assert 'EXAMINE "Varsler"' in commands and 'FROM "varsel@leverandor.example"' in commands
    assert not re.search(r"STORE|EXPUNGE|SELECT|DELETE|APPEND|BODY\[\]", commands)


def test_letters_seen_before_are_not_fetched_while_the_numbers_hold():
    seen = Question(ASKED.url, "post", "hemmelig", ASKED.senders, after=7, validity=44)
    assert [letter["uid"] for letter in fetched(seen)[1]["letters"]] == [8]
    renumbered = Question(ASKED.url, "post", "hemmelig", ASKED.senders, after=7, validity=43)
    assert [letter["uid"] for letter in fetched(renumbered)[1]["letters"]] == [7, 8]


def test_a_large_letter_is_left_and_the_rest_is_for_next_time():
    _answer, told, _told = fetched(large=7)
    assert told["too_large"] == 1 and [letter["uid"] for letter in told["letters"]] == [8]
    _answer, told, _told = fetched(letters=range(1, 60))
    assert (len(told["letters"]), told["last"], told["more"]) == (50, 50, True)


@pytest.mark.parametrize(("refused", "status"), [("LOGIN", 401), ("EXAMINE", 404)])
def test_what_the_server_refuses_has_a_status(refused, status):
    assert fetched(refuse=refused)[0].status == status


def test_a_server_that_sends_more_than_was_asked_for_is_left():
    with pytest.raises(Permanent):
        fetched(literal=10**9)


@pytest.mark.parametrize("bytes_sent", [b"* OK", b"", b"* OK" + b"x" * 100_000])
def test_a_server_that_is_silent_or_never_ends_its_line_is_left_in_time(bytes_sent):
    question = Question(ASKED.url, "post", "hemmelig", ASKED.senders, deadline=0.05)
    ours, theirs = socket.socketpair()
    theirs.sendall(bytes_sent)
    with theirs, ours, pytest.raises((Temporary, Permanent)):
        mail_in.fetch(question, connect=lambda _seconds: ours)


@pytest.mark.parametrize(
    "url",
    ["imap://imap.example/", "imaps://post@imap.example/", "imaps:///x", "imaps://imap.example:x/"],
)
def test_only_a_mailbox_over_tls_is_an_address(url):
    with pytest.raises(Permanent):
        mail_in.fetch(Question(url, "post", "hemmelig"))


@pytest.mark.network_loopback
def test_a_mailbox_inside_is_not_reached_unless_it_is_opened():
    with pytest.raises(Permanent):
        mail_in.fetch(Question("imaps://127.0.0.1/INBOX", "post", "hemmelig"))


def test_a_sender_cannot_smuggle_in_a_command():
    with pytest.raises(Permanent):
        fetched(Question(ASKED.url, "post", "hemmelig", ('a" DELETED "b',)))


def test_the_password_is_never_shown():
    assert "hemmelig" not in repr(ASKED)
