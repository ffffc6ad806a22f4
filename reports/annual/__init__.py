"""The annual report: its words, its figures, its paper (organisation.md §5–§6).

- `question`: which body, period and as-of day; `figures`: every number of that, asked
  once; `predecessors`: when last year's number can't be compared (HIST-06);
- `sentences`: what may be said of a number (PCT-05); `placeholders`: `{{T02.tỷ lệ}}`
  in a text; `markup`: a text as blocks of the paper;
- `outlines`: the two families with their default wording; `appendices`: PL1–PL10;
- `paper`: all of it as a `reports.documents.tree.Document`;
- `write`: new reports, saved versions, drafts; `forms`, `views`: the pages.
"""
