"""Signals of the week, the series behind them, and what other settings would have said."""
