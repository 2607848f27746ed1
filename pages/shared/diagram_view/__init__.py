"""The diagram on a page: what draws it (`component`), what the browser fetches for it (`routes`)."""
