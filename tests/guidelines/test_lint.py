"""What is pointed out in a text, and, as important, what is not; in both written forms."""

import pytest

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import LintRule
from difi_sosial.guidelines.rules.lint import text

LONG = "Dette er en setning " + "med flere ord " * 10 + "slutt."
PROMISED = rules.Surroundings(promised=frozenset({4, 8}))


def found(body, around=PROMISED):
    return {finding.rule for finding in rules.lint(body, around)}


@pytest.mark.parametrize(
    "body",
    [
        "Vi sletter kritikk av etaten.",
        "Innlegg som er kritiske, blir fjernet.",
        "Kritikk er ikke tillatt i kommentarfeltet.",
        "Vi fjerner innlegg vi er uenige i.",
        "Negative kommentarer blir skjult.",
        "Vi tillater ikke negative ytringer om kommunen.",
        "Brukere som er slitsomme, blir blokkert.",
        "Vi skjuler trusler, men også usaklig kritikk.",
        "Vi fjerner innlegg som:\n\n- truer noen\n- er kritiske til oss\n",
        "Politiske ytringer blir slettet.",
        "Vi slettar kritiske kommentarar.",
        "Kritikk er ikkje lov.",
        "Innlegg som viser usemje, blir fjerna.",
        "Den som er plagsam eller kverulerande, blir blokkert.",
        "Vi godtek ikkje negative innlegg.",
        "Useriøse kommentarar blir skjult.",
        "Innlegg med politisk innhold blir fjernet.",
        "Misfornøyde brukere blir blokkert.",
        "Vi toler ikkje kritikk av leiinga i kommentarfeltet.",
        "Klager på saksbehandlingen slettes fra veggen vår.",
    ],
)
def test_criticism_is_no_ground_for_taking_words_away(body):
    assert LintRule.COMMENTERS in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Kritikk av oss blir stående.",
        "Vi fjerner aldri et innlegg fordi det er kritisk, slitsomt eller pinlig for oss.",
        "Vi fjerner ikke kritikk, men skjuler hets.",
        "Vi skjuler innlegg som truer noen, men kritikk er velkommen.",
        "Det er ikke forbudt å være uenig med oss.",
        "Vi sletter reklame og personopplysninger om andre.",
        "Kritikk svarer vi saklig på.",
        "Du har lov til å være uenig, også når vi skjuler andre innlegg.",
        "Vi slettar aldri kritikk.",
        "Kritikk og usemje blir ståande.",
        "Vi skjuler ikkje innlegg som er negative.",
        "Vi fjernar reklame, trugsmål og hets.",
        "Trusler er ikke tillatt.",
        "Vi sletter innlegg med hets, men lar kritikk stå.",
        "Saklig og usaklig kritikk blir stående.",
        "Vi takker for negative tilbakemeldinger.",
        "Husreglene er ikke til for å hindre kritikk.",
    ],
)
def test_a_comment_field_that_stands_criticism_is_left_alone(body):
    assert LintRule.COMMENTERS not in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Ansatte skal ikke kritisere arbeidsgiver offentlig.",
        "Du må ikke uttale deg negativt om etaten i sosiale medier.",
        "Ansatte kan ikke delta i debatter om etatens fagfelt.",
        "Vi forventer at ansatte ikke uttaler seg om ledelsen.",
        "Du skal ikke legge ut kritiske innlegg om jobben.",
        "Ledere skal ikke delta i samfunnsdebatten.",
        "Ansatte skal alltid være lojale mot kommunen på nett.",
        "Medarbeidere må aldri skade virksomhetens omdømme.",
        "Det er ikke lov for ansatte å kritisere ledelsen.",
        "Ansatte har ikke anledning til å ytre seg om politiske saker.",
        "Tilsette skal ikkje kritisere arbeidsgivaren.",
        "Du må ikkje skrive noko negativt om kommunen.",
        "Tilsette kan ikkje delta i ordskiftet om fagfeltet vårt.",
        "Medarbeidarar skal framstå som lojale i sosiale medium.",
        "Du har ikkje lov til å kritisere leiinga.",
        "Vi krev at tilsette ikkje uttaler seg om etaten.",
        "Det er forbudt for ansatte å diskutere arbeidsforhold i sosiale medier.",
        "Tilsette skal ikkje drøfte arbeidsmiljøet på nettet.",
    ],
)
def test_what_employees_may_say_is_not_narrowed(body):
    assert LintRule.EMPLOYEES in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Du kan delta i samfunnsdebatten, også om ditt eget fagfelt og også kritisk.",
        "Ansatte skal ikke skrive om taushetsbelagte opplysninger.",
        "Du skal ikke uttale deg på vegne av etaten fra din egen konto.",
        "Arbeidsgiveren kan ikke nekte deg å kritisere ledelsen.",
        "Ingen ansatte skal straffes for å ha kritisert ledelsen.",
        "Du skal ikke skrive om saker du selv behandler.",
        "Du trenger ikke tillatelse for å kritisere oss.",
        "Du skal ikke ta kritikk personlig.",
        "Du må ikke dele personopplysninger om innbyggere.",
        "Lojalitetsplikten og taushetsplikten gjelder fortsatt.",
        "Leiaren skal ikkje krevje at du lèt vere å kritisere verksemda.",
        "Du kan kritisere leiinga, òg når du er usamd.",
        "Du skal ikkje skrive om saker du sjølv behandlar.",
        "Du må ikkje gi ut teiepliktige opplysningar.",
        "Du skal ikke kommentere enkeltsaker.",
    ],
)
def test_duties_that_the_law_knows_are_left_alone(body):
    assert LintRule.EMPLOYEES not in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Privat bruk av sosiale medier skal godkjennes av lederen din.",
        "Du må ha tillatelse før du skriver i eget navn.",
        "Innlegg på privat konto må avklares med kommunikasjonsavdelingen.",
        "Du skal melde fra til lederen når du oppretter en privat profil om fag.",
        "Du kan bare skrive i eget navn når det er forhåndsgodkjent.",
        "Blogger du på fritiden, skal det klareres med leder.",
        "Privat bruk av sosiale medium må godkjennast av leiaren.",
        "Du må ha løyve før du skriv i eige namn.",
        "Innlegg på privat konto skal avklarast med kommunikasjonsavdelinga.",
        "På fritida må innlegg om fag godkjennast på førehand.",
        "Du skal alltid spørre lederen før du skriver et privat innlegg.",
        "Du må ha samtykke frå leiaren for å ha ein privat blogg.",
    ],
)
def test_nobody_must_ask_before_writing_as_themselves(body):
    assert LintRule.PRIVATE_USE in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Du trenger ikke godkjenning for å skrive i eget navn.",
        "Privat bruk skal være kort og ikke gå ut over arbeidet.",
        "Ingen må be om tillatelse før de skriver på privat konto.",
        "Innlegg på etatens konto skal godkjennes av en kollega.",
        "Apper til privat bruk må være godkjent på tjenestetelefonen.",
        "Du treng ikkje løyve for å skrive i eige namn.",
        "På din egen konto snakker du for deg selv.",
        "Du kan skrive i eige namn utan å spørje nokon om løyve.",
        "Private bilder krever samtykke fra dem som er avbildet.",
        "Lederen kan ikke kreve å godkjenne private innlegg.",
    ],
)
def test_advice_on_private_use_is_left_alone(body):
    assert LintRule.PRIVATE_USE not in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Vi sletter innlegg uten begrunnelse.",
        "Vi forbeholder oss retten til å fjerne innlegg.",
        "Innlegg kan skjules når som helst.",
        "Vi kan slette innlegg utan nærare forklaring.",
        "Kommunikasjonsavdelingen kan blokkere brukere etter eget skjønn.",
        "Vi fjerner innlegg og begrunner ikke hvorfor.",
        "Redaksjonen kan fritt slette innlegg.",
        "Vi skjuler innlegg uten å si fra.",
        "Vi slettar innlegg utan å seie frå.",
        "Vi kan blokkere folk etter eige skjønn.",
        "Vi slettar innlegg utan grunngiving.",
        "Innlegg kan bli sletta utan grunngiving.",
        "Vi fjernar kommentarar utan å grunngi det.",
        "Upassende innlegg slettes uten forvarsel.",
        "Vi sletter innlegg uten å gi noen grunn.",
        "Redaktøren avgjør selv hva som slettes.",
        "Vi har rett til å slette alt.",
    ],
)
def test_deletion_without_a_reason_is_pointed_out(body):
    assert LintRule.DELETION in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Vi sletter bare innlegg som bryter husreglene, og vi sier hvorfor.",
        "Vi sletter aldri innlegg uten begrunnelse.",
        "Vi skjuler ikke noe uten å si fra.",
        "Vi forbeholder oss retten til å fjerne innlegg som bryter husreglene.",
        "Du kan ta ferie når som helst.",
        "Du kan når som helst slette dine egne opplysninger.",
        "Vi slettar aldri innlegg utan grunngjeving.",
        "Vi fjernar ikkje noko utan å seie frå.",
        "Ingen innlegg blir sletta utan grunngiving.",
        "Når vi fjernar noko, får du ei grunngiving.",
        "Du kan slette ditt eget innlegg uten begrunnelse.",
        "Vi har rett til å fjerne innlegg som bryter husreglene.",
    ],
)
def test_deletion_with_a_reason_is_left_alone(body):
    assert LintRule.DELETION not in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Vi behandler ikke saker i sosiale medier.",
        "Vi svarer ikke på enkeltsaker her.",
        "Vi kan ikke diskutere saken din i kommentarfeltet.",
        "Saker blir ikke behandlet i sosiale medier.",
        "Vi driver ikke saksbehandling i kommentarfeltet.",
        "Vi behandlar ikkje saker i sosiale medium.",
        "Vi driv ikkje sakshandsaming her.",
        "Søknader blir ikkje handsama i kommentarfeltet.",
        "Vi tar ikke imot søknader i sosiale medier.",
        "Vi tek ikkje imot klager her.",
        "Spørsmål om enkeltsaker blir ikke besvart.",
        "Personlige saker kan ikke tas opp her.",
    ],
)
def test_no_case_handling_needs_a_way_on(body):
    assert LintRule.GUIDANCE in found(body)


