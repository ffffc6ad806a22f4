"""What the tests of the pages share: addresses, texts, the day."""

from django.urls import reverse

from surveys.tests.cases.world import D

TODAY = D(2021, 6, 1)
PROMISED = {"next_action": "Gửi mẫu đơn", "next_by": "Khảo"}


def url(name, *args, **query):
    return reverse(f"surveys:{name}", args=args, query=query)


def text(answer):
    return answer.content.decode()


def listed(clerk, **query):
    """The keys of the cases on the list."""
    page = clerk.get(url("cases", **query))
    return [card.case.pk for card in page.context["cards"]]
