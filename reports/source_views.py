"""The heaps of an agency's list as a page for paper, and as files."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from enterprises.models import SourceList
from enterprises.sources.heaps import TITLES
from reports import files
from reports.pages import source_lists

may_see = permission_required("enterprises.view_sourcelist", raise_exception=True)


@require_safe
@may_see
def source_table(request, pk, heap):
    """One heap in full, with its files."""
    lists = SourceList.objects.visible_to(request.user).select_related("agency")
    source = get_object_or_404(lists, pk=pk)
    if heap not in TITLES:
        raise Http404(heap)
    page = source_lists.page(source, heap, request.user)
    said = source_lists.subtitle(source)
    if files.wanted(request):
        return files.response(request, page, said, f"doi-chieu-{pk}-{heap}")
    context = {**page, "subtitle": said, "source": source, "heap": heap}
    context |= files.links(request)
    return render(request, "reports/source_table.html", context)
