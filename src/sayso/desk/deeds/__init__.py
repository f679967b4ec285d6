"""What people do at the desk: one mutation a file, with its right, its write, its history entry and its refusal.

Pages and API call the same deed. Each gives a `Done`: the ruling that was made, or the act that waits for another
person. Raises PermissionDenied where the right is missing, UsageError where it can't be done.
"""
