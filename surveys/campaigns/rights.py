"""Who opens the pages of campaigns: who has the right, and looks after the body."""

import functools

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from surveys.models import Campaign


def for_body(right):
    """Decorate a page of the whole Đảng bộ: 403 without the right, 404 out of scope."""

    def decorate(view):
        @functools.wraps(view)
        def page(request, *args, **kwargs):
            held = request.user.access_rows.current().exclude(committee=None)
            if not held.exists():
                raise Http404("of the whole body")
            return view(request, *args, **kwargs)

        return permission_required(right, raise_exception=True)(page)

    return decorate


may_see = for_body("surveys.view_campaign")
may_add = for_body("surveys.add_campaign")
may_change = for_body("surveys.change_campaign")
may_file = for_body("surveys.add_surveyrecord")


def campaign_of(request, pk):
    """The campaign, if the user may open it; else 404."""
    return get_object_or_404(Campaign.objects.visible_to(request.user), pk=pk)
