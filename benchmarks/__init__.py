"""Speed and memory against named baselines, measured in one run."""
