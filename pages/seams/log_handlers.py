"""All that this process logs goes through one formatter.

A seam: Streamlit gives each of its loggers a handler of its own, also those that it makes later, and uvicorn
does so with its own. All are taken away here, and what they log goes on to the one handler of the root.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

import streamlit.logger

from pages.seams.changed import ChangedStreamlitError

_log = logging.getLogger(__name__)

_SILENT = "uvicorn.access"
"""A line for each request, with its address; Streamlit switches it off."""

_OURS = ("mangomoment", "model", "pages")


def format_all(formatter: logging.Formatter) -> None:
    """Write all that is logged, warned and raised without being caught to standard error, formatted."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.root.handlers[:] = [handler]
    streamlit.logger.setup_formatter = _hand_on
    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and name != _SILENT:
            _hand_on(logger)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda raised: _log_uncaught(
        raised.exc_type, raised.exc_value or raised.exc_type(), raised.exc_traceback
    )


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit gives its loggers their handlers in another way."""
    get_logger = getattr(streamlit.logger, "get_logger", None)
    names = getattr(getattr(get_logger, "__code__", None), "co_names", ())
    if not hasattr(streamlit.logger, "setup_formatter") or "setup_formatter" not in names:
        raise ChangedStreamlitError("its loggers get their handlers elsewhere")


def _hand_on(logger: logging.Logger) -> None:
    """Take a logger's own handlers away, and let what it logs go on to the root."""
    logger.handlers.clear()
    logger.propagate = True


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("an error that nothing caught", exc_info=(kind, error, trace))
