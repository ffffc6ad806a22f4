from django.urls import path

from enterprises.sources.pages import upload, views
from enterprises.succession import views as succession

app_name = "enterprises"

urlpatterns = [
    path("wards/assign/", succession.ward_assign, name="ward-assign"),
    path(
        "wards/assignments/<int:pk>/undo/",
        succession.ward_unassign,
        name="ward-unassign",
    ),
    # Lists of the agencies: "source-…".
    path("sources/", views.source_lists, name="source-lists"),
    path("sources/new/", upload.source_new, name="source-new"),
    path("sources/columns/", upload.source_columns, name="source-columns"),
    path("sources/<int:pk>/", views.source_list, name="source-list"),
    path("sources/<int:pk>/state/", views.source_state, name="source-state"),
    path("sources/<int:pk>/void/", views.source_void, name="source-void"),
    path("sources/<int:pk>/<slug:heap>/", views.source_heap, name="source-heap"),
    path("sources/acts/<int:pk>/undo/", views.source_undo, name="source-undo"),
]
