"""The addresses of guidelines; permalinks to a version and a section stay the same for ever."""

from django.urls import path

from difi_sosial.guidelines import views

app_name = "guidelines"
VERSION = "retningslinjer/<slug:slug>/v<int:number>/"
OPEN = "offentlig/retningslinjer/<slug:slug>/"

urlpatterns = [
    path("retningslinjer/", views.guideline_list, name="guideline-list"),
    path("retningslinjer/klausuler/", views.clause_list, name="clause-list"),
    path("retningslinjer/ny/", views.guideline_create, name="guideline-create"),
    path("retningslinjer/godkjenningsvei/", views.route_edit, name="route-edit"),
    path("retningslinjer/til-godkjenning/<str:token>/", views.approval_link, name="approval-link"),
    path("retningslinjer/<slug:slug>/", views.guideline_show, name="guideline-show"),
    path("retningslinjer/<slug:slug>/ny-versjon/", views.version_start, name="version-start"),
    path("retningslinjer/<slug:slug>/sammenlign/", views.version_compare, name="version-compare"),
    path(VERSION, views.version_show, name="version-show"),
    path(f"{VERSION}steg/", views.version_act, name="version-act"),
    path(f"{VERSION}horing/", views.version_hearing, name="version-hearing"),
    path(f"{VERSION}godkjenn/", views.version_approve, name="version-approve"),
    path(f"{VERSION}returner/", views.version_return, name="version-return"),
    path(f"{VERSION}behold/", views.version_keep, name="version-keep"),
    path(f"{VERSION}ser-paa/", views.version_look, name="version-look"),
    path(f"{VERSION}opplysninger/", views.version_details, name="version-details"),
    path(f"{VERSION}rediger/", views.version_edit, name="version-edit"),
    path(f"{VERSION}rediger/lagre/", views.version_autosave, name="version-autosave"),
    path(f"{VERSION}oppbygging/", views.version_parts, name="version-parts"),
    path(f"{VERSION}deler/", views.section_add, name="section-add"),
    path(f"{VERSION}deler/<slug:anchor>/", views.section_edit, name="section-edit"),
    path(f"{VERSION}deler/<slug:anchor>/flytt/", views.section_move, name="section-move"),
    path(f"{VERSION}deler/<slug:anchor>/fjern/", views.section_remove, name="section-remove"),
    path(
        f"{VERSION}deler/<slug:anchor>/lagre/",
        views.section_autosave,
        name="section-autosave",
    ),
    path(
        f"{VERSION}deler/<slug:anchor>/overta/",
        views.section_take_over,
        name="section-take-over",
    ),
    path(
        f"{VERSION}deler/<slug:anchor>/kommentarer/",
        views.section_comments,
        name="section-comments",
    ),
    path(f"{VERSION}kommentarer/", views.version_comments, name="version-comments"),
    path(f"{VERSION}kommentarer/<int:pk>/svar/", views.thread_answer, name="thread-answer"),
    path(f"{VERSION}kommentarer/<int:pk>/steg/", views.thread_act, name="thread-act"),
    path(f"{VERSION}deler/<slug:anchor>/sett-inn/", views.clause_insert, name="clause-insert"),
    path(f"{VERSION}endret/<int:pk>/", views.fact_settle, name="fact-settle"),
    path(f"{VERSION}husregler/", views.house_rules_edit, name="house-rules-edit"),
    path(f"{VERSION}rad/", views.version_advice, name="version-advice"),
    path(f"{VERSION}rad/<int:pk>/", views.advice_restore, name="advice-restore"),
    path(
        f"{VERSION}rad/<slug:anchor>/<slug:rule>/<slug:digest>/",
        views.advice_dismiss,
        name="advice-dismiss",
    ),
    path(f"{VERSION}les-og-bekreft/", views.campaign_start, name="campaign-start"),
    path("les-og-bekreft/", views.receipt_list, name="receipt-list"),
    path("les-og-bekreft/<int:pk>/", views.receipt_confirm, name="receipt-confirm"),
    path("les-og-bekreft/<int:pk>/spor/", views.receipt_ask, name="receipt-ask"),
    path("les-og-bekreft/oversikt/", views.campaign_list, name="campaign-list"),
    path("les-og-bekreft/<int:pk>/oversikt/", views.campaign_show, name="campaign-show"),
    path("les-og-bekreft/<int:pk>/endre/", views.campaign_change, name="campaign-change"),
    path(
        "les-og-bekreft/<int:pk>/personer/<int:asked>/fritak/",
        views.campaign_excuse,
        name="campaign-excuse",
    ),
    path("les-og-bekreft/<int:pk>/avslutt/", views.campaign_close, name="campaign-close"),
    path(
        "les-og-bekreft/<int:pk>/personer.<str:kind>",
        views.campaign_export,
        name="campaign-export",
    ),
    path("les-og-bekreft/<int:pk>/svar/<int:question>/", views.reader_answer, name="reader-answer"),
    path("tre-roller/", views.role_helper, name="role-helper"),
    path("offentlig/husregler/", views.house_rules_public, name="house-rules-public"),
    path("offentlig/retningslinjer/feed.xml", views.changes_feed, name="changes-feed"),
    path(f"{OPEN}begge/", views.public_both, name="public-both"),
    path(OPEN, views.public_show, name="public-show"),
    path(f"{OPEN}v<int:number>/", views.public_show, name="public-version"),
    path(f"{OPEN}v<int:number>/pdf/", views.public_pdf, name="public-pdf"),
]
