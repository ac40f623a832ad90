"""The three positions a person may speak from, and situations to try them on.

The guidance's theme on private use: the official account, the professional in their own name, and
the private person (Grunnloven § 100 protects the last two).
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Stand(TextChoices):
    """Whom the reader hears."""

    OFFICIAL = "official", _("Offisiell konto")
    PROFESSIONAL = "professional", _("Fagperson i eget navn")
    PRIVATE = "private", _("Privatperson")


@dataclass(frozen=True, slots=True)
class Position:
    """One of the three, with what it means and examples."""

    key: Stand
    about: Text
    examples: tuple[Text, ...]

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.key.label


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens, who you are then, and why."""

    key: str
    text: Text
    right: Stand
    reason: Text


POSITIONS = (
    Position(
        Stand.OFFICIAL,
        _("Du skriver fra virksomhetens konto. Det du skriver, er virksomhetens ord."),
        (
            _("Du har fått oppgaven, og du følger retningslinjene."),
            _("Du svarer på det generelle og viser vei når noen har en sak."),
            _("Du sier ikke din egen mening."),
        ),
    ),
    Position(
        Stand.PROFESSIONAL,
        _("Du bruker faget ditt og sier gjerne hvor du jobber, men du snakker for deg selv."),
        (
            _("Du deler kunnskap, forklarer og deltar i fagdebatten, også kritisk."),
            _("Du sier at meningene er dine egne når noen kan tro noe annet."),
            _("Du skriver ikke om saker du selv behandler."),
        ),
    ),
    Position(
        Stand.PRIVATE,
        _("Du er deg selv. Arbeidsgiveren din har ikke noe med det du skriver."),
        (
            _("Du bestemmer selv hva du mener, liker og deler."),
            _("Du trenger ikke si hvor du jobber."),
            _("Taushetsplikten følger deg likevel."),
        ),
    ),
)

SITUATIONS = (
    Situation(
        "svar",
        _("Noen spør i virksomhetens kommentarfelt om åpningstiden. Du har vakt og svarer."),
        Stand.OFFICIAL,
        _(
            "Du svarer fra virksomhetens konto fordi det er oppgaven din. Da er svaret "
            "virksomhetens, og det skal kunne stå der."
        ),
    ),
    Situation(
        "fagdebatt",
        _("Du er med i en debatt på LinkedIn om faget ditt. Profilen viser hvor du jobber."),
        Stand.PROFESSIONAL,
        _(
            "Du bruker faget ditt i eget navn. Det er velkomment. Si at meningene er dine egne, "
            "og hold deg unna saker du selv behandler."
        ),
    ),
    Situation(
        "kommunevalg",
        _("Du deler et innlegg fra partiet du stemmer på, på din egen Facebook-profil."),
        Stand.PRIVATE,
        _(
            "Politisk engasjement på fritiden er ditt eget. Ingen kan kreve at du ber om lov, men "
            "er du leder eller arbeider nær politisk ledelse, blir du lettere lest i rollen din."
        ),
    ),
    Situation(
        "feil-i-avisen",
        _(
            "En avis skriver noe galt om virksomheten. Du ser det hjemme om kvelden og vil rette "
            "det på virksomhetens vegne."
        ),
        Stand.OFFICIAL,
        _(
            "Den som vil tale for virksomheten, gjør det fra virksomhetens konto og med fullmakt. "
            "Meld fra til dem som har ansvar for kontoen, i stedet for å svare fra din egen."
        ),
    ),
    Situation(
        "foredrag",
        _("Du har holdt et foredrag på jobb og legger ut lysbildene i eget navn."),
        Stand.PROFESSIONAL,
        _(
            "Du deler faget ditt. Fortell gjerne hvor du jobber, og pass på at lysbildene ikke "
            "viser noe som er taushetsbelagt eller uferdig."
        ),
    ),
    Situation(
        "nabolag",
        _("I nabolagets gruppe klager du på brøytingen. Du jobber i kommunen, med noe annet."),
        Stand.PRIVATE,
        _(
            "Du er innbygger som alle andre. At du jobber i kommunen, gjør deg ikke til kommunens "
            "stemme, og du kan være kritisk."
        ),
    ),
    Situation(
        "kritisk-til-ledelsen",
        _("Du skriver et kritisk innlegg om en omorganisering på arbeidsplassen din, i eget navn."),
        Stand.PROFESSIONAL,
        _(
            "Ytringsfriheten verner også kritikk av egen arbeidsplass. Du bruker det du kan fra "
            "jobben, og skriver for deg selv. Grensen er taushetsplikten og det som skader "
            "arbeidsgiveren uten saklig grunn."
        ),
    ),
    Situation(
        "venn-spoer",
        _("En venn spør deg på Messenger hvordan det går med søknaden hans hos dere."),
        Stand.PRIVATE,
        _(
            "Meldingen kommer til deg privat, men taushetsplikten gjelder også her. Si at du ikke "
            "kan snakke om saken, og vis ham til den vanlige veien inn."
        ),
    ),
    Situation(
        "takk",
        _("Noen takker virksomheten i et innlegg. Du liker det fra virksomhetens konto."),
        Stand.OFFICIAL,
        _(
            "Også et «liker» er virksomhetens ord når det kommer fra kontoen. Lik det virksomheten "
            "kan stå for, og ikke partier, produkter eller parter i en sak."
        ),
    ),
)


def judged(answers: dict[str, str]) -> list[tuple[Situation, str, bool]]:
    """Each situation with what was answered (empty when nothing valid was) and whether it fits."""
    return [
        (one, given, given == one.right)
        for one in SITUATIONS
        for given in [answers.get(one.key, "")]
        for given in [given if given in Stand.values else ""]
    ]
