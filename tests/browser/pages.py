"""Which pages there are to look at, on the example agency: a name, an address, and who looks."""

from collections.abc import Callable

from django.urls import reverse

from difi_sosial.channels.models import (
    Account,
    Channel,
    ClosingCriterion,
    Decision,
    LeaverAlarm,
    Pilot,
    ProfileSentence,
    ProfileText,
)
from difi_sosial.dialogue.enums import State as FollowUp
from difi_sosial.dialogue.models import BulkAct, Triage
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.guidelines.models import Asked, Campaign, GuidelineVersion, Thread
from difi_sosial.hearing.models import Hearing, Input
from difi_sosial.identity.models import Check, Finding, Impersonation, Measure
from difi_sosial.journal.models import (
    CaseFile,
    DocumentDescription,
    RegistryEntry,
    ScreeningBasis,
    Series,
)
from difi_sosial.law.models import LawRule
from difi_sosial.monitoring.models import Hold, ImportFile, Mention, Source, Watch
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Delegation, User
from difi_sosial.strategy.models import Strategy, StrategyVersion

Find = Callable[[], str | None]


def _by_pk(name: str, model: type, /, **conditions: object) -> Find:
    def find() -> str | None:
        found = model.objects.filter(**conditions).order_by("pk").first()
        return reverse(name, args=[found.pk]) if found else None

    return find


def _not_like() -> str | None:
    found = Mention.objects.filter(withheld_at=None).order_by("-posted_at").first()
    return reverse("monitoring:mention-exclude", args=[found.uuid]) if found else None


def _check_part(kind: str) -> Find:
    def find() -> str | None:
        check = Check.objects.filter(state="open").first()
        page = reverse("identity:part-show", args=[check.pk, kind]) if check else None
        return f"{page}?ord=Testetaten" if page else None

    return find


def _case_step(action: str) -> Find:
    def find() -> str | None:
        case = Impersonation.objects.filter(state="followed_up").first()
        return reverse("identity:case-step", args=[case.pk, action]) if case else None

    return find


def _section(state: str, section: str) -> Find:
    def find() -> str | None:
        version = StrategyVersion.objects.filter(state=state).order_by("pk").first()
        return reverse("strategy:section-edit", args=[version.pk, section]) if version else None

    return find


def _several() -> str | None:
    """Some mentions, sorted and not, that are to be left without an answer."""
    found = Mention.objects.order_by("-posted_at").values_list("uuid", flat=True)[:12]
    picked = "&".join(f"mention={uuid}" for uuid in found)
    return f"/omtaler/flere/?act=leave&{picked}" if picked else None


def _folded() -> str | None:
    copy = Mention.objects.exclude(head=None).order_by("-posted_at").first()
    return copy.head.get_absolute_url() if copy else None


def _joined() -> str | None:
    mention = Mention.objects.filter(head=None).order_by("-posted_at").first()
    return reverse("monitoring:mention-join", args=[mention.uuid]) if mention else None


def _unnamed() -> str | None:
    mention = Mention.objects.filter(status="new").order_by("pk").first()
    return reverse("monitoring:author-reveal", args=[mention.uuid]) if mention else None


def _erasable() -> str | None:
    mention = Mention.objects.filter(retention="ordinary").order_by("pk").first()
    return reverse("monitoring:mention-erase", args=[mention.uuid]) if mention else None


def _held_watch() -> str | None:
    return f"/overvaking/sperrer/ny/?watch={Watch.objects.earliest('pk').pk}"


def _hold() -> str | None:
    hold = Hold.objects.filter(lifted_at=None).order_by("pk").first()
    return hold.get_absolute_url() if hold else None


def _done_with_several() -> str | None:
    act = BulkAct.objects.order_by("pk").first()
    return reverse("dialogue:bulk-done", args=[act.key]) if act else None


def _compared() -> str | None:
    version = StrategyVersion.objects.filter(number__gt=1).order_by("pk").first()
    return reverse("strategy:version-compare", args=[version.pk]) if version else None


