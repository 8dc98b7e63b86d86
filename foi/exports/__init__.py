"""A campaign as tables that can be counted again elsewhere: requests, letters, events, what was read, what was judged."""
