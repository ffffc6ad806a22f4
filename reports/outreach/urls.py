from django.urls import path

from reports.outreach import views

urlpatterns = [
    path("", views.hub_page, name="outreach"),
]
