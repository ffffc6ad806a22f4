"""The blocks of a paper as lines of Word, one kind after the other."""

import io

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

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
from reports.documents.wordml import columns, frame, par, parsed, rows, run, runs, twips

CAPITAL = 0.222  # mm that a bold capital takes a point of size, about


class Blocks:
    """Writes the blocks of a section to the end of `word`; `width` of the type in mm."""

    def __init__(self, word, doc, width):
        self.word, self.layout, self.width = word, doc.layout, width
        parts = (block for s in doc.sections for block in s.blocks)
        self.below = 1 if any(isinstance(block, Title) for block in parts) else 0

    def write(self, blocks):
        """One after the other."""
        for block in blocks:
            self._block(block)

    def _add(self, *pieces):
        body = self.word.element.body
        for piece in pieces:
            body.insert_element_before(parsed(piece), "w:sectPr")

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
