"""The benchmark: every figure is a ratio to a floor or a peer, measured side by side in one run."""