@pytest.mark.parametrize(
    "body",
    [
        "Vi behandler ikke saker her. Vi viser deg til riktig kanal.",
        "Vi svarer ikke på enkeltsaker. Send saken til oss på skjemaet på nettsiden.",
        "Vi behandlar ikkje saker her. Vi seier kvar du skal sende saka.",
        "Vi driver ikke saksbehandling her. Ring oss, så hjelper vi deg.",
        "Vi har veiledningsplikt, selv om vi ikke behandler saker her.",
        "Vi tar ikke saken lett.",
        "Saken er ikke journalført.",
        "Vi behandler alle saker likt.",
        "Vi tar ikke imot søknader her. Bruk skjemaet på nettsiden.",
        "Vi drøftar ikkje enkeltsaker her. Skriv til post@testetaten.example.",
    ],
)
def test_a_way_on_is_enough(body):
    assert LintRule.GUIDANCE not in found(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Vi svarer innen to timer.", "to timer"),
        ("Du får svar innen 24 timer.", "24 timer"),
        ("Vi svarer innen tre arbeidsdager.", "tre arbeidsdager"),
        ("Vi svarer i løpet av 30 minutter.", "30 minutter"),
        ("Svartiden er 6 timer.", "6 timer"),
        ("Vi svarar innan to yrkedagar.", "to yrkedagar"),
        ("Du får svar innan seks timar.", "seks timar"),
        ("Vi har som mål å svare innen høyst fem virkedager.", "fem virkedager"),
    ],
)
def test_another_response_time_than_the_accounts_is_pointed_out(body, said):
    [finding] = rules.lint(body, PROMISED)
    assert (finding.rule, finding.detail) == (LintRule.RESPONSE_TIME, said)


