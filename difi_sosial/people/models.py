"""Persons, units, the roles persons hold, and who stands in for whom."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.db import TimeStamped, both_or_neither
from difi_sosial.people.enums import Language, Pace, Role


class Unit(models.Model):
    """An administrative unit (administrativ enhet) of the agency."""

    name = models.CharField(_("navn"), max_length=120, unique=True)
    code = models.CharField(_("kode"), max_length=20, unique=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("overordnet enhet"),
        null=True,
        blank=True,
        related_name="children",
    )

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Persons are found by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who can sign in; without a password only after having chosen one by e-mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with the administrator's role and Django's own read-only admin."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        Grant.objects.create(user=user, role=Role.ADMINISTRATOR)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works with the agency's social media. The e-mail address is the log-in."""

    email = models.EmailField(_("e-postadresse"), unique=True)
    name = models.CharField(_("navn"), max_length=150)
    title = models.CharField(_("stilling"), max_length=150, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("enhet"), null=True, blank=True, related_name="people"
    )
    language = models.CharField(_("målform"), max_length=2, choices=Language, default=Language.NB)
    letter_pace = models.CharField(
        _("e-post om oppgaver"), max_length=10, choices=Pace, default=Pace.AT_ONCE
    )
    reminder_pace = models.CharField(
        _("påminnelser"), max_length=10, choices=Pace, default=Pace.AT_ONCE
    )
    has_keys = models.BooleanField(_("hurtigtaster i omtalene"), default=False)
    is_active = models.BooleanField(_("kan logge inn"), default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(_("lagt til"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            # What waits for a person must reach them: digest at least.
            models.CheckConstraint(
                condition=~models.Q(letter_pace=Pace.NONE), name="user_gets_letters"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person holds, asked for once per loaded object."""
        if not self.is_active:
            return frozenset()
        return frozenset(grant.role for grant in self.grants.all())

    @cached_property
    def stands_in(self) -> "tuple[Delegation, ...]":
        """Those away whom this person stands in for today, asked for once per loaded object."""
        if not self.is_active:
            return ()
        known = getattr(self, "_prefetched_objects_cache", {}).get("standing_in")
        today = local_date(now())
        found = Delegation.objects.running(today).filter(deputy=self) if known is None else known
        return tuple(one for one in found if one.covers(today))


class Grant(TimeStamped):
    """A role given to a person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("rolle"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        constraints = (models.UniqueConstraint(fields=["user", "role"], name="grant_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Absences by the calendar."""

    def running(self, day: date) -> "DelegationQuerySet":
        """Those that cover `day`, first begun first, with what their permissions hang on."""
        found = self.filter(from_on__lte=day, until_on__gte=day, ended_at=None)
        return found.select_related("principal").prefetch_related("principal__grants", "powers")


class Delegation(TimeStamped):
    """That one person stands in for another who is away, from one day to another (both included).

    It ends by itself after its last day, or when somebody ends it before. The database refuses two
    at once for one who is away, and a stand-in who is away in the same days.
    """

    principal = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("den som er borte"), related_name="+"
    )
    deputy = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("stedfortreder"), related_name="standing_in"
    )
    from_on = models.DateField(_("fra og med"))
    until_on = models.DateField(_("til og med"))
    reason = models.CharField(_("grunn"), max_length=200)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("avsluttet"), null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # When the log was told that it is over; the clock does that after the last day.
    closed_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("stedfortreder")
        verbose_name_plural = _("stedfortredere")
        ordering = ("-from_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")),
                name="delegation_to_another",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="delegation_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="delegation_says_why"),
            both_or_neither("ended_by", "ended_at", name="delegation_ended_who_when"),
        )

    def __str__(self) -> str:
        return f"{self.deputy} for {self.principal}"

    def covers(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.ended_at is None and self.from_on <= day <= self.until_on

    @property
    def parties(self) -> frozenset[int]:
        """Keys of those who give the stand-in no power: the two, and who chose the stand-in."""
        return frozenset({self.principal_id, self.deputy_id, self.made_by_id})

    @property
    def given(self) -> frozenset[str]:
        """The permissions that the stand-in was given for the period."""
        return frozenset(power.permission for power in self.powers.all())

    def chosen_by(self, permission: str) -> set[int]:
        """Keys of those who chose who stands in, and who gave this permission with it."""
        givers = {one.given_by_id for one in self.powers.all() if one.permission == permission}
        return {self.made_by_id, *givers}


class Power(models.Model):
    """One permission that a stand-in does not have, given for the period by a third person."""

    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="powers")
    permission = models.CharField(_("tillatelse"), max_length=40)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("myndighet")
        verbose_name_plural = _("myndigheter")
        constraints = (
            models.UniqueConstraint(fields=["delegation", "permission"], name="power_given_once"),
        )

    def __str__(self) -> str:
        return f"{self.delegation}: {self.permission}"


class Letter(models.Model):
    """One mail to one person: the outbox. Deleted some months after it was sent."""

    recipient = models.ForeignKey(
        User, models.CASCADE, verbose_name=_("mottaker"), related_name="+"
    )
    key = models.CharField(max_length=200)
    subject = models.CharField(_("emne"), max_length=300)
    text = models.TextField(_("tekst"))
    path = models.CharField(max_length=500)
    created_at = models.DateTimeField(_("skrevet"))
    in_digest = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("sendt"), null=True)
    given_up_at = models.DateTimeField(_("oppgitt"), null=True)
    reason = models.CharField(_("hvorfor"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["key", "recipient"], name="letter_told_once"),
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(given_up_at=None),
                name="letter_not_sent_and_given_up",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="letter_due",
            ),
        )

    def __str__(self) -> str:
        return self.subject


class CalendarFeed(models.Model):
    """That a person's deadlines can be fetched by whoever holds a secret address."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("laget"))
    fetched_on = models.DateField(_("sist hentet"), null=True)

    class Meta:
        verbose_name = _("kalender")
        verbose_name_plural = _("kalendere")

    def __str__(self) -> str:
        return str(self.user)
