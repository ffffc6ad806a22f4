"""Who comes in, for how long, and what asks for the password once more.

- `backend`: user name, password and code in one go, counted by django-axes;
- `form`, `views`, `urls`: the pages; `codes`: the telephone's and the paper's codes;
- `devices`: where no code is asked for 30 days; `passwords`: rules, first passwords;
- `sessions`: how a session begins and ends; `kept`: the form typed when it ended;
- `step_up`: asks again before what can't be taken back; `middleware` holds it together.
"""
