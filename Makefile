# The door to the house: `make run`, `make test`. The steps are in tools/.
# Another Python: make run PYTHON=python3.12      Another port: make run PORT=8080
PYTHON ?= python3
PORT ?= 8000
export PYTHONUTF8 = 1

.PHONY: run test lint faults scan cover

run:
	@$(PYTHON) -m tools.run $(PORT)

test:
	@$(PYTHON) -m tools.check

lint:
	@$(PYTHON) -m tools.check lint

# Kills, races, stale saves, bad files and backups under load, on both databases: long.
faults:
	@$(PYTHON) -m tools.check faults

# Weak patterns and rows outside scope, by tools in an environment of their own.
scan:
	@$(PYTHON) -m tools.scan

# Lines and branches of scope, log, log-in, sealing and file gate that no test runs.
cover:
	@$(PYTHON) -m tools.cover
