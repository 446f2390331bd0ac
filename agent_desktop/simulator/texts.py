"""What the server says to people, in the languages it speaks (reference: Accept-Language)."""

from typing import Final

DEFAULT_LANGUAGE: Final = "en-us"
LANGUAGES: Final = ("en-us", "de-de")

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "missing_property": (
        "The required property '{name}' is missing.",
        "Die erforderliche Eigenschaft „{name}“ fehlt.",
    ),
    "invalid_property": (
        "The value of the property '{name}' is not valid.",
        "Der Wert der Eigenschaft „{name}“ ist ungültig.",
    ),
    "unreadable_body": (
        "The request's body is not a JSON object.",
        "Der Inhalt der Anforderung ist kein JSON-Objekt.",
    ),
    "wrong_media_type": (
        "The request's content type is not supported.",
        "Der Inhaltstyp der Anforderung wird nicht unterstützt.",
    ),
    "not_acceptable": (
        "None of the accepted content types can be produced.",
        "Keiner der akzeptierten Inhaltstypen kann geliefert werden.",
    ),
    "body_too_large": (
        "The request's body is too large.",
        "Der Inhalt der Anforderung ist zu groß.",
    ),
    "unsupported": (
        "The requested resource is not supported by this server.",
        "Die angeforderte Ressource wird von diesem Server nicht unterstützt.",
    ),
    "method_not_allowed": (
        "The HTTP method is not allowed for this resource.",
        "Die HTTP-Methode ist für diese Ressource nicht zulässig.",
    ),
    "server_fault": (
        "An unexpected error occurred while processing the request.",
        "Bei der Verarbeitung der Anforderung ist ein unerwarteter Fehler aufgetreten.",
    ),
    "authentication_failure": (
        "The authentication process failed.",
        "Die Authentifizierung ist fehlgeschlagen.",
    ),
    "not_accepting": (
        "This server is not accepting connections.",
        "Dieser Server nimmt keine Verbindungen an.",
    ),
    "no_session_id": (
        "The request does not name a session.",
        "Die Anforderung nennt keine Sitzung.",
    ),
    "token_missing": (
        "The session token is missing.",
        "Das Sitzungstoken fehlt.",
    ),
    "session_expired": (
        "The session is not valid or has expired.",
        "Die Sitzung ist ungültig oder abgelaufen.",
    ),
    "second_log_on": (
        "You have logged on at another place.",
        "Sie haben sich an einem anderen Ort angemeldet.",
    ),
    "idle": (
        "The session was not used for too long.",
        "Die Sitzung wurde zu lange nicht benutzt.",
    ),
    "logged_off": (
        "The session was ended by its user.",
        "Die Sitzung wurde vom Benutzer beendet.",
    ),
    "switchover": (
        "The server has switched over to another one.",
        "Der Server hat auf einen anderen umgeschaltet.",
    ),
    "access_denied": (
        "You do not have the right to do this.",
        "Sie haben dazu keine Berechtigung.",
    ),
    "station_unknown": (
        "The station '{station}' does not exist.",
        "Die Station „{station}“ ist nicht vorhanden.",
    ),
    "station_not_licensed": (
        "The station '{station}' is not licensed.",
        "Die Station „{station}“ ist nicht lizenziert.",
    ),
    "station_in_use": (
        "The station '{station}' is in use by another user.",
        "Die Station „{station}“ wird von einem anderen Benutzer verwendet.",
    ),
    "user_on_another_station": (
        "The user is already logged on to the station '{station}'.",
        "Der Benutzer ist bereits an der Station „{station}“ angemeldet.",
    ),
    "no_station": (
        "The session has no station.",
        "Die Sitzung hat keine Station.",
    ),
    "user_unknown": (
        "The user '{user}' does not exist.",
        "Der Benutzer „{user}“ ist nicht vorhanden.",
    ),
    "status_not_selectable": (
        "The status '{status_text}' cannot be selected.",
        "Der Status „{status_text}“ kann nicht gewählt werden.",
    ),
    "interaction_unknown": (
        "The interaction does not exist.",
        "Die Interaktion ist nicht vorhanden.",
    ),
    "subscription_unknown": (
        "The subscription does not exist.",
        "Das Abonnement ist nicht vorhanden.",
    ),
    "dialer_licence": (
        (
            "Neither the agent nor the station the agent is logged in to has a Dialer Add-on"
            " License available."
        ),
        (
            "Weder für den Agenten noch für die Station, an der er angemeldet ist, ist eine"
            " Dialer-Add-on-Lizenz verfügbar."
        ),
    ),
    "link_down": (
        "The outbound dialer server is not connected.",
        "Der Outbound-Dialer-Server ist nicht verbunden.",
    ),
    "not_in_dialer": (
        "The agent is not logged in to Dialer.",
        "Der Agent ist nicht am Dialer angemeldet.",
    ),
    "not_in_campaign": (
        "The agent is not logged in to the campaign.",
        "Der Agent ist nicht an der Kampagne angemeldet.",
    ),
    "already_in_campaign": (
        "The agent is already logged in to the campaign.",
        "Der Agent ist bereits an der Kampagne angemeldet.",
    ),
    "no_campaign_right": (
        "The agent does not have the right to log on to campaigns.",
        "Der Agent hat nicht das Recht, sich an Kampagnen anzumelden.",
    ),
    "campaign_wrong_workgroup": (
        "The agent is not in the campaign's workgroup.",
        "Der Agent gehört nicht zur Arbeitsgruppe der Kampagne.",
    ),
    "campaign_unknown": (
        "The campaign does not exist.",
        "Die Kampagne ist nicht vorhanden.",
    ),
    "campaign_stopping": (
        "The campaign is not running.",
        "Die Kampagne läuft nicht.",
    ),
    "no_form": (
        "The campaign has no form.",
        "Die Kampagne hat kein Formular.",
    ),
    "stage_no_call": (
        "The agent has no connected call of this campaign.",
        "Der Agent hat kein verbundenes Gespräch dieser Kampagne.",
    ),
    "stage_wrong_agent": (
        "The agent is not the one on the call.",
        "Der Agent ist nicht der Teilnehmer des Gesprächs.",
    ),
    "stage_unknown": (
        "The stage {stage} is not in the campaign's stage set.",
        "Die Phase {stage} gehört nicht zum Phasensatz der Kampagne.",
    ),
    "outcome_no_call": (
        "There is no such call.",
        "Es gibt kein solches Gespräch.",
    ),
    "outcome_unknown": (
        "The disposition '{label}' is not one of the call's dispositions.",
        "Das Ergebnis „{label}“ gehört nicht zu den Ergebnissen des Gesprächs.",
    ),
    "outcome_of_unplaced": (
        "The call has not been placed: it can only be placed or skipped.",
        "Der Anruf wurde nicht getätigt: er kann nur getätigt oder übersprungen werden.",
    ),
    "skip_not_allowed": (
        "The call cannot be skipped.",
        "Der Anruf kann nicht übersprungen werden.",
    ),
    "schedule_incomplete": (
        "A scheduled disposition needs a time, an agent or both.",
        "Ein Ergebnis mit Termin braucht eine Zeit, einen Agenten oder beides.",
    ),
    "schedule_unasked": (
        "Only a disposition of the category Scheduled takes a time or an agent.",
        "Nur ein Ergebnis der Kategorie Scheduled nimmt eine Zeit oder einen Agenten an.",
    ),
    "schedule_past": (
        "The scheduled time has passed.",
        "Der Termin liegt in der Vergangenheit.",
    ),
    "schedule_agent_not_allowed": (
        "The campaign does not allow callbacks of an agent's own.",
        "Die Kampagne erlaubt keine eigenen Rückrufe eines Agenten.",
    ),
    "no_preview": (
        "There is no call to place.",
        "Es gibt keinen Anruf zu tätigen.",
    ),
    "call_unknown": (
        "The agent has no such call of this campaign.",
        "Der Agent hat kein solches Gespräch dieser Kampagne.",
    ),
    "break_already": (
        "The agent has asked for a break already.",
        "Der Agent hat bereits um eine Pause gebeten.",
    ),
    "break_none": (
        "The agent is not on a break.",
        "Der Agent ist nicht in der Pause.",
    ),
}


def language_of(accept_language: str) -> str:
    """Return the first language asked for, in lower case, e.g. ``de-ch``; ``*`` is the server's."""
    tags: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, parameters = part.strip().partition(";")
        name, _, value = parameters.strip().partition("=")
        weight = 1.0
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                weight = 0.0
        if tag.strip() and weight > 0:
            tags.append((-weight, tag.strip().lower()))
    if not tags:
        return DEFAULT_LANGUAGE
    first = min(tags, key=lambda weighted: weighted[0])[1]
    return DEFAULT_LANGUAGE if first == "*" else first


def text(key: str, language: str, values: dict[str, object] | None = None) -> str:
    """Return the sentence `key` in German for any ``de`` language, else in English."""
    english, german = _TEXTS[key]
    return (german if language.split("-")[0] == "de" else english).format(**(values or {}))
