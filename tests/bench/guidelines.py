"""A guideline of two hundred pages: opened for editing, previewed, compared, read, judged."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from difi_sosial.core import markdown  # noqa: E402
from difi_sosial.guidelines import queries, rules  # noqa: E402
from difi_sosial.guidelines import services as guidelines  # noqa: E402
from difi_sosial.guidelines.enums import OPTIONAL, State  # noqa: E402
from difi_sosial.guidelines.models import GuidelineVersion  # noqa: E402
from difi_sosial.guidelines.rules.lint import _findings  # noqa: E402
from difi_sosial.guidelines.services import SectionText  # noqa: E402
from difi_sosial.people.enums import Role  # noqa: E402
from tests.bench.measure import Measure  # noqa: E402
from tests.factories.guidelines import GuidelineFactory, into_force, to_approval, version_in  # noqa: E402
from tests.factories.people import UserFactory  # noqa: E402

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
PAGES, WORDS_A_PAGE, PARTS = 200, 400, 20
SECOND = 1.0  # what each may take at the server
SYLLABLES = ("ka", "le", "mo", "rø", "sti", "væ", "ny", "får", "tun", "åt", "bek", "sol", "gre")


class Long:
    """Two versions of the same long text, the second with every tenth paragraph changed."""

    def __init__(self) -> None:
        self.chance = random.Random(2026)
        author, manager = UserFactory(roles=[Role.ADVISER]), UserFactory(roles=[Role.MANAGER])
        version = GuidelineFactory(by=author).versions.get()
        for kind in OPTIONAL:
            guidelines.include_section(version=version, kind=kind, by=author, at=NOON)
        bodies = [self.body() for _part in range(PARTS)]
        self.write(version, bodies)
        to_approval(version, by=author, at=NOON)
        guidelines.approve(version=version, by=manager, at=NOON)
        into_force(version, by=manager, at=NOON)
        new = guidelines.start_version(guideline=version.guideline, by=author, at=NOON)
        self.write(new, [self.changed(body) for body in bodies])
        self.slug, self.number = new.guideline.slug, new.number
        self.longest = new.sections.order_by("order")[0]
        self.client = Client()
        self.client.force_login(author)

    def words(self, amount: int) -> str:
        return " ".join("".join(self.chance.choices(SYLLABLES, k=3)) for _ in range(amount))

    def body(self) -> str:
        """Ten pages: headings, paragraphs of short sentences, and lists."""
        parts = []
        for number in range(PAGES // PARTS):
            parts.append(f"## {self.words(3).capitalize()} {number}")
            sentences = [f"{self.words(12).capitalize()}." for _ in range(WORDS_A_PAGE // 16)]
            parts += [" ".join(sentences[n : n + 5]) for n in range(0, len(sentences), 5)]
            parts.append("\n".join(f"- {self.words(8)}" for _ in range(12)))
        return "\n\n".join(parts)

    def changed(self, body: str) -> str:
        paragraphs = body.split("\n\n")
        for number in range(0, len(paragraphs), 10):
            paragraphs[number] += f" {self.words(6)}."
        return "\n\n".join(paragraphs)

    def write(self, version: GuidelineVersion, bodies: list[str]) -> None:
        sections = version.sections.order_by("order")
        texts = [
            SectionText(section.pk, section.edition, section.heading, body)
            for section, body in zip(sections, bodies, strict=True)
        ]
        owner = version.guideline.owner
        guidelines.save_sections(version=version, texts=texts, by=owner, at=NOON)

    def get(self, name: str, *args: object) -> None:
        answer = self.client.get(reverse(f"guidelines:{name}", args=[self.slug, *args]))
        assert answer.status_code == 200, answer

    def preview(self) -> None:
        section = self.longest
        path = reverse("guidelines:section-edit", args=[self.slug, self.number, section.anchor])
        fields = {"heading": section.heading, "body": section.body, "preview": "body"}
        answer = self.client.post(path, fields | {"edition": section.edition})
        assert answer.status_code == 200, answer

    def judge(self) -> None:
        version = queries.full(self.slug, self.number).get()
        around = queries.surroundings_of(version)
        for section in version.sections.all():
            rules.lint(section.body, around)


def forget() -> None:
    """Each is measured as the first time anybody opens it: nothing is remembered."""
    _findings.cache_clear()
    markdown._rendered.cache_clear()


def measures(size: float) -> Iterator[Measure]:
    """Each against one second; what is beside them is nothing, so the ratio is of seconds."""
    call_command("migrate", verbosity=0, interactive=False)
    version_in(State.DRAFT)  # what is made at the first use is made before the clock starts
    long = Long()
    anchor = long.longest.anchor

    def whole(name: str, work: object) -> Measure:
        said = f"{PAGES} pages: {name}"
        return Measure(said, "one second", 1, work, None, SECOND, forget)  # type: ignore[arg-type]

    yield whole("open one part for editing", lambda: long.get("section-edit", long.number, anchor))
    yield whole("open the whole for editing", lambda: long.get("version-edit", long.number))
    yield whole("preview a part", long.preview)
    yield whole("compare two versions", lambda: long.get("version-compare"))
    yield whole("read a version", lambda: long.get("version-show", long.number))
    yield whole("judge every sentence", long.judge)
