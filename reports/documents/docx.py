"""The paper for Word, to be worked on: python-docx makes the file, we its lines.

It names Times New Roman and carries no font; the charts are pictures by Typst, or
tables of their numbers where there is no Typst.
"""

import datetime as dt
import io

import docx as python_docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.documents import chart, tree, typst
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
from reports.documents.wordml import NS, columns, frame, par, rows, run, runs, twips

FONT = "Times New Roman"
CAPITAL = 0.222  # mm that a bold capital takes a point of size, about
STYLES = ("Normal", "Header", "Footer", *(f"Heading {n}" for n in range(1, 6)))
_TABS = (4320, 8640)  # of the header in the library's template
STYLE_IDS = frozenset(name.replace(" ", "") for name in STYLES)


def docx(doc):
    """The bytes of the file."""
    doc = tree.cleaned(doc)
    word = python_docx.Document()
    # A second set of styles, of Word 2010, and a picture of the library's template.
    _drop(word.part.rels, "stylesWithEffects")
    _drop(word.part.package.rels, "thumbnail")
    _tell(word, doc)
    _reset_styles(word, doc)
    for number, section in enumerate(doc.sections):
        _Sheets(word, doc, section, number).write()
    _number_sheets(word, doc)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _drop(relations, kind):
    for key, relation in list(relations.items()):
        if relation.reltype.endswith(f"/{kind}"):
            del relations[key]


def _tell(word, doc):
    facts = word.core_properties
    facts.title, facts.language = doc.title, doc.language
    facts.author = facts.comments = facts.last_modified_by = ""
    facts.created = facts.modified = dt.datetime.combine(doc.day, dt.time())


def _reset_styles(word, doc):
    """Black Times of one size, whatever the template of the library says."""
    for name in STYLES:
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(doc.layout.size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = style.font.italic = False
        fonts = style.element.rPr.rFonts
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FONT)
            fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
        fonts.attrib.pop(qn("w:cstheme"), None)
    properties = word.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN" if doc.language == "vi" else doc.language)
    properties.append(language)


