from django.urls import path

from members import branch_views, views
from members.admission.pages import part_views as parts
from members.admission.pages import step_views as steps
from members.admission.pages import views as files
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
    # Files of people on the way into the Party: "candidate…", "step-…".
    path("candidates/", files.candidate_list, name="candidates"),
    path("candidates/new/", files.candidate_new, name="candidate-new"),
    path("candidates/rules/", files.candidate_rules, name="candidate-rules"),
    path("candidates/check/", files.candidate_check, name="candidate-check"),
    path("candidates/<int:pk>/", files.candidate_detail, name="candidate"),
    path("candidates/<int:pk>/facts/", parts.candidate_facts, name="candidate-facts"),
    path(
        "candidates/<int:pk>/dossier/",
        parts.candidate_dossier,
        name="candidate-dossier",
    ),
    path("candidates/<int:pk>/move/", parts.candidate_move, name="candidate-move"),
    path(
        "candidates/<int:pk>/steps/<slug:step>/",
        steps.candidate_step,
        name="candidate-step",
    ),
    path(
        "candidates/<int:pk>/steps/<slug:step>/check/",
        steps.step_check,
        name="step-check",
    ),
    path(
        "candidates/<int:pk>/<slug:part>/new/",
        parts.candidate_part,
        name="candidate-part-new",
    ),
    path(
        "candidates/<int:pk>/<slug:part>/<int:row>/",
        parts.candidate_part,
        name="candidate-part",
    ),
    path("candidates/steps/<int:pk>/answer/", steps.step_answer, name="step-answer"),
    path("candidates/steps/<int:pk>/correct/", steps.step_correct, name="step-correct"),
    path("candidates/steps/<int:pk>/redo/", steps.step_redo, name="step-redo"),
    path("candidates/steps/<int:pk>/discard/", steps.step_discard, name="step-discard"),
    path("badges/<int:year>/", badge_views.badges_page, name="badges"),
]
