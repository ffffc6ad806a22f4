"""Phiếu khảo sát: entered at the gate, classed, confirmed, corrected."""
