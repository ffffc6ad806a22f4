from django.urls import path

from surveys.cases import ranking_views

urlpatterns = [
    path("ranking/", ranking_views.ranking, name="ranking"),
    path("ranking/weights/", ranking_views.ranking_weights, name="ranking-weights"),
]
