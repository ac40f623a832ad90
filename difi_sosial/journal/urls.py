"""Paths of the journal."""

from django.urls import path

from difi_sosial.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.entry_list, name="entry-list"),
    path("poster/ny/", views.entry_add, name="entry-add"),
    path("poster/<int:pk>/", views.entry_detail, name="entry-detail"),
    path("poster/<int:pk>/endre/", views.entry_edit, name="entry-edit"),
    path("poster/<int:pk>/steg/", views.entry_act, name="entry-act"),
    path("poster/<int:pk>/avskriv/", views.entry_sign_off, name="entry-sign-off"),
    path("poster/<int:pk>/skjerm/", views.entry_screen, name="entry-screen"),
    path("filer/<int:pk>/", views.file_fetch, name="file-fetch"),
    path("dokumenter/<int:pk>/sladd/", views.document_redact, name="document-redact"),
    path("dokumenter/<int:pk>/pdf/", views.document_retry, name="document-retry"),
    path("saker/", views.case_list, name="case-list"),
    path("saker/<int:pk>/", views.case_detail, name="case-detail"),
    path("saker/<int:pk>/endre/", views.case_edit, name="case-edit"),
    path("saker/<int:pk>/steg/", views.case_act, name="case-act"),
    path("saker/<int:pk>/skjerm/", views.case_screen, name="case-screen"),
    path("hjemler/", views.basis_list, name="basis-list"),
    path("hjemler/<int:pk>/avslutt/", views.basis_end, name="basis-end"),
    path("uttrekk/", views.extract_list, name="extract-list"),
    path("uttrekk/<int:year>/", views.extract_prepare, name="extract-prepare"),
    path("uttrekk/<int:year>/avslutt/", views.period_close, name="period-close"),
    path("uttrekk/<int:year>/lag/", views.extract_start, name="extract-start"),
    path("uttrekk/jobb/<int:pk>/", views.extract_detail, name="extract-detail"),
    path("uttrekk/jobb/<int:pk>/fil/", views.extract_fetch, name="extract-fetch"),
]
