"""What is recorded once a year: the ratings of members and branches, and the badges.

- `ratings`: who is to be rated, what the register says of each (`Sheet`, `Line`);
- `caps`: how many may be rated excellent, by which source;
- `concerns`: what a grid of ratings should not say without a reason;
- `grid`: the forms; `record`: the one place that writes them;
- `overview`: the body's table of a year;
"""
