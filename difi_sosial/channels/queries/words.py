"""An account's hours and promises in words: bokmål, nynorsk and English."""

from collections.abc import Iterable, Mapping
from datetime import time
from itertools import groupby

Span = tuple[time, time]
Week = Mapping[int, tuple[Span, ...]]

WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
AND = {"nb": "og", "nn": "og", "en": "and"}
ONE_HOUR = {"nb": "én arbeidstime", "nn": "éin arbeidstime", "en": "one working hour"}
HOURS = {"nb": "{} arbeidstimer", "nn": "{} arbeidstimar", "en": "{} working hours"}
KINDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "question": "spørsmål",
        "criticism": "kritikk",
        "factual_error": "faktafeil",
        "complaint": "klager",
        "tip": "tips",
    },
    "nn": {
        "question": "spørsmål",
        "criticism": "kritikk",
        "factual_error": "faktafeil",
        "complaint": "klager",
        "tip": "tips",
    },
    "en": {
        "question": "questions",
        "criticism": "criticism",
        "factual_error": "factual errors",
        "complaint": "complaints",
        "tip": "tips",
    },
}


def hours_in_words(week: Week, language: str) -> str:
    """`mandag–fredag kl. 8–15.30`; days that are alike and follow each other stand together.

    Empty when no day has hours.
    """
    days = [(day, week[day]) for day in sorted(week) if week[day]]
    # Days in a row have the same difference to their place in the list.
    runs = groupby(enumerate(days), key=lambda row: (row[1][0] - row[0], row[1][1]))
    parts = []
    for (_start, spans), rows in runs:
        numbers = [day for _place, (day, _spans) in rows]
        parts.append(f"{_days(numbers, language)} {_spans_in_words(spans, language)}")
    told = _listed(parts, language)
    return f"{told} (Norwegian time)" if told and language == "en" else told


def response_in_words(hours: int | None, language: str) -> str:
    """`4 arbeidstimer`; empty when nothing is promised."""
    if not hours:
        return ""
    return ONE_HOUR[language] if hours == 1 else HOURS[language].format(hours)


def kinds_in_words(promises: Iterable[tuple[str, int]], language: str) -> str:
    """`kritikk 2 arbeidstimer, faktafeil én arbeidstime`, in the order given."""
    words = KINDS[language]
    told = [f"{words[kind]} {response_in_words(hours, language)}" for kind, hours in promises]
    return ", ".join(told)


def _days(numbers: list[int], language: str) -> str:
    names = WEEKDAYS[language]
    if len(numbers) == 1:
        return names[numbers[0]]
    return f"{names[numbers[0]]}–{names[numbers[-1]]}"


def _spans_in_words(spans: tuple[Span, ...], language: str) -> str:
    told = [f"{_clock(opens, language)}–{_clock(closes, language)}" for opens, closes in spans]
    start = "" if language == "en" else "kl. "
    return start + _listed(told, language)


def _clock(moment: time, language: str) -> str:
    if language == "en":
        return f"{moment.hour}:{moment.minute:02}"
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def _listed(parts: list[str], language: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {AND[language]} {parts[-1]}"
