"""What becomes of negative ratings (好差评): verified, rectified, revisited, where no export tells it."""
