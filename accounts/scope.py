"""Who sees a row: each model declares it once, `visible_to` obeys it.

`SCOPE` of a model is one of
- `PUBLIC`: a code list or a rule, shown to everybody who is logged in;
- `BODY`: a row of the whole Đảng bộ, for those who look after a committee;
- `SYSTEM`: accounts and the log, never shown through a business page;
- `by_branch("branch", …)`: seen through a branch; each path leads from the row to
  a branch. Those who look after a committee also see rows that have no branch;
- `through("member")`: seen exactly when the row it belongs to is seen.

What a user may do is a permission; where is an `Access` row of the branches app,
reached as the relation `user.access_rows` (design.md, "Who sees a person").
"""

from dataclasses import dataclass

from django.apps import apps
from django.core import checks
from django.db import models
from django.db.models import Q

OUR_APPS = ("accounts", "enterprises", "branches", "members", "surveys", "reports")


@dataclass(frozen=True)
class Scope:
    """How rows of a model are seen; `paths` for the kinds "branch" and "through"."""

    kind: str
    paths: tuple = ()


PUBLIC = Scope("public")
BODY = Scope("body")
SYSTEM = Scope("system")


def by_branch(*paths):
    """Rows seen through a branch; each path names a lookup to it."""
    return Scope("branch", paths)


def through(field):
    """Rows seen exactly when the row named by the foreign key `field` is seen."""
    return Scope("through", (field,))


class ScopedQuerySet(models.QuerySet):
    """The only way in: `visible_to(user)`."""

    def visible_to(self, user):
        """The rows this user may see today; a stranger sees none."""
        scope = self.model.SCOPE
        if not user.is_active or scope == SYSTEM:
            return self.none()
        if scope == PUBLIC:
            return self
        if scope == BODY:
            return self.filter(user.access_rows.reaches_body())
        if scope.kind == "through":
            return self._through_owner(user)
        return self._through_branches(user)

    def _through_owner(self, user):
        (field,) = self.model.SCOPE.paths
        owner = self.model._meta.get_field(field).related_model
        return self.filter(**{f"{field}__in": owner._default_manager.visible_to(user)})

    def _through_branches(self, user):
        paths = self.model.SCOPE.paths
        reach = user.access_rows.branch_ids()
        rows = self.model._base_manager
        seen, has_branch = Q(), Q()
        for path in paths:
            live = _live(self.model, path)
            seen |= Q(**{f"{path}__in": reach}, **live)
            has_branch |= Q(**{f"{path}__isnull": False}, **live)
        no_branch = ~Q(pk__in=rows.filter(has_branch).values("pk"))
        seen |= no_branch & Q(user.access_rows.reaches_body())
        # pk__in, not a join: two ways to the same row must not double it.
        return self.filter(pk__in=rows.filter(seen).values("pk"))


def _live(model, path):
    """{lookup: None}: rows on the way to the branch that must not be voided."""
    lookups, name = {}, ""
    for part in path.split("__"):
        field = model._meta.get_field(model._meta.pk.name if part == "pk" else part)
        name = f"{name}{part}__"
        if field.one_to_many:
            lookups[f"{name}voided_at"] = None
        model = field.related_model
    return lookups


@checks.register(checks.Tags.models)
def every_model_declares_its_scope(app_configs, **kwargs):
    """A model without a scope would be open to everybody or to nobody: refuse it."""
    models_of_ours = (
        model
        for config in app_configs or apps.get_app_configs()
        if config.name in OUR_APPS
        for model in config.get_models()
    )
    return [
        checks.Error(
            f"{model.__name__} declares no SCOPE",
            hint="SCOPE = PUBLIC | BODY | SYSTEM | by_branch(…), see accounts/scope.py",
            obj=model,
            id="accounts.E001",
        )
        for model in models_of_ours
        if not isinstance(getattr(model, "SCOPE", None), Scope)
    ]
