import os

# Icons are drawn into memory; set before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