@pytest.mark.parametrize(
    "body",
    [
        "Vi svarer innen fire arbeidstimer.",
        "Vi svarer innen én virkedag.",
        "Vi svarer innen 8 timer.",
        "Vi svarar innan éin yrkedag.",
        "Vi svarer på klager innen tre virkedager.",
        "Du får et fullt svar innen tre virkedager.",
        "Vi svarer ikke innen to timer om natten.",
        "Kontoen blir stengt innen to dager.",
        "Høringssvar må være inne innen tre dager.",
        "Vi svarer så fort vi kan.",
    ],
)
def test_the_accounts_own_response_time_is_left_alone(body):
    assert found(body) == set()


def test_without_accounts_no_response_time_is_wrong():
    assert found("Vi svarer innen to timer.", rules.Surroundings()) == set()


@pytest.mark.parametrize(
    "body",
    [
        "![](/bilder/torg.png)",
        "![bilde](/bilder/torg.png)",
        "![IMG_2041.jpg](/bilder/torg.png)",
        "![ ][torg]",
        "Tekst ![skjermbilete](/b.png) tekst",
        "![foto](/b.png)",
        "![img_0001.png](/b.png)",
    ],
)
def test_a_picture_without_words_is_pointed_out(body):
    assert found(body) == {LintRule.ALT_TEXT}


