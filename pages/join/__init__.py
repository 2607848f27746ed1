"""The participants' phone pages: plain HTML over HTTP, without Streamlit, and nothing else within reach."""
