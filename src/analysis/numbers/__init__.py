"""From a dataset to tidy numbers: shares, choices of plans, summaries by group, intervals and tests."""
