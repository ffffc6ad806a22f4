from django.urls import path

from members import branch_views, views
from members.yearly import badge_views, rating_views

app_name = "members"

urlpatterns = [
    # One member and the entries about one: "member-…", "event-…".
    path("members/receive/", views.member_receive, name="member-receive"),
    path("members/<int:pk>/", views.member_detail, name="member-detail"),
    path("members/<int:pk>/unmask/", views.member_unmask, name="member-unmask"),
    path(
        "members/<int:pk>/events/<slug:code>/", views.event_create, name="event-create"
    ),
    path("members/events/<int:pk>/correct/", views.event_correct, name="event-correct"),
    path("members/events/<int:pk>/undo/", views.event_undo, name="event-undo"),
    # One branch and the entries about branches: "branch-…", "act-…".
    path("branches/<int:pk>/", branch_views.branch_detail, name="branch-detail"),
    path("branches/acts/<slug:code>/", branch_views.act_create, name="act-create"),
    path(
        "branches/<int:pk>/acts/<slug:code>/",
        branch_views.act_create,
        name="branch-act-create",
    ),
    path("branches/acts/<int:pk>/undo/", branch_views.act_undo, name="act-undo"),
    # What is recorded once a year: "…ratings", "badges".
    path(
        "branches/<int:pk>/ratings/<int:year>/",
        rating_views.branch_ratings,
        name="branch-ratings",
    ),
    path("ratings/<int:year>/", rating_views.body_ratings, name="ratings"),
    path("badges/<int:year>/", badge_views.badges_page, name="badges"),
]
