from members.admin import people, work, year
from members.admin.people import MemberAdmin

__all__ = ["MemberAdmin", "people", "work", "year"]
