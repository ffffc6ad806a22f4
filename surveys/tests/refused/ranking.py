"""What a clerk types badly on the desk of the weights, and what the page says.

what: (model, row of the survey or None for a new one, typed, field, message)
"""

from accounts.tests.desk import ENDS_AFTER
from surveys.models import RankingWeight

_WEIGHT = {"code": "union", "points": "7"}
BAD = {
    "ranking_weight_no_overlap": (
        RankingWeight,
        None,
        {**_WEIGHT, "started_on": "01/01/2021"},
        "started_on",
        "Lý do này đã có điểm trong thời gian đó.",
    ),
    "surveys_rankingweight_period": (
        RankingWeight,
        None,
        {**_WEIGHT, "started_on": "01/01/2000", "ended_on": "01/01/2000"},
        "ended_on",
        ENDS_AFTER,
    ),
}
