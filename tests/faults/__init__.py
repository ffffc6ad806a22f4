"""What can go wrong in an office, tried on purpose; `python -m tests.faults`."""
