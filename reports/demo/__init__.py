"""The demo register: invented people, the real totals of the article."""

PASSWORD = "Hoang Mai 2022 minh hoa"  # of every demo account; real ones have their own
