"""Records → what follows from them: awards, balances, ranks, in integers of the smallest unit."""
