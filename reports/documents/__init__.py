"""Papers: one tree of plain facts, three renderers that print the same words.

Build a `tree.Document` (sections of blocks; every text in it is data, never markup):

    head = office.on(committee, day)   # layout HD36 or HD05 by the day, with the
                                       # committee's own dated settings
    doc = tree.Document(title, day, head.layout, (tree.Section((
        head.letterhead("BC", 12, day),  # no number and no day: a draft
        tree.Title("BÁO CÁO", ("kết quả …",)),
        tree.Heading(1, f"{head.layout.mark(1, 1)} ĐẶC ĐIỂM, TÌNH HÌNH"),
        …,
        head.signature(),
    )), lists.appendix(table, 1)), foot="Mã kiểm tra SHA-256: …")

and print it:

    html.render(doc)   a whole page that needs nothing beside it: str
    html.article(doc)  only the paper, for a page of ours: str. The page links
                       css/paper.css and js/paper.js (margins, foot of each sheet)
    typst.pdf(doc)     PDF/A-2a and PDF/UA-1, made in a child process: bytes
    docx.docx(doc)     for Word, to be worked on: bytes

Where no PDF can be made `typst.PaperError` says so in words for the clerk.
`lists.of(table)` makes a `tree.Table` of any `reports.tables.Table`; `reports.xlsx`
makes a workbook of the same one. `stored.data(doc)` is the paper as JSON, to be frozen
and hashed; `stored.load` gives it back.
"""
