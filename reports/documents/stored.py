"""The tree as JSON and back: what a signed book keeps, and what Typst is given."""

import dataclasses
import datetime as dt

from reports.documents import tree

# Every block of the tree by its name, the layout too.
KINDS = {k.__name__: k for k in vars(tree).values() if dataclasses.is_dataclass(k)}


def data(node):
    """The tree as JSON: each part says what it `is`."""
    if dataclasses.is_dataclass(node):
        fields = {f.name: data(getattr(node, f.name)) for f in dataclasses.fields(node)}
        return {"is": type(node).__name__, **fields}
    if isinstance(node, tuple | list):
        return [data(part) for part in node]
    return node.isoformat() if isinstance(node, dt.date) else node


def load(found):
    """The tree again from its JSON."""
    if isinstance(found, list):
        return tuple(load(part) for part in found)
    if not isinstance(found, dict):
        return found
    fields = {name: load(part) for name, part in found.items() if name != "is"}
    if found["is"] == "Document":
        fields["day"] = dt.date.fromisoformat(fields["day"])
    return KINDS[found["is"]](**fields)
