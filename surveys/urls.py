from django.urls import include, path

app_name = "surveys"

urlpatterns = [
    path("campaigns/", include("surveys.campaigns.urls")),
    path("records/", include("surveys.gate.urls")),
    path("cases/", include("surveys.cases.urls")),
    path("foundings/", include("surveys.foundings.urls")),
]
