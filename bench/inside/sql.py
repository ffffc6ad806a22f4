"""The same figures in SQL written by hand for this schema: the limit.

One statement a table, as a careful person would write it; `:name` are parameters.
They name one committee, whose roll the app finds through its tree.
"""

import re

from django.db import connection

# The two functions that the engines call differently.
_WORDS = {
    "sqlite": {"least": "min", "greatest": "max"},
    "postgresql": {"least": "least", "greatest": "greatest"},
}

ROLL = """
SELECT p.branch_id, p.member_id, p.began, p.ended, p.started_on, p.ended_on,
       l.started_on AS link_from, l.ended_on AS link_to,
       s.counts_official_on AS official_on,
       {greatest}(p.started_on, l.started_on) AS joined_on,
       {least}(coalesce(p.ended_on, :far), coalesce(l.ended_on, :far)) AS left_on
FROM members_placement p
JOIN branches_branchlink l ON l.branch_id = p.branch_id
 AND l.committee_id = :committee AND l.voided_at IS NULL
 AND (l.ended_on IS NULL OR l.ended_on > p.started_on)
 AND (p.ended_on IS NULL OR p.ended_on > l.started_on)
JOIN members_spell s ON s.id = p.spell_id
WHERE p.kind = 'official' AND p.voided_at IS NULL {branch}
"""
_ADMITTED = """began IN ('admitted', 'readmitted') AND joined_on = started_on
  AND started_on BETWEEN :{0}_first AND :{0}_last"""
_OWNER = """EXISTS (SELECT 1 FROM members_ownership o WHERE o.member_id = r.member_id
  AND o.voided_at IS NULL AND o.started_on <= r.started_on
  AND (o.ended_on IS NULL OR o.ended_on > r.started_on))"""
_RECOGNISED = """official_on BETWEEN :{0}_first AND :{0}_last
  AND official_on >= joined_on AND official_on < left_on"""


def flows_of_people(spans):
    """T02, T03 and T10 of each span."""
    columns = [
        f'count(*) FILTER (WHERE {condition.format(span)}) AS "{code}_{span}"'
        for span in spans
        for code, condition in (
            ("T02", _ADMITTED),
            ("T03", f"{_ADMITTED} AND {_OWNER}"),
            ("T10", _RECOGNISED),
        )
    ]
    return f"WITH r AS ({ROLL}) SELECT {', '.join(columns)} FROM r"


def flows_of(table, columns, spans, join=""):
    """Counts of events by day: {code: (what, condition)} for each span."""
    counts = [
        f"count({what}) FILTER (WHERE {day} BETWEEN :{span}_first AND :{span}_last"
        f'{extra}) AS "{code}_{span}"'
        for span in spans
        for code, (what, day, extra) in columns.items()
    ]
    return f"SELECT {', '.join(counts)} FROM {table} t {join}"


LINKS = """JOIN branches_branchevent b ON b.id = t.begun_by_id
LEFT JOIN branches_branchevent e ON e.id = t.ended_by_id
WHERE t.committee_id = :committee AND t.voided_at IS NULL {of_branch}"""
FOUNDED = {"T01": ("*", "t.started_on", " AND b.kind = 'founded'")}
SURVEYED = {
    "T04": ("DISTINCT enterprise_id", "surveyed_on", ""),
    "T04S": ("DISTINCT enterprise_id", "surveyed_on", " AND is_in_depth"),
}
MET = {
    "T05": (
        "DISTINCT c.enterprise_id",
        "visited_on",
        " AND met IN ('owner', 'representative')",
    )
}
CASES = """JOIN surveys_outreachcase c ON c.id = t.case_id
WHERE t.voided_at IS NULL"""


def _stock(day, name):
    """Official and probationary members at the end of `day`."""
    on = f"joined_on <= :{day} AND left_on > :{day}"
    official = f"coalesce(official_on <= :{day}, false)"
    return (
        f"count(*) FILTER (WHERE {on} AND {official}) AS {name}_official, "
        f"count(*) FILTER (WHERE {on} AND NOT {official}) AS {name}_probationary"
    )


