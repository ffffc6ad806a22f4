"""The worklist (rows 1–16 of §3.2) in SQL written by hand: which rows, in which branch.

Four statements. The days of the deadlines are left to the app: working days with the
office's own days off are no matter of a query.
"""

import datetime as dt

from bench.inside import sql
from bench.inside.chance import LAST
from hoangmai_party.periods import add_months

# (deadline, the step it counts from, the step that ends it)
PAIRS = (
    ("file_certificate", "class", "branch_vote"),
    ("file_age", "filed", "branch_vote"),
    ("file_committee", "branch_vote", "committee_vote"),
    ("file_committee", "recognition_vote", "recognition_committee"),
    ("file_decision", "branch_vote", "decision"),
    ("file_ceremony", "decision", "ceremony"),
    ("file_profile", "ceremony", "profile"),
    ("file_new_class", "ceremony", "new_class"),
    ("file_recognition", "recognition_vote", "recognition"),
)
_VALUES = ", ".join(f"('{code}', '{kind}', '{until}')" for code, kind, until in PAIRS)
LIVE = """b AS MATERIALIZED (SELECT DISTINCT t.branch_id FROM branches_branchlink t
  WHERE t.committee_id = :committee AND t.voided_at IS NULL AND t.started_on <= :day
  AND (t.ended_on IS NULL OR t.ended_on > :day) {of_branch})"""
_FILES = f"""{LIVE},
f AS MATERIALIZED (SELECT c.id, c.born_on, c.member_id, k.branch_id
  FROM members_candidatebranch k
  JOIN b ON b.branch_id = k.branch_id
  JOIN members_candidate c ON c.id = k.candidate_id AND c.voided_at IS NULL
  WHERE k.voided_at IS NULL AND k.started_on <= :day
  AND (k.ended_on IS NULL OR k.ended_on > :day)),
s AS MATERIALIZED (SELECT s.* FROM members_candidatestep s
  JOIN f ON f.id = s.candidate_id
  WHERE s.voided_at IS NULL AND s.happened_on <= :day),
c AS MATERIALIZED (SELECT c.* FROM members_candidatestep c
  JOIN f ON f.id = c.candidate_id WHERE c.voided_at IS NULL
  AND c.happened_on <= :day AND c.state IN ('submitted', 'accepted')),
g AS (SELECT candidate_id, kind, max(happened_on) AS last FROM c
  WHERE passed IS NOT FALSE GROUP BY candidate_id, kind),
d AS MATERIALIZED (SELECT max(c.id) AS id, c.candidate_id, c.kind FROM c
  JOIN g ON g.candidate_id = c.candidate_id AND g.kind = c.kind
  AND g.last = c.happened_on WHERE c.passed IS NOT FALSE
  GROUP BY c.candidate_id, c.kind)"""
FILES = f"""
WITH {_FILES},
p AS (SELECT candidate_id FROM (SELECT candidate_id, kind, row_number()
  OVER (PARTITION BY candidate_id ORDER BY happened_on DESC, id DESC) AS place
  FROM c WHERE kind IN ('paused', 'resumed')) ranked WHERE place = 1 AND kind = 'paused'),
o AS MATERIALIZED (SELECT f.* FROM f
  WHERE NOT EXISTS (SELECT 1 FROM p WHERE p.candidate_id = f.id)
  AND NOT EXISTS (SELECT 1 FROM d WHERE d.candidate_id = f.id AND d.kind IN
    ('dropped', 'gone', 'refused', 'cancelled', 'recognition'))),
n AS (SELECT o.* FROM o WHERE NOT EXISTS (SELECT 1 FROM d
  WHERE d.candidate_id = o.id AND d.kind = 'branch_vote')),
pair(code, kind, until) AS (VALUES {_VALUES})
SELECT pair.code, d.id, o.branch_id FROM d JOIN o ON o.id = d.candidate_id
  JOIN pair ON pair.kind = d.kind
  LEFT JOIN d u ON u.candidate_id = d.candidate_id AND u.kind = pair.until
  WHERE u.id IS NULL
UNION ALL SELECT 'file_unsent', s.id, o.branch_id FROM s JOIN o ON o.id = s.candidate_id
  WHERE s.state = 'draft' AND s.kind IN ('branch_vote', 'recognition_vote')
UNION ALL SELECT 'file_submitted', s.id, o.branch_id FROM s
  JOIN o ON o.id = s.candidate_id WHERE s.state = 'submitted'
UNION ALL SELECT 'file_returned', s.id, o.branch_id FROM s JOIN o ON o.id = s.candidate_id
  WHERE s.state = 'returned' AND NOT EXISTS (SELECT 1 FROM c
    WHERE c.candidate_id = s.candidate_id AND c.kind = s.kind)
UNION ALL SELECT 'file_age_max', n.id, n.branch_id FROM n
  WHERE n.born_on BETWEEN :old_first AND :old_last
UNION ALL SELECT 'file_youth', n.id, n.branch_id FROM n
  WHERE n.born_on BETWEEN :young_first AND :young_last
UNION ALL SELECT 'file_vetting', v.id, n.branch_id FROM members_vetting v
  JOIN n ON n.id = v.candidate_id WHERE v.voided_at IS NULL AND v.sent_on <= :day
  AND v.exempt_reason = '' AND (v.replied_on IS NULL OR v.replied_on > :day)"""
