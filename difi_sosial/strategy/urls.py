"""Paths of strategies."""

from django.urls import path

from difi_sosial.strategy import views

app_name = "strategy"
urlpatterns = [
    path("", views.strategy_list, name="strategy-list"),
    path("ny/", views.strategy_create, name="strategy-create"),
    path("versjon/<int:pk>/", views.version_detail, name="version-detail"),
    path("versjon/<int:pk>/handling/", views.version_act, name="version-act"),
    path("versjon/<int:pk>/horing/", views.version_hearing, name="version-hearing"),
    path("versjon/<int:pk>/godkjenn/", views.version_approve, name="version-approve"),
    path("versjon/<int:pk>/returner/", views.version_return, name="version-return"),
    path("versjon/<int:pk>/ny-versjon/", views.version_create, name="version-create"),
    path("versjon/<int:pk>/kopier/", views.version_copy, name="version-copy"),
    path("versjon/<int:pk>/tekst/", views.version_text, name="version-text"),
    path("versjon/<int:pk>/dokument/", views.version_document, name="version-document"),
    path("versjon/<int:pk>/pdf/", views.version_pdf, name="version-pdf"),
    path("versjon/<int:pk>/sammenlign/", views.version_compare, name="version-compare"),
    path("<int:pk>/maaloppnaaelse/", views.goal_progress, name="goal-progress"),
    path("versjon/<int:pk>/<slug:slug>/", views.section_edit, name="section-edit"),
    path("versjon/<int:pk>/<slug:slug>/lagre/", views.section_autosave, name="section-autosave"),
]
