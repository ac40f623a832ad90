"""Paths of the net identity."""

from django.urls import path

from difi_sosial.identity.views import acting, checks, findings

app_name = "identity"
urlpatterns = [
    path("", checks.overview, name="overview"),
    path("kart/", findings.finding_list, name="finding-list"),
    path("kart.<str:kind>", findings.finding_export, name="finding-export"),
    path("ny/", findings.finding_create, name="finding-create"),
    path("funn/<int:pk>/", findings.finding_detail, name="finding-detail"),
    path("funn/<int:pk>/endre/", findings.finding_edit, name="finding-edit"),
    path("funn/<int:pk>/steg/", findings.finding_act, name="finding-act"),
    path("funn/<int:pk>/sett/", findings.finding_see, name="finding-see"),
    path("funn/<int:pk>/bevis/", acting.evidence_add, name="evidence-add"),
    path("funn/<int:pk>/kopi/", acting.evidence_fetch, name="evidence-fetch"),
    path("funn/<int:pk>/tiltak/", acting.measure_add, name="measure-add"),
    path("funn/<int:pk>/kobling/", acting.link_add, name="link-add"),
    path("funn/<int:pk>/konto/", acting.account_match, name="account-match"),
    path("funn/<int:pk>/ikke-var/", acting.account_decline, name="account-decline"),
    path("funn/<int:pk>/etterligning/", acting.case_open, name="case-open"),
    path("bevis/<int:pk>/", acting.evidence_show, name="evidence-show"),
    path("kobling/<int:pk>/fjern/", acting.link_remove, name="link-remove"),
    path("kontoer/", acting.proposal_list, name="proposal-list"),
    path("tiltak/", acting.measure_list, name="measure-list"),
    path("tiltak/<int:pk>/", acting.measure_detail, name="measure-detail"),
    path("etterligning/", acting.case_list, name="case-list"),
    path("etterligning/<int:pk>/", acting.case_detail, name="case-detail"),
    path("etterligning/<int:pk>/<slug:action>/", acting.case_step, name="case-step"),
    path("sjekk/ny/", checks.check_open, name="check-open"),
    path("sjekk/<int:pk>/", checks.check_detail, name="check-detail"),
    path("sjekk/<int:pk>/steg/", checks.check_act, name="check-act"),
    path("sjekk/<int:pk>/tildel/", checks.check_assign, name="check-assign"),
    path("sjekk/<int:pk>/<slug:kind>/", checks.part_show, name="part-show"),
    path("plan/<slug:kind>/", checks.schedule_edit, name="schedule-edit"),
    path("rapport/", checks.report_show, name="report-show"),
    path("rapport/pdf/", checks.report_pdf, name="report-pdf"),
    path("rapport.<str:kind>", checks.report_export, name="report-export"),
]
