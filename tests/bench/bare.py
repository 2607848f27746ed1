"""The yardstick: an untuned Streamlit page whose button changes one heading."""

import streamlit as st

st.session_state.setdefault("count", 0)
if st.button("Next"):
    st.session_state["count"] += 1
st.header(f"Heading {st.session_state['count']}")
