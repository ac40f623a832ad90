"""Which form, which words and which example belong to a section."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.forms import how, why
from difi_sosial.strategy.forms.base import SectionForm

SECTION_FORMS: dict[Section, type[SectionForm]] = {
    Section.ABOUT: why.AboutForm,
    Section.MANDATE: why.MandateForm,
    Section.SITUATION: why.SituationForm,
    Section.PURPOSES: why.PurposesForm,
    Section.GOALS: why.GoalsForm,
    Section.TARGET_GROUPS: why.TargetGroupsForm,
    Section.MESSAGES: why.MessagesForm,
    Section.USES: how.UsesForm,
    Section.CHANNELS: how.ChannelsForm,
    Section.SPECIAL: how.SpecialForm,
    Section.RESOURCES: how.ResourcesForm,
    Section.DUTIES: how.DutiesForm,
    Section.CRISIS: how.CrisisForm,
    Section.LANGUAGE: how.LanguageForm,
    Section.RISKS: how.RisksForm,
    Section.PILOT: how.PilotForm,
    Section.EVALUATION: how.EvaluationForm,
    Section.PUBLICATION: how.PublicationForm,
}
SECTION_HELP: dict[Section, Promise] = {
    Section.ABOUT: _(
        "Navn, eier og tid. Tittel, enhet og ansvarlig hører til strategien, og blir like i alle "
        "versjoner."
    ),
    Section.MANDATE: _(
        "Hvem har bestilt strategien, hva bygger den på, og hvem har fått si sin mening?"
    ),
    Section.SITUATION: _("Hvor står dere i dag? Uten det vet dere ikke om noe blir bedre."),
    Section.PURPOSES: _("Hva vil dere oppnå med å være i sosiale medier?"),
    Section.GOALS: _(
        "Hvordan ser dere at formålet er nådd? Hvert mål trenger noe å måle, et tall i dag, et "
        "tall dere vil nå, en frist og én ansvarlig."
    ),
    Section.TARGET_GROUPS: _(
        "Hvem vil dere nå, og hvordan vet dere hvor de er? Skriv kilde og år, eller merk at det er "
        "en antakelse."
    ),
    Section.MESSAGES: _(
        "Hva vil dere si, hva vil dere si til hver målgruppe, og hvilke feil må dere rette?"
    ),
    Section.USES: _("Sosiale medier kan brukes på fire måter. Velg hvor mye dere vil av hver."),
    Section.CHANNELS: _(
        "Kanalene kommer etter formål og målgrupper. Skriv planen her, og vedta hver kanal for seg "
        "når strategien gjelder."
    ),
    Section.SPECIAL: _(
        "Forvaltningen har plikter som andre ikke har. Svar på alle de fem spørsmålene."
    ),
    Section.RESOURCES: _("Et initiativ forplikter. Hvem følger opp, og hvor mye tid har de?"),
    Section.DUTIES: _(
        "Skriv de faste oppgavene, og hvem som har hvilken del. Én svarer alltid for hver oppgave."
    ),
    Section.CRISIS: _("Når det haster, må alle vite hvem som bestemmer."),
    Section.LANGUAGE: _("Hvilke språk skal folk møte, og hvor klart skal dere skrive?"),
    Section.RISKS: _(
        "Hva kan gå galt, hvor sannsynlig er det, hvor ille blir det, og hva gjør dere med det?"
    ),
    Section.PILOT: _("Er dere usikre, så prøv i det små først, med en sluttdato."),
    Section.EVALUATION: _("Hvordan finner dere ut om det virker, og hva får dere til å slutte?"),
    Section.PUBLICATION: _(
        "Godkjenning, journalføring og sjekksum kommer av seg selv. Dere bestemmer hvor strategien "
        "blir publisert."
    ),
}
# The rules that bind what is written in a section, by their keys in the list of rules.
SECTION_LAW: dict[Section, tuple[str, ...]] = {
    Section.TARGET_GROUPS: ("age-limit", "consent-age", "universal-design"),
    Section.CHANNELS: ("nsm-tiktok-telegram", "universal-design"),
    Section.SPECIAL: (
        *("secrecy", "guidance-duty", "archive-duty", "journal-duty"),
        *("dpia", "freedom-of-expression"),
    ),
    Section.RESOURCES: ("mark-advertising", "political-advertising"),
    Section.CRISIS: ("crisis-plan",),
    Section.LANGUAGE: ("language-share", "plain-language"),
    Section.RISKS: ("information-security",),
}
# One good answer, so that nobody has to guess what is wanted. All of it is made up.
SECTION_EXAMPLES: dict[Section, Promise] = {
    Section.MANDATE: _(
        "Direktøren ba 3. mars om en strategi som gjelder i tre år. Den skal hjelpe oss å nå målet "
        "om at åtte av ti brukere får svar første gang de spør. Arkivet ville ha faste dager for "
        "journalføring, og det fikk de."
    ),
    Section.SITUATION: _(
        "Vi har to kontoer. Den ene fikk 430 spørsmål i fjor, og halvparten fikk svar etter mer "
        "enn to dager. Den andre har ingen brukt på et år."
    ),
    Section.PURPOSES: _(
        "Folk skal få svar der de spør, og vi skal oppdage feil på nettstedet før de blir mange."
    ),
    Section.GOALS: _(
        "Vi svarer raskere. Indikator: andel spørsmål med svar innen fire arbeidstimer. I dag 48 "
        "prosent, målt 31. desember. Måltall 90 prosent innen 31. desember neste år. Ansvarlig: "
        "lederen for servicesenteret."
    ),
    Section.TARGET_GROUPS: _(
        "Førstegangssøkere, omtrent 2 400 i året. Kilde: brukerundersøkelsen, 2025. De leser på "
        "mobil om kvelden, og mange vil ha ekstra enkelt språk."
    ),
    Section.MESSAGES: _(
        "Til førstegangssøkere: Du kan søke hele året, og de fleste får svar innen åtte uker. Feil "
        "som går igjen: mange tror at fristen er 1. mars. Det riktige er at det ikke er noen frist."
    ),
    Section.USES: _(
        "Lytte: mest av alt. To rådgivere leser det som blir skrevet om fagområdene våre, hver "
        "arbeidsdag kl. 9 og kl. 14."
    ),
    Section.CHANNELS: _(
        "Vi vil vurdere et åpent nettsamfunn til spørsmål og én videokanal til ungdom. Vi vil ikke "
        "bruke tjenester som krever at folk logger inn for å lese."
    ),
    Section.SPECIAL: _(
        "Saksbehandling: Vi behandler ikke saker i sosiale medier. Den som tar opp sin egen sak, "
        "får vite hvor den skal sendes, og vi ber aldri om flere opplysninger i tråden."
    ),
    Section.RESOURCES: _(
        "22,5 timer i uken: 12 for Kari, 8 for Åse og 2,5 for lederen. De to første er vikar for "
        "hverandre."
    ),
    Section.DUTIES: _(
        "Svare på spørsmål. Gjør den: rådgiverne. Svarer for den: kommunikasjonssjefen. Blir spurt "
        "først: fagavdelingen. Får vite om det: arkivet."
    ),
    Section.CRISIS: _(
        "Beredskapsvakten kan stanse alle planlagte innlegg og overta kontoene. Vikaren er "
        "kommunikasjonssjefen. Vi sier noe nytt hver hele time, også når det ikke er noe nytt."
    ),
    Section.LANGUAGE: _(
        "70 prosent bokmål og 30 prosent nynorsk. Den som skriver på nynorsk eller nordsamisk, får "
        "svar på det samme språket."
    ),
    Section.RISKS: _(
        "En konto blir kapret. Sannsynlighet 2, konsekvens 4. Tiltak: totrinnspålogging, to "
        "administratorer og en øvelse i året. Ansvarlig: sikkerhetslederen."
    ),
    Section.PILOT: _(
        "Vi tror at korte videoer når elever. To skoler prøver til 1. juni. Vi fortsetter hvis "
        "minst én av fem elever kjenner igjen en video, og stopper hvis det tar over seks timer i "
        "uken."
    ),
    Section.EVALUATION: _(
        "Svartid og språk hver måned, hele strategien i februar. En kanal som ikke når målgruppen "
        "etter et halvt år, blir foreslått lagt ned."
    ),
}
