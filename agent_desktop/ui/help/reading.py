"""The keys, and what this program is: texts that are only read."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.help.words import keys
from agent_desktop.ui.widgets.reading_dialog import Names, ReadingDialog, Words

translate = QCoreApplication.translate

LICENCES = (
    ("Agent Desktop", "MIT"),
    ("PySide6, Qt", "LGPL-3.0"),
    ("qasync", "BSD-2-Clause"),
    ("requests", "Apache-2.0"),
    ("urllib3", "MIT"),
    ("msgspec", "BSD-3-Clause"),
    ("truststore", "MIT"),
    ("platformdirs", "MIT"),
    ("keyring", "MIT"),
    ("flask, werkzeug", "BSD-3-Clause"),
    ("certifi", "MPL-2.0"),
    ("idna", "BSD-3-Clause"),
    ("charset-normalizer", "MIT"),
    ("SecretStorage", "BSD-3-Clause"),
    ("jeepney", "MIT"),
    ("Python", "PSF-2.0"),
    ("OpenSSL", "Apache-2.0"),
)
"""What it is made of: what pyproject.toml depends on, and what that stands on."""

_KEYS = Names("keys", "keysAbout", "keysText", "keysState", "keysCopy", "keysClose")
_ABOUT = Names("about", "aboutWords", "aboutText", "aboutState", "aboutCopy", "aboutClose")


def keys_dialog(parent: QWidget) -> ReadingDialog:
    """Return the list of keys."""
    title = translate("Help", "Keys")
    about = translate("Help", "Digits are stages while no field is being typed into.")
    return ReadingDialog(_KEYS, Words(title, about, title), keys(), parent)


def about_dialog(versions: tuple[str, ...], parent: QWidget) -> ReadingDialog:
    """Return what this program is, in which version and under which licences."""
    title = translate("Help", "About Agent Desktop")
    about = translate(
        "Help",
        "The desk of an outbound call-centre agent on Genesys PureConnect. Support asks for these "
        "versions.",
    )
    wide = max(len(name) for name, _ in LICENCES)
    licences = (f"{name:<{wide}}  {licence}" for name, licence in LICENCES)
    heading = translate("Help", "Licences")
    text = "\n".join((*versions, "", f"{heading}:", *licences))
    text_name = translate("Help", "Versions and licences")
    return ReadingDialog(_ABOUT, Words(title, about, text_name), text, parent)
