"""The numbers of Casewatch: exports in, figures out. Never imports streamlit."""
