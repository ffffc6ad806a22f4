from members.admin import candidates, people, work, year
from members.admin.people import MemberAdmin

__all__ = ["MemberAdmin", "candidates", "people", "work", "year"]
