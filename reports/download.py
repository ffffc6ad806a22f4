"""A file that leaves the register, by a page or by a command: the log is told first."""

from django.http import HttpResponse
from django.utils.text import slugify

from accounts.history.looks import holding
from accounts.log.acts import asked, log_act
from accounts.models import LogEvent
from accounts.port.sheets import CONTENT_TYPE
from members.models import Member

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT_TYPES = {"xlsx": CONTENT_TYPE, "pdf": "application/pdf", "docx": WORD}
CALENDAR = "ics"  # of one page alone, so it is none of the kinds of every page
_KNOWN = {**CONTENT_TYPES, CALENDAR: "text/calendar; charset=utf-8"}


def file_name(said):
    """What a file is called on the disk: the words without marks, joined by dashes."""
    return slugify(said.replace("đ", "d").replace("Đ", "D"))


def download(request, data, name, kind, *, rows, people=(), model=None, **facts):
    """The answer that a browser keeps as `name`.`kind`; `people` are ids of members."""
    log_act(
        LogEvent.Kind.EXPORT,
        model,
        page=request.path,
        rows=rows,
        filter=asked(request.GET),
        **facts,
        **holding(Member, people),
    )
    answer = HttpResponse(data, content_type=_KNOWN[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def keep(path, data, command, *, rows, people=(), **facts):
    """Write what `command` was asked for; `people` are ids of members."""
    log_act(
        LogEvent.Kind.EXPORT,
        None,
        page=f"manage.py {command}",
        file=path.name,
        rows=rows,
        **facts,
        **holding(Member, people),
    )
    path.write_bytes(data)
