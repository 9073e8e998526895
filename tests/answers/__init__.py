"""What rows say, from text to typed answers."""