def _guideline(name: str, **conditions: object) -> Find:
    def find() -> str | None:
        found = GuidelineVersion.objects.select_related("guideline").filter(**conditions)
        version = found.order_by("-pk").first()
        if version is None:
            return None
        numbered = name not in ("guideline-show", "version-compare", "public-show", "public-both")
        args = [version.guideline.slug, *([version.number] if numbered else [])]
        return reverse(f"guidelines:{name}", args=args)

    return find


def _advice() -> Find:
    def find() -> str | None:
        for version in guidelines.versions().filter(approved_at=None).order_by("-pk"):
            for item in guidelines.advice(version):
                args = [version.guideline.slug, version.number, item.section.anchor]
                args += [item.finding.rule, item.finding.short]
                return reverse("guidelines:advice-dismiss", args=args)
        return None

    return find


def _campaign(name: str, **conditions: object) -> Find:
    """A campaign that runs (newest) or is over."""

    def find() -> str | None:
        found = Campaign.objects.filter(**conditions).order_by("-pk").first()
        return reverse(f"guidelines:{name}", args=[found.pk]) if found else None

    return find


def _excuse() -> str | None:
    """Somebody who is asked and has not confirmed."""
    asked = Asked.objects.filter(campaign__closed_at=None, receipt=None, person__is_active=True)
    found = asked.order_by("-campaign", "pk").first()
    args = [found.campaign_id, found.pk] if found else []
    return reverse("guidelines:campaign-excuse", args=args) if found else None


def _guideline_section(name: str) -> Find:
    """A section with comments, in a draft."""

    def find() -> str | None:
        thread = Thread.objects.filter(version__state="draft").exclude(quote="").order_by("pk")
        if (found := thread.select_related("version__guideline").first()) is None:
            return None
        version = found.version
        args = [version.guideline.slug, version.number, found.anchor]
        return reverse(f"guidelines:{name}", args=args)

    return find


def _channel(name: str, **conditions: object) -> Find:
    def find() -> str | None:
        channel = Channel.objects.filter(**conditions).order_by("pk").first()
        return reverse(f"channels:{name}", args=[channel.slug]) if channel else None

    return find


def _part(part: str) -> Find:
    def find() -> str | None:
        channel = Channel.objects.filter(assessment__isnull=False).order_by("pk").first()
        return reverse("channels:assessment-part", args=[channel.slug, part]) if channel else None

    return find


def _account(name: str, channel: str) -> Find:
    def find() -> str | None:
        account = Account.objects.filter(channel__slug=channel).order_by("pk").first()
        return reverse(f"channels:{name}", args=[account.pk]) if account else None

    return find


def _profile(name: str, **conditions: object) -> Find:
    return _by_pk(f"channels:profile-{name}", ProfileText, **conditions)


def _public_account(channel: str) -> Find:
    def find() -> str | None:
        account = Account.objects.filter(channel__slug=channel).order_by("pk").first()
        return reverse("register:account", args=[account.slug]) if account else None

    return find


def _mention(state: str, action: str = "", **conditions: object) -> Find:
    def find() -> str | None:
        found = Triage.objects.filter(state=state, **conditions).exclude(mention=None)
        triage = found.order_by("pk").last()
        if triage is None:
            return None
        name = "dialogue:mention-act" if action else "dialogue:mention-detail"
        return reverse(name, args=[triage.mention_uuid, *([action] if action else [])])

    return find


def _year() -> str | None:
    series = Series.objects.order_by("year").first()
    return reverse("journal:extract-prepare", args=[series.year]) if series else None


def _running_year() -> str | None:
    series = Series.objects.order_by("year").last()
    return reverse("journal:extract-prepare", args=[series.year]) if series else None


def _document() -> str | None:
    document = DocumentDescription.objects.filter(entry__state="registered").order_by("pk").first()
    return reverse("journal:document-redact", args=[document.pk]) if document else None


def _announced() -> str | None:
    decision = Decision.objects.filter(state="chosen").order_by("pk").first()
    return reverse("channels:decision-act", args=[decision.pk, "announce"]) if decision else None


def _extended() -> str | None:
    pilot = Pilot.objects.filter(state="running").order_by("pk").first()
    return reverse("channels:pilot-act", args=[pilot.pk, "extend"]) if pilot else None


