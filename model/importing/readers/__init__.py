"""One module for each format: how a file of it becomes rows of nodes and edges."""
