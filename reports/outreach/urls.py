from django.urls import path

from reports.outreach import map_views, ranking_views, views

urlpatterns = [
    path("", views.hub_page, name="outreach"),
    path("map/", map_views.ward_map, name="outreach-map"),
    path("map/<slug:what>/", map_views.ward_list, name="outreach-map-list"),
    path("ranking/", ranking_views.ranking_list, name="outreach-ranking"),
]
