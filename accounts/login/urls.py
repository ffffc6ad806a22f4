"""The addresses of the door; those of the admin's own door lead here."""

from django.contrib.auth.views import PasswordChangeDoneView
from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from accounts.login import views

urlpatterns = [
    path("login/", views.LoginView.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("password/", views.PasswordView.as_view(), name="password_change"),
    path(
        "password/done/",
        PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("login/confirm/", views.step_up_page, name="step_up"),
    path("login/kept/", views.kept_form, name="kept_form"),
    path("account/", views.account, name="account"),
    path("account/code/", views.enrol, name="enrol"),
    path("account/paper-codes/", views.paper_codes, name="paper_codes"),
    path("account/end-sessions/", views.end_sessions, name="end_sessions"),
    path("admin/login/", views.desk_login, name="desk_login"),
    path("admin/logout/", views.LogoutView.as_view(), name="desk_logout"),
    path(
        "admin/password_change/",
        RedirectView.as_view(url=reverse_lazy("password_change")),
        name="desk_password",
    ),
]
