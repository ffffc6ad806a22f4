from reports.models.acceptance import Acceptance
from reports.models.form import FormTemplate, TransferPlace
from reports.models.paper import PaperSetting
from reports.models.report import (
    Report,
    ReportSection,
    ReportStateError,
    SectionVersion,
)
from reports.models.target import Statement, Target

__all__ = [
    "Acceptance",
    "FormTemplate",
    "PaperSetting",
    "Report",
    "ReportSection",
    "ReportStateError",
    "SectionVersion",
    "Statement",
    "Target",
    "TransferPlace",
]
