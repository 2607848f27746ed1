"""Finding stories by what people mean: how a search is read, forms and parts of words, slips, why found."""
