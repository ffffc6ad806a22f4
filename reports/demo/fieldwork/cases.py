"""The steps of each case, what the owners asked for, and what was agreed to do next."""

import datetime as dt

from reports.demo.days import days
from reports.demo.names import person_name
from surveys.models import CaseStage, CaseStep, OutreachCase, Proposal, SurveyRecord

_S, _RESULT = CaseStage, SurveyRecord.Result
ASKED = (
    "Đề nghị hỗ trợ thủ tục thuê mặt bằng sản xuất",
    "Đề nghị tạo điều kiện vay vốn ưu đãi sau dịch",
    "Đề nghị giải quyết chỗ đỗ xe cho công nhân",
    "Đề nghị hướng dẫn thủ tục phòng cháy, chữa cháy",
)
ANSWERING = ("UBND quận Hoàng Mai", "Chi cục Thuế quận Hoàng Mai", "UBND phường")
NEXT = (
    "Gửi tài liệu Chỉ thị 33-CT/TW",
    "Gặp lại sau khi chủ doanh nghiệp họp ban giám đốc",
    "Mời dự hội nghị đối thoại với chủ doanh nghiệp",
)
WHY_REST = (
    ("owner_unsure", "Chủ doanh nghiệp đề nghị lùi sang năm sau"),
    ("business", "Sản xuất gặp khó khăn do dịch"),
    ("too_few", "Chưa đủ đảng viên chính thức"),
    ("owner_refuses", "Chủ doanh nghiệp chưa đồng ý"),
)


def make(world, rng):
    """All cases, in the order they were opened."""
    rows = OutreachCase.objects.select_related("enterprise", "founding")
    for case in rows.order_by("opened_on", "pk"):
        case.record = _record(case)
        case.in_charge = person_name(rng, "male")
        visits = list(case.visits.order_by("visited_on", "pk"))
        steps = _steps(case, visits, rng)
        CaseStep.objects.bulk_create(steps)
        if case.founding:
            case.closed_on = steps[-1].happened_on
        case.save()
        _talk(world, case, visits, rng)


def _record(case):
    year = case.opened_on.year
    rows = case.enterprise.survey_records.filter(surveyed_on__year=year)
    return rows.order_by("surveyed_on").first()


def _steps(case, visits, rng):
    """Stages with their days, each not before the one before it."""
    way = [(_S.LISTED, case.opened_on, {})]
    if case.record:
        way.append((_S.SURVEYED, case.record.surveyed_on, {}))
        is_enough = case.record.result == _RESULT.ELIGIBLE
        stage = _S.CANDIDATE if is_enough or case.founding else _S.WATCH
        way.append((stage, case.record.surveyed_on, {}))
    if visits:
        skipped = way[-1][0] != _S.CANDIDATE
        note = {"note": "Gặp để bồi dưỡng nguồn"} if skipped else {}
        way.append((_S.OUTREACH, visits[0].visited_on, note))
    agreed = [v.visited_on for v in visits if v.attitude == "agree"]
    if agreed:
        way.append((_S.AGREED, agreed[0], {}))
    way += _end(case, rng)
    return _in_order(case, way)


def _end(case, rng):
    if (event := case.founding) is not None:
        number = {"number": event.number}
        return [
            (_S.DOSSIER, event.decided_on - days(6), {}),
            (_S.SUBMITTED, event.decided_on - days(3), {}),
            (_S.DECIDED, event.decided_on, number),
            (_S.ANNOUNCED, event.ceremony_on, {}),
        ]
    if case.closed_on is None:
        return []
    reason, note = rng.choice(WHY_REST)
    review = dt.date(case.closed_on.year + 1, 3, 1)
    facts = {"reason": reason, "note": note, "review_on": review}
    return [(_S.DEFERRED, case.closed_on, facts)]


def _in_order(case, way):
    steps, day, before = [], case.opened_on, ""
    for stage, on, facts in way:
        day = max(day, on)
        steps.append(
            CaseStep(case=case, previous=before, stage=stage, happened_on=day, **facts)
        )
        before = stage
    return steps


def _talk(world, case, visits, rng):
    """Names and places of the visits, kiến nghị, and the next thing to do."""
    for visit in visits:
        is_owner = visit.met in ("owner", "representative")
        visit.met_name = case.enterprise.representative if is_owner else ""
        visit.place = rng.choice(("Tại doanh nghiệp", "Trụ sở Đảng ủy Khối"))
        visit.delegation = f"{case.in_charge}; đại diện Đảng ủy phường"
        if rng.random() < 0.3:
            _ask(world, case, visit, rng)
    if visits and case.closed_on is None:
        last = visits[-1]
        last.next_action, last.next_by = rng.choice(NEXT), case.in_charge
        wanted = last.visited_on + days(rng.choice((14, 30, 45)))
        last.next_on = max(wanted, world.plan.stands_on - days(rng.randint(-30, 9)))
    for visit in visits:
        visit.save()


def _ask(world, case, visit, rng):
    facts = {"case": case, "visit": visit, "raised_on": visit.visited_on}
    facts["content"] = rng.choice(ASKED)
    forwarded = visit.visited_on + days(7)
    if rng.random() < 0.8 and forwarded <= world.plan.stands_on:
        facts |= {"forwarded_to": rng.choice(ANSWERING), "forwarded_on": forwarded}
        answered = forwarded + days(21)
        if rng.random() < 0.6 and answered <= world.plan.stands_on:
            facts |= {
                "answered_on": answered,
                "answer": "Đã xem xét, trả lời bằng văn bản cho doanh nghiệp",
            }
    Proposal.objects.create(**facts)
