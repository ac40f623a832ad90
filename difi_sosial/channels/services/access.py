"""Who can sign in to our accounts: administrators, the quarterly confirmation, and leavers."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import rules
from difi_sosial.channels.enums.accounts import AlarmCause
from difi_sosial.channels.models import Account, Administrator, Confirmation, LeaverAlarm
from difi_sosial.channels.queries import register
from difi_sosial.channels.services.accounts import CONFIRMED_EACH
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may

GRACE = timedelta(days=14)  # for accounts that nobody had set a day for
REMINDED_EACH = 7  # days


@transaction.atomic
def add_administrator(
    *,
    account: Account,
    by: User,
    at: datetime,
    user: User | None = None,
    name: str = "",
    email: str = "",
) -> Administrator:
    """Write down that a person of the portal, or one outside it, can sign in to the account.

    Raises NotAllowed; Invalid unless it is just one of the two; Conflict when already there.
    """
    account = _mine(account, by)
    name, email = name.strip(), email.strip().lower()
    if bool(user) == bool(name or email) or bool(name) != bool(email):
        raise Invalid(_("Velg en person i portalen, eller skriv navn og e-postadresse."))
    held = account.administrators.filter(removed_at=None)
    same = held.filter(user=user) if user else held.filter(user=None, email__iexact=email)
    if same.exists():
        raise Conflict(_("Personen står alt som administrator."))
    if user and not user.is_active:
        raise Invalid(_("Personen er sperret i portalen og kan ikke få tilgang."))
    added = Administrator.objects.create(
        account=account,
        user=user,
        name=name,
        email=email,
        unit=user.unit if user else None,
        added_at=at,
        added_by=by,
    )
    audit.record(Event.ADMINISTRATOR_ADDED, by=by, thing=account, at=at, after=str(added))
    return added


@transaction.atomic
def remove_administrator(*, administrator: Administrator, by: User, at: datetime) -> Administrator:
    """Write down that somebody can no longer sign in; closes an alarm about it."""
    account = _mine(administrator.account, by)
    administrator = lock(administrator)
    _remove(administrator, account, by, at)
    for alarm in administrator.alarms.filter(closed_at=None):
        _close(alarm, account, by, at, is_removed=True, note=_("Fjernet fra listen."))
    return administrator


@transaction.atomic
def confirm_administrators(*, account: Account, by: User, at: datetime) -> Confirmation:
    """The owner's word that those on the list, and no others, still have access.

    Raises NotAllowed; WrongState for a closed account, or while an alarm about access is open.
    """
    account = lock(account)
    if not rules.may_confirm(by, account):
        raise NotAllowed(_("Bare eieren av kontoen eller kommunikasjonssjefen kan bekrefte."))
    if account.closed_on is not None:
        raise WrongState(_("Kontoen er lagt ned. Det er ingenting å bekrefte."))
    if LeaverAlarm.objects.filter(administrator__account=account, closed_at=None).exists():
        raise WrongState(_("Avslutt alarmen om den som har sluttet, før du bekrefter."))
    names = [str(row) for row in register.administrators_of(account)]
    confirmation = Confirmation.objects.create(
        account=account,
        confirmed_at=at,
        confirmed_by=by,
        names=names,
        due_on=account.confirm_due_on,
    )
    account.confirmed_at, account.confirm_due_on = at, local_date(at) + CONFIRMED_EACH
    account.save(update_fields=["confirmed_at", "confirm_due_on", "updated_at"])
    audit.record(Event.ACCESS_CONFIRMED, by=by, thing=account, at=at, after=names)
    return confirmation


@transaction.atomic
def close_alarm(
    *, alarm: LeaverAlarm, by: User, at: datetime, is_removed: bool, note: str = ""
) -> LeaverAlarm:
    """Say what became of the access: taken away, or kept for a written reason.

    Raises NotAllowed; WrongState when closed already; Invalid when somebody who is locked out
    would keep it, or no reason is written.
    """
    account = _mine(alarm.administrator.account, by)
    administrator = lock(alarm.administrator)
    alarm = lock(alarm)
    if alarm.closed_at is not None:
        raise WrongState(_("Alarmen er alt avsluttet."))
    user = administrator.user
    if is_removed:
        _remove(administrator, account, by, at)
    elif user is not None and not user.is_active:
        raise Invalid(_("Personen er sperret. Tilgangen må fjernes i kanalen."))
    elif not note.strip():
        raise Invalid(_("Skriv hvorfor personen fortsatt trenger tilgangen."))
    else:
        administrator.unit = user.unit if user else None
        administrator.save(update_fields=["unit"])
    return _close(alarm, account, by, at, is_removed=is_removed, note=note)


def raise_alarms_of(user: User, at: datetime) -> int:
    """A person was locked out or moved: an alarm for every account they administer."""
    return _raise(register.left(user), at)


@transaction.atomic
def raise_alarms(*, at: datetime) -> int:
    """Every day: alarms that nobody raised when it happened."""
    return _raise(register.left(), at)


@transaction.atomic
def remind_of_confirmations(*, at: datetime) -> int:
    """Every day: a letter when a confirmation is due, and one each week until it is given."""
    today = local_date(at)
    open_ones = Account.objects.filter(closed_on=None)
    open_ones.filter(confirm_due_on=None).update(confirm_due_on=today + GRACE)
    due = open_ones.filter(confirm_due_on__lte=today).select_related("channel", "owner")
    return sum(_remind(account, today, at) for account in due)


def heads() -> list[User]:
    """The heads of communications."""
    return list(people_who_may(Permission.ACCOUNT_LEAD).filter(grants__role=Role.HEAD))


def owner_of(account: Account) -> list[User]:
    """Whom letters about the account go to: its owner, or the heads when it has none."""
    return [account.owner] if account.owner and account.owner.is_active else heads()


def _remind(account: Account, today: date, at: datetime) -> int:
    due_on = account.confirm_due_on
    if due_on is None:
        return 0
    week = (today - due_on).days // REMINDED_EACH
    return people.tell(
        to=[*owner_of(account), *(heads() if week >= 1 else [])],
        subject=gettext_lazy("Bekreft hvem som har tilgang til %(account)s"),
        text=gettext_lazy(
            "Fristen er %(day)s. Se over administratorene av kontoen, fjern dem som ikke lenger "
            "skal ha tilgang, og bekreft resten."
        ),
        path=register.account_url(account),
        key=f"channels.account:{account.pk}:confirm:{due_on}:{week}",
        at=at,
        facts={"account": str(account), "day": due_on},
        reminder=week >= 1,
    )


def _raise(found: list[tuple[Administrator, AlarmCause]], at: datetime) -> int:
    for administrator, cause in found:
        alarm = LeaverAlarm.objects.create(administrator=administrator, cause=cause, raised_at=at)
        account = administrator.account
        people.tell(
            to=[*owner_of(account), *heads()],
            subject=gettext_lazy("Fjern en tilgang til %(account)s"),
            text=gettext_lazy(
                "%(person)s kan fortsatt logge inn på kontoen, men står nå slik i portalen: "
                "%(cause)s. Fjern tilgangen i kanalen i dag, bytt passord hvis det er delt, og "
                "skriv i portalen hva som er gjort."
            ),
            path=register.account_url(account),
            key=f"channels.alarm:{alarm.pk}",
            at=at,
            facts={"account": str(account), "person": str(administrator), "cause": cause.label},
        )
        audit.record(
            Event.ACCESS_ALARM_RAISED, by=None, thing=account, at=at, after=str(administrator)
        )
    return len(found)


def _mine(account: Account, by: User) -> Account:
    account = lock(account)
    if not rules.may_change_access(by, account):
        raise NotAllowed(_("Du kan ikke endre hvem som har tilgang til kontoen."))
    return account


def _remove(administrator: Administrator, account: Account, by: User, at: datetime) -> None:
    if administrator.removed_at is not None:
        raise WrongState(_("Administratoren er alt fjernet."))
    administrator.removed_at, administrator.removed_by = at, by
    administrator.save(update_fields=["removed_at", "removed_by"])
    audit.record(
        Event.ADMINISTRATOR_REMOVED, by=by, thing=account, at=at, before=str(administrator)
    )


def _close(
    alarm: LeaverAlarm, account: Account, by: User, at: datetime, *, is_removed: bool, note: str
) -> LeaverAlarm:
    alarm.closed_at, alarm.closed_by = at, by
    alarm.is_removed, alarm.note = is_removed, note.strip()
    alarm.save()
    audit.record(Event.ACCESS_ALARM_CLOSED, by=by, thing=account, at=at, reason=alarm.note)
    return alarm
