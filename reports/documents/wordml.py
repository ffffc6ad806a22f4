"""Pieces of WordprocessingML as text: paragraphs, runs, tables.

Text and not cell objects, because a table of a thousand rows takes seven seconds by
objects. The order of the elements is that of the standard; Word refuses another one.
"""

from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml

from reports.documents import tree

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SIDES = {"l": "left", "c": "center", "r": "right"}
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def twips(mm):
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def run(text, *, bold=False, italic=False, size=0, underline=False, shaded=False):
    """One run; its line breaks are kept."""
    facts = (
        "<w:b/><w:bCs/>" * bold
        + "<w:i/><w:iCs/>" * italic
        + (
            f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
            * bool(size)
        )
        + '<w:u w:val="single"/>' * underline
        + '<w:shd w:val="clear" w:color="auto" w:fill="E1E1E1"/>' * shaded
    )
    words = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r><w:rPr>{facts}</w:rPr>{words}</w:r>"


def runs(text, *, bold=False, italic=False, size=0):
    """A text of the tree; the look given holds for all of it."""
    return "".join(_marked(r, bold, italic, size) for r in tree.runs(text))


def _marked(part, bold, italic, size):
    look = {"bold": bold or part.bold, "italic": italic or part.italic, "size": size}
    if not part.was:
        return run(part.text, **look)
    old = tree.written(part)[len(part.text) :]
    return run(part.text, shaded=True, **look) + run(old, italic=True, size=size or 12)


def par(
    content,
    *,
    align="left",
    style="",
    before=0,
    after=0,
    line=0,
    first=0,
    sides=0,
    keep=False,
    ruled=False,
    tabs=(),
    size=0,
):
    """A paragraph: points before and after, exact line, first line and sides in mm.

    `tabs` are ("center" or "right" or "clear", place in twips); `size` is that of the
    paragraph's own mark, which makes an empty one as tall as its type.
    """
    at = f'<w:pStyle w:val="{style}"/>' if style else ""
    rule = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    spread = f' w:line="{line * 20:.0f}" w:lineRule="exact"' if line else ""
    if not line:
        spread = ' w:line="240" w:lineRule="auto"'
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{at_}"/>' for kind, at_ in tabs)
    facts = (
        at
        + "<w:keepNext/>" * keep
        + f"<w:pBdr>{rule}</w:pBdr>" * ruled
        + f"<w:tabs>{stops}</w:tabs>" * bool(tabs)
        + f'<w:spacing w:before="{before * 20:.0f}" w:after="{after * 20:.0f}"{spread}/>'
        + f'<w:ind w:left="{twips(sides)}" w:right="{twips(sides)}" '
        f'w:firstLine="{twips(first)}"/>'
        f'<w:jc w:val="{"both" if align == "justify" else align}"/>'
        + f'<w:rPr><w:sz w:val="{size * 2:.0f}"/></w:rPr>'
        * bool(size)
    )
    return f"<w:p><w:pPr>{facts}</w:pPr>{content}</w:p>"


def columns(*cells, widths):
    """A row without lines: what stands side by side in a head or under a paper."""
    return _row(
        "".join(
            _cell(content, width, align="top")
            for content, width in zip(cells, widths, strict=True)
        ),
        is_head=False,
    )


def frame(rows, widths, *, bordered, caption=""):
    """A table of ready rows, its columns in twips."""
    border = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    lines = "".join(f"<w:{side} {border}/>" for side in _BORDERS)
    margin = twips(0.9)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else ""
    return (
        f'<w:tbl {NS}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + f"<w:tblBorders>{lines}</w:tblBorders>" * bordered
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>{said}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def rows(lines, widths, aligns="", *, size, is_head=False, bold=False, keep=False):
    """Rows of the tree's cells, with what spans columns and rows.

    `keep`: on one sheet with the row below, as the lines of a head are.
    """
    open_cells = {}  # column: (rows still to come, columns)
    for line in lines:
        cells, column, parts = iter(map(tree.cell, line)), 0, []
        while column < len(widths):
            left, span = open_cells.get(column, (0, 1))
            if left:
                parts.append(
                    _cell(par("", size=size), _width(widths, column, span), span, "on")
                )
                open_cells[column] = (left - 1, span)
            else:
                cell = next(cells, tree.Cell())
                span = cell.columns
                own = cell.align or ("c" if is_head else aligns[column : column + 1])
                text = runs(
                    cell.text,
                    bold=bold or is_head or cell.bold,
                    italic=cell.italic,
                    size=size,
                )
                merge = "restart" if cell.rows > 1 else ""
                width = _width(widths, column, span)
                content = par(
                    text, align=_SIDES[own or "l"], keep=keep or is_head, size=size
                )
                parts.append(_cell(content, width, span, merge))
                open_cells[column] = (cell.rows - 1, span)
            column += span
        yield _row("".join(parts), is_head)


def _width(widths, column, span):
    return sum(widths[column : column + span])


def _row(cells, is_head):
    head = "<w:tblHeader/>" * is_head
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(content, width, span=1, merge="", align="center"):
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    down = {"": "", "restart": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{down[merge]}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )


def parsed(xml):
    """A piece as an element that the library can put into its tree."""
    return parse_xml(xml.replace("<w:p>", f"<w:p {NS}>", 1))
