"""What the kinds of figure share; nothing here knows any of them."""
