"""What a version is made of: each section with its status, and the parts it could also have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.guidelines.enums import OPTIONAL, SectionKind
from difi_sosial.guidelines.models import GuidelineVersion, Section, SectionTemplate
from difi_sosial.guidelines.queries.comments import open_threads
from difi_sosial.guidelines.queries.library import templates


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what is to be done with it; drawn by `{% task_list %}` and by the builder."""

    section: Section
    number: int
    open: int
    url: str = ""
    reason: str = ""

    @property
    def key(self) -> str:
        """Its id on the page."""
        return self.section.anchor

    @property
    def title(self) -> str:
        """Number and heading."""
        return f"{self.number}. {self.section.heading}"

    @property
    def words(self) -> int:
        """How long the text is."""
        return len(self.section.body.split())

    @property
    def done(self) -> bool:
        """Written, and nobody waits for an answer."""
        return bool(self.section.body) and not self.open

    @property
    def label(self) -> str:
        """Its status in a word or two."""
        if not self.section.body:
            return _("Mangler tekst") if self.section.is_mandatory else _("Tom")
        if self.open:
            return ngettext("%(n)d åpen kommentar", "%(n)d åpne kommentarer", self.open) % {
                "n": self.open
            }
        return _("Skrevet")

    @property
    def color(self) -> str:
        """The colour of the status."""
        if not self.section.body:
            return "danger" if self.section.is_mandatory else "neutral"
        return "warning" if self.open else "success"

    @property
    def hint(self) -> str:
        """How much is written, and that an empty part can be left out."""
        if self.section.body:
            return ngettext("%(n)d ord", "%(n)d ord", self.words) % {"n": self.words}
        if self.section.is_mandatory:
            return _("Må være med")
        return _("Skriv den, eller ta den ut")


@dataclass(frozen=True, slots=True)
class Choice:
    """A part that may be taken in: its heading in the guideline's form, and what it is about."""

    kind: SectionKind
    heading: str | Promise
    about: str


def parts(
    version: GuidelineVersion, sections: Iterable[Section], urls: Mapping[str, str] | None = None
) -> list[Part]:
    """Every section of a version with its status; one query. `urls` gives links by anchor."""
    waiting = open_threads(version)
    return [
        Part(section, number, waiting.get(section.anchor, 0), (urls or {}).get(section.anchor, ""))
        for number, section in enumerate(sections, start=1)
    ]


def choices(version: GuidelineVersion, sections: Iterable[Section]) -> list[Choice]:
    """The parts that a version could also have, in the order of a whole document."""
    taken = {section.kind for section in sections}
    known = templates(version.guideline.language)
    return [_choice(kind, known.get(kind)) for kind in OPTIONAL if kind not in taken]


def _choice(kind: SectionKind, template: SectionTemplate | None) -> Choice:
    if template is None:
        return Choice(kind, kind.label, "")
    return Choice(kind, template.heading, template.help_text)
