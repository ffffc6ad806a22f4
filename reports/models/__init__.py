from reports.models.acceptance import Acceptance
from reports.models.book import (
    CommitteeTerm,
    FrozenFigure,
    IssuedDocument,
    KeptFile,
    SignedBook,
)
from reports.models.comparison import AdmissionForm, FormComparison
from reports.models.form import FormTemplate, TransferPlace
from reports.models.paper import PaperSetting
from reports.models.report import (
    Report,
    ReportSection,
    ReportStateError,
    SectionVersion,
)
from reports.models.snooze import Snooze
from reports.models.target import Statement, Target

__all__ = [
    "Acceptance",
    "AdmissionForm",
    "CommitteeTerm",
    "FormComparison",
    "FormTemplate",
    "FrozenFigure",
    "IssuedDocument",
    "KeptFile",
    "PaperSetting",
    "Report",
    "ReportSection",
    "ReportStateError",
    "SectionVersion",
    "SignedBook",
    "Snooze",
    "Statement",
    "Target",
    "TransferPlace",
]
