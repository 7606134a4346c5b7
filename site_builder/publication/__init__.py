"""Village and ledger → what may be said of whom on which channel."""