@pytest.mark.parametrize(
    "body",
    [
        "![Torget i regn](/bilder/torg.png)",
        "![Bilde av torget](/bilder/torg.png)",
        "Skriv `![](/bilder/torg.png)` for å sette inn et bilde.",
        "```\n![](/x.png)\n```",
        "![Ordføraren opnar torget](/b.png)",
        "[lenke](/b.png)",
    ],
)
def test_a_picture_with_words_is_left_alone(body):
    assert found(body) == set()


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("## Svare\n\n#### Om natten\n", ["Om natten"]),
        ("#### Dypt\n", ["Dypt"]),
        ("# A\n\n### B\n\n# C\n\n### D", ["B", "D"]),
        ("A\n===\n\n### B", ["B"]),
        ("### Først", ["Først"]),
        ("## A\n\n- punkt\n\n#### Etter lista", ["Etter lista"]),
    ],
)
def test_a_heading_that_jumps_is_pointed_out(body, headings):
    findings = rules.lint(body)
    assert [(f.rule, f.excerpt) for f in findings] == [
        (LintRule.HEADING_JUMP, heading) for heading in headings
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## A\n\n### B\n\n## C",
        "# A\n## B\n### C\n# D",
        "A\n=\n\nB\n-\n",
        "```\n#### x\n```",
        "Ingen overskrift.",
        "A\n---\n\n### B",
    ],
)
def test_headings_in_order_are_left_alone(body):
    assert found(body) == set()


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("Meld fra til NSM med en gang.", "NSM"),
        ("Vi følger DPIA-en.", "DPIA"),
        ("Dette gjøres iht. planen.", "iht"),
        ("Vi gjer det ift. planen.", "ift"),
        ("Følg ROS-analysen.", "ROS"),
        ("Sjå UU-krava.", "UU"),
        ("Vi gjer det mtp. tryggleiken.", "mtp"),
    ],
)
def test_an_abbreviation_that_nobody_explained_is_pointed_out(body, short):
    [finding] = rules.lint(body)
    assert (finding.rule, finding.detail) == (LintRule.ABBREVIATION, short)


@pytest.mark.parametrize(
    "body",
    [
        "Nasjonal sikkerhetsmyndighet (NSM) fraråder appen. NSM har en liste.",
        "NSM (Nasjonal sikkerhetsmyndighet) fraråder appen.",
        "Vi sender SMS i EU.",
        "Regel R3 gjelder.",
        "Se kapittel IV og LOV-2006-05-19-16.",
        "DETTE ER VIKTIG Å HUSKE",
        "Skriv `GDPR` her.",
    ],
)
def test_known_and_explained_abbreviations_are_left_alone(body):
    assert found(body) == set()


