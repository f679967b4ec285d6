"""WordPress.com as a service to sign in with (OAuth 2): https://developer.wordpress.com/docs/oauth2/."""
