"""Paths of the rules."""

from django.urls import path

from difi_sosial.law import views

app_name = "law"
urlpatterns = [
    path("", views.law_list, name="law-list"),
    path("ny/", views.law_create, name="law-create"),
    path("<int:pk>/", views.law_detail, name="law-detail"),
    path("<int:pk>/rediger/", views.law_edit, name="law-edit"),
    path("<int:pk>/dag/", views.law_end, name="law-end"),
]
