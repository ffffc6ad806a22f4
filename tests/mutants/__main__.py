"""Run the planted leaks alone and say how many were caught."""

import pytest


class Count:
    """Counts the outcomes of `tests/test_mutants.py`."""

    caught = planted = 0

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and "test_planted_leak_is_caught" in report.nodeid:
            self.planted += 1
            self.caught += report.passed

    def pytest_terminal_summary(self, terminalreporter):
        said = f"{self.caught} of {self.planted} planted leaks caught"
        terminalreporter.write_line(said)


if __name__ == "__main__":
    arguments = ["-q", "-p", "no:cacheprovider", "tests/test_mutants.py"]
    raise SystemExit(pytest.main(arguments, plugins=[Count()]))
