"""What is wrong with a file somebody takes in, and what its columns can be."""

from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.connectors.sheet_bounds import Fault

FILE_FAULTS = {
    Fault.TOO_LARGE: _("Filen er for stor. Del den i filer på høyst 5 MB."),
    Fault.TOO_MANY_ROWS: _("Filen har for mange rader. Del den i filer på høyst 10 000."),
    Fault.TOO_MANY_COLUMNS: _("Filen har for mange kolonner. Ta bort dem dere ikke trenger."),
    Fault.NOT_READABLE: _("Portalen kan ikke lese filen. Lagre den som CSV, XLSX eller JSON."),
    Fault.NO_ROWS: _("Filen har ingen rader under overskriftene."),
    Fault.NO_TEXT: _("Raden har verken overskrift eller tekst."),
    Fault.BAD_DATE: _("Portalen forstår ikke datoen. Skriv den slik: 22.11.2026 08.30."),
    Fault.BAD_ADDRESS: _("Lenken begynner ikke med http:// eller https://."),
}
FILE_FIELDS = {
    "title": _("Overskrift"),
    "text": _("Tekst eller utdrag"),
    "url": _("Lenke"),
    "date": _("Publisert"),
    "author": _("Forfatter eller medium"),
    "id": _("Egen id for raden"),
}