STOCKS = f"""
WITH r AS ({ROLL}) SELECT branch_id, {_stock("opening_day", "opening")},
 {_stock("now_last", "closing")},
 count(*) FILTER (WHERE {_RECOGNISED.format("now")}) AS recognised
FROM r GROUP BY branch_id"""

_NEIGHBOUR = """EXISTS (SELECT 1 FROM members_placement n
  JOIN branches_branchlink k ON k.branch_id = n.branch_id
   AND k.committee_id = :committee AND k.voided_at IS NULL
   AND k.started_on {starts} r.{day} AND (k.ended_on IS NULL OR k.ended_on {ends} r.{day})
  WHERE n.member_id = r.member_id AND n.{meets} = r.{day}
   AND n.kind = 'official' AND n.voided_at IS NULL)"""
_SISTER = """EXISTS (SELECT 1 FROM branches_branchlink k
  WHERE k.branch_id = r.branch_id AND k.committee_id = :committee
   AND k.voided_at IS NULL AND k.{meets} = r.{day})"""


def _ways(edge, day, kind, link, neighbour, sister):
    return f"""
WITH r AS ({ROLL} AND {edge}) SELECT branch_id,
 CASE WHEN {day} = {kind[0]} AND {kind[1]} = 'transferred' AND {neighbour} THEN 'inside'
      WHEN {day} = {kind[0]} THEN {kind[1]}
      WHEN {sister} THEN 'branch_inside' ELSE 'with_branch' END AS way,
 coalesce(official_on < {day}, false) AS is_official, count(*) AS number
FROM r WHERE {day} BETWEEN :now_first AND :now_last GROUP BY 1, 2, 3"""


IN = _ways(
    "(p.started_on BETWEEN :now_first AND :now_last"
    " OR l.started_on BETWEEN :now_first AND :now_last)",
    "joined_on",
    ("started_on", "began"),
    "link_from",
    _NEIGHBOUR.replace("{starts}", "<")
    .replace("{ends}", ">=")
    .replace("{meets}", "ended_on")
    .replace("{day}", "started_on"),
    _SISTER.replace("{meets}", "ended_on").replace("{day}", "link_from"),
)
OUT = _ways(
    "(p.ended_on BETWEEN :now_first AND :now_last"
    " OR l.ended_on BETWEEN :now_first AND :now_last)",
    "left_on",
    ("ended_on", "ended"),
    "link_to",
    _NEIGHBOUR.replace("{starts}", "<=")
    .replace("{ends}", ">")
    .replace("{meets}", "started_on")
    .replace("{day}", "ended_on"),
    _SISTER.replace("{meets}", "started_on").replace("{day}", "link_to"),
)


def branches(ins, outs):
    """Opening, each way in, each way out, closing of the branches."""
    counts = [_links_on(":opening_day", "opening")]
    for way, kinds, day, event in (
        ("in", ins, "t.started_on", "b"),
        ("out", outs, "t.ended_on", "e"),
    ):
        counts += [
            f"count(*) FILTER (WHERE {day} BETWEEN :now_first AND :now_last "
            f"AND {event}.kind = '{kind}') AS {way}_{kind}"
            for kind in kinds
        ]
    counts.append(_links_on(":now_last", "closing"))
    return f"SELECT {', '.join(counts)} FROM branches_branchlink t {LINKS}"


def _links_on(day, name):
    return (
        f"count(*) FILTER (WHERE t.started_on <= {day} "
        f"AND (t.ended_on IS NULL OR t.ended_on > {day})) AS {name}"
    )


