"""What a clerk types badly on the desk of cases, and what the page says.

what: (model, row of the survey or None for a new one, typed, field, message)
"""

BAD = {}
