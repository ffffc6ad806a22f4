"""Files on the way into the Party: their steps, letters of vetting, certificates."""

import datetime as dt

from bench.inside.chance import LAST
from bench.inside.organisations import write
from members.admission.stages import VOTES, WAY, K
from members.models import (
    Attendance,
    Candidate,
    CandidateBranch,
    CandidateStep,
    Course,
    Vetting,
)

A_FILE = 14  # members to a file
_EXITS = (K.PAUSED, K.DROPPED, K.REFUSED)
_STATE = CandidateStep.State
_STEP = dt.timedelta(days=25)


class Pipeline:
    """Writes a file for every fourteenth member, in all stages, some back or late."""

    def __init__(self, chance, chapters, user):
        self.chance, self.user = chance, user
        self.live = [
            c for c in chapters if c.closes is None and c.opened < LAST - 40 * _STEP
        ]
        self.files, self.kept, self.steps, self.vettings = [], [], [], []

    def write(self, members, probationers):
        """`probationers`: (member, branch, ceremony) whose file is kept on."""
        for _ in range(members // A_FILE):
            self._file(self.chance.random.choice(self.live).branch, WAY[:9])
        for member, branch, ceremony in probationers[:: A_FILE // 2]:
            self._admitted(member, branch, ceremony)
        for file in self.files:
            file.derive()
        for model, rows in (
            (Candidate, self.files),
            (CandidateBranch, self.kept),
            (CandidateStep, self.steps),
            (Vetting, self.vettings),
        ):
            write(model, rows)
        self._certificates(members // A_FILE)

    def _candidate(self, branch, started, **facts):
        born = LAST - self.chance.days(19 * 365, 60 * 365)
        facts = {"full_name": self.chance.name(), "sex": "female", "born_on": born} | (
            facts
        )
        file = Candidate(**facts)
        self.files.append(file)
        self.kept.append(
            CandidateBranch(candidate=file, branch=branch, started_on=started)
        )
        return file

    def _file(self, branch, way):
        """Up to some step of the way before the ceremony."""
        chance = self.chance
        done = way[: chance.random.randint(0, len(way))]
        last = LAST - chance.days(0, 200)
        first = last - len(done) * _STEP
        file = self._candidate(branch, first)
        for number, kind in enumerate(done):
            self._step(file, branch, kind, first + number * _STEP)
        if K.FILED in done and chance.happens(0.5):
            self._vetting(file, first + 4 * _STEP)
        if done and chance.happens(0.1):
            exit_kind = chance.random.choice(_EXITS)
            self._step(file, branch, exit_kind, last)
        elif done and chance.happens(0.2):
            self._unfinished(file, branch, way[len(done) - 1 :], last)

    def _unfinished(self, file, branch, ahead, day):
        """The next step as a draft, handed in, or given back."""
        state = self.chance.random.choice(
            (_STATE.DRAFT, _STATE.SUBMITTED, _STATE.RETURNED)
        )
        self._step(file, branch, ahead[min(1, len(ahead) - 1)], day, state)

    def _admitted(self, member, branch, ceremony):
        first = ceremony - 9 * _STEP
        file = self._candidate(
            branch, first, full_name=member.full_name, born_on=member.born_on
        )
        file.member = member
        for number, kind in enumerate(WAY[:10]):
            self._step(file, branch, kind, first + number * _STEP)
        if self.chance.happens(0.5):
            self._step(file, branch, K.PROFILE, ceremony)
        vote = ceremony + dt.timedelta(days=366)
        if vote < LAST and self.chance.happens(0.5):
            self._step(file, branch, K.RECOGNITION_VOTE, vote)

    def _step(self, file, branch, kind, day, state=_STATE.ACCEPTED):
        is_vote = kind in VOTES
        self.steps.append(
            CandidateStep(
                candidate=file,
                branch=branch,
                kind=kind,
                happened_on=day,
                state=state,
                why="other" if kind in _EXITS else "",
                return_reason="Thiếu số" if state == _STATE.RETURNED else "",
                passed=self.chance.happens(0.95) if is_vote else None,
                entered_by=self.user,
            )
        )

    def _vetting(self, file, day):
        replied = day + self.chance.days(5, 60) if self.chance.happens(0.5) else None
        self.vettings.append(
            Vetting(
                candidate=file,
                about=Vetting.About.SELF,
                committee="Đảng ủy xã",
                sent_on=day,
                replied_on=replied,
            )
        )

    def _certificates(self, number):
        """Of a class each year, people who have no file."""
        courses, rows = [], []
        for year in range(2016, LAST.year + 1):
            day = dt.date(year, 10, 1)
            courses.append(
                Course(
                    kind=Course.Kind.AWARENESS,
                    name=f"Lớp {year}",
                    organiser="Trung tâm",
                    started_on=day,
                    finished_on=day,
                )
            )
        write(Course, courses)
        for _ in range(number):
            course = self.chance.random.choice(courses)
            rows.append(
                Attendance(
                    course=course,
                    full_name=self.chance.name(),
                    born_on=LAST - self.chance.days(19 * 365, 50 * 365),
                    branch=self.chance.random.choice(self.live).branch,
                    result=Attendance.Result.PASSED,
                    certificate="1",
                    certified_on=course.finished_on + dt.timedelta(days=10),
                )
            )
        write(Attendance, rows)