def test_an_abbreviation_may_be_explained_in_another_section():
    around = rules.surroundings(["Nasjonal sikkerhetsmyndighet (NSM).", "NSM sier nei."])
    assert found("NSM sier nei.", around) == set()


def test_the_agency_s_own_name_is_no_abbreviation():
    assert found("DFD svarer.", rules.surroundings([], names=["DFD Testetaten"])) == set()


def test_an_abbreviation_is_pointed_out_once():
    assert len(rules.lint("NSM sier nei. NSM sier ja.\n\nNSM igjen.")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Ring [fyll inn: kontaktpunkt].",
        "Svar innen {{ svartid }}.",
        "Skriv til [fyll inn].",
        "Ansvarleg er [namn].",
        "[Navn på leder] bestemmer.",
        "[todo] Skriv om klager.",
    ],
)
def test_what_is_still_to_be_filled_in_is_pointed_out(body):
    assert found(body) == {LintRule.BLANK}


@pytest.mark.parametrize(
    "body",
    [
        "Se [navn og adresse](https://testetaten.example/).",
        "En note.[^1]\n\n[^1]: Note.",
        "Skriv navnet ditt.",
        "- [ ] gjøremål",
        "Det står slik [sic] i teksten.",
        "Sjå [lova](https://lovdata.no/).",
    ],
)
def test_brackets_for_something_else_are_nothing_to_fill_in(body):
    assert found(body) == set()


def test_a_sentence_of_more_than_thirty_words_is_pointed_out_also_in_a_list():
    assert [f.rule for f in rules.lint(f"Kort.\n\n- {LONG}\n- {LONG}")] == [
        LintRule.LONG_SENTENCE
    ] * 2


@pytest.mark.parametrize(
    "body",
    [
        "Når " + "du skriver for oss " * 8 + "gjør du det.",
        "Når " + "du skriv for oss " * 8 + "gjer du det.",
        "> " + "ord " * 31 + "slutt.",
        "Kort. " + "Vi svarer og " * 11 + "hjelper.",
        "1. " + "Kvart punkt kan òg vere for langt når det held fram " * 4 + "slik.",
        "Den som skriver, " + "og den som leser, " * 8 + "er enige.",
    ],
)
def test_long_sentences_are_pointed_out_in_both_written_forms(body):
    assert found(body) == {LintRule.LONG_SENTENCE}


@pytest.mark.parametrize(
    "body",
    [
        "Ord " * 29 + "slutt.",
        "Vi svarer. " * 20,
        "Vi svarar kort! " * 9,
        "Kort?\n\n" * 40,
        "a\n\nb",
    ],
)
def test_sentences_of_thirty_words_or_fewer_are_left_alone(body):
    assert found(body) == set()


def test_neither_list_points_nor_table_cells_are_added_up():
    assert found("\n".join(f"- punkt nummer {number}" for number in range(40))) == set()
    assert found("| a b c d e f | g h i j k l |\n|---|---|\n" * 10) == set()


def test_a_clock_ends_no_sentence():
    assert text.split("Vi svarer fra kl. 9 til kl. 15. Se nr. 3.") == [
        "Vi svarer fra kl. 9 til kl. 15.",
        "Se nr. 3.",
    ]


def test_the_advice_explains_itself():
    assert all(str(rules.Finding(rule, "").explanation) for rule in LintRule)


def test_no_advice_is_left_out_however_much_there_is():
    pictures = "".join(f"![](/{number}.png)\n" for number in range(100))
    assert len(rules.lint(pictures)) == 100


def test_a_finding_is_known_by_its_words_and_not_by_its_spaces():
    one, same, other = (
        rules.Finding(LintRule.DELETION, words)
        for words in ("Vi sletter alt.", "Vi  sletter\nalt.", "Vi sletter mye.")
    )
    assert one.digest == same.digest != other.digest
    assert one.digest != rules.Finding(LintRule.GUIDANCE, one.excerpt).digest


@pytest.mark.parametrize("body", ["", "   ", "```", "|", "- ", "#", "[^1]:", "![", "**", "> "])
def test_scraps_of_markdown_hurt_nobody(body):
    assert isinstance(rules.lint(body), list)