PAGES: dict[str, tuple[str | Find, Role | None]] = {
    "oppgaver": ("/", Role.ADVISER),
    "oppgaver-leder": ("/", Role.MANAGER),
    "oppgaver-ombud": ("/", Role.DPO),
    "oppgaver-leser": ("/", Role.READER),
    "oppgaver-arkivar": ("/", Role.ARCHIVIST),
    "forstaa": ("/forstaa/hva/", Role.ADVISER),
    "frister": ("/frister/", Role.MANAGER),
    "sok": ("/sok/?q=testetaten", Role.ADVISER),
    "logg": ("/logg/", Role.ARCHIVIST),
    "personer": ("/personer/", Role.ADMINISTRATOR),
    "ny-person": ("/personer/ny/", Role.ADMINISTRATOR),
    "svartid": ("/omtaler/svartid/", Role.ADVISER),
    "letters": ("/personer/e-post/", Role.ADMINISTRATOR),
    "profile": ("/personer/meg/", Role.ADVISER),
    "person": (_by_pk("people:person-edit", User), Role.ADMINISTRATOR),
    "roller": ("/personer/roller/", Role.ADMINISTRATOR),
    "strategier": ("/strategi/", Role.ADVISER),
    "strategi": (
        _by_pk("strategy:version-detail", StrategyVersion, state="in_force"),
        Role.ADVISER,
    ),
    "strategi-kladd": (
        _by_pk("strategy:version-detail", StrategyVersion, state="draft"),
        Role.ADVISER,
    ),
    "strategi-del": (_section("draft", "formaal"), Role.ADVISER),
    "strategi-rader": (_section("draft", "maalgrupper"), Role.ADVISER),
    "strategi-maal": (_section("draft", "maal"), Role.ADVISER),
    "strategi-risiko": (_section("draft", "risiko"), Role.ADVISER),
    "strategi-budskap": (_section("draft", "budskap"), Role.ADVISER),
    "strategi-publisering": (_section("in_force", "publisering"), Role.ADVISER),
    "strategi-maaloppnaaelse": (
        _by_pk("strategy:goal-progress", Strategy, versions__state="in_force"),
        Role.ADVISER,
    ),
    "strategi-ny": ("/strategi/ny/", Role.ADVISER),
    "strategi-horing": (
        _by_pk("strategy:version-detail", StrategyVersion, state="hearing"),
        Role.HEAD,
    ),
    "strategi-kopier": (
        _by_pk("strategy:version-copy", StrategyVersion, state="in_force"),
        Role.ADVISER,
    ),
    "horinger": ("/horing/", Role.DPO),
    "horing": (_by_pk("hearing:hearing-detail", Hearing, state="open"), Role.ARCHIVIST),
    "horing-leder": (_by_pk("hearing:hearing-detail", Hearing, state="open"), Role.HEAD),
    "horing-avsluttet": (_by_pk("hearing:hearing-detail", Hearing, state="closed"), Role.READER),
    "horing-endre": (_by_pk("hearing:hearing-change", Hearing, state="open"), Role.HEAD),
    "horing-svar": (
        _by_pk("hearing:input-answer", Input, answered_at=None, hearing__state="open"),
        Role.HEAD,
    ),
    "horing-innspill": (
        _by_pk("hearing:input-change", Input, answered_at=None, hearing__state="open"),
        Role.DPO,
    ),
    "kanaler-liste": ("/kanaler/", Role.ADVISER),
    "kanaler": ("/kanaler/matrise/", Role.ADVISER),
    "kanal": (_channel("channel-detail", decisions__state="chosen"), Role.ADVISER),
    "kanal-vurdering": (_channel("assessment-edit", decisions__state="chosen"), Role.ADVISER),
    "kanal-vurdering-del": (_part("personvern"), Role.ADVISER),
    "kanal-vurdering-maalgrupper": (_part("maalgrupper"), Role.ADVISER),
    "kanal-vurdering-risiko": (_part("risiko"), Role.ADVISER),
    "kanal-uttalelse": (_channel("opinion-give", slug="tiktok"), Role.DPO),
    "kanal-forslag": (_channel("decision-propose", decisions=None), Role.ADVISER),
    "kanal-vedtak": (_by_pk("channels:decision-decide", Decision, state="to_decide"), Role.MANAGER),
    "kanal-nedlegges": (_channel("channel-detail", decisions__state="closing"), Role.ARCHIVIST),
    "kanal-proeve": (_channel("channel-detail", decisions__state="pilot"), Role.ADVISER),
    "kanal-hos-ombudet": (_channel("channel-detail", decisions__state="privacy"), Role.DPO),
    "kanal-avslaatt": (_channel("channel-detail", decisions__state="declined"), Role.READER),
    "kanal-klar": (_channel("readiness-show", decisions__state="chosen"), Role.HEAD),
    "kanaler-klar": ("/kanaler/klar/", Role.ADVISER),
    "kanal-arkivproeve": (_channel("archive-try", decisions__state="chosen"), Role.ADVISER),
    "kanal-aapning": (_by_pk("channels:opening-edit", Decision, state="chosen"), Role.ADVISER),
    "kanal-forslag-endre": (
        _by_pk("channels:decision-revise", Decision, state="privacy"),
        Role.ADVISER,
    ),
    "kriterium-ny": (_by_pk("channels:criterion-add", Decision, state="chosen"), Role.ADVISER),
    "kriterium-moett": (_by_pk("channels:criterion-met", ClosingCriterion), Role.ADVISER),
    "kriterium-fortsett": (_by_pk("channels:criterion-dismiss", ClosingCriterion), Role.HEAD),
    "nedlegging-plan": (_by_pk("channels:closing-plan", Decision, state="chosen"), Role.ADVISER),
    "nedlegging-arkiv": (
        _by_pk("channels:closing-capture", Decision, state="closing"),
        Role.ARCHIVIST,
    ),
    "proeve-plan": (_by_pk("channels:pilot-edit", Decision, state="privacy"), Role.ADVISER),
    "proeve-notat": (_by_pk("channels:pilot-note", Pilot), Role.ADVISER),
    "kontoer": ("/kanaler/kontoer/", Role.ADVISER),
    "konto": (_account("account-detail", "mastodon"), Role.HEAD),
    "konto-endre": (_account("account-edit", "mastodon"), Role.ADVISER),
    "konto-bekreft": (_account("account-confirm", "discourse"), Role.HEAD),
    "konto-administrator": (_account("administrator-add", "mastodon"), Role.ADVISER),
    "konto-tall": (_account("activity-add", "youtube"), Role.ADVISER),
    "konto-alarm": (_by_pk("channels:alarm-close", LeaverAlarm, closed_at=None), Role.HEAD),
    "profiltekster": (_account("profile-list", "mastodon"), Role.ADVISER),
    "profiltekst": (_profile("detail", state="generated"), Role.ADVISER),
    "profiltekst-avvik": (_profile("detail", state="deviation"), Role.ADVISER),
    "profiltekst-godkjenn": (_profile("detail", state="adapted"), Role.MANAGER),
    "profiltekst-tilpass": (_profile("adapt", state="generated"), Role.ADVISER),
    "profiltekst-publiser": (_profile("publish", state="approved"), Role.ADVISER),
    "profiltekst-kontroll": (_profile("control", state="published"), Role.ADVISER),
    "setninger": ("/kanaler/setninger/", Role.HEAD),
    "setning": (_by_pk("channels:sentence-edit", ProfileSentence), Role.HEAD),
    "register": ("/offentlig/kontoer/", None),
    "register-konto": (_public_account("mastodon"), None),
    "register-nedlagt": (_public_account("facebook"), None),
    "register-data": ("/offentlig/kontoer/om-data/", None),
    "retningslinjer-liste": ("/retningslinjer/", Role.ADVISER),
    "retningslinje": (_guideline("version-show", state="in_force"), Role.ADVISER),
    "retningslinje-kladd": (_guideline("version-show", state="draft"), Role.ADVISER),
    "retningslinje-oppbygging": (_guideline("version-parts", state="draft"), Role.ADVISER),
    "retningslinje-kommentarer": (_guideline("version-comments", state="draft"), Role.READER),
    "retningslinje-del": (_guideline_section("section-edit"), Role.ADVISER),
    "retningslinje-del-kommentarer": (_guideline_section("section-comments"), Role.READER),
    "retningslinjer": (_guideline("version-compare", number__gt=1, state="in_force"), Role.MANAGER),
    "retningslinje-aapen": (
        _guideline("public-show", state="in_force", guideline__is_public=True),
        None,
    ),
    "les-og-bekreft-liste": ("/les-og-bekreft/", Role.READER),
    "les-og-bekreft": (
        _campaign("receipt-confirm", closed_at=None, asked__person__email__startswith="sigrid@"),
        Role.ARCHIVIST,
    ),
    "les-og-bekreft-kvittering": (
        _campaign("receipt-confirm", closed_at=None, asked__person__email__startswith="lars@"),
        Role.READER,
    ),
    "bekreftelser": ("/les-og-bekreft/oversikt/", Role.ADVISER),
    "bekreftelser-leder": (_campaign("campaign-show", closed_at=None), Role.HEAD),
    "bekreftelser-ferdig": (_campaign("campaign-show", closed_at__isnull=False), Role.MANAGER),
    "bekreftelser-endre": (_campaign("campaign-change", closed_at=None), Role.ADVISER),
    "bekreftelser-fritak": (_excuse, Role.HEAD),
    "bekreftelser-avslutt": (_campaign("campaign-close", closed_at=None), Role.ADVISER),
    "omtaler": ("/omtaler/", Role.ADVISER),
    "omtaler-flere": (_several, Role.ADVISER),
    "omtaler-flere-gjort": (_done_with_several, Role.ADVISER),
    "omtaler-treff": ("/omtaler/?q=testetaten+OR+søk*&status=new", Role.ADVISER),
    "omtale-flere-steder": (_folded, Role.ADVISER),
    "omtale-sla-sammen": (_joined, Role.ADVISER),
    "lagrede-sok": ("/omtaler/sok/", Role.ADVISER),
    "lagre-sok": ("/omtaler/sok/nytt/?q=frist&status=new", Role.ADVISER),
    "last-ned-omtaler": ("/omtaler/fil/?period=30", Role.ADVISER),
    "lagringstider": ("/overvaking/lagring/", Role.ARCHIVIST),
    "lagringstid-endre": ("/overvaking/lagring/ordinary/", Role.ARCHIVIST),
    "sperrer": ("/overvaking/sperrer/", Role.DPO),
    "sperre": (_hold, Role.ARCHIVIST),
    "sperre-ny": (_held_watch, Role.ARCHIVIST),
    "slettelogg": ("/overvaking/slettelogg/", Role.DPO),
    "slett-omtale": (_erasable, Role.ARCHIVIST),
    "glemt-arbeid": ("/omtaler/glemt/", Role.HEAD),
    "vis-navnet": (_unnamed, Role.DPO),
    "rapport": ("/omtaler/rapport/", Role.ADVISER),
    "rapport-aar": ("/omtaler/rapport/?period=365", Role.MANAGER),
    "mine-omtaler": ("/omtaler/mine/", Role.ADVISER),
    "omtale": (_mention(FollowUp.ASSESSED), Role.ADVISER),
    "omtale-vurder": (_mention(FollowUp.ANSWERED, "assess"), Role.ADVISER),
    "omtale-svar": (_mention(FollowUp.ASSIGNED, "answer"), Role.HEAD),
    "overvaking": ("/overvaking/", Role.ADVISER),
    "overvaking-side": (_by_pk("monitoring:watch-detail", Watch), Role.DPO),
    "overvaking-endre": (_by_pk("monitoring:watch-edit", Watch), Role.ADVISER),
    "kilder": ("/overvaking/kilder/", Role.ADVISER),
    "varsler": ("/overvaking/varsler/", Role.ADVISER),
    "sokeord": ("/overvaking/sokeord/", Role.DPO),
    "sett": ("/overvaking/sett/", Role.ADVISER),
    "sett-ord": ("/overvaking/sett/ord/ny/", Role.ADVISER),
    "sett-kilder": ("/overvaking/sett/kilder/ny/", Role.ADVISER),
    "ikke-slik": (_not_like, Role.ADVISER),
    "kilde": (_by_pk("monitoring:source-detail", Source), Role.ADVISER),
    "kilde-ny": ("/overvaking/kilder/ny/", Role.ADVISER),
    "fil-inn": (_by_pk("monitoring:import-upload", Source, connector="files"), Role.ADVISER),
    "fil-kolonner": (
        _by_pk("monitoring:import-columns", ImportFile, taken_at=None),
        Role.ADVISER,
    ),
    "koblinger": ("/overvaking/koblinger/", Role.ADVISER),
    "kobling": ("/overvaking/koblinger/youtube/", Role.ADVISER),
    "nettidentitet": ("/nettidentitet/", Role.ADVISER),
    "nettidentitet-kart": ("/nettidentitet/kart/", Role.ADVISER),
    "nettidentitet-sjekk": (_by_pk("identity:check-detail", Check, state="open"), Role.ADVISER),
    "nettidentitet-sjekk-ferdig": (
        _by_pk("identity:check-detail", Check, state="noted"),
        Role.MANAGER,
    ),
    "nettidentitet-post": (_check_part("d"), Role.ADVISER),
    "nettidentitet-funn": (
        _by_pk("identity:finding-detail", Finding, url__endswith="_svar"),
        Role.ADVISER,
    ),
    "nettidentitet-bevis-sperr": (
        _by_pk("portal:evidence-hold", Finding, kind="d"),
        Role.ARCHIVIST,
    ),
    "nettidentitet-endre": (
        _by_pk("identity:finding-edit", Finding, stance="opponent"),
        Role.ADVISER,
    ),
    "nettidentitet-etterligning": (
        _by_pk("identity:case-detail", Impersonation, state="followed_up"),
        Role.HEAD,
    ),
    "nettidentitet-varsle": (_case_step("tell"), Role.HEAD),
    "nettidentitet-tiltak": ("/nettidentitet/tiltak/", Role.ADVISER),
    "nettidentitet-ett-tiltak": (_by_pk("identity:measure-detail", Measure), Role.ADVISER),
    "nettidentitet-kontoer": ("/nettidentitet/kontoer/", Role.ADVISER),
    "nettidentitet-etterligninger": ("/nettidentitet/etterligning/", Role.ADVISER),
    "nettidentitet-ny-sjekk": ("/nettidentitet/sjekk/ny/", Role.HEAD),
    "nettidentitet-plan": ("/nettidentitet/plan/yearly/", Role.HEAD),
    "nettidentitet-rapport": ("/nettidentitet/rapport/", Role.MANAGER),
    "journal": ("/journal/", Role.ARCHIVIST),
    "journalpost": (_by_pk("journal:entry-detail", RegistryEntry), Role.ARCHIVIST),
    "journalpost-skjermet": (
        _by_pk("journal:entry-detail", RegistryEntry, screening__isnull=False),
        Role.ADVISER,
    ),
    "journalpost-ny": ("/journal/poster/ny/", Role.ARCHIVIST),
    "saker": ("/journal/saker/", Role.ARCHIVIST),
    "sak": (_by_pk("journal:case-detail", CaseFile), Role.ARCHIVIST),
    "hjemler": ("/journal/hjemler/", Role.ARCHIVIST),
    "uttrekk": ("/journal/uttrekk/", Role.ARCHIVIST),
    "uttrekk-aar": (_year, Role.ARCHIVIST),
    "regelverk": ("/regelverk/", Role.HEAD),
    "regelverk-ny": ("/regelverk/ny/", Role.HEAD),
    "regel": (_by_pk("law:law-detail", LawRule, valid_to=None), Role.HEAD),
    "regel-rediger": (_by_pk("law:law-edit", LawRule), Role.HEAD),
    "regel-dag": (_by_pk("law:law-end", LawRule, valid_to=None), Role.HEAD),
    "forstaa-liste": ("/forstaa/", Role.ADVISER),
    "strategi-dokument": (
        _by_pk("strategy:version-document", StrategyVersion, state="in_force"),
        Role.MANAGER,
    ),
    "strategi-sammenlign": (_compared, Role.ADVISER),
    "kanal-ny": ("/kanaler/ny/", Role.HEAD),
    "kanal-rediger": (_channel("channel-edit", decisions__state="chosen"), Role.HEAD),
    "kanal-legg-ned": (_announced, Role.MANAGER),
    "proeve-forleng": (_extended, Role.MANAGER),
    "konto-ny": ("/kanaler/kontoer/ny/", Role.ADVISER),
    "retningslinje-raad": (_guideline("version-advice", state="submitted"), Role.ADVISER),
    "retningslinje-raad-vurderes": (_advice(), Role.ADVISER),
    "husregler-rader": (_guideline("house-rules-edit", state="draft"), Role.ADVISER),
    "klausuler": ("/retningslinjer/klausuler/", Role.READER),
    "tre-roller": ("/tre-roller/", Role.READER),
    "husregler": ("/offentlig/husregler/", None),
    "retningslinje-begge": (
        _guideline(
            "public-both", state="in_force", guideline__translation__versions__state="in_force"
        ),
        None,
    ),
    "retningslinje-ny": ("/retningslinjer/ny/", Role.ADVISER),
    "retningslinje-samlet": (_guideline("guideline-show", state="in_force"), Role.ADVISER),
    "retningslinje-sendt": (_guideline("version-show", state="submitted"), Role.MANAGER),
    "retningslinje-godkjenn": (_guideline("version-approve", state="submitted"), Role.MANAGER),
    "retningslinje-returner": (_guideline("version-return", state="submitted"), Role.MANAGER),
    "retningslinje-godkjenningsvei": ("/retningslinjer/godkjenningsvei/", Role.HEAD),
    "retningslinje-horing": (_guideline("version-hearing", state="draft"), Role.ADVISER),
    "retningslinje-erstattet": (
        _guideline("public-version", state="superseded", guideline__is_public=True),
        None,
    ),
    "stedfortreder": ("/personer/meg/stedfortreder/", Role.MANAGER),
    "stedfortreder-ny": ("/personer/stedfortredere/ny/", Role.ADMINISTRATOR),
    "stedfortredere": ("/personer/stedfortredere/", Role.ADMINISTRATOR),
    "stedfortreder-myndighet": (
        _by_pk("people:delegation-show", Delegation, closed_at=None),
        Role.ADMINISTRATOR,
    ),
    "overvaking-ny": ("/overvaking/ny/", Role.ADVISER),
    "kilde-ny-strom": ("/overvaking/kilder/ny/feeds/", Role.ADVISER),
    "kilde-endre": (_by_pk("monitoring:source-edit", Source), Role.ADVISER),
    "omtaler-tomt": ("/omtaler/?q=finnesikkenoensteder", Role.ADVISER),
    "nettidentitet-ny": ("/nettidentitet/ny/", Role.ADVISER),
    "journalpost-endre": (
        _by_pk("journal:entry-edit", RegistryEntry, state="registered"),
        Role.ARCHIVIST,
    ),
    "journalpost-skjerm": (
        _by_pk("journal:entry-screen", RegistryEntry, state="registered"),
        Role.ARCHIVIST,
    ),
    "journalpost-avskriv": (
        _by_pk(
            "journal:entry-sign-off",
            RegistryEntry,
            kind="I",
            sign_off=None,
            state__in=["registered", "journaled"],
        ),
        Role.ARCHIVIST,
    ),
    "dokument-sladd": (_document, Role.ARCHIVIST),
    "sak-endre": (_by_pk("journal:case-edit", CaseFile, state="open"), Role.ARCHIVIST),
    "sak-skjerm": (_by_pk("journal:case-screen", CaseFile, state="open"), Role.ARCHIVIST),
    "hjemmel-avslutt": (_by_pk("journal:basis-end", ScreeningBasis), Role.ARCHIVIST),
    "aar-avslutt": (_running_year, Role.ARCHIVIST),
    "aapne-sider": ("/offentlig/", None),
    "personvern": ("/personvern/", None),
    "logg-inn": ("/konto/login/", None),
    "glemt-passord": ("/konto/password/reset/", None),
    "to-trinn": ("/konto/2fa/", Role.MANAGER),
    "innlogginger": ("/konto/sessions/", Role.MANAGER),
    "bytt-passord": ("/konto/password/change/", Role.MANAGER),
}
# Opened with scripts turned off: each layout, and the pages that scripts do most on.
WITHOUT_SCRIPT = (
    *("oppgaver", "strategi-del", "strategi-rader", "kanal-vurdering-del", "kanaler"),
    *("retningslinje-del", "retningslinje-aapen", "les-og-bekreft-kvittering", "register"),
    *("omtaler", "omtaler-flere", "omtale-svar", "overvaking-endre", "kilde-ny"),
    *("aapne-sider", "logg-inn"),
)
# The pictures in the README; a test of the house holds the two lists together.
PICTURES = (
    "oppgaver",
    "strategi",
    "kanaler",
    "retningslinjer",
    "omtaler",
    "omtale",
    "kilder",
    "journal",
)
# What a test of its own looks at: the example agency has nothing in that state.
LOOKED_AT_ELSEWHERE = {
    *("strategy:version-approve", "strategy:version-return", "strategy:version-hearing"),
    *("guidelines:version-edit", "guidelines:version-details", "guidelines:version-keep"),
    *("guidelines:section-remove", "guidelines:thread-answer"),
    "guidelines:campaign-start",
    "journal:extract-detail",
    # The same form as where it is made anew.
    *("monitoring:term-set-edit", "monitoring:source-set-edit"),
}
# Buttons: they take a POST, do one thing and lead to a page.
ONLY_ACTS = {
    *("monitoring:mention-split", "monitoring:fold-undo", "monitoring:deletion-verify"),
    "channels:administrator-remove",
    "channels:profile-act",
    *("portal:scheme-set", "portal:language-set"),
    *("monitoring:watch-activate", "monitoring:source-pause"),
    *("monitoring:source-resume", "monitoring:source-hurry"),
    *("guidelines:version-start", "guidelines:version-act"),
    *("guidelines:version-look", "guidelines:approval-link"),
    *("guidelines:section-add", "guidelines:section-move", "guidelines:thread-act"),
    *("guidelines:section-autosave", "guidelines:section-take-over"),
    "guidelines:version-autosave",
    *("guidelines:receipt-ask", "guidelines:reader-answer"),
    "channels:criterion-remove",
    *("strategy:version-act", "strategy:version-create", "strategy:section-autosave"),
    "hearing:hearing-no-remarks",
    *("journal:entry-act", "journal:case-act", "journal:document-retry"),
    *("journal:extract-start", "journal:period-close"),
    "dialogue:bulk-undo",
    "people:keys-choose",
    *("monitoring:search-delete", "monitoring:search-restore"),
    "people:calendar-close",
    "people:calendar-open",
    "people:delegation-end",
    "people:letter-send-again",
    *("identity:finding-see", "identity:finding-act", "identity:link-add", "identity:link-remove"),
    *("identity:evidence-add", "identity:evidence-fetch", "identity:measure-add"),
    *("identity:account-match", "identity:account-decline", "identity:case-open"),
    *("identity:check-act", "identity:check-assign", "monitoring:watch-try"),
    "people:person-activate",
}
# What is fetched and not looked at in a browser.
FILES = {
    *("identity:report-pdf", "identity:report-export", "identity:finding-export"),
    *("identity:evidence-show", "monitoring:term-export"),
    *("monitoring:warc-download", "monitoring:deletion-export"),
    "channels:proof-show",
    "register:accounts-json",
    "register:accounts-schema",
    *("portal:health-live", "portal:health-ready", "monitoring:capture-download"),
    *("portal:calendar-feed", "monitoring:search-open", "dialogue:report-pdf"),
    *("guidelines:clause-insert", "guidelines:fact-settle"),
    *("guidelines:advice-restore", "guidelines:changes-feed"),
    "guidelines:campaign-export",
    *("guidelines:public-pdf", "strategy:version-pdf", "strategy:version-text"),
    *("journal:file-fetch", "journal:extract-fetch"),
}
