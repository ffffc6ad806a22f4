"""Lines of the process log carry no name, no number and no query of an address."""

import io
import logging

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError
from django.http import HttpResponseNotFound
from django.test import RequestFactory
from django.utils.log import log_response

from accounts.log.lines import WithoutPeople, without_people

NAME, CCCD = "Đặng Kín Miệng", "001090000001"
TYPED = f"{NAME} {CCCD}"


@pytest.fixture
def lines():
    """What a handler with the filter writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutPeople())
    logger = logging.getLogger("hoangmai.lines")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, stream.getvalue
    logger.removeHandler(handler)
    logger.propagate = True


def fail(error, cause=None):
    try:
        try:
            raise cause or KeyError(TYPED)
        except Exception as inner:
            if cause:
                raise error from inner
            raise error  # noqa: B904 - with what was being handled as its context
    except Exception as outer:  # noqa: BLE001 - whatever was given
        return outer


ERRORS = {
    "value": ValueError(TYPED),
    "data": DataError(f'value too long: "{TYPED}"'),
    "unique": IntegrityError(f"DETAIL: Key (name)=({TYPED}) already exists"),
    "several lines": RuntimeError(f"one\n{TYPED}\nthree"),
    "name error": NameError(f"{CCCD} is not defined"),
}


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
@pytest.mark.parametrize("cause", [None, DataError(TYPED)], ids=["context", "cause"])
def test_text_of_an_exception_is_not_written(error, cause, lines):
    logger, written = lines
    failed = fail(error, cause)
    logger.error("Internal Server Error: %s", "/members/7/", exc_info=failed)
    said = written()
    assert "Internal Server Error: /members/7/" in said
    assert type(error).__name__ in said
    assert "test_log_lines.py" in said  # where it was raised stays
    assert NAME not in said
    assert CCCD not in said


def test_exception_as_message_or_argument_is_its_kind(lines):
    logger, written = lines
    logger.error(ValueError(TYPED))
    logger.error("failed: %s", DataError(TYPED))
    logger.error("failed: %(error)s", {"error": DataError(TYPED)})
    said = written().splitlines()
    assert said == ["ValueError: •••", *["failed: DataError: •••"] * 2]


def test_line_for_two_handlers_is_rewritten_twice_and_stays(lines):
    logger, written = lines
    second = io.StringIO()
    other = logging.StreamHandler(second)
    other.addFilter(WithoutPeople())
    logger.addHandler(other)
    logger.error("100%% của %s", TYPED)
    logger.removeHandler(other)
    assert written() == second.getvalue() == f"100% của {NAME} •••\n"


def test_silent_chain_is_not_told(lines):
    logger, written = lines
    try:
        raise ValueError(TYPED) from None
    except ValueError:
        logger.exception("no")
    assert written().count("Traceback") == 1
    assert NAME not in written()


def test_exception_without_one_is_a_line(lines):
    logger, written = lines
    logger.error("nothing raised", exc_info=(None, None, None))
    assert written().startswith("nothing raised")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f'"GET /search/?q={NAME}&p=2 HTTP/1.1" 200', '"GET /search/?… '),
        ("Referer checking failed - https://a.vn/x?q=Kín.", "https://a.vn/x?…"),
        (f"Not Found: /x/{CCCD}/", "Not Found: /x/•••/"),
        ("điện thoại 0912 345 678", "điện thoại •••"),
        ("năm 2021, dòng 12345678", "năm 2021, dòng 12345678"),
    ],
)
def test_line_loses_queries_and_long_numbers(line, kept):
    said = without_people(line)
    assert kept in said
    assert CCCD not in said


def unfiltered(name):
    """Handlers of a logger that write lines as they come; pytest's own left out."""
    return [
        handler
        for handler in logging.getLogger(name).handlers
        if not isinstance(handler, logging.NullHandler)
        and "pytest" not in str(type(handler))
        and not any(isinstance(each, WithoutPeople) for each in handler.filters)
    ]


def test_every_handler_of_the_process_has_the_filter():
    names = [None, *logging.root.manager.loggerDict]
    assert {name: found for name in names if (found := unfiltered(name))} == {}
    assert [*map(type, logging.getLogger().handlers)].count(logging.StreamHandler) == 1
    filters = {tuple(h["filters"]) for h in settings.LOGGING["handlers"].values()}
    assert filters == {("without_people",)}


def test_line_of_a_missing_page_holds_no_query(lines):
    _, written = lines
    request = RequestFactory().get("/search/", {"q": TYPED})
    logger = logging.getLogger("hoangmai.lines")
    log_response(
        "Not Found: %s",
        request.get_full_path(),
        request=request,
        response=HttpResponseNotFound(),
        logger=logger,
    )
    assert written() == "Not Found: /search/?…\n"
