"""What the pages for phones share: plain HTML over HTTP, without Streamlit, forms that are sent until they
arrive, a story and how it is withdrawn."""
