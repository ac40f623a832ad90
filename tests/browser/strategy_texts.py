"""What a new user writes in a strategy: a page each, by the labels they see.

A text fills a field, a list ticks boxes, a tuple chooses, and a dict is a row or a part of a page.
"""

from datetime import date
from typing import Any

from difi_sosial.core.clock import local_date, now

TODAY: date = local_date(now())
A_YEAR_ON = TODAY.replace(year=TODAY.year + 1, day=1)
SECTIONS: dict[str, dict[str, Any]] = {
    "Om strategien": {"Neste gjennomgang": str(A_YEAR_ON)},
    "Oppdrag og forankring": {
        "Oppdraget": "Direktøren ba i mars om en strategi for utlånet.",
        "Prinsipper": ["Åpenhet", "Aktiv"],
        "Hvem har dere hørt?": ["Arkivet", "Fagavdelingene"],
        "Innspillene": "Arkivet ville ha faste dager for journalføring, og det fikk de.",
    },
    "Situasjonen i dag": {
        "Kanalene i dag": "Én konto med 430 spørsmål i fjor. Halvparten ventet over to dager.",
        "Ressursene i dag": "To rådgivere bruker fem timer i uken hver.",
        "Nettidentitet": "Folk finner en glemt blogg fra 2019 før de finner oss.",
    },
    "Formål": {
        "Formål": ["Service og veiledning"],
        "Formålet med egne ord": "Folk får svar på spørsmål om utstyr der de allerede er.",
    },
    "Mål": {
        "Mål 1": {
            "Mål": "Vi svarer raskere.",
            "Indikator": "Andel spørsmål med svar innen fire arbeidstimer",
            "Enhet": "prosent",
            "I dag": "48,5",
            "Målt": str(TODAY),
            "Måltall": "90",
            "Frist": str(A_YEAR_ON),
            "Ansvarlig": "Kari Nordli",
        },
        "Mål 2": {
            "Mål": "Flere låner utstyret.",
            "Indikator": "",
            "Enhet": "utlån i året",
            "I dag": "1200",
            "Målt": str(TODAY),
            "Måltall": "1500",
            "Frist": str(A_YEAR_ON),
            "Ansvarlig": "Oddvar Hauge",
        },
    },
    "Målgrupper": {
        "Målgruppe 1": {
            "Målgruppe": "Realfagslærere",
            "Omtrent hvor mange": "omtrent 2 400",
            "Hvor er de": "I fagnettverk på nett, om kvelden.",
            "Behov for tilgang": ["Teksting og tegnspråk"],
            "Barn og unge": ("Bare voksne",),
        },
        "Målgruppe 2": {
            "Målgruppe": "Elever i videregående",
            "Er det sikkert?": ["Dette er en antakelse"],
            "Barn og unge": ("Også ungdom under 18 år",),
        },
    },
    "Budskap": {
        "Hovedbudskap": "Det er gratis å låne måleutstyr av oss.",
        "Talsperson": "Oddvar Hauge",
        "Budskap 1": {
            "Budskap": "Du får utstyret hjem til skolen.",
            "Målgruppe": ("Realfagslærere",),
        },
        "Feil 1": {
            "Det folk tror": "Bare universiteter kan låne.",
            "Det som er riktig": "Alle skoler kan låne.",
        },
    },
    "Fire måter": {
        "Formidle": {
            "Hvor mye?": ("Jevnlig",),
            "Hva viser at dere vil det?": "Ett innlegg i uken om utstyr som er ledig.",
        },
        "Lytte": {
            "Hvor mye?": ("Mest av alt",),
            "Hva viser at dere vil det?": "Vi leser fagnettverkene hver arbeidsdag.",
        },
        "Dele": {
            "Hvor mye?": ("Litt",),
            "Hva viser at dere vil det?": "Bruksanvisningene ligger åpent.",
        },
        "Delta": {"Hvor mye?": ("Brukes ikke",)},
    },
    "Kanalvalg": {
        "Kanaler vi vil vurdere": "Et åpent nettsamfunn for lærere.",
        "Kanaler vi ikke vil bruke": "Tjenester der folk må logge inn for å lese.",
    },
    "Forvaltningens særpreg": {
        "Personvern": "Vi ber aldri om personopplysninger. To administratorer på hver konto.",
        "Saksbehandling": "Vi behandler ikke søknader her, og viser folk til skjemaet.",
        "Privat og profesjonell": "Den som svarer for oss, skriver navnet sitt.",
        "Arkiv og journal": "Den som svarer, vurderer om innlegget skal journalføres.",
        "Forvaltningspolitiske": "Vi svarer åpent, kort og på begge målformer.",
    },
    "Ressurser": {
        "Timer i uken": "12,5",
        "Hvem gjør arbeidet": "Kari åtte timer og Åse fire og en halv.",
        "Hvem er vikar": "De er vikar for hverandre.",
    },
    "Roller og ansvar": {
        "Oppgave 1": {
            "Oppgave": "Svare på spørsmål",
            "Gjør den": "Rådgiverne",
            "Svarer for den": "Kommunikasjonssjefen",
            "Får vite om det": "Arkivet",
        },
    },
    "Krise": {
        "Beredskapsplanen": "Den ligger i kvalitetssystemet, del 4.",
        "Hvem overtar": "Beredskapsvakten, med kommunikasjonssjefen som vikar.",
    },
    "Språk": {
        "Andel bokmål": "70",
        "Andel nynorsk": "30",
        "Klarspråk": "En kollega leser før vi publiserer.",
    },
    "Risiko og tiltak": {
        "Risiko 1": {
            "Hva kan gå galt": "En konto blir kapret.",
            "Sannsynlighet": ("2 – lite sannsynlig",),
            "Konsekvens": ("4 – alvorlig",),
            "Tiltak": "Totrinnspålogging og en øvelse i året.",
            "Ansvarlig": "Jonas Berg",
        },
    },
    "Pilot": {
        "Hva som skal prøves": "To skoler prøver korte videoer.",
        "Piloten varer til": str(A_YEAR_ON),
        "Når piloten har lyktes": "Minst én av fem elever kjenner igjen en video.",
        "Når piloten blir stoppet": "Den tar over seks timer i uken.",
    },
    "Evaluering": {
        "Hva som skal måles": "Svartid hver måned, hentet fra portalen.",
        "Når og hvem": "Kari legger fram tallene i avdelingsmøtet i februar.",
        "Hva som får oss til å slutte": "Under ti spørsmål på et halvt år.",
    },
    "Godkjenning og publisering": {
        "Publisering": "På intranettet og på nettstedet. Kari legger den ut."
    },
}
# What a new user forgets, as the portal says it, and what they write when they are told.
FORGOTTEN = {
    "Fyll ut «indikator» i mål 2": "Antall utlån",
    "Skriv kunnskapskilde og år": "Lærerundersøkelsen",
}
