"""Why each rule matters, and what to do: one or two sentences that an adviser can act on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines.enums import LintRule

EXPLANATIONS: dict[LintRule, str | Promise] = {
    LintRule.COMMENTERS: _(
        "Teksten gjør kritikk, uenighet eller tone til en grunn for å fjerne det noen skriver. "
        "Ytringsfriheten gjelder også i kommentarfeltet. Vis heller til trusler, sjikane, "
        "hatefulle ytringer, personopplysninger eller reklame."
    ),
    LintRule.EMPLOYEES: _(
        "Teksten kan hindre ansatte i å si meningen sin. Ytringsfriheten gjelder også dem. "
        "Skriv hvilke grenser som følger av lov, for eksempel taushetsplikten, og gi råd framfor "
        "forbud."
    ),
    LintRule.PRIVATE_USE: _(
        "Teksten krever at ansatte spør før de skriver privat eller i eget navn. Det kan dere ikke "
        "kreve. Tilby heller råd til den som er i tvil."
    ),
    LintRule.DELETION: _(
        "Teksten åpner for å fjerne innlegg uten å si hvorfor. Ytringsfriheten krever en grunn: "
        "Vis til regelen som er brutt, og si hvordan den det gjelder kan klage."
    ),
    LintRule.GUIDANCE: _(
        "Teksten sier at dere ikke behandler saker her, men ikke hvor folk skal gå. Dere har "
        "veiledningsplikt: Skriv hvor saken skal sendes, og at dere hjelper folk dit."
    ),
    LintRule.RESPONSE_TIME: _(
        "Svartiden i teksten er en annen enn den kontoene lover. Rett teksten, eller endre løftet "
        "på kontoen, slik at folk møter ett løfte."
    ),
    LintRule.BLANK: _(
        "Her er det noe som skal fylles inn. Skriv det som gjelder hos dere, og ta bort klammene."
    ),
    LintRule.ALT_TEXT: _(
        "Bildet mangler alternativ tekst. Skriv hva bildet viser mellom hakeparentesene."
    ),
    LintRule.HEADING_JUMP: _(
        "Overskriften hopper over et nivå. Bruk nivåene i rekkefølge, slik at skjermlesere og "
        "innholdslister viser teksten riktig."
    ),
    LintRule.ABBREVIATION: _(
        "Forkortelsen er ikke forklart. Skriv det hele første gang med forkortelsen i parentes, "
        "eller skriv det helt ut."
    ),
    LintRule.LONG_SENTENCE: _(
        "Over 30 ord er tungt å lese. Del setningen i to, så blir den lettere å forstå."
    ),
}
