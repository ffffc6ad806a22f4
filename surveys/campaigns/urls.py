from django.urls import path

from surveys.campaigns import keying_views, list_views, views

urlpatterns = [
    path("", views.campaign_list, name="campaigns"),
    path("new/", views.campaign_new, name="campaign-new"),
    path("<int:pk>/", views.campaign_page, name="campaign"),
    path("<int:pk>/edit/", views.campaign_edit, name="campaign-edit"),
    path("<int:pk>/close/", views.campaign_close, name="campaign-close"),
    path("<int:pk>/list/", list_views.list_page, name="campaign-list"),
    path("<int:pk>/list/add/", list_views.list_add, name="campaign-list-add"),
    path("<int:pk>/list/share/", list_views.list_share, name="campaign-list-share"),
    path(
        "<int:pk>/list/<int:row>/out/",
        list_views.list_out,
        name="campaign-list-out",
    ),
    path("<int:pk>/sheets/<int:row>/", keying_views.keying_page, name="keying"),
    path(
        "<int:pk>/sheets/<int:row>/line/",
        keying_views.keying_line,
        name="keying-line",
    ),
    # Behind the others: `part` would take their words too.
    path("<int:pk>/<slug:part>/new/", views.part_new, name="campaign-part-new"),
    path("<int:pk>/<slug:part>/<int:row>/", views.part_edit, name="campaign-part"),
    path(
        "<int:pk>/<slug:part>/<int:row>/void/",
        views.part_void,
        name="campaign-part-void",
    ),
]
