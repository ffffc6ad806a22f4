from django.urls import path

from enterprises.succession import views as succession

app_name = "enterprises"

urlpatterns = [
    path("wards/assign/", succession.ward_assign, name="ward-assign"),
    path(
        "wards/assignments/<int:pk>/undo/",
        succession.ward_unassign,
        name="ward-unassign",
    ),
]
