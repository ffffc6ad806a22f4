"""What is measured: for each case the app's figures and those of the hand SQL.

Both sides give the same plain dict, so that they can be compared before the clock
runs. A page has no twin in SQL but the figures that stand on it.
"""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from bench.inside import sql, worklist
from bench.inside.chance import LAST
from hoangmai_party import clock
from hoangmai_party.periods import FAR
from reports import composition, due, growth, movement
from reports.indicators import BY_CODE, totals
from reports.pages.composition import FIRST_YEAR
from reports.scope import committee_scope, narrowed
from reports.spans import year_span

# The figures that are written by hand too; the page shows those of the year's work as
# well, so its time is of more than its twin in SQL.
MEASURED = ("T01", "T02", "T03", "T10", "T04", "T04S", "T05")


@dataclass(frozen=True)
class Case:
    """Two ways to the same figures; `page` when the app side renders a whole page."""

    name: str
    app: object
    sql: object
    page: bool = False


class Cases:
    """The cases for one scratch register; `branch` narrows to one branch."""

    def __init__(self, scratch, branch=None):
        self.body, self.branch = scratch.body, branch
        self.span = year_span(LAST.year)
        scope = committee_scope(self.body, self.span)
        self.scope = narrowed(scope, [branch.pk]) if branch else scope
        self.spans = {
            "now": self.span,
            "before": self.span.a_year_before(),
            "all": self.span.since(self.body.founded_on),
        }
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.user = scratch.secretary if branch else scratch.office
        self.client.force_login(self.user)

    def all(self):
        parts = ("totals", "movement", "branches", "composition", "growth", "worklist")
        if self.branch:
            parts = ("totals", "movement", "branches", "worklist")
        where = "branch: " if self.branch else ""
        for name in parts:
            app, hand = getattr(self, f"app_{name}"), getattr(self, f"sql_{name}")
            yield Case(where + name, app, hand)
            yield Case(f"{where}{name} page", self._page(name), hand, page=True)

    def _page(self, name):
        name = {"totals": "targets", "worklist": "due"}.get(name, name)
        asked = "kind=worklist" if name == "due" else f"year={LAST.year}"
        url = f"{reverse(f'reports:{name}')}?{asked}"

        def get():
            answer = self.client.get(url)
            assert answer.status_code == 200
            return answer

        return get

    # The app

    def app_totals(self):
        found = totals(self.scope, self.spans, [BY_CODE[code] for code in MEASURED])
        return {f"{code}_{span}": number for (code, span), number in found.items()}

    def app_movement(self):
        lines, _ = movement.members(self.scope, self.span)
        return {
            (line.branch, *cell): number
            for line in lines
            for cell, number in line.numbers.items()
            if number
        }

    def app_branches(self):
        return movement.branches(self.scope, self.span)

    def app_composition(self):
        numbers, total = composition.table(self.scope, LAST)
        return {**numbers, "total": total}

    def app_growth(self):
        points = growth.points(self.scope, FIRST_YEAR, LAST.year, LAST)
        return {point.year: (point.branches, point.members) for point in points}

    def app_worklist(self):
        with clock.fixed(LAST):  # read once, as in a request
            found = due.everything(self.user, LAST, due.WORKLIST)
        return {item.key: item.branch for item in found}

    # The same by hand

    def sql_worklist(self):
        values = {"committee": self.body.pk}
        if not self.branch:
            return worklist.rows(values)
        of_branch = "AND t.branch_id = :branch"
        return worklist.rows({**values, "branch": self.branch.pk}, of_branch=of_branch)

    def _run(self, text, committee=None, **parts):
        values = {"far": f"{FAR}", "committee": committee or self.body.pk}
        for name, span in self.spans.items():
            values |= {f"{name}_first": f"{span.first}", f"{name}_last": f"{span.last}"}
        values["opening_day"] = f"{self.span.opening_day}"
        if self.branch:
            values["branch"] = self.branch.pk
            parts["branch"] = "AND p.branch_id = :branch"
            parts["of_branch"] = "AND t.branch_id = :branch"
        return sql.run(text, values, **parts)

    def sql_totals(self):
        links = sql.flows_of("branches_branchlink", sql.FOUNDED, self.spans, sql.LINKS)
        texts = [links, sql.flows_of_people(self.spans)]
        codes = ("T04", "T04S", "T05")
        found = {f"{code}_{span}": 0 for code in codes for span in self.spans}
        if not self.branch:
            live = "WHERE t.voided_at IS NULL"
            texts += [
                sql.flows_of("surveys_surveyrecord", sql.SURVEYED, self.spans, live),
                sql.flows_of("surveys_visit", sql.MET, self.spans, sql.CASES),
            ]
        for text in texts:
            found |= self._run(text)[0]
        self._run(sql.TARGETS)
        return found

    def sql_movement(self):
        found = {}
        for row in self._run(sql.STOCKS):
            branch = row.pop("branch_id")
            found[branch, "recognised", True] = row.pop("recognised")
            for name, number in row.items():
                cell, _, status = name.partition("_")
                found[branch, cell, status == "official"] = number
        for way, text in (("in", sql.IN), ("out", sql.OUT)):
            for row in self._run(text):
                key = row["branch_id"], f"{way}_{row['way']}", bool(row["is_official"])
                found[key] = row["number"]
        return {key: number for key, number in found.items() if number}

    def sql_branches(self):
        return self._run(sql.branches(movement.BRANCH_INS, movement.BRANCH_OUTS))[0]

    def sql_composition(self):
        return self._run(sql.composition(sql.cells(composition.AGE_BANDS, LAST)))[0]

    def sql_growth(self):
        above = self.body.superiors.get().superior_id
        began = self.body.founded_on.year
        found = {}
        for years, committee, hosts in (
            (range(FIRST_YEAR, began), above, sql.NON_STATE),
            (range(began, LAST.year + 1), self.body.pk, ""),
        ):
            numbers = [
                self._run(text(years), committee, non_state=hosts, row=row)[0]
                for text, row in ((sql.growth_branches, "t"), (sql.growth_people, "p"))
            ]
            found |= {
                year: tuple(column[f"y{year}"] for column in numbers) for year in years
            }
        return found
