from django.urls import path

from surveys.foundings import decision_views, views

urlpatterns = [
    path("<int:pk>/", views.founding_dossier, name="founding-dossier"),
    path("<int:pk>/papers/<int:item>/", views.founding_paper, name="founding-paper"),
    path("papers/<int:pk>/out/", views.founding_paper_out, name="founding-paper-out"),
    path("<int:pk>/people/search/", views.founding_search, name="founding-search"),
    path("<int:pk>/people/new/", views.founding_person_new, name="founding-person-new"),
    path("people/<int:pk>/", views.founding_person, name="founding-person"),
    path("people/<int:pk>/out/", views.founding_person_out, name="founding-person-out"),
    path(
        "<int:pk>/decision/",
        decision_views.founding_decision,
        name="founding-decision",
    ),
    path("<int:pk>/announce/", views.founding_announce, name="founding-announce"),
]
