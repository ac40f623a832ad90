"""The closed list of events. A service that records anything else fails."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Event(TextChoices):
    """One line per thing that can happen, grouped by app."""

    # people
    USER_INVITED = "user-invited", _("Person lagt til")
    USER_CHANGED = "user-changed", _("Person endret")
    USER_DEACTIVATED = "user-deactivated", _("Person sperret")
    USER_REACTIVATED = "user-reactivated", _("Person åpnet igjen")
    ROLE_GRANTED = "role-granted", _("Rolle gitt")
    ROLE_REVOKED = "role-revoked", _("Rolle fratatt")
    SIGNED_IN = "signed-in", _("Logget inn")
    LETTER_SENT_AGAIN = "letter-sent-again", _("Brev sendt på nytt")
    CALENDAR_OPENED = "calendar-opened", _("Kalenderadresse laget")
    CALENDAR_CLOSED = "calendar-closed", _("Kalenderadresse stengt")
    # law
    LAW_ADDED = "law-added", _("Regel lagt til")
    LAW_STARTED = "law-started", _("Regel satt i kraft")
    LAW_ENDED = "law-ended", _("Regel avsluttet")
    LAW_CORRECTED = "law-corrected", _("Omtale av regel rettet")
    # journal
    ENTRY_REGISTERED = "entry-registered", _("Journalpost registrert")
    ENTRY_CHANGED = "entry-changed", _("Journalpost endret")
    ENTRY_SCREENED = "entry-screened", _("Journalpost skjermet")
    ENTRY_JOURNALED = "entry-journaled", _("Journalført")
    ENTRY_SIGNED_OFF = "entry-signed-off", _("Journalpost avskrevet")
    ENTRY_ARCHIVED = "entry-archived", _("Journalpost arkivert")
    ENTRY_CANCELLED = "entry-cancelled", _("Journalpost satt til utgår")
    CASE_OPENED = "case-opened", _("Sak opprettet")
    CASE_CHANGED = "case-changed", _("Sak endret")
    CASE_CLOSED = "case-closed", _("Sak avsluttet")
    BASIS_CHANGED = "basis-changed", _("Skjermingshjemmel endret")
    SERIES_OPENED = "series-opened", _("Arkivdel åpnet")
    SERIES_CLOSED = "series-closed", _("Arkivdel avsluttet")
    DOCUMENT_RENDERED = "document-rendered", _("Dokument gjort om til PDF/A")
    EXTRACTION_STARTED = "extraction-started", _("Arkivuttrekk bestilt")
    EXTRACTION_MADE = "extraction-made", _("Arkivuttrekk laget")
    EXTRACTION_FETCHED = "extraction-fetched", _("Arkivuttrekk lastet ned")
    # strategy
    STRATEGY_CREATED = "strategy-created", _("Strategi opprettet")
    STRATEGY_EDITED = "strategy-edited", _("Strategi endret")
    STRATEGY_SUBMITTED = "strategy-submitted", _("Strategi sendt til godkjenning")
    STRATEGY_APPROVED = "strategy-approved", _("Strategi godkjent")
    STRATEGY_RETURNED = "strategy-returned", _("Strategi returnert")
    STRATEGY_REOPENED = "strategy-reopened", _("Strategi tatt opp igjen som kladd")
    STRATEGY_IN_FORCE = "strategy-in-force", _("Strategi satt i kraft")
    STRATEGY_SUPERSEDED = "strategy-superseded", _("Strategi erstattet av ny versjon")
    STRATEGY_WITHDRAWN = "strategy-withdrawn", _("Strategi trukket tilbake")
    GOAL_MEASURED = "goal-measured", _("Mål målt")
    # channels
    CHANNEL_CHANGED = "channel-changed", _("Kanal i katalogen endret")
    ASSESSMENT_SAVED = "assessment-saved", _("Kanalvurdering lagret")
    OPINION_GIVEN = "opinion-given", _("Personvernombudet uttalte seg")
    CHANNEL_PROPOSED = "channel-proposed", _("Kanal foreslått")
    CHANNEL_CHOSEN = "channel-chosen", _("Kanal valgt")
    CHANNEL_DECLINED = "channel-declined", _("Kanal avslått")
    CHANNEL_CLOSED = "channel-closed", _("Kanal lagt ned")
    ACCOUNT_CHANGED = "account-changed", _("Konto endret")
    # guidelines
    GUIDELINE_CREATED = "guideline-created", _("Retningslinje opprettet")
    GUIDELINE_EDITED = "guideline-edited", _("Retningslinje endret")
    GUIDELINE_WRITING_TAKEN = "guideline-writing-taken", _("Skriving i retningslinje overtatt")
    GUIDELINE_COMMENTED = "guideline-commented", _("Retningslinje kommentert")
    GUIDELINE_ANSWERED = "guideline-answered", _("Kommentar til retningslinje besvart")
    GUIDELINE_COMMENT_CLOSED = "guideline-comment-closed", _("Kommentar til retningslinje løst")
    GUIDELINE_COMMENT_OPENED = (
        "guideline-comment-opened",
        _("Kommentar til retningslinje åpnet igjen"),
    )
    GUIDELINE_ADVICE_DISMISSED = "guideline-advice-dismissed", _("Råd om teksten er vurdert")
    GUIDELINE_ADVICE_RESTORED = "guideline-advice-restored", _("Råd om teksten er tatt opp igjen")
    GUIDELINE_SUBMITTED = "guideline-submitted", _("Retningslinje sendt til godkjenning")
    GUIDELINE_APPROVED = "guideline-approved", _("Retningslinje godkjent")
    GUIDELINE_RETURNED = "guideline-returned", _("Retningslinje returnert")
    GUIDELINE_REOPENED = "guideline-reopened", _("Retningslinje tatt opp igjen som kladd")
    GUIDELINE_IN_FORCE = "guideline-in-force", _("Retningslinje satt i kraft")
    GUIDELINE_SUPERSEDED = "guideline-superseded", _("Retningslinje erstattet av ny versjon")
    GUIDELINE_WITHDRAWN = "guideline-withdrawn", _("Retningslinje trukket tilbake")
    GUIDELINE_REVIEW_OPENED = "guideline-review-opened", _("Årlig gjennomgang åpnet")
    # monitoring
    WATCH_CREATED = "watch-created", _("Overvåking opprettet")
    WATCH_CHANGED = "watch-changed", _("Overvåking endret")
    WATCH_PAUSED = "watch-paused", _("Overvåking satt på pause")
    WATCH_RESUMED = "watch-resumed", _("Overvåking startet igjen")
    SOURCE_CREATED = "source-created", _("Kilde opprettet")
    SOURCE_CHANGED = "source-changed", _("Kilde endret")
    SOURCE_PAUSED = "source-paused", _("Kilde satt på pause")
    SOURCE_RESUMED = "source-resumed", _("Kilde startet igjen")
    MENTIONS_FORGOTTEN = "mentions-forgotten", _("Omtaler slettet etter frist")
    IDENTITY_ITEM_CHANGED = "identity-item-changed", _("Funn i nettidentiteten endret")
    CAPTURE_FETCHED = "capture-fetched", _("Originalt svar lastet ned")
    # dialogue
    MENTION_TRIAGED = "mention-triaged", _("Omtale sortert")
    MENTION_ASSIGNED = "mention-assigned", _("Omtale tildelt")
    MENTION_ANSWERED = "mention-answered", _("Omtale besvart")
    MENTION_REFERRED = "mention-referred", _("Omtale sendt til fagavdeling")
    MENTION_NO_ANSWER = "mention-no-answer", _("Omtale krever ikke svar")
    MENTION_ASSESSED = "mention-assessed", _("Omtale journalvurdert")
    MENTION_CLOSED = "mention-closed", _("Omtale lukket")
    MENTION_REOPENED = "mention-reopened", _("Omtale åpnet igjen")
    # portal
    GUIDANCE_READ = "guidance-read", _("Veiledning lest")
