"""The floor of the start: a bare window with one button, asking a server first where one is named.

`python -m tests.benchmarks.bare_window [SERVER USER PASSWORD STATION]`
"""

import sys


def requests_one_by_one(server: str, user: str, password: str, station: str) -> None:
    """Log on and ask for what the desk shows at first, each request after the one before."""
    import requests

    session = requests.Session()
    session.trust_env = False
    base = f"{server}/icws"
    log_on = {
        "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
        "applicationName": "Bare window",
        "userID": user,
        "password": password,
    }
    workstation = {
        "__type": "urn:inin.com:connection:workstationSettings",
        "workstation": station,
        "supportedMediaTypes": [1],
        "readyForInteractions": True,
    }
    queue = {
        "queueIds": [{"queueType": 1, "queueName": user}],
        "attributeNames": ["Eic_State", "Eic_RemoteName", "Eic_RemoteAddress"],
    }
    session.headers["Accept-Language"] = "en-us"
    answer = session.post(
        f"{base}/connection",
        params={"include": "version,features,server-time,default-workstation,effective-station"},
        json=log_on,
    )
    answer.raise_for_status()
    said = answer.json()
    session.headers["ININ-ICWS-CSRF-Token"] = said["csrfToken"]
    own = f"{base}/{said['sessionId']}"
    session.put(f"{own}/connection/station", json=workstation).raise_for_status()
    events = {"Accept": "text/event-stream"}
    with session.get(f"{own}/messaging/messages", headers=events, stream=True) as stream:
        stream.raise_for_status()
        subscription = f"{own}/messaging/subscriptions/queues/agent-desktop-calls"
        session.put(subscription, json=queue).raise_for_status()
        session.post(f"{own}/dialer/log-in", json={}).raise_for_status()
        if not any(b"availableCampaigns" in line for line in stream.iter_lines(chunk_size=1)):
            raise SystemExit("the server named no campaigns")
    session.delete(f"{own}/connection").raise_for_status()


def main() -> int:
    """Show the window; what it says changes with a press."""
    if len(sys.argv) > 1:
        requests_one_by_one(*sys.argv[1:])
    from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    button = QPushButton("One button")
    button.clicked.connect(lambda: button.setText("Pressed"))
    window.setCentralWidget(button)
    window.resize(400, 300)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