PEOPLE = f"""
WITH r AS ({ROLL} AND p.started_on <= :now_last AND l.started_on <= :now_last
  AND (p.ended_on IS NULL OR p.ended_on > :now_last)
  AND (l.ended_on IS NULL OR l.ended_on > :now_last)),
q AS (SELECT member_id, max(level) FILTER (WHERE kind = 'general') AS general,
  max(level) FILTER (WHERE kind = 'profession') AS profession,
  max(level) FILTER (WHERE kind = 'theory') AS theory
  FROM members_qualification WHERE voided_at IS NULL AND granted_on <= :now_last
  GROUP BY member_id),
o AS (SELECT DISTINCT member_id FROM members_ownership WHERE voided_at IS NULL
  AND started_on <= :now_last AND (ended_on IS NULL OR ended_on > :now_last)),
c AS (SELECT m.sex, m.born_on, m.ethnicity, r.official_on, q.general, q.profession,
  q.theory, o.member_id IS NOT NULL AS owns FROM r
  JOIN members_member m ON m.id = r.member_id
  LEFT JOIN q ON q.member_id = r.member_id LEFT JOIN o ON o.member_id = r.member_id)
"""


def composition(conditions):
    """{key: condition} of the cells, and the total."""
    counts = [
        f"count(*) FILTER (WHERE {where}) AS {key}" for key, where in conditions.items()
    ]
    return f"{PEOPLE} SELECT count(*) AS total, {', '.join(counts)} FROM c"


def growth_people(years):
    """Members at the end of each year."""
    counts = [
        f"count(*) FILTER (WHERE joined_on <= '{y}-12-31' "
        f"AND left_on > '{y}-12-31') AS y{y}"
        for y in years
    ]
    return f"WITH r AS ({ROLL} {{non_state}}) SELECT {', '.join(counts)} FROM r"


def growth_branches(years):
    """Branches at the end of each year."""
    counts = [_links_on(f"'{y}-12-31'", f"y{y}") for y in years]
    return (
        f"SELECT {', '.join(counts)} FROM branches_branchlink t "
        "WHERE t.committee_id = :committee AND t.voided_at IS NULL {non_state}"
    )


NON_STATE = """AND EXISTS (SELECT 1 FROM branches_branchenterprise h
  JOIN enterprises_enterprise f ON f.id = h.enterprise_id
  WHERE h.branch_id = {row}.branch_id AND h.is_host AND h.voided_at IS NULL
   AND h.started_on <= {row}.started_on
   AND (h.ended_on IS NULL OR h.ended_on > {row}.started_on)
   AND f.legal_form <> 'state_capital')"""
TARGETS = """SELECT indicator, level, value, value_max FROM reports_target
WHERE committee_id = :committee AND branch_id IS NULL AND voided_at IS NULL
 AND year = 2021 AND decided_on <= :now_last ORDER BY decided_on, id"""


def cells(age_bands, day):
    """{key: condition} of the composition's cells."""
    found = {
        "official": "coalesce(official_on <= :now_last, false)",
        "probationary": "NOT coalesce(official_on <= :now_last, false)",
        "male": "sex = 'male'",
        "female": "sex = 'female'",
        "kinh": "ethnicity = '01'",
        "minority": "ethnicity <> '01'",
        "owner": "owns",
        "not_owner": "NOT owns",
    }
    for low, high in age_bands:
        young = f"born_on <= '{day.replace(year=day.year - (low or 0))}'"
        old = f"born_on > '{day.replace(year=day.year - (high or 999) - 1)}'"
        found[f"age_{low or 0}"] = f"{young} AND {old}"
    for column, highest in (("general", 3), ("profession", 6), ("theory", 3)):
        found[f"{column}_0"] = f"{column} IS NULL"
        for level in range(1, highest + 1):
            found[f"{column}_{level}"] = f"{column} = {level}"
    return found


def run(text, values, **parts):
    """Rows as dicts, by the driver's own cursor on the connection Django opened."""
    words = {"branch": "", "of_branch": "", **_WORDS[connection.vendor]}
    text = _fill(text, {**words, **parts})
    if connection.vendor == "postgresql":
        text = re.sub(r":(\w+)", r"%(\1)s", text)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    finally:
        cursor.close()


def _fill(text, words):
    """Put the words in; a word may hold words itself."""
    while "{" in text:
        text = re.sub(r"\{(\w+)\}", lambda found: words[found[1]], text)
    return text
