from django.urls import path

from surveys.gate.pages import confirming, entry, lists, newcomer, record

_IN = "in/<int:pk>/"
_FORM = f"{_IN}<int:enterprise>/"

urlpatterns = [
    path("", lists.records_home, name="records"),
    path("confirm/", confirming.record_confirmations, name="record-confirmations"),
    path("drafts/<int:pk>/drop/", lists.draft_drop, name="draft-drop"),
    path(_IN, lists.record_list, name="record-list"),
    path(f"{_IN}new/", newcomer.enterprise_new, name="record-enterprise-new"),
    path(_FORM, entry.record_form, name="record-form"),
    path(f"{_FORM}keep/", entry.record_keep, name="record-keep"),
    path("<int:pk>/", record.record_detail, name="record"),
    path("<int:pk>/confirm/", record.record_confirm, name="record-confirm"),
    path("<int:pk>/correct/", record.record_correct, name="record-correct"),
    path("<int:pk>/register/", record.record_register, name="record-register"),
    path("<int:pk>/case/", record.record_case, name="record-case"),
]
