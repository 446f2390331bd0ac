"""The version information of a Windows executable, in the form that the freezer reads."""

import release

_FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
  kids=[
    StringFileInfo([StringTable("040904B0", [
{words}
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ],
)
"""


def of(program: str) -> str:
    """Return the version information of one executable of the bundle."""
    version = release.version()
    numbers = tuple(int(part) for part in (*version.split("."), "0"))
    words = {
        "ProductName": "Agent Desktop",
        "ProductVersion": version,
        "FileDescription": "Agent Desktop" if program == release.NAME else program,
        "FileVersion": version,
        "InternalName": program,
        "OriginalFilename": f"{program}.exe",
        "LegalCopyright": "MIT licence; see the folder licences",
    }
    lines = (f"      StringStruct({name!r}, {word!r})," for name, word in words.items())
    return _FORM.format(numbers=numbers, words="\n".join(lines))
