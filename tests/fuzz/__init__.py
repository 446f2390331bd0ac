"""Every reader of the program, fed with what nobody should send.

`targets/` holds one list of targets: a check of one reader, and how its inputs are made. Two
engines run it: hypothesis (`cases.py`), which starts from valid documents and spoils them, and
atheris (`guided.py`), which follows the program's own branches. `test_fuzz.py` runs 20,000 cases;
`python3 packaging/run.py fuzz` a million. What was found once is a test beside its reader.
"""
