"""What the guards of the way ask of a case on a day, each fact one query."""

from branches.models import Rule
from surveys.cases import dossier
from surveys.cases.known import official_of
from surveys.models import SurveyRecord


def newest_step(case):
    """The step that says where the case stands, or None."""
    return case.steps.order_by("happened_on", "pk").last()


def least_official(day):
    """Số đảng viên chính thức tối thiểu on the day; `RuleMissingError` without."""
    return int(Rule.objects.value(Rule.Code.MIN_OFFICIAL, day))


def counted_official(case, day):
    """Official members known of the enterprise by `day`, as the ranking knows them."""
    return official_of(case.enterprise_id, day)


def newest_record(case, day):
    """The survey record of the enterprise that was filed last by `day`, or None."""
    rows = SurveyRecord.objects.filter(enterprise=case.enterprise_id)
    return rows.filter(surveyed_on__lte=day).order_by("surveyed_on", "pk").last()


def named_official(case, day):
    """[Named] of the people named for the new branch who are official on `day`."""
    return [who for who in dossier.named(case, day) if who.is_official]


def missing_papers(case, day):
    """The required papers that the dossier does not hold on `day`."""
    return [line.item for line in dossier.missing(dossier.lines(case, day), day)]


def visits_by(case, day):
    """The visits by `day`, oldest first."""
    return case.visits.filter(visited_on__lte=day).order_by("visited_on", "pk")


def attitude_on(case, day):
    """Thái độ of the newest visit that noted one by `day`, or ""."""
    last = visits_by(case, day).exclude(attitude="").last()
    return last.attitude if last else ""