_PLACED = f"""{LIVE},
r AS (SELECT p.branch_id, p.member_id, s.id, s.ceremony_on, s.recognised_on
  FROM members_placement p JOIN b ON b.branch_id = p.branch_id
  JOIN members_spell s ON s.id = p.spell_id
  WHERE p.kind = 'official' AND p.voided_at IS NULL AND p.started_on <= :day
  AND (p.ended_on IS NULL OR p.ended_on > :day))"""
PROBATION = f"""
WITH {_PLACED}
SELECT CASE WHEN r.ceremony_on >= :ends THEN 'probation' ELSE 'recognition' END AS code,
 r.id, r.branch_id FROM r WHERE (r.recognised_on IS NULL OR r.recognised_on > :day)
 AND (r.ceremony_on >= :ends OR NOT EXISTS (SELECT 1 FROM members_candidate c
  JOIN members_candidatebranch k ON k.candidate_id = c.id AND k.voided_at IS NULL
   AND k.started_on <= :day AND (k.ended_on IS NULL OR k.ended_on > :day)
  JOIN b ON b.branch_id = k.branch_id
  JOIN members_candidatestep t ON t.candidate_id = c.id AND t.voided_at IS NULL
   AND t.kind = 'recognition_vote' AND t.state IN ('submitted', 'accepted')
   AND t.passed IS NOT FALSE AND t.happened_on <= :day
  WHERE c.member_id = r.member_id AND c.voided_at IS NULL))"""
CARDS = f"""
WITH {_PLACED}
SELECT 'card' AS code, r.id, r.branch_id FROM r JOIN members_member m ON m.id = r.member_id
 WHERE r.recognised_on <= :day AND (m.card_issued_on IS NULL OR m.card_issued_on > :day)
 AND NOT (m.old_card_number <> '' AND m.card_issued_on IS NULL)"""
CERTIFICATES = f"""
WITH {LIVE},
t AS MATERIALIZED (SELECT m.full_name, m.born_on FROM members_spell s
   JOIN members_member m ON m.id = s.member_id
   WHERE s.voided_at IS NULL AND s.ceremony_on <= :day
  UNION SELECT full_name, born_on FROM members_candidate WHERE voided_at IS NULL),
a AS (SELECT a.id, a.branch_id, a.certified_on, row_number() OVER (PARTITION BY
  coalesce(a.member_id, 0), a.full_name, a.born_on ORDER BY a.certified_on DESC, a.id DESC)
  AS place FROM members_attendance a JOIN members_course u ON u.id = a.course_id
  LEFT JOIN t ON t.full_name = a.full_name AND t.born_on = a.born_on
  WHERE t.full_name IS NULL AND a.voided_at IS NULL AND u.kind = 'awareness'
  AND a.certified_on <= :day
  AND NOT EXISTS (SELECT 1 FROM members_spell s WHERE s.member_id = a.member_id
   AND s.voided_at IS NULL AND s.ceremony_on <= :day))
SELECT 'certificate' AS code, a.id, a.branch_id FROM a JOIN b ON b.branch_id = a.branch_id
 WHERE a.place = 1 AND (a.certified_on >= :still OR a.certified_on < :known)"""
AGE, YOUTH, PROBATION_MONTHS, VALID, KEPT = 60, 30, 12, 60, 180  # rules of the day
RULE_FROM = dt.date(2021, 7, 30)  # 24-QĐ/TW


def days():
    """What the statements ask for besides the committee."""
    oldest = add_months(LAST, -12 * AGE).replace(day=1)
    return {
        "day": LAST,
        "ends": add_months(LAST, -PROBATION_MONTHS),
        "old_first": oldest,
        "old_last": add_months(LAST, 12 - 12 * AGE),
        "young_first": add_months(LAST, -12 * YOUTH),
        "young_last": add_months(LAST, 3 - 12 * YOUTH),
        "known": RULE_FROM,  # older certificates have no rule, and say so
        "still": add_months(LAST - dt.timedelta(days=KEPT), -VALID),
    }


def rows(values, **parts):
    """{key: branch} of every line."""
    values = values | {name: f"{day}" for name, day in days().items()}
    return {
        f"{row['code']}:{row['id']}": row["branch_id"]
        for text in (FILES, PROBATION, CARDS, CERTIFICATES)
        for row in sql.run(text, values, **parts)
    }
