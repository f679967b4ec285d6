"""What changes replies, one deed a file: its right, its write, its refusal."""
