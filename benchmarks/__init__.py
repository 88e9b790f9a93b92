"""The budgets of the product as ratios, measured in one run on one machine."""
