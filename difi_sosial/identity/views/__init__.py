"""Pages of the net identity."""
