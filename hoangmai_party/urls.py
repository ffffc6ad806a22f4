from django.contrib import admin
from django.urls import include, path

from accounts.backup import views as backup
from accounts.history.views import printed
from accounts.roles import roles_page

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("enterprises.urls")),
    path("", include("branches.urls")),
    path("", include("members.urls")),
    path("surveys/", include("surveys.urls")),
    path("", include("accounts.login.urls")),
    path("roles/", roles_page, name="roles"),
    path("printed/", printed, name="printed"),
    path("health/", backup.health, name="system-health"),
    path("health/live", backup.live, name="system-live"),
    path("admin/", admin.site.urls),
]

handler500 = "hoangmai_party.middleware.server_error"
