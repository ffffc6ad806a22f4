from branches.admin import organisation, work

__all__ = ["organisation", "work"]
