"""What readers answer: that something is wrong, that they have a source."""
