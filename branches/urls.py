from django.urls import path

from branches import views

app_name = "branches"

urlpatterns = [
    path("delegate/", views.delegate_page, name="delegate"),
    path("delegate/<int:pk>/end/", views.delegate_end, name="delegate-end"),
]