def _number_sheets(word, doc):
    """The number top centre from the second sheet on, the foot on every one."""
    first = word.sections[0]
    first.different_first_page_header_footer = True
    size = doc.layout.page_size
    field = "".join(
        f"<w:r><w:rPr><w:sz w:val='{size * 2:.0f}'/></w:rPr>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    for section in word.sections if doc.draft else [first]:
        _replace(section.header, _top(section, field, doc.draft))
    _replace(first.first_page_header, par("", style="Header"))
    foot = par(run(doc.foot, size=8), align="center", style="Footer")
    _replace(first.footer, foot)
    _replace(first.first_page_footer, foot)


def _top(section, field, draft):
    """The number in the middle; to the right of it what a draft is marked with."""
    if not draft:
        return par(field, align="center", style="Header")
    width = section.page_width - section.left_margin - section.right_margin
    width = twips(width / Mm(1))
    places = (("center", width // 2), ("right", width))
    tab = "<w:r><w:tab/></w:r>"
    mark = run(draft, bold=True, size=12)
    tabs = (*(("clear", place) for place in _TABS), *places)
    return par(f"{tab}{field}{tab}{mark}", style="Header", tabs=tabs)


def _replace(part, xml):
    part.is_linked_to_previous = False
    [old] = part.paragraphs
    old._p.getparent().replace(old._p, _parsed(xml))


def _parsed(xml):
    return parse_xml(xml.replace("<w:p>", f"<w:p {NS}>", 1))


class _Sheets:
    """A section: its page, then its blocks one after the other."""

    def __init__(self, word, doc, section, number):
        self.word, self.doc, self.section = word, doc, section
        self.layout, self.number = doc.layout, number
        parts = (block for s in doc.sections for block in s.blocks)
        self.below = 1 if any(isinstance(block, Title) for block in parts) else 0
        page = self._page()
        self.width = page.page_width - page.left_margin - page.right_margin
        self.width = round(self.width / Mm(1))

    def _page(self):
        if self.number == 0:
            page = self.word.sections[0]
        else:
            page = self.word.add_section(WD_SECTION.NEW_PAGE)
            page.different_first_page_header_footer = False
            self._flatten_break()
        lies, layout = self.section.landscape, self.layout
        page.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
        sizes = (Mm(297), Mm(210)) if lies else (Mm(210), Mm(297))
        page.page_width, page.page_height = sizes
        sides = [layout.top, layout.right, layout.bottom, layout.left]
        if lies:  # bound at the top
            sides = [layout.left, layout.top, layout.right, layout.bottom]
        page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = (
            Mm(side) for side in sides
        )
        page.header_distance, page.footer_distance = Mm(10), Mm(8)
        return page

    def _flatten_break(self):
        """The empty paragraph that ends a section takes no room on its last sheet."""
        last = self.word.paragraphs[-1].paragraph_format
        last.space_before = last.space_after = Pt(0)
        last.line_spacing = Pt(1)

    def write(self):
        for block in self.section.blocks:
            self._block(block)

    def _add(self, *pieces):
        body = self.word.element.body
        for piece in pieces:
            body.insert_element_before(_parsed(piece), "w:sectPr")

    def _block(self, block):
        match block:
            case Letterhead():
                self._letterhead(block)
            case FormHead():
                self._form_head(block)
            case Title():
                self._title(block)
            case Heading():
                self._heading(block)
            case Para():
                self._para(block.text, block.align, indent=block.indent)
            case Bullets():
                for item in block.items:
                    self._para((tree.Run("- "), *tree.runs(item)))
                if not block.items:
                    self._para(block.empty)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case Signature():
                self._signature(block)
            case PageBreak():
                self._add(par('<w:r><w:br w:type="page"/></w:r>', line=1))
            case _:
                raise TypeError(block)

    def _para(self, text, align="justify", *, indent=True):
        layout = self.layout
        first = layout.indent if indent and align in ("justify", "left") else 0
        look = {"align": align, "after": layout.gap, "line": layout.line}
        self._add(par(runs(text), first=first, **look))

    def _heading(self, block):
        look = {"bold": block.level < 4, "italic": block.level > 2}
        self._add(
            par(
                runs(block.text, **look),
                style=f"Heading{min(block.level + self.below, 5)}",
                align="justify",
                before=2,
                after=self.layout.gap,
                line=self.layout.line,
                first=self.layout.indent,
                keep=True,
            )
        )

    def _halves(self, *cells):
        half = twips(self.width / 2)
        return columns(*cells, widths=(half, half))

    def _letterhead(self, block):
        left = "".join(
            par(run(text, bold=bold), align="center")
            for lines, bold in (
                (block.superior, False),
                ((*block.issuer, block.mark), True),
            )
            for text in lines
        )
        room = self.width / 2 - len(block.party) * CAPITAL * 15
        party = run(block.party, bold=True, size=15)
        right = par(party, align="center", sides=max(room / 2 - 1, 0), ruled=True)
        if block.draft:
            right += par(run(block.draft, bold=True), align="center", before=10)
        under = par(run(block.number), align="center", before=6)
        if block.subject:
            subject = run(block.subject, italic=True, size=12)
            under += par(subject, align="center")
        dated = par(run(block.dated, italic=True), align="center", before=6)
        half = twips(self.width / 2)
        lines = (self._halves(left, right), self._halves(under, dated))
        self._add(frame(lines, (half, half), bordered=False))

    def _form_head(self, block):
        sides = (
            "".join(
                par(run(text, bold=i == strong, size=12), align="center")
                for i, text in enumerate(lines)
            )
            or par("")
            for lines, strong in ((block.left, len(block.left) - 1), (block.right, 0))
        )
        half = twips(self.width / 2)
        self._add(frame([self._halves(*sides)], (half, half), bordered=False))

    def _title(self, block):
        layout = self.layout
        kind = run(block.kind, bold=True, size=layout.kind_size)
        look = {"align": "center", "keep": True}
        self._add(par(kind, style="Heading1", before=14, **look))
        for text in block.summary:
            self._add(par(run(text, bold=True, size=layout.summary_size), **look))
        if block.note:
            self._add(par(run(block.note, italic=True), before=3, **look))
        end = run("-----") if block.ruled else ""
        self._add(par(end, after=10, line=0 if end else 4, **look))

    def _table(self, block):
        total = sum(block.widths)
        widths = [twips(self.width * w / total) for w in block.widths]
        size = block.size or self.layout.table_size
        if block.caption:
            caption = run(block.caption, bold=True)
            self._add(par(caption, align="center", before=6, after=4, keep=True))
        keep = tree.is_short(block)
        empty = ((tree.Cell(block.empty, len(widths), align="c", italic=True),),)
        lines = (
            *rows(block.head, widths, size=size, is_head=True),
            *rows(block.rows or empty, widths, block.aligns, size=size, keep=keep),
            *rows(block.foot, widths, block.aligns, size=size, bold=True),
        )
        self._add(frame(lines, widths, bordered=True, caption=block.caption))
        for note in block.notes:
            self._add(par(run(note, italic=True, size=size - 1), before=3))
        self._add(par("", line=6))  # or two tables would grow together

    def _chart(self, block):
        try:
            picture = io.BytesIO(typst.picture(block))
        except typst.PaperError:
            self._table(_numbers(block))
            return
        caption = run(block.caption, bold=True)
        self._add(par(caption, align="center", before=10, after=3, keep=True))
        paragraph = self.word.add_paragraph()
        shape = paragraph.add_run().add_picture(picture, width=Mm(self.width - 1))
        shape._inline.docPr.set("descr", chart.said(block))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(self.layout.gap)

    def _signature(self, block):
        signers = [self._signer(signer) for signer in block.signers]
        recipients = self._recipients(block)
        cells = signers if len(signers) > 1 else [recipients or par(""), *signers]
        widths = [twips(self.width / len(cells))] * len(cells)
        line = columns(*cells, widths=widths)
        self._add(par("", line=10), frame([line], widths, bordered=False), par(""))
        if len(signers) > 1 and recipients:
            room = [twips(self.width)]
            line = columns(recipients, widths=room)
            self._add(frame([line], room, bordered=False), par(""))

    def _signer(self, signer):
        is_bold = self.layout.is_role_bold or not signer.capacity
        lines = (
            run(signer.capacity, bold=True) if signer.capacity else "",
            run(signer.role, bold=is_bold),
            run(signer.note, italic=True, size=12) if signer.note else "",
            *[run("")] * 4,
            run(signer.name, bold=True),
        )
        return "".join(par(line, align="center", keep=True) for line in lines if line)

    def _recipients(self, block):
        if not block.recipients:
            return ""
        head = par(run("Nơi nhận:", underline=True))
        lines = (par(run(f"- {line}", size=12)) for line in block.recipients)
        return head + "".join(lines)


def _numbers(block):
    """The numbers of a chart as a table."""
    values = [[chart.shown(v) for v in series.values] for series in block.series]
    return Table(
        caption=block.caption,
        head=(("", *(series.name for series in block.series)),),
        rows=tuple(zip(block.labels, *values, strict=True)),
        widths=(3, *[1] * len(values)),
        aligns="l" + "r" * len(values),
    )
