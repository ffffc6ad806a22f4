from django.urls import path

from surveys.cases import ranking_views
from surveys.cases.pages import case_views as cases
from surveys.cases.pages import proposal_views as proposals
from surveys.cases.pages import visit_views as visits
from surveys.models import CaseStep, Proposal, Visit

urlpatterns = [
    path("", cases.case_list, name="cases"),
    path("board/", cases.case_board, name="case-board"),
    path("due/", visits.case_due, name="case-due"),
    path("new/", cases.case_find, name="case-find"),
    path("new/<int:pk>/", cases.case_new, name="case-new"),
    path("<int:pk>/", cases.case_detail, name="case"),
    path("<int:pk>/facts/", cases.case_facts, name="case-facts"),
    path("<int:pk>/move/", cases.case_move, name="case-move"),
    path("<int:pk>/go/<slug:stage>/", cases.case_go, name="case-go"),
    path("<int:pk>/close/", cases.case_close, name="case-close"),
    path("steps/<int:pk>/void/", visits.row_void, {"model": CaseStep}, "step-void"),
    # Visits: "visit-…".
    path("<int:pk>/visits/new/", visits.visit_new, name="visit-new"),
    path("visits/<int:pk>/correct/", visits.visit_correct, name="visit-correct"),
    path("visits/<int:pk>/done/", visits.visit_done, name="visit-done"),
    path("visits/<int:pk>/void/", visits.row_void, {"model": Visit}, "visit-void"),
    # Kiến nghị: "proposal-…".
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("<int:pk>/proposals/new/", proposals.proposal_new, name="proposal-new"),
    path(
        "proposals/<int:pk>/forward/",
        proposals.proposal_forward,
        name="proposal-forward",
    ),
    path(
        "proposals/<int:pk>/answer/", proposals.proposal_answer, name="proposal-answer"
    ),
    path(
        "proposals/<int:pk>/correct/",
        proposals.proposal_correct,
        name="proposal-correct",
    ),
    path(
        "proposals/<int:pk>/void/",
        visits.row_void,
        {"model": Proposal},
        name="proposal-void",
    ),
    # Whom to meet first.
    path("ranking/", ranking_views.ranking, name="ranking"),
    path("ranking/weights/", ranking_views.ranking_weights, name="ranking-weights"),
]
