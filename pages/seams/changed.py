"""What is raised where Streamlit is not what a seam relies on."""


class ChangedStreamlitError(Exception):
    """Streamlit was changed: the seam does not fit any more, with what is missing as the text."""
