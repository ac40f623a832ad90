"""Paths of mentions, watches, sources."""

from django.urls import path

from difi_sosial.monitoring.views import (
    alerts,
    imports,
    mentions,
    narrowing,
    searches,
    sets,
    sources,
    terms,
    watches,
)

app_name = "monitoring"
urlpatterns = [
    path("omtaler/", mentions.mention_list, name="mention-list"),
    path("overvaking/ikke-slik/<uuid:uuid>/", narrowing.mention_exclude, name="mention-exclude"),
    path("omtaler/originaler/<uuid:uuid>/", mentions.capture_download, name="capture-download"),
    path("omtaler/fil/", searches.mention_export, name="mention-export"),
    path("omtaler/sok/", searches.search_list, name="search-list"),
    path("omtaler/sok/nytt/", searches.search_create, name="search-create"),
    path("omtaler/sok/<int:pk>/", searches.search_open, name="search-open"),
    path("omtaler/sok/<int:pk>/slett/", searches.search_delete, name="search-delete"),
    path("omtaler/sok/<int:pk>/angre/", searches.search_restore, name="search-restore"),
    path("overvaking/", watches.watch_list, name="watch-list"),
    path("overvaking/ny/", watches.watch_create, name="watch-create"),
    path("overvaking/varsler/", alerts.alert_edit, name="alert-edit"),
    path("overvaking/sokeord/", terms.term_list, name="term-list"),
    path("overvaking/sokeord/<str:kind>/", terms.term_export, name="term-export"),
    path("overvaking/sett/", sets.set_list, name="set-list"),
    path("overvaking/sett/ord/ny/", sets.term_set_create, name="term-set-create"),
    path("overvaking/sett/ord/<int:pk>/", sets.term_set_edit, name="term-set-edit"),
    path("overvaking/sett/kilder/ny/", sets.source_set_create, name="source-set-create"),
    path("overvaking/sett/kilder/<int:pk>/", sets.source_set_edit, name="source-set-edit"),
    path("overvaking/prov/", watches.watch_try, name="watch-try"),
    path("overvaking/<int:pk>/", watches.watch_detail, name="watch-detail"),
    path("overvaking/<int:pk>/endre/", watches.watch_edit, name="watch-edit"),
    path("overvaking/<int:pk>/aktiv/", watches.watch_activate, name="watch-activate"),
    path("overvaking/kilder/", sources.source_list, name="source-list"),
    path("overvaking/kilder/ny/", sources.source_choose, name="source-choose"),
    path("overvaking/kilder/ny/<slug:connector>/", sources.source_create, name="source-create"),
    path("overvaking/kilder/<int:pk>/", sources.source_detail, name="source-detail"),
    path("overvaking/kilder/<int:pk>/endre/", sources.source_edit, name="source-edit"),
    path("overvaking/kilder/<int:pk>/pause/", sources.source_pause, name="source-pause"),
    path("overvaking/kilder/<int:pk>/fortsett/", sources.source_resume, name="source-resume"),
    path("overvaking/kilder/<int:pk>/hent/", sources.source_hurry, name="source-hurry"),
    path("overvaking/kilder/<int:pk>/fil/", imports.import_upload, name="import-upload"),
    path("overvaking/filer/<int:pk>/", imports.import_columns, name="import-columns"),
    path("overvaking/koblinger/", sources.connector_list, name="connector-list"),
    path("overvaking/koblinger/<slug:slug>/", sources.connector_detail, name="connector-detail"),
]
