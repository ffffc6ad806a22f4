"""Lists of the agencies: read, matched with the register, taken over by a person.

`legacy` old fonts; `columns` headings; `names`, `places`, `values` what a cell means;
`reading` a file as rows; `matching` rows to enterprises; `facts`, `heaps` what differs;
`store` writes a list; `steps`, `acts` what a person takes into the register, and undo.
"""
