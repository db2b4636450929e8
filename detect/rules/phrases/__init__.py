"""PHR: wrong-sense, calqued and tortured phrases."""
