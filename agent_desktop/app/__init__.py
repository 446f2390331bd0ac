"""The one place where everything is put together, in two steps.

`start` shows the log-on dialog and imports nothing but what that takes (`opening`). While it is
there and answers, the rest is imported in a thread, and `program` puts it together.
"""
