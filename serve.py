"""What is served: the dashboard of app.py, compressed on its way; nothing else.

Streamlit leaves its own bundles as they are, for a proxy before it to compress. Most bureaus have none.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

app = st.App("app.py", middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)])
