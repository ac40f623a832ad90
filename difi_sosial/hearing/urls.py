"""Paths of hearings."""

from django.urls import path

from difi_sosial.hearing import views

app_name = "hearing"
urlpatterns = [
    path("", views.hearing_list, name="hearing-list"),
    path("<int:pk>/", views.hearing_detail, name="hearing-detail"),
    path("<int:pk>/ingen-merknader/", views.hearing_no_remarks, name="hearing-no-remarks"),
    path("<int:pk>/endre/", views.hearing_change, name="hearing-change"),
    path("innspill/<int:pk>/endre/", views.input_change, name="input-change"),
    path("innspill/<int:pk>/svar/", views.input_answer, name="input-answer"),
]
