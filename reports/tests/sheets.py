"""The sheet of targets as a browser without scripts sees it, fills it and sends it."""

import re
from html import unescape
from urllib.parse import urlencode

from django.urls import reverse

GRID = reverse("reports:target-grid")
_BOX = r'<input id="[^"]*" name="(c-[^"]+)" value="([^"]*)"'


class SheetPage:
    """One page with the sheet; `send` presses a button and gives the next page."""

    def __init__(self, client, response=None, **query):
        self.client = client
        self.query = {"year": 2021, **query}
        self.response = response or client.get(GRID, self.query)
        assert self.response.status_code == 200, self.response.status_code
        self.html = self.response.content.decode()

    @property
    def boxes(self):
        """{name: text} of the cells that take a value."""
        return {name: unescape(text) for name, text in re.findall(_BOX, self.html)}

    def hidden(self, name):
        found = re.search(
            rf'<input type="hidden" name="{name}" value="([^"]*)"', self.html
        )
        return unescape(found[1])

    @property
    def rows(self):
        """The table as people read it: a list of texts for each line."""
        return [
            [
                _text(cell)
                for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", line, re.DOTALL)
            ]
            for line in re.findall(r"<tr\b.*?</tr>", self.html, re.DOTALL)
        ]

    @property
    def said(self):
        """What the page complains of."""
        parts = re.findall(
            r'class="form-errors".*?(?:</div>|</section>)', self.html, re.DOTALL
        )
        return [
            _text(line) for part in parts for line in re.findall("<li>(.*?)</li>", part)
        ]

    @property
    def messages(self):
        return [
            _text(m) for m in re.findall(r'<li class="(?:\w+)">.*?</li>', self.html)
        ]

    def send(self, button="save", *, cells=(), **typed):
        """Press a button with what stands on the page, some of it typed over."""
        data = {
            **self.boxes,
            "seen": self.hidden("seen"),
            "previewed": self.hidden("previewed"),
            "decided_on": "22/01/2021",
            "number": "14-CT/ĐUK",
            button: "1",
            **typed,
            **dict(cells),
        }
        url = f"{GRID}?{urlencode(self.query, doseq=True)}"
        answer = self.client.post(url, data, follow=True)
        return SheetPage(self.client, answer, **self.query)


def _text(html):
    """What is read of a piece of a page; a box reads as what stands in it."""
    html = re.sub(r'<input\b[^>]*\bvalue="([^"]*)"[^>]*>', r"\1 ", html)
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())
