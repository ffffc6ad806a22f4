"""The paper for Word, to be worked on: python-docx makes the file, we its lines.

It names Times New Roman and carries no font; the charts are pictures by Typst, or
tables of their numbers where there is no Typst.
"""

import datetime as dt
import io

import docx as python_docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.documents import tree
from reports.documents.wordblocks import Blocks
from reports.documents.wordml import par, parsed, run, twips

FONT = "Times New Roman"
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
        width = _page(word, doc.layout, section, number)
        Blocks(word, doc, width).write(section.blocks)
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
    old._p.getparent().replace(old._p, parsed(xml))


def _page(word, layout, section, number):
    """The sheets of a section; returns how wide they are between the margins, in mm."""
    page = word.sections[0] if number == 0 else _next_page(word)
    lies = section.landscape
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
    return round((page.page_width - page.left_margin - page.right_margin) / Mm(1))


def _next_page(word):
    page = word.add_section(WD_SECTION.NEW_PAGE)
    page.different_first_page_header_footer = False
    # The empty paragraph that ends a section takes no room on its last sheet.
    last = word.paragraphs[-1].paragraph_format
    last.space_before = last.space_after = Pt(0)
    last.line_spacing = Pt(1)
    return page
