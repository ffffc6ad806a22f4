import pytest


@pytest.mark.parametrize("width", [1440, 390])
def test_stranger_is_led_to_the_login_form(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/")
    assert "/login/" in page.url
    assert page.locator("input[type=password]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
