"""What is kept of persons that rests on the encryption keys: the secrets of their second factor."""

from allauth.mfa.models import Authenticator

from difi_sosial.core.crypto import renewed
from difi_sosial.core.rekeying import Columns, Kept

SECRETS = ("secret", "seed")  # of the app with codes, and of the recovery codes


def _renew(authenticator: Authenticator) -> bool:
    found = {
        name: renewed(authenticator.data[name]) for name in SECRETS if name in authenticator.data
    }
    new = {name: secret for name, secret in found.items() if secret}
    authenticator.data.update(new)
    return bool(new)


KEPT: tuple[Kept, ...] = (Columns(Authenticator, ("data",), _renew),)
