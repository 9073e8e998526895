"""Cases: answers with what they must come to, kept beside a set to prove it, and what runs them."""
