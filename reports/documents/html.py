"""The paper as HTML: on the screen, and on paper by the browser's own print.

No style attribute and no script: sizes are classes of css/paper.css. The margins of
the sheet and its foot are `@page` rules, which a file carries and js/paper.js makes on
our own pages.
"""

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import mark_safe

from reports.documents import chart, tree
from reports.documents.tree import (
    Bullets,
    Chart,
    FormHead,
    Heading,
    Letterhead,
    PageBreak,
    Para,
    Signature,
    Table,
    Title,
)

_SIDES = {"l": "left", "c": "center", "r": "right"}


def render(doc):
    """A whole page that needs nothing beside it: to be kept, opened, printed."""
    css = (settings.BASE_DIR / "static" / "css" / "paper.css").read_text("utf-8")
    doc = tree.cleaned(doc)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(doc.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(doc.title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{css}\n{_page_rules(doc)}</style>\n</head>\n"
        f'<body class="paper-page">\n{_article(doc, 1, " footed")}\n</body>\n</html>\n'
    )


def article(doc, top=1):
    """Only the paper, for a page of ours; `top` is the level of its first heading."""
    return mark_safe(_article(tree.cleaned(doc), top))


def _article(doc, top, state=""):
    layout = doc.layout
    margins = f"{layout.top} {layout.right} {layout.bottom} {layout.left}"
    sheets = "\n".join(
        f'<section class="sheet{" landscape" if section.landscape else ""}">\n'
        f"{_blocks(section.blocks, layout, top)}\n</section>"
        for section in doc.sections
    )
    draft = f' data-draft="{escape(doc.draft)}"' if doc.draft else ""
    foot = f'\n<p class="paper-foot">{escape(doc.foot)}</p>' if doc.foot else ""
    return (
        f'<article class="paper {escape(layout.code.lower())}{state}" '
        f'lang="{escape(doc.language)}" data-margins="{margins}"{draft}>\n{sheets}{foot}\n'
        "</article>"
    )


def _said(text):
    """A text within a style sheet."""
    text = text.replace("\\", r"\5c ").replace('"', r"\22 ").replace("<", r"\3c ")
    return f'content: "{text}";'


def _page_rules(doc):
    """What a style sheet that stands for all papers can't know of this one."""
    layout = doc.layout
    box = f" @bottom-center {{ {_said(doc.foot)} }}"
    if doc.draft:  # on the first sheet it stands in the head
        box += f" @top-right {{ {_said(doc.draft)} }}"
    upright = (layout.top, layout.right, layout.bottom, layout.left)
    lying = (layout.left, layout.top, layout.right, layout.bottom)
    return "".join(
        f"@page {name}{{ margin: {' '.join(f'{mm}mm' for mm in sides)};{box} }}\n"
        for name, sides in (("", upright), ("landscape ", lying))
    )


def _blocks(blocks, layout, top):
    return "\n".join(_block(block, layout, top) for block in blocks)


def _block(block, layout, top):
    match block:
        case Letterhead():
            return _letterhead(block)
        case FormHead():
            return _form_head(block)
        case Title():
            return _title(block, top)
        case Heading():
            name = f"h{min(top + block.level, 6)}"
            text = _inline(block.text)
            return f'<{name} class="level-{block.level}">{text}</{name}>'
        case Para():
            indent = " indent" if block.indent else ""
            return f'<p class="{block.align}{indent}">{_inline(block.text)}</p>'
        case Bullets():
            return _bullets(block)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case Signature():
            return _signature(block, layout)
        case PageBreak():
            return '<div class="page-break"></div>'
    raise TypeError(block)


def _inline(text):
    return "".join(map(_run, tree.runs(text)))


def _run(run):
    text = escape(run.text).replace("\n", "<br>")
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.was:
        was = f'<small class="was"> [khi viết: {escape(run.was)}]</small>'
        text = f"<mark>{text}</mark>{was}"
    return text


def _lines(texts, css=""):
    return "".join(f'<span class="line {css}">{escape(text)}</span>' for text in texts)


def _letterhead(block):
    subject = f'<span class="subject">{escape(block.subject)}</span>'
    draft = f'<span class="draft">{escape(block.draft)}</span>'
    return (
        '<header class="letterhead"><div class="bodies">'
        f"{_lines(block.superior)}{_lines(block.issuer, 'issuer')}"
        f"{_lines([block.mark], 'issuer')}</div>"
        f'<div class="party"><b>{escape(block.party)}</b>{draft * bool(block.draft)}'
        f'</div><div class="number">{_lines([block.number])}'
        f"{subject * bool(block.subject)}</div>"
        f'<div class="dated">{escape(block.dated)}</div></header>'
    )


def _form_head(block):
    left, right = _lines(block.left), _lines(block.right)
    return (
        f'<header class="form-head"><div class="left">{left}</div>'
        f'<div class="right">{right}</div></header>'
    )


def _title(block, top):
    note = f'<p class="title-note">{escape(block.note)}</p>' if block.note else ""
    rule = '<p class="title-rule">-----</p>' if block.ruled else ""
    summary = _lines(block.summary, "summary")
    return (
        f'<div class="title"><h{top}><span class="line kind">{escape(block.kind)}</span>'
        f"{summary}</h{top}>{note}{rule}</div>"
    )


def _bullets(block):
    if not block.items:
        return f'<p class="justify indent">{escape(block.empty)}</p>'
    items = "".join(f"<li>{_inline(item)}</li>" for item in block.items)
    return f'<ul class="dashes">{items}</ul>'


def _table(block):
    total = sum(block.widths)
    columns = "".join(
        f'<col class="w{min(max(round(100 * w / total), 1), 100)}">'
        for w in block.widths
    )
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    size = f" t{block.size:g}".replace(".", "-") if block.size else ""
    wide = " wide" if len(block.widths) > 6 else ""
    wide += " short" if tree.is_short(block) else ""
    body = _rows(block.rows, block.aligns)
    if not block.rows:
        empty = escape(block.empty)
        body = f'<tr><td colspan="{len(block.widths)}" class="empty">{empty}</td></tr>'
    foot = f'<tbody class="sums">{_rows(block.foot, block.aligns)}</tbody>'
    notes = "".join(f'<p class="table-note">{escape(n)}</p>' for n in block.notes)
    named = escape(block.caption or "Bảng số liệu")
    return (
        f'<div class="sheet-table" role="region" tabindex="0" aria-label="{named}">'
        f'<table class="grid{size}{wide}">{caption}<colgroup>{columns}</colgroup>'
        f"<thead>{_head(block.head)}</thead><tbody>{body}</tbody>"
        f"{foot if block.foot else ''}</table></div>{notes}"
    )


def _head(rows):
    return "".join(
        "<tr>"
        + "".join(
            f'<th scope="{"colgroup" if cell.columns > 1 else "col"}"{_spans(cell)}>'
            f"{_inline(cell.text)}</th>"
            for cell in map(tree.cell, row)
        )
        + "</tr>"
        for row in rows
    )


def _rows(rows, aligns):
    return "".join(f"<tr>{''.join(_cells(row, aligns))}</tr>" for row in rows)


def _cells(row, aligns):
    place = 0
    for cell in map(tree.cell, row):
        side = _SIDES[cell.align or aligns[place : place + 1] or "l"]
        css = f"{side}{' bold' * cell.bold}{' italic' * cell.italic}"
        yield f'<td class="{css}"{_spans(cell)}>{_inline(cell.text)}</td>'
        place += cell.columns


def _spans(cell):
    across = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return across + (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")


def _chart(block):
    said = f'<svg role="img" aria-label="{escape(chart.said(block))}" '
    drawing = chart.svg(block).replace("<svg ", said, 1)
    caption = escape(block.caption)
    return f"<figure><figcaption>{caption}</figcaption>{drawing}</figure>"


def _signature(block, layout):
    role = "role bold" if layout.is_role_bold else "role"
    signers = "".join(
        f'<div class="signer"><b class="line">{escape(s.capacity)}</b>'
        f'<span class="line {role if s.capacity else "bold"}">{escape(s.role)}</span>'
        f'<i class="line note">{escape(s.note)}</i>'
        f'<b class="line name">{escape(s.name)}</b></div>'
        for s in block.signers
    )
    items = "".join(f"<li>{escape(line)}</li>" for line in block.recipients)
    recipients = f'<div class="recipients"><p>Nơi nhận:</p><ul>{items}</ul></div>'
    if not block.recipients:
        recipients = "" if len(block.signers) > 1 else '<div class="recipients"></div>'
    many = " many" if len(block.signers) > 1 else ""
    return f'<div class="signature{many}">{recipients}{signers}</div>'
