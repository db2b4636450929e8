"""NUM: numbers, dates, units, money."""
