"""`make faults`: nothing is lost and nothing is stored twice, whoever dies and whoever lies."""
