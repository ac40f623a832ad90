"""What a new user writes about a channel: a page each, by the labels they see."""

from base64 import b64decode
from datetime import timedelta
from typing import Any

from difi_sosial.core.clock import local_date, now

ABOUT: dict[str, Any] = {
    "Kanal": "Lærerforumet",
    "Kortnavn": "laererforumet",
    "Kategori": ("Diskusjonsforum",),
    "Leverandør": "Foreningen for realfagslærere",
    "Leverandørens land": "NO",
    "Lengste profiltekst": "400",
}
PROPOSAL = {
    "Hva vil vi bruke kanalen til?": "Svare lærere om måleutstyr, to ganger i uken.",
    "Hvor står den samme": "https://testetaten.example/maaleutstyr",
}


def _cell(level: str) -> dict[str, Any]:
    return {
        "Rekkevidde": (level,),
        "Hvor godt bruken passer": ("3 – Passer godt",),
        "Hvor godt budskapet passer": ("3 – Passer godt",),
        "Begrunnelse": "Mange av dem skriver der hver uke.",
        "Kilde": "Lærerundersøkelsen",
        "År": "2025",
    }


GROUPS = (
    *("Søkere av prøvetilskudd", "Kommuner med testområde", "Unge oppfinnere"),
    *("Samiske brukere", "Journalister og fagfolk"),
)
PARTS: dict[str, dict[str, Any]] = {
    "Målgruppene": {group: _cell("3 – Når de fleste") for group in GROUPS},
    "Bruk og dialog": {
        "Formidle": ("Av og til",),
        "Lytte": ("Jevnlig",),
        "Dele": ("Av og til",),
        "Delta": ("Hoveddelen",),
        "Kommentarer": ("Åpent for kommentarer",),
        "Direktemeldinger": ("Stengt",),
        "Begrunnelse for dialog": "Lærerne spør, og alle har nytte av svaret.",
    },
    "Alternativer": {
        "Hva har vi alt?": ["Eget nettsted", "Telefon eller servicesenter"],
        "Hvorfor er det ikke nok?": "Lærerne hjelper hverandre i forumet, og der er ikke vi.",
        "Hva skjer om vi ikke gjør noe?": "De gjetter, og låner feil utstyr.",
    },
    "Ressurser": {
        "Timer i uken til å publisere": "1",
        "Timer i uken til å følge med": "2",
        "Timer i uken til å svare": "2",
        "Administratorer": "Kari Nordli og Oddvar Hauge",
        "Vikar": "Åse Bjørnstad",
        "Kompetanse": "De kjenner utstyret og reglene for utlån.",
    },
    "Personvern": {
        "Hvem er behandlingsansvarlig?": ("Vi og leverandøren hver for oss",),
        "Opplysninger som behandles": ["Navn og brukernavn", "Ytringer og meninger"],
        "Behandlingsgrunnlag": ["Personvernforordningen artikkel 6 nr. 1 bokstav e"],
        "Hvorfor grunnlaget holder": "Vi veileder om ordningen vi forvalter.",
        "Overføring ut av EØS": ("Nei, de blir i EØS",),
        "Profilerer leverandøren": ("Nei",),
        "Kan barn være": ("Nei",),
        "Tiltak for personvernet": ["Direktemeldinger er stengt"],
        "Kan vi bruke kanalen lovlig?": "Ja.",
        "Bør vi bruke kanalen?": "Ja, forumet er åpent for alle.",
    },
    "Personvernkonsekvenser": {
        "Må konsekvensene vurderes?": ("Trengs ikke",),
        "Begrunnelse for terskelen": "Ingen av kriteriene er oppfylt.",
    },
    "Sikkerhet": {
        "Totrinnsinnlogging": ("Ja",),
        "Hver har sin egen innlogging": ("Ja",),
        "Kontoen er eid av virksomheten": ("Ja",),
        "Slik får vi kontoen tilbake": "Reservekoder i safe.",
        "Når noen slutter": "Oddvar fjerner tilgangen samme dag.",
    },
    "Universell utforming": {
        "Alternativ tekst på bilder": ("Ja",),
        "Teksting av video": ("Ja",),
        "Kontrast og lesbarhet": ("Ja",),
        "Samme innhold på eget nettsted": "https://testetaten.example/maaleutstyr",
    },
    "Arkivering": {
        "Arkivmetode": ("Manuelt, med skjermbilde og tekst",),
        "Hele samtaler kommer med": ("Ja",),
        "Hva vilkårene til leverandøren hindrer": "Ingenting.",
        "Ansvarlig for arkivering": "Sigrid Aasen",
    },
    "Reklame": {
        "Annonser": ("Vi kjøper ikke annonser",),
        "Valg og politisk innhold": "Vi svarer bare om utstyr.",
        "Slik modererer leverandøren": "Foreningen fjerner hets innen et døgn.",
    },
    "Risiko": {
        "Risiko 1": {
            "Hva kan": "Noen spør om sin egen søknad.",
            "Sannsynlighet": ("2 – Moderat",),
            "Konsekvens": ("2 – Moderat",),
            "Tiltak": "Vi viser til skjemaet og sletter ikke noe uten å ta vare på det.",
            "Ansvarlig": "Kari Nordli",
            "Sannsynlighet etter tiltak": ("1 – Liten",),
            "Konsekvens etter tiltak": ("1 – Liten",),
        },
    },
}
OPINION: dict[str, Any] = {
    "Hva rår du til?": ("Rår til på vilkår",),
    "Uttalelse": "Slå av direktemeldinger før dere åpner.",
}
DECISION: dict[str, Any] = {
    "Beslutning": ("Velg kanalen",),
    "Begrunnelse": "Lærerne spør der, og vi kan svare.",
    "Vilkår": "Direktemeldinger er slått av.",
}
CHECKLIST = "Avtalt i avdelingsmøtet, og skrevet i referatet."
ACCOUNT: dict[str, Any] = {
    "Kontonavn": "@testetaten_laan",
    "Visningsnavn": "Testetaten utlån",
    "Adresse": "https://laererforumet.example/testetaten",
    "Ansvarlig enhet": ("Kommunikasjonsavdelingen",),
    "Åpnet": "2026-01-05",
    "Hva kontoen brukes til": "spørsmål og svar om måleutstyr",
    "Bruk": ["Svare på spørsmål"],
    "Språk dere skriver på": ["Bokmål"],
    "Hvor ofte": ("Hver uke",),
    "Direktemeldinger": ("Er slått av eller leses ikke",),
    "Svartid (arbeidstimer)": "8",
}
HOURS: dict[str, Any] = {
    "Fra og med": ("Mandag",),
    "Til og med": ("Fredag",),
    "Fra kl.": "09:00",
    "Til kl.": "15:00",
}
TRIAL = {
    "Slik gjorde vi det": "Vi lagret en hel tråd som PDF.",
    "Eller: hvor ligger det?": "Sak 2026/14 i arkivsystemet",
}
PLAN: dict[str, Any] = {
    "Melding til følgerne på bokmål": "Vi slutter her. Spør oss på nettstedet.",
    "Melding til følgerne på nynorsk": "Vi sluttar her. Spør oss på nettstaden.",
    "Hit sender vi følgerne": "https://testetaten.example/maaleutstyr",
    "Kontonavnet": ("Behold navnet",),
}
LAST_DAY = {"Siste dag": str(local_date(now()) + timedelta(days=60))}
# The smallest picture that is one: what a person uploads as proof.
PICTURE = {
    "name": "profilen.png",
    "mimeType": "image/png",
    "buffer": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
        "gg=="
    ),
}
