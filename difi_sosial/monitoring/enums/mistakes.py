"""What is wrong with a search expression, in words."""

from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.expressions import Mistake

# What is wrong with a search expression, and what to do; the place is shown beside.
MISTAKES = {
    Mistake.EMPTY: _("Skriv minst ett søkeord."),
    Mistake.OPEN_QUOTE: _("Anførselstegnet mangler makker. Sett ett på hver side av uttrykket."),
    Mistake.OPEN_BRACKET: _("Parentesen blir aldri lukket. Sett inn en sluttparentes."),
    Mistake.CLOSING_BRACKET: _("Sluttparentesen har ingen startparentes. Ta den bort."),
    Mistake.EMPTY_BRACKET: _(
        "Det står ingenting i parentesen. Skriv et ord i den, eller ta den bort."
    ),
    Mistake.NOTHING_BEFORE: _("Det må stå noe foran «%(sign)s»."),
    Mistake.NOTHING_AFTER: _("Det må stå noe etter «%(sign)s»."),
    Mistake.STAR_NOT_LAST: _("I «%(term)s» må stjernen stå sist."),
    Mistake.TOO_SHORT: _("«%(term)s» er for kort og vil treffe nesten alt. Skriv minst to tegn."),
    Mistake.TOO_LONG: _("Dette er for langt. Skriv høyst %(most)s tegn."),
    Mistake.UNKNOWN_FIELD: _(
        "Portalen kjenner ikke feltet «%(field)s». Bruk %(known)s, "
        "eller sett hele uttrykket i anførselstegn."
    ),
    Mistake.UNKNOWN_LANGUAGE: _("Portalen kjenner ikke språket «%(language)s». Bruk %(known)s."),
    Mistake.NEAR_WHAT: _("NEAR virker mellom ord og uttrykk, eller flere ord med OR i parentes."),
    Mistake.NEAR_TOO_FAR: _("Avstanden må være fra 1 til %(most)s ord."),
    Mistake.ONLY_NOT: _(
        "Uttrykket sier bare hva dere ikke vil ha. Skriv også minst ett ord å lete etter."
    ),
    Mistake.TOO_MANY: _("Dette er flere enn %(most)s ord. Lag heller to overvåkinger."),
    Mistake.UNKNOWN_SET: _("Det finnes ikke noe ordsett som heter «%(set)s»."),
    Mistake.TOO_DEEP: _("Så mange parenteser inni hverandre kan portalen ikke lese."),
}
