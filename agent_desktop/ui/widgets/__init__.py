"""Small widgets that know nothing of calls or servers."""
