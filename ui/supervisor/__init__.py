"""The supervisor's page (F6): figures, the lists behind them, reports, a wall screen."""
