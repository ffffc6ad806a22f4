from django.urls import path

from members import views

app_name = "members"

urlpatterns = [
    # One member and the entries about one: "member-…", "event-…".
    path("members/receive/", views.member_receive, name="member-receive"),
    path("members/<int:pk>/", views.member_detail, name="member-detail"),
    path(
        "members/<int:pk>/events/<slug:code>/", views.event_create, name="event-create"
    ),
    path("members/events/<int:pk>/correct/", views.event_correct, name="event-correct"),
    path("members/events/<int:pk>/undo/", views.event_undo, name="event-undo"),
]
