"""Persons, units, and the roles persons hold."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.db import TimeStamped
from difi_sosial.people.enums import Language, Role


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
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_any_case"),)

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
