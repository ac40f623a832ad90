"""How long a mention is kept, by what it is, and what else is kept by the same rules."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Retention(TextChoices):
    """The classes. A mention has one at a time; its period begins when it gets it.

    No mention is PROOF or FINDING: those are the net identity's, which the app beside this keeps.
    Nor WITHHELD: the words of what was deleted where it stood go before the mention does.
    """

    ORDINARY = "ordinary", _("Vanlig omtale")
    IRRELEVANT = "irrelevant", _("Trengte ikke oppfølging")
    OPEN = "open", _("Under oppfølging")
    FOLLOWED_UP = "followed_up", _("Fulgt opp og lukket")
    EVIDENCE = "evidence", _("Trussel eller hets")
    WITHHELD = "withheld", _("Ordene i det som er slettet der det sto")
    PROOF = "proof", _("Bevis i nettidentiteten")
    FINDING = "finding", _("Avsluttet funn eller sak i nettidentiteten")
    RECORD = "record", _("Journalført eller bevaringsverdig")


# These need words and original: work in hand, what may become proof, and records.
NEEDING = frozenset({Retention.OPEN, Retention.EVIDENCE, Retention.RECORD})

# From when the days of a class are counted.
STARTS = {
    Retention.ORDINARY: _("fra omtalen ble funnet"),
    Retention.IRRELEVANT: _("fra omtalen ble lukket"),
    Retention.OPEN: _("fra noen begynte på den"),
    Retention.FOLLOWED_UP: _("fra omtalen ble lukket"),
    Retention.EVIDENCE: _("fra omtalen ble lukket"),
    Retention.WITHHELD: _("fra vi så at innlegget var slettet"),
    Retention.PROOF: _(
        "fra siste steg i saken, eller fra beviset ble tatt når det ikke er noen sak"
    ),
    Retention.FINDING: _("fra noen sist gjorde noe med funnet eller saken"),
    Retention.RECORD: _("slettes ikke"),
}

# What holds until the agency decides something else (days); a record is never deleted. The
# agency's own setting, MENTION_RETENTION_DAYS, comes before the first and bounds the second.
DAYS: dict[str, int | None] = {
    Retention.ORDINARY: 90,
    Retention.IRRELEVANT: 30,
    Retention.OPEN: 60,
    Retention.FOLLOWED_UP: 365,
    Retention.EVIDENCE: 5 * 365,
    # X and Reddit want what is deleted there to go within a day or two; the archive act wants
    # somebody to have had a chance to see whether it must be kept.
    Retention.WITHHELD: 2,
    Retention.PROOF: 5 * 365,
    Retention.FINDING: 5 * 365,
    Retention.RECORD: None,
}

BASES = {
    Retention.ORDINARY: _(
        "Personvernforordningen artikkel 6 nr. 1 bokstav e. Tiden er så kort som formålet tillater "
        "(artikkel 5 nr. 1 bokstav e)."
    ),
    Retention.IRRELEVANT: _(
        "Personvernforordningen artikkel 5 nr. 1 bokstav c og e: det som ikke trengs, slettes."
    ),
    Retention.OPEN: _(
        "Personvernforordningen artikkel 6 nr. 1 bokstav e: vi trenger omtalen til vi er ferdige."
    ),
    Retention.FOLLOWED_UP: _(
        "Personvernforordningen artikkel 6 nr. 1 bokstav e: vi må kunne vise hva vi svarte på, og "
        "sammenligne et år med det forrige."
    ),
    Retention.EVIDENCE: _(
        "Personvernforordningen artikkel 17 nr. 3 bokstav e: for å fastsette, gjøre gjeldende "
        "eller forsvare et rettskrav."
    ),
    Retention.WITHHELD: _(
        "Personvernforordningen artikkel 5 nr. 1 bokstav c og e, og vilkårene hos plattformer som "
        "X, Reddit og YouTube: det som er slettet der, skal slettes her også. Det som er under "
        "oppfølging, kan bli bevis, er journalført eller er sperret, beholder ordene (arkivlova)."
    ),
    Retention.PROOF: _(
        "Personvernforordningen artikkel 17 nr. 3 bokstav e: for å fastsette, gjøre gjeldende "
        "eller forsvare et rettskrav. Identitetskrenkelse (straffeloven § 202) foreldes etter "
        "fem år (straffeloven § 86)."
    ),
    Retention.FINDING: _(
        "Personvernforordningen artikkel 6 nr. 1 bokstav e og artikkel 17 nr. 3 bokstav e: vi må "
        "kjenne igjen den som prøver på nytt, så lenge et krav kan komme. Det vi har sendt ut, "
        "står i journalen. At funnet fantes, blir stående i sjekkene, uten navn og adresse."
    ),
    Retention.RECORD: _(
        "Arkivforskrifta § 14 og personvernforordningen artikkel 17 nr. 3 bokstav b og d."
    ),
}


class HoldScope(TextChoices):
    """What a hold is put on."""

    MENTION = "mention", _("Én omtale")
    SOURCE = "source", _("Alt fra en kilde")
    WATCH = "watch", _("Alt fra en overvåking")
    SEARCH = "search", _("Treffene i et lagret søk")
    FINDING = "finding", _("Et funn med sak og bevis")
