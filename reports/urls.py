from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_page, name="search"),
    path("reports/targets/", views.targets_page, name="targets"),
    path("reports/figures/<slug:code>/", views.figure_page, name="figure"),
    path("reports/movement/", views.movement_page, name="movement"),
    path("reports/branches/", views.branches_page, name="branches"),
    path("reports/composition/", views.composition_page, name="composition"),
    path("reports/growth/", views.growth_page, name="growth"),
    path("reports/roster/", views.roster_page, name="roster"),
    path("reports/article/", views.article_page, name="article"),
    path("reports/lists/<slug:kind>/<slug:key>/", views.list_page, name="list"),
]
