<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Abilities</name>
    <message>
        <source>Needs dialer version {needs}; this server has none</source>
        <translation>Braucht Dialer-Version {needs}; dieser Server hat keine</translation>
    </message>
    <message>
        <source>Needs dialer version {needs}; this server has {has}</source>
        <translation>Braucht Dialer-Version {needs}; dieser Server hat {has}</translation>
    </message>
</context>
<context>
    <name>ActionButton</name>
    <message>
        <source>Key {key}</source>
        <translation>Taste {key}</translation>
    </message>
</context>
<context>
    <name>AgentKindMenu</name>
    <message>
        <source>Your calls: {kind}</source>
        <translation>Ihre Anrufe: {kind}</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>BreakButton</name>
    <message>
        <source>Your session has ended; it is being brought back.</source>
        <translation>Ihre Sitzung ist beendet; sie wird gerade wiederhergestellt.</translation>
    </message>
    <message>
        <source>Then your status is {status}.</source>
        <translation>Ihr Status ist dann {status}.</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Asking for a break…</source>
        <translation>Pause wird angefragt …</translation>
    </message>
    <message>
        <source>Break after this call</source>
        <translation>Pause nach diesem Anruf</translation>
    </message>
    <message>
        <source>End break</source>
        <translation>Pause beenden</translation>
    </message>
    <message>
        <source>Ending the break…</source>
        <translation>Pause wird beendet …</translation>
    </message>
    <message>
        <source>Break…</source>
        <translation>Pause …</translation>
    </message>
    <message>
        <source>Break soon</source>
        <translation>Pause bald</translation>
    </message>
    <message>
        <source>Don&apos;t take the break</source>
        <translation>Doch keine Pause</translation>
    </message>
    <message>
        <source>Keep my status</source>
        <translation>Status beibehalten</translation>
    </message>
</context>
<context>
    <name>Call</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>To be dialled</source>
        <translation>Zu wählen</translation>
    </message>
    <message>
        <source>Call coming</source>
        <translation>Anruf kommt</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Klingelt</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>You ended it</source>
        <translation>Von Ihnen beendet</translation>
    </message>
    <message>
        <source>They ended it</source>
        <translation>Gegenseite hat beendet</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Predictive</source>
        <translation>Predictive</translation>
    </message>
    <message>
        <source>Agentless message</source>
        <translation>Ansage ohne Agent</translation>
    </message>
    <message>
        <source>Precise</source>
        <translation>Präzise</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Campaign not known</source>
        <translation>Kampagne nicht bekannt</translation>
    </message>
    <message>
        <source>Calls come again once you are connected.</source>
        <translation>Anrufe kommen wieder, sobald Sie verbunden sind.</translation>
    </message>
    <message>
        <source>Calls are in the other client; they show here as they come.</source>
        <translation>Die Anrufe sind im anderen Client; hier erscheinen sie, sobald sie kommen.</translation>
    </message>
    <message>
        <source>Waiting for your campaigns.</source>
        <translation>Ihre Kampagnen werden erwartet.</translation>
    </message>
    <message>
        <source>Join a campaign to get calls.</source>
        <translation>Treten Sie einer Kampagne bei, um Anrufe zu erhalten.</translation>
    </message>
    <message>
        <source>Calls come when your status is an available one.</source>
        <translation>Anrufe kommen, sobald Sie in einem verfügbaren Status sind.</translation>
    </message>
    <message>
        <source>The next call comes by itself.</source>
        <translation>Der nächste Anruf kommt von selbst.</translation>
    </message>
    <message>
        <source>Asking the dialer to call…</source>
        <translation>Der Dialer wird um den Anruf gebeten …</translation>
    </message>
    <message>
        <source>The call was not placed.</source>
        <translation>Der Anruf wurde nicht aufgebaut.</translation>
    </message>
    <message>
        <source>The dialer is calling.</source>
        <translation>Der Dialer ruft an.</translation>
    </message>
    <message>
        <source>The dialer says: the number is invalid.</source>
        <translation>Der Dialer meldet: Die Nummer ist ungültig.</translation>
    </message>
    <message>
        <source>The dialer says: the number is blocked.</source>
        <translation>Der Dialer meldet: Die Nummer ist gesperrt.</translation>
    </message>
    <message>
        <source>The call is placed.</source>
        <translation>Der Anruf ist aufgebaut.</translation>
    </message>
    <message>
        <source>The call is complete.</source>
        <translation>Der Anruf ist abgeschlossen.</translation>
    </message>
    <message>
        <source>The dialer says: status {number}.</source>
        <translation>Der Dialer meldet: Status {number}.</translation>
    </message>
    <message>
        <source>{text} The server says: {message}</source>
        <translation>{text} Der Server meldet: {message}</translation>
    </message>
</context>
<context>
    <name>CallCard</name>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Time on this call</source>
        <translation>Dauer dieses Anrufs</translation>
    </message>
    <message>
        <source>&amp;Go to the call&apos;s campaign</source>
        <translation>&amp;Zur Kampagne des Anrufs</translation>
    </message>
    <message>
        <source>Connect my phone</source>
        <translation>Mein Telefon verbinden</translation>
    </message>
    <message>
        <source>Your phone rings and stays connected. The server doesn&apos;t say if that fails.</source>
        <translation>Ihr Telefon klingelt und bleibt verbunden. Der Server meldet nicht, wenn das misslingt.</translation>
    </message>
    <message>
        <source>In the other client</source>
        <translation>Im anderen Client</translation>
    </message>
    <message>
        <source>Pick up, hold and hang up there.</source>
        <translation>Annehmen, halten und auflegen Sie dort.</translation>
    </message>
    <message>
        <source>Your callback</source>
        <translation>Ihr Rückruf</translation>
    </message>
    <message>
        <source>You promised this contact to call again.</source>
        <translation>Sie haben diesem Kontakt einen Rückruf zugesagt.</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Kein Anruf</translation>
    </message>
    <message>
        <source>Name unknown</source>
        <translation>Name unbekannt</translation>
    </message>
    <message>
        <source>Not muted</source>
        <translation>Nicht mehr stumm</translation>
    </message>
</context>
<context>
    <name>CallbackForm</name>
    <message>
        <source>Callback</source>
        <translation>Rückruf</translation>
    </message>
    <message>
        <source>Time of the callback</source>
        <translation>Uhrzeit des Rückrufs</translation>
    </message>
    <message>
        <source>Clock the time is read from</source>
        <translation>Uhr, nach der die Zeit gilt</translation>
    </message>
    <message>
        <source>By the contact&apos;s clock</source>
        <translation>Nach der Uhr des Kontakts</translation>
    </message>
    <message>
        <source>By UTC</source>
        <translation>Nach UTC</translation>
    </message>
    <message>
        <source>I call back &amp;myself</source>
        <translation>Ich rufe &amp;selbst zurück</translation>
    </message>
    <message>
        <source>In 1 hour</source>
        <translation>In 1 Stunde</translation>
    </message>
    <message>
        <source>Counted from now, so by UTC</source>
        <translation>Von jetzt an gerechnet, daher nach UTC</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Next Monday</source>
        <translation>Nächsten Montag</translation>
    </message>
    <message>
        <source>No set time</source>
        <translation>Ohne feste Zeit</translation>
    </message>
    <message>
        <source>Day of the callback</source>
        <translation>Tag des Rückrufs</translation>
    </message>
    <message>
        <source>&amp;Day</source>
        <translation>&amp;Tag</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Uhrzeit</translation>
    </message>
    <message>
        <source>Choose a day, or call back yourself at no set time.</source>
        <translation>Wählen Sie einen Tag, oder rufen Sie ohne feste Zeit selbst zurück.</translation>
    </message>
</context>
<context>
    <name>CampaignByHand</name>
    <message>
        <source>Campaign id</source>
        <translation>Kampagnen-ID</translation>
    </message>
    <message>
        <source>Id of a campaign that is not in the list</source>
        <translation>ID einer Kampagne, die nicht in der Liste ist</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the campaign</source>
        <translation>Kampagne hinzufügen</translation>
    </message>
</context>
<context>
    <name>CampaignHeading</name>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>No campaign chosen</source>
        <translation>Keine Kampagne gewählt</translation>
    </message>
    <message>
        <source>&amp;Leave campaign</source>
        <translation>Kampagne &amp;verlassen</translation>
    </message>
    <message>
        <source>&amp;Join campaign</source>
        <translation>Kampagne &amp;beitreten</translation>
    </message>
</context>
<context>
    <name>CampaignPanel</name>
    <message>
        <source>Filter campaigns</source>
        <translation>Kampagnen filtern</translation>
    </message>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>Filtern (Strg+F)</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No campaign matches the filter.</source>
        <translation>Keine Kampagne passt zum Filter.</translation>
    </message>
    <message>
        <source>No campaigns yet</source>
        <translation>Noch keine Kampagnen</translation>
    </message>
    <message>
        <source>Beside the other client the server may tell of none. Enter an id below.</source>
        <translation>Neben dem anderen Client nennt der Server womöglich keine. Geben Sie unten eine ID ein.</translation>
    </message>
    <message>
        <source>They appear when the dialer has sent them.</source>
        <translation>Sie erscheinen, sobald der Dialer sie übermittelt hat.</translation>
    </message>
    <message>
        <source>No campaigns for you</source>
        <translation>Keine Kampagnen für Sie</translation>
    </message>
    <message>
        <source>Your workgroups have no campaign just now. Your supervisor can add you.</source>
        <translation>Ihre Arbeitsgruppen haben gerade keine Kampagne. Ihr Supervisor kann Sie hinzufügen.</translation>
    </message>
</context>
<context>
    <name>CampaignTimes</name>
    <message>
        <source>Time in each stage, by campaign</source>
        <translation>Zeit in jeder Phase, nach Kampagne</translation>
    </message>
</context>
<context>
    <name>Campaigns</name>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Predictive</source>
        <translation>Predictive</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Power</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Agentless</source>
        <translation>Ohne Agenten</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>callbacks only</source>
        <translation>nur Rückrufe</translation>
    </message>
    <message>
        <source>Completed: nobody left to call</source>
        <translation>Abgeschlossen: niemand mehr anzurufen</translation>
    </message>
    <message>
        <source>Paused: no calls just now</source>
        <translation>Pausiert: gerade keine Anrufe</translation>
    </message>
    <message>
        <source>Regular calls</source>
        <translation>Normale Anrufe</translation>
    </message>
    <message>
        <source>Finishing calls</source>
        <translation>Abschlussanrufe</translation>
    </message>
    <message>
        <source>Regular and finishing</source>
        <translation>Normale und Abschlussanrufe</translation>
    </message>
    <message>
        <source>not told by the server</source>
        <translation>vom Server nicht genannt</translation>
    </message>
    <message>
        <source>not joined</source>
        <translation>nicht beigetreten</translation>
    </message>
    <message>
        <source>joining…</source>
        <translation>Beitritt läuft …</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>beigetreten</translation>
    </message>
    <message>
        <source>leaving after this call…</source>
        <translation>endet nach diesem Anruf …</translation>
    </message>
</context>
<context>
    <name>CompanionChoice</name>
    <message>
        <source>Only stages, &amp;beside the other client</source>
        <translation>N&amp;ur Phasen, neben dem anderen Client</translation>
    </message>
    <message>
        <source>Calls, outcomes and breaks stay in the other client, which has your station. Here you send stages.</source>
        <translation>Anrufe, Ergebnisse und Pausen bleiben im anderen Client, der Ihre Station hat. Hier senden Sie Phasen.</translation>
    </message>
</context>
<context>
    <name>Contact</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>ContactPanelView</name>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Copies the chosen rows, or all that are shown.</source>
        <translation>Kopiert die gewählten Zeilen, sonst alle gezeigten.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>There is no call of a campaign to read it for.</source>
        <translation>Es gibt keinen Anruf einer Kampagne, für den er zu lesen wäre.</translation>
    </message>
    <message>
        <source>The contact couldn&apos;t be read. {answer}</source>
        <translation>Der Kontakt konnte nicht gelesen werden. {answer}</translation>
    </message>
    <message>
        <source>There is nothing to copy.</source>
        <translation>Es gibt nichts zu kopieren.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No row matches the filter.</source>
        <translation>Keine Zeile passt zur Suche.</translation>
    </message>
    <message>
        <source>Nothing is known of this contact</source>
        <translation>Über diesen Kontakt ist nichts bekannt</translation>
    </message>
    <message>
        <source>The dialer sent no columns with this call.</source>
        <translation>Der Dialer hat mit diesem Anruf keine Daten übermittelt.</translation>
    </message>
    <message>
        <source>No contact</source>
        <translation>Kein Kontakt</translation>
    </message>
    <message>
        <source>What the campaign knows comes with the call.</source>
        <translation>Was die Kampagne weiß, kommt mit dem Anruf.</translation>
    </message>
    <message>
        <source>Search in the contact</source>
        <translation>Im Kontakt suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>The contact&apos;s data</source>
        <translation>Daten des Kontakts</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
</context>
<context>
    <name>CountdownLabel</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashReportDialog</name>
    <message>
        <source>Report of the last run</source>
        <translation>Bericht des letzten Laufs</translation>
    </message>
    <message>
        <source>The report is on this computer only and is sent nowhere. It holds no names, no numbers and nothing you typed. Pass it on to support if you are asked for it.</source>
        <translation>Der Bericht liegt nur auf diesem Computer und wird nirgendwohin gesendet. Er enthält keine Namen, keine Nummern und nichts, was Sie eingegeben haben. Geben Sie ihn dem Support, wenn Sie darum gebeten werden.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>CrashStrip</name>
    <message>
        <source>See t&amp;he report…</source>
        <translation>Ber&amp;icht ansehen…</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Ausblenden</translation>
    </message>
    <message>
        <source>Don’t offer this report again; it stays on this computer</source>
        <translation>Diesen Bericht nicht mehr anbieten; er bleibt auf diesem Computer</translation>
    </message>
    <message>
        <source>Agent Desktop ended unexpectedly last time.</source>
        <translation>Agent Desktop wurde beim letzten Mal unerwartet beendet.</translation>
    </message>
    <message>
        <source>Agent Desktop had a fault the last time it ran.</source>
        <translation>In Agent Desktop trat beim letzten Mal ein Fehler auf.</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Not a date like {format}</source>
        <translation>Kein Datum der Form {format}</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Log off anyway</source>
        <translation>Trotzdem abmelden</translation>
    </message>
    <message>
        <source>Log off and quit anyway</source>
        <translation>Trotzdem abmelden und beenden</translation>
    </message>
    <message>
        <source>Log off and restart anyway</source>
        <translation>Trotzdem abmelden und neu starten</translation>
    </message>
    <message>
        <source>Leave after this call</source>
        <translation>Nach diesem Anruf abmelden</translation>
    </message>
</context>
<context>
    <name>DetailsView</name>
    <message>
        <source>Details of the call</source>
        <translation>Einzelheiten des Anrufs</translation>
    </message>
</context>
<context>
    <name>DialStrip</name>
    <message>
        <source>Dial…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Dialling…</source>
        <translation>Wird gewählt …</translation>
    </message>
    <message>
        <source>Another number</source>
        <translation>Andere Nummer</translation>
    </message>
    <message>
        <source>Another number to dial</source>
        <translation>Andere Nummer zum Wählen</translation>
    </message>
    <message>
        <source>Dial this number</source>
        <translation>Diese Nummer wählen</translation>
    </message>
    <message>
        <source>Another number…</source>
        <translation>Andere Nummer …</translation>
    </message>
    <message>
        <source>The dialer leaves this call for you to dial.</source>
        <translation>Diesen Anruf überlässt der Dialer Ihnen: Wählen Sie selbst.</translation>
    </message>
</context>
<context>
    <name>ElapsedLabel</name>
    <message>
        <source>Time elapsed</source>
        <translation>Verstrichene Zeit</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Time in this status</source>
        <translation>Dauer in diesem Status</translation>
    </message>
    <message>
        <source>Time on this break</source>
        <translation>Dauer dieser Pause</translation>
    </message>
    <message>
        <source>Stages only</source>
        <translation>Nur Phasen</translation>
    </message>
    <message>
        <source>Calls, outcomes and breaks are in the other client.</source>
        <translation>Anrufe, Ergebnisse und Pausen sind im anderen Client.</translation>
    </message>
    <message>
        <source>History of your calls</source>
        <translation>Verlauf Ihrer Anrufe</translation>
    </message>
    <message>
        <source>Log &amp;off</source>
        <translation>Ab&amp;melden</translation>
    </message>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Benachrichtigungen, %n neu</numerusform>
            <numerusform>Benachrichtigungen, %n neu</numerusform>
        </translation>
    </message>
    <message>
        <source>Dialer lets you go once this call is over.</source>
        <translation>Der Dialer lässt Sie gehen, sobald dieser Anruf vorbei ist.</translation>
    </message>
    <message>
        <source>The outcome of the call is still missing.</source>
        <translation>Das Ergebnis des Anrufs fehlt noch.</translation>
    </message>
    <message>
        <source>Dialer is asked to let you go.</source>
        <translation>Der Dialer wird gebeten, Sie gehen zu lassen.</translation>
    </message>
    <message>
        <source>Logging &amp;off…</source>
        <translation>Wird abge&amp;meldet…</translation>
    </message>
    <message>
        <source>no station</source>
        <translation>keine Station</translation>
    </message>
    <message>
        <source>User {user}, station {station}</source>
        <translation>Benutzer {user}, Station {station}</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Digits are stages while no field is being typed into.</source>
        <translation>Ziffern sind Phasen, solange Sie in kein Feld schreiben.</translation>
    </message>
    <message>
        <source>About Agent Desktop</source>
        <translation>Über Agent Desktop</translation>
    </message>
    <message>
        <source>The desk of an outbound call-centre agent on Genesys PureConnect. Support asks for these versions.</source>
        <translation>Der Arbeitsplatz für Outbound-Agenten auf Genesys PureConnect. Nach diesen Versionen fragt der Support.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>user id</source>
        <translation>Benutzerkennung</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>contact data</source>
        <translation>Kontaktdaten</translation>
    </message>
    <message>
        <source>home folder</source>
        <translation>Benutzerordner</translation>
    </message>
    <message>
        <source>user of the computer</source>
        <translation>Benutzer des Computers</translation>
    </message>
    <message>
        <source>e-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>password or token</source>
        <translation>Passwort oder Token</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Nothing had to be masked. Names of servers stay.</source>
        <translation>Nichts musste unkenntlich gemacht werden. Namen von Servern bleiben.</translation>
    </message>
    <message>
        <source>Masked: {found}. Names of servers stay.</source>
        <translation>Unkenntlich gemacht: {found}. Namen von Servern bleiben.</translation>
    </message>
    <message>
        <source>the stage with this number</source>
        <translation>die Phase mit dieser Nummer</translation>
    </message>
    <message>
        <source>pick up, place the preview, dial by hand</source>
        <translation>annehmen, die Vorschau anrufen, von Hand wählen</translation>
    </message>
    <message>
        <source>hold, mute, hang up</source>
        <translation>halten, stumm schalten, auflegen</translation>
    </message>
    <message>
        <source>skip the preview</source>
        <translation>die Vorschau überspringen</translation>
    </message>
    <message>
        <source>script, contact, notes, outcome, notices</source>
        <translation>Skript, Kontakt, Notizen, Ergebnis, Meldungen</translation>
    </message>
    <message>
        <source>next and previous page of the script</source>
        <translation>nächste und vorige Seite des Skripts</translation>
    </message>
    <message>
        <source>choose an outcome</source>
        <translation>ein Ergebnis wählen</translation>
    </message>
    <message>
        <source>choose the outcome with this key</source>
        <translation>das Ergebnis mit dieser Taste wählen</translation>
    </message>
    <message>
        <source>file the outcome</source>
        <translation>das Ergebnis ablegen</translation>
    </message>
    <message>
        <source>back to available</source>
        <translation>wieder verfügbar</translation>
    </message>
    <message>
        <source>break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>status menu</source>
        <translation>Statusmenü</translation>
    </message>
    <message>
        <source>history, and back</source>
        <translation>Verlauf, und zurück</translation>
    </message>
    <message>
        <source>filter the campaigns, search the history</source>
        <translation>die Kampagnen filtern, den Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>join or leave the chosen campaign</source>
        <translation>der gewählten Kampagne beitreten oder sie verlassen</translation>
    </message>
    <message>
        <source>in a list: copy the line</source>
        <translation>in einer Liste: die Zeile kopieren</translation>
    </message>
    <message>
        <source>stop a log-on that runs, leave the history</source>
        <translation>eine laufende Anmeldung abbrechen, den Verlauf verlassen</translation>
    </message>
    <message>
        <source>this menu</source>
        <translation>dieses Menü</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Support bundle…</source>
        <translation>&amp;Support-Paket…</translation>
    </message>
    <message>
        <source>&amp;About Agent Desktop</source>
        <translation>Ü&amp;ber Agent Desktop</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Talk time {time}</source>
        <translation>Gesprächszeit {time}</translation>
    </message>
    <message>
        <source>Call {id}</source>
        <translation>Anruf {id}</translation>
    </message>
    <message>
        <source>No outcome</source>
        <translation>Kein Ergebnis</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>All that is kept</source>
        <translation>Alles Aufbewahrte</translation>
    </message>
    <message>
        <source>no answer known</source>
        <translation>keine Antwort bekannt</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>the session ended first</source>
        <translation>die Sitzung endete vorher</translation>
    </message>
    <message>
        <source>the call ended first</source>
        <translation>der Anruf endete vorher</translation>
    </message>
    <message>
        <source>Ask your administrator, and name this sentence.</source>
        <translation>Fragen Sie Ihren Administrator und nennen Sie diesen Satz.</translation>
    </message>
    <message>
        <source>No history is kept.</source>
        <translation>Es wird kein Verlauf geführt.</translation>
    </message>
    <message>
        <source>Your organisation has switched it off, or it couldn&apos;t be begun.</source>
        <translation>Ihre Organisation hat ihn abgeschaltet, oder er konnte nicht begonnen werden.</translation>
    </message>
    <message>
        <source>Another program holds the history.</source>
        <translation>Ein anderes Programm hält den Verlauf fest.</translation>
    </message>
    <message>
        <source>Close other copies of this program and try again.</source>
        <translation>Schließen Sie andere Fenster dieses Programms und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The history may not be read.</source>
        <translation>Der Verlauf darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The history is damaged.</source>
        <translation>Der Verlauf ist beschädigt.</translation>
    </message>
    <message>
        <source>A new one is begun with the next call; the old file is kept.</source>
        <translation>Mit dem nächsten Anruf beginnt ein neuer; die alte Datei bleibt erhalten.</translation>
    </message>
    <message>
        <source>A newer version of this program wrote the history.</source>
        <translation>Eine neuere Version dieses Programms hat den Verlauf geschrieben.</translation>
    </message>
    <message>
        <source>Update this program to read it.</source>
        <translation>Aktualisieren Sie dieses Programm, um ihn zu lesen.</translation>
    </message>
    <message>
        <source>The history takes too long to read.</source>
        <translation>Das Lesen des Verlaufs dauert zu lange.</translation>
    </message>
    <message>
        <source>Try again, or look for less.</source>
        <translation>Versuchen Sie es erneut, oder suchen Sie weniger.</translation>
    </message>
    <message>
        <source>The history can&apos;t be read.</source>
        <translation>Der Verlauf kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file couldn&apos;t be written.</source>
        <translation>Die Datei konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No call matches what you look for.</source>
        <translation>Kein Anruf entspricht Ihrer Suche.</translation>
    </message>
    <message>
        <source>No calls today so far</source>
        <translation>Heute noch keine Anrufe</translation>
    </message>
    <message>
        <source>No calls in the last 7 days</source>
        <translation>Keine Anrufe in den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>No calls so far</source>
        <translation>Noch keine Anrufe</translation>
    </message>
    <message>
        <source>Each call is listed here as soon as it comes.</source>
        <translation>Jeder Anruf steht hier, sobald er kommt.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Wie er endete</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Wählart</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Outcome is</source>
        <translation>Stand des Ergebnisses</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>chosen, not sent</source>
        <translation>gewählt, nicht gesendet</translation>
    </message>
    <message>
        <source>hung up here</source>
        <translation>hier aufgelegt</translation>
    </message>
    <message>
        <source>hung up there</source>
        <translation>dort aufgelegt</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>dialled by Dialer</source>
        <translation>vom Dialer gewählt</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>own callback</source>
        <translation>eigener Rückruf</translation>
    </message>
    <message>
        <source>own callback, previewed</source>
        <translation>eigener Rückruf mit Vorschau</translation>
    </message>
    <message>
        <source>without an agent</source>
        <translation>ohne Agenten</translation>
    </message>
    <message>
        <source>precise</source>
        <translation>präzise</translation>
    </message>
    <message>
        <source>dialled by hand</source>
        <translation>von Hand gewählt</translation>
    </message>
    <message>
        <source>no outcome</source>
        <translation>kein Ergebnis</translation>
    </message>
    <message>
        <source>not known to be filed</source>
        <translation>Übermittlung nicht bekannt</translation>
    </message>
    <message>
        <source>Call back: {time}</source>
        <translation>Rückruf: {time}</translation>
    </message>
    <message>
        <source>Call back: {time} by the contact&apos;s clock</source>
        <translation>Rückruf: {time} nach der Uhr des Kontakts</translation>
    </message>
    <message>
        <source>from {time}; every call begins here</source>
        <translation>ab {time}; hier beginnt jeder Anruf</translation>
    </message>
    <message>
        <source>{verdict} {time}</source>
        <translation>{verdict} {time}</translation>
    </message>
    <message>
        <source>asked {time}, {ended}</source>
        <translation>angefragt {time}, {ended}</translation>
    </message>
    <message>
        <source>The server says: {message}</source>
        <translation>Der Server meldet: {message}</translation>
    </message>
    <message>
        <source>Reference {reference}</source>
        <translation>Referenz {reference}</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Looking your calls up…</source>
        <translation>Ihre Anrufe werden gesucht …</translation>
    </message>
    <message>
        <source>Choose a call to see how it went.</source>
        <translation>Wählen Sie einen Anruf, um seinen Ablauf zu sehen.</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Campaign, outcome, stage, note or call (Ctrl+F)</source>
        <translation>Kampagne, Ergebnis, Phase, Notiz oder Anruf (Strg+F)</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>All campaigns</source>
        <translation>Alle Kampagnen</translation>
    </message>
    <message>
        <source>Only &amp;problems</source>
        <translation>Nur &amp;Probleme</translation>
    </message>
    <message>
        <source>Calls with a stage or an outcome that was refused or not confirmed</source>
        <translation>Anrufe mit einer Phase oder einem Ergebnis, die abgelehnt oder nicht bestätigt wurden</translation>
    </message>
    <message>
        <source>&amp;Save as file…</source>
        <translation>Als &amp;Datei speichern …</translation>
    </message>
    <message>
        <source>Save all calls found as a table for spreadsheets (CSV)</source>
        <translation>Alle gefundenen Anrufe als Tabelle für die Tabellenkalkulation speichern (CSV)</translation>
    </message>
    <message>
        <source>&amp;Back to the desk</source>
        <translation>&amp;Zurück zum Arbeitsplatz</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>As &amp;table</source>
        <translation>Als &amp;Tabelle</translation>
    </message>
    <message>
        <source>Write the times instead of drawing them</source>
        <translation>Die Zeiten als Text statt als Balken zeigen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anruf</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Show all calls</source>
        <translation>Alle Anrufe zeigen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Gespeichert als {file}</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>Verlauf speichern</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>Tabelle für die Tabellenkalkulation (*.csv)</translation>
    </message>
    <message>
        <source>calls-{day}.csv</source>
        <translation>anrufe-{day}.csv</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
</context>
<context>
    <name>KeepChoice</name>
    <message>
        <source>Keep my pass&amp;word on this computer</source>
        <translation>Kennwort auf diesem Computer aufbewa&amp;hren</translation>
    </message>
    <message>
        <source>It lies in {vault}. Whoever uses your account of this computer can log on as you.</source>
        <translation>Es liegt in {vault}. Wer Ihr Konto auf diesem Computer benutzt, kann sich als Sie anmelden.</translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message>
        <source>A call waits for you to place it.</source>
        <translation>Ein Anruf wartet darauf, dass Sie ihn aufbauen.</translation>
    </message>
    <message>
        <source>You are on a call.</source>
        <translation>Sie sind in einem Gespräch.</translation>
    </message>
    <message>
        <source>The outcome of your last call is missing.</source>
        <translation>Das Ergebnis Ihres letzten Anrufs fehlt.</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier call(s) can still be given an outcome.</source>
        <translation>
            <numerusform>%n früherer Anruf kann noch ein Ergebnis erhalten.</numerusform>
            <numerusform>%n frühere Anrufe können noch ein Ergebnis erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stay on the call</source>
        <translation>Im Gespräch bleiben</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Choose the outcome</source>
        <translation>Ergebnis wählen</translation>
    </message>
    <message>
        <source>See the outcomes</source>
        <translation>Ergebnisse ansehen</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Go available anyway</source>
        <translation>Trotzdem verfügbar werden</translation>
    </message>
    <message>
        <source>Once the next call comes Dialer files the last one as “Ambiguous”, and what was agreed on it is lost to the campaign.</source>
        <translation>Sobald der nächste Anruf kommt, legt der Dialer den letzten als „Ambiguous“ ab, und was vereinbart wurde, ist für die Kampagne verloren.</translation>
    </message>
    <message>
        <source>If you log off now the dialer files this call as “Ambiguous”, and what was agreed on it is lost to the campaign.</source>
        <translation>Wenn Sie sich jetzt abmelden, legt der Dialer diesen Anruf als „Ambiguous“ ab, und was vereinbart wurde, ist für die Kampagne verloren.</translation>
    </message>
    <message>
        <source>What Dialer isn&apos;t told it files as “Ambiguous”, and what was agreed is lost to the campaign.</source>
        <translation>Was der Dialer nicht erfährt, legt er als „Ambiguous“ ab, und was vereinbart wurde, ist für die Kampagne verloren.</translation>
    </message>
</context>
<context>
    <name>LeavingPanel</name>
    <message>
        <source>Waiting for Dialer</source>
        <translation>Wartezeit auf den Dialer</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Don&apos;t leave; calls may come again</source>
        <translation>Nicht abmelden; es können wieder Anrufe kommen</translation>
    </message>
    <message>
        <source>Log off and quit now anyway</source>
        <translation>Trotzdem sofort abmelden und beenden</translation>
    </message>
    <message>
        <source>Log off now anyway</source>
        <translation>Trotzdem sofort abmelden</translation>
    </message>
    <message>
        <source>Log off and restart now anyway</source>
        <translation>Trotzdem jetzt abmelden und neu starten</translation>
    </message>
    <message>
        <source>Dialer then files the call as “Ambiguous”</source>
        <translation>Der Dialer legt den Anruf dann als „Ambiguous“ ab</translation>
    </message>
    <message>
        <source>You are leaving: Dialer lets you go once this call is over.</source>
        <translation>Sie melden sich ab: Der Dialer gibt Sie frei, sobald dieser Anruf beendet ist.</translation>
    </message>
    <message>
        <source>You are leaving: Dialer waits for the outcome of your call.</source>
        <translation>Sie melden sich ab: Der Dialer wartet auf das Ergebnis Ihres Anrufs.</translation>
    </message>
    <message>
        <source>You are leaving: waiting for Dialer to let you go.</source>
        <translation>Sie melden sich ab: Die Freigabe durch den Dialer steht noch aus.</translation>
    </message>
</context>
<context>
    <name>LinkClock</name>
    <message>
        <source>Time without the link</source>
        <translation>Zeit ohne Verbindung</translation>
    </message>
    <message>
        <source>trying now…</source>
        <translation>wird versucht…</translation>
    </message>
    <message>
        <source>next try in {seconds} s</source>
        <translation>nächster Versuch in {seconds} s</translation>
    </message>
    <message>
        <source>Longer than a switchover takes</source>
        <translation>Länger, als eine Umschaltung dauert</translation>
    </message>
</context>
<context>
    <name>LinkSign</name>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Kein Netz</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Keine Meldungen</translation>
    </message>
    <message>
        <source>No session</source>
        <translation>Keine Sitzung</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Dialer not connected</source>
        <translation>Dialer nicht verbunden</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>{server}, {safety}</source>
        <translation>{server}, {safety}</translation>
    </message>
</context>
<context>
    <name>LogOn</name>
    <message>
        <source>That is no server address. Enter a name, name:port or https://name:port.</source>
        <translation>Das ist keine Serveradresse. Geben Sie einen Namen, Name:Port oder https://Name:Port ein.</translation>
    </message>
    <message>
        <source>No server named {server} was found. Check the name and your network.</source>
        <translation>Kein Server namens {server} wurde gefunden. Prüfen Sie den Namen und Ihr Netzwerk.</translation>
    </message>
    <message>
        <source>{server} doesn&apos;t answer there. Check the address, or try again in a minute.</source>
        <translation>{server} antwortet dort nicht. Prüfen Sie die Adresse oder versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>This computer has no network on the way to {server}. Check cable, Wi-Fi and VPN.</source>
        <translation>Dieser Computer hat kein Netz zu {server}. Prüfen Sie Kabel, WLAN und VPN.</translation>
    </message>
    <message>
        <source>The certificate of {server} isn&apos;t trusted, so nothing was sent to it. Ask your administrator for the CA file and name it under More.</source>
        <translation>Dem Zertifikat von {server} wird nicht vertraut, deshalb wurde nichts übermittelt. Bitten Sie Ihre Administration um die CA-Datei und tragen Sie sie unter „Mehr“ ein.</translation>
    </message>
    <message>
        <source>{server} would be asked without encryption, so nothing was sent: others could read your password. Enter https:// instead, or ask your administrator.</source>
        <translation>{server} würde unverschlüsselt gefragt, deshalb wurde nichts gesendet: Andere könnten Ihr Kennwort mitlesen. Geben Sie stattdessen https:// ein, oder fragen Sie Ihre Administration.</translation>
    </message>
    <message>
        <source>What answers at {server} is no IC server. Check the address and the port.</source>
        <translation>Unter {server} antwortet kein IC-Server. Prüfen Sie Adresse und Port.</translation>
    </message>
    <message>
        <source>User or password is wrong.</source>
        <translation>Benutzer oder Kennwort ist falsch.</translation>
    </message>
    <message>
        <source>The password kept on this computer is no longer right. Enter the new one.</source>
        <translation>Das auf diesem Computer aufbewahrte Kennwort stimmt nicht mehr. Geben Sie das neue ein.</translation>
    </message>
    <message>
        <source>The kept password didn&apos;t come from the vault in time. Enter it here.</source>
        <translation>Das aufbewahrte Kennwort kam nicht rechtzeitig aus dem Tresor. Geben Sie es hier ein.</translation>
    </message>
    <message>
        <source>The station was refused.</source>
        <translation>Die Station wurde abgelehnt.</translation>
    </message>
    <message>
        <source>{server} points to another address ({others}). Nothing was sent there; enter it yourself if it is right.</source>
        <translation>{server} verweist auf eine andere Adresse ({others}). Dorthin wurde nichts übermittelt; geben Sie sie selbst ein, wenn sie stimmt.</translation>
    </message>
    <message>
        <source>The CA file can&apos;t be read.</source>
        <translation>Die CA-Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{server} didn&apos;t answer in time. Try again; nothing was changed.</source>
        <translation>{server} hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The server refused the log-on.</source>
        <translation>Der Server hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>A fault of this program stopped the log-on. Try again; if it stays so, tell support.</source>
        <translation>Ein Fehler dieses Programms hat die Anmeldung abgebrochen. Versuchen Sie es erneut; wenn es so bleibt, informieren Sie den Support.</translation>
    </message>
    <message>
        <source>Enter your user id.</source>
        <translation>Geben Sie Ihre Benutzerkennung ein.</translation>
    </message>
    <message>
        <source>Enter your station.</source>
        <translation>Geben Sie Ihre Station ein.</translation>
    </message>
    <message>
        <source>{text} The server says: {message}</source>
        <translation>{text} Der Server meldet: {message}</translation>
    </message>
    <message>
        <source>{server} takes no log-ons just now; {others} could not be used either.</source>
        <translation>{server} nimmt gerade keine Anmeldungen an; auch {others} war nicht nutzbar.</translation>
    </message>
    <message>
        <source>{server} takes no log-ons just now and names no other server. Try again soon.</source>
        <translation>{server} nimmt gerade keine Anmeldungen an und nennt keinen anderen Server. Versuchen Sie es bald erneut.</translation>
    </message>
    <message>
        <source>Taking the station…</source>
        <translation>Station wird belegt …</translation>
    </message>
    <message>
        <source>Connecting to {server}…</source>
        <translation>Verbindung zu {server} …</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Server wird gefragt …</translation>
    </message>
    <message>
        <source>Server found.</source>
        <translation>Server gefunden.</translation>
    </message>
    <message>
        <source>Server found. Not encrypted: others may read along.</source>
        <translation>Server gefunden. Nicht verschlüsselt: Andere können mitlesen.</translation>
    </message>
    <message>
        <source>It also offers {providers}, which this program can&apos;t use yet.</source>
        <translation>Er bietet auch {providers} an; das kann dieses Programm noch nicht nutzen.</translation>
    </message>
    <message>
        <source>It takes no passwords.</source>
        <translation>Er nimmt keine Kennwörter an.</translation>
    </message>
    <message>
        <source>This computer has no vault that is safe for it.</source>
        <translation>Dieser Computer hat keinen sicheren Tresor dafür.</translation>
    </message>
    <message>
        <source>The vault ({vault}) is locked. Unlock it, then come back.</source>
        <translation>Der Tresor ({vault}) ist gesperrt. Entsperren Sie ihn und kommen Sie dann zurück.</translation>
    </message>
    <message>
        <source>The vault ({vault}) doesn&apos;t answer.</source>
        <translation>Der Tresor ({vault}) antwortet nicht.</translation>
    </message>
    <message>
        <source>The vault ({vault}) failed; the log says more.</source>
        <translation>Der Tresor ({vault}) hat versagt; das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>Your organisation doesn&apos;t allow it.</source>
        <translation>Ihre Organisation erlaubt das nicht.</translation>
    </message>
    <message>
        <source>The demo keeps no password.</source>
        <translation>Die Vorführung bewahrt kein Kennwort auf.</translation>
    </message>
    <message>
        <source>Only where the user is remembered too.</source>
        <translation>Nur wenn auch der Benutzer gemerkt wird.</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Arbeitsstation</translation>
    </message>
    <message>
        <source>Remote workstation</source>
        <translation>Remote-Arbeitsstation</translation>
    </message>
    <message>
        <source>Remote number</source>
        <translation>Remote-Nummer</translation>
    </message>
    <message>
        <source>No station</source>
        <translation>Keine Station</translation>
    </message>
</context>
<context>
    <name>LogOnDialog</name>
    <message>
        <source>Log on – Agent Desktop</source>
        <translation>Anmelden – Agent Desktop</translation>
    </message>
    <message>
        <source>Log on</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>name, name:port or https://…</source>
        <translation>Name, Name:Port oder https://…</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Kennwort</translation>
    </message>
    <message>
        <source>Station &amp;kind</source>
        <translation>Stationsa&amp;rt</translation>
    </message>
    <message>
        <source>S&amp;tation</source>
        <translation>S&amp;tation</translation>
    </message>
    <message>
        <source>PEM file, if your site has one</source>
        <translation>PEM-Datei, falls vorhanden</translation>
    </message>
    <message>
        <source>C&amp;A file</source>
        <translation>&amp;CA-Datei</translation>
    </message>
    <message>
        <source>&amp;Language of the server&apos;s texts</source>
        <translation>S&amp;prache der Servertexte</translation>
    </message>
    <message>
        <source>&amp;Remember server, user and station</source>
        <translation>Server, Benutzer, Station &amp;merken</translation>
    </message>
    <message>
        <source>set by your organisation</source>
        <translation>von Ihrer Organisation festgelegt</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>M&amp;ehr</translation>
    </message>
    <message>
        <source>L&amp;og on</source>
        <translation>A&amp;nmelden</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>Phone &amp;number</source>
        <translation>Te&amp;lefonnummer</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>kept in the system&apos;s vault</source>
        <translation>im Tresor des Systems aufbewahrt</translation>
    </message>
    <message>
        <source>L&amp;ess</source>
        <translation>&amp;Weniger</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
</context>
<context>
    <name>NextStatus</name>
    <message>
        <source>→ {status} after this call</source>
        <translation>→ {status} nach diesem Anruf</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Choose the outcome</source>
        <translation>Ergebnis wählen</translation>
    </message>
    <message>
        <source>Back to available</source>
        <translation>Wieder verfügbar</translation>
    </message>
    <message>
        <source>Outcome missing</source>
        <translation>Ergebnis fehlt</translation>
    </message>
    <message>
        <source>Outcome filed. The line is still open.</source>
        <translation>Ergebnis abgelegt. Die Leitung ist noch offen.</translation>
    </message>
    <message>
        <source>All done. Your status is “{status}”.</source>
        <translation>Alles erledigt. Ihr Status ist „{status}“.</translation>
    </message>
</context>
<context>
    <name>NotePanelView</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note on this call</source>
        <translation>Notiz zu diesem Anruf</translation>
    </message>
    <message>
        <source>A note can be typed once there is a call.</source>
        <translation>Eine Notiz ist möglich, sobald ein Anruf da ist.</translation>
    </message>
    <message>
        <source>What is worth remembering of this call. It stays on this computer.</source>
        <translation>Was von diesem Anruf festgehalten werden soll. Es bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Note on the call with {who}</source>
        <translation>Notiz zum Anruf mit {who}</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gesichert</translation>
    </message>
</context>
<context>
    <name>NoticePanel</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Nothing to report</source>
        <translation>Nichts zu melden</translation>
    </message>
    <message>
        <source>Refusals, lost links and changes of your campaigns are kept here.</source>
        <translation>Ablehnungen, Verbindungsverluste und Änderungen Ihrer Kampagnen werden hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Copy &amp;details</source>
        <translation>&amp;Details kopieren</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>{count} times</source>
        <translation>{count}-mal</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP-Status</translation>
    </message>
    <message>
        <source>Error id</source>
        <translation>Fehlerkennung</translation>
    </message>
    <message>
        <source>Server&apos;s words</source>
        <translation>Text des Servers</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>The server says: {message}</source>
        <translation>Der Server meldet: {message}</translation>
    </message>
    <message>
        <source>Your session has ended. Log on again to go on.</source>
        <translation>Ihre Sitzung ist beendet. Melden Sie sich erneut an, um weiterzuarbeiten.</translation>
    </message>
    <message>
        <source>Nothing you typed is lost; a call goes on without the desk.</source>
        <translation>Ihre Eingaben sind nicht verloren; ein Gespräch läuft auch ohne dieses Fenster weiter.</translation>
    </message>
    <message>
        <source>Enter your password. The interrupted stage is then offered, not sent by itself.</source>
        <translation>Geben Sie Ihr Kennwort ein. Die unterbrochene Phase wird Ihnen dann angeboten, aber nicht von selbst übermittelt.</translation>
    </message>
    <message>
        <source>{server} said once that your session had ended, but it goes on.</source>
        <translation>{server} meldete einmal, Ihre Sitzung sei beendet, doch sie läuft weiter.</translation>
    </message>
    <message>
        <source>What you pressed just then was not done.</source>
        <translation>Was Sie in dem Moment gedrückt haben, wurde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>Look at the stage; press again what is missing.</source>
        <translation>Sehen Sie nach der Phase; drücken Sie erneut, was fehlt.</translation>
    </message>
    <message>
        <source>This computer has no network on the way to {server}.</source>
        <translation>Dieser Computer hat kein Netz zu {server}.</translation>
    </message>
    <message>
        <source>Your call may go on by telephone. Notes and script are kept; nothing is sent.</source>
        <translation>Ihr Gespräch kann am Telefon weiterlaufen. Notizen und Skript bleiben erhalten; gesendet wird nichts.</translation>
    </message>
    <message>
        <source>Check cable, Wi-Fi and VPN. The desk goes on by itself once it is back.</source>
        <translation>Prüfen Sie Kabel, WLAN und VPN. Sobald das Netz zurück ist, geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The server {server} doesn&apos;t answer.</source>
        <translation>Der Server {server} antwortet nicht.</translation>
    </message>
    <message>
        <source>Your call goes on. Notes and script are kept; a stage pressed now may not arrive.</source>
        <translation>Ihr Gespräch läuft weiter. Notizen und Skript bleiben erhalten; eine jetzt gedrückte Phase kommt vielleicht nicht an.</translation>
    </message>
    <message>
        <source>The desk keeps trying by itself. After a switchover that takes 90 to 150 seconds.</source>
        <translation>Das Programm versucht es von selbst weiter. Nach einer Umschaltung dauert das 90 bis 150 Sekunden.</translation>
    </message>
    <message>
        <source>The messages of {server} don&apos;t come through.</source>
        <translation>Die Meldungen von {server} kommen nicht an.</translation>
    </message>
    <message>
        <source>Stages still go out; outcomes wait, for another call may have come. New calls and the end of this one are not shown.</source>
        <translation>Phasen gehen weiterhin hinaus; Ergebnisse warten, denn ein anderer Anruf kann gekommen sein. Neue Anrufe und das Ende dieses Anrufs werden nicht angezeigt.</translation>
    </message>
    <message>
        <source>The desk keeps trying by itself and then reads what was missed.</source>
        <translation>Es wird von selbst weiter versucht und dann gelesen, was fehlt.</translation>
    </message>
    <message>
        <source>Your session on {server} has ended.</source>
        <translation>Ihre Sitzung auf {server} ist beendet.</translation>
    </message>
    <message>
        <source>The desk logs on again by itself. The interrupted stage is then offered, not sent.</source>
        <translation>Sie werden von selbst wieder angemeldet. Die unterbrochene Phase wird dann angeboten, nicht gesendet.</translation>
    </message>
    <message>
        <source>You are at station {station} again.</source>
        <translation>Sie sind wieder an der Station {station}.</translation>
    </message>
    <message>
        <source>The server had let it go while the link was down.</source>
        <translation>Der Server hatte sie freigegeben, während die Verbindung unterbrochen war.</translation>
    </message>
    <message>
        <source>You no longer have the station {station}.</source>
        <translation>Sie haben die Station {station} nicht mehr.</translation>
    </message>
    <message>
        <source>No calls reach you without it.</source>
        <translation>Ohne sie erreichen Sie keine Anrufe.</translation>
    </message>
    <message>
        <source>Try again, or log off and choose another station.</source>
        <translation>Versuchen Sie es erneut, oder melden Sie sich ab und wählen Sie eine andere Station.</translation>
    </message>
    <message>
        <source>The link to the server {server} is back.</source>
        <translation>Die Verbindung zum Server {server} steht wieder.</translation>
    </message>
    <message>
        <source>The outbound dialer is not connected.</source>
        <translation>Der Outbound-Dialer ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Your call goes on, but no new campaign calls come.</source>
        <translation>Ihr Gespräch läuft weiter, es kommen aber keine neuen Kampagnenanrufe.</translation>
    </message>
    <message>
        <source>Wait; your supervisor can see when the dialer is back.</source>
        <translation>Bitte warten Sie; Ihr Supervisor sieht, wann der Dialer wieder da ist.</translation>
    </message>
    <message>
        <source>The outbound dialer is connected again.</source>
        <translation>Der Outbound-Dialer ist wieder verbunden.</translation>
    </message>
    <message>
        <source>You are on {server}: {asked} takes no log-ons just now.</source>
        <translation>Sie sind auf {server}: {asked} nimmt gerade keine Anmeldungen an.</translation>
    </message>
    <message>
        <source>Everything works there as usual.</source>
        <translation>Dort funktioniert alles wie gewohnt.</translation>
    </message>
    <message>
        <source>No campaigns and no campaign calls come.</source>
        <translation>Es kommen keine Kampagnen und keine Kampagnenanrufe.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, send the details to support.</source>
        <translation>Versuchen Sie es erneut; wenn es so bleibt, senden Sie die Details an den Support.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Neither you ({user}) nor your station ({station}) has a Dialer Add-on licence available.</source>
        <translation>Weder für Sie ({user}) noch für Ihre Station ({station}) ist eine Dialer-Add-on-Lizenz verfügbar.</translation>
    </message>
    <message>
        <source>The server takes no stages and no campaign log-ins from you until one is free.</source>
        <translation>Bis eine frei ist, nimmt der Server von Ihnen keine Phasen und keine Kampagnenanmeldungen an.</translation>
    </message>
    <message>
        <source>Ask your supervisor or the PureConnect administrator to give one of the two a Dialer Add-on licence, then press the stage again.</source>
        <translation>Bitten Sie Ihren Supervisor oder die PureConnect-Administration, einem von beiden eine Dialer-Add-on-Lizenz zu geben, und drücken Sie die Phase dann erneut.</translation>
    </message>
    <message>
        <source>This server can&apos;t take stages: it needs dialer version 5, it has {version}.</source>
        <translation>Dieser Server kann keine Phasen annehmen: Er braucht Dialer-Version 5, vorhanden ist: {version}.</translation>
    </message>
    <message>
        <source>Calls work as ever; the stage buttons are off.</source>
        <translation>Anrufe funktionieren wie immer; die Phasenknöpfe sind abgeschaltet.</translation>
    </message>
    <message>
        <source>Tell the PureConnect administrator.</source>
        <translation>Informieren Sie die PureConnect-Administration.</translation>
    </message>
    <message>
        <source>This server no longer takes stages (the resource was removed from its API).</source>
        <translation>Dieser Server nimmt keine Phasen mehr an (die Ressource wurde aus seiner API entfernt).</translation>
    </message>
    <message>
        <source>Tell the PureConnect administrator; this program may need a newer version.</source>
        <translation>Informieren Sie die PureConnect-Administration; eventuell braucht dieses Programm eine neuere Version.</translation>
    </message>
    <message>
        <source>Stage {stage} was refused.</source>
        <translation>Phase {stage} wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The call stays in the stage it was in.</source>
        <translation>Der Anruf bleibt in der Phase, in der er war.</translation>
    </message>
    <message>
        <source>Choose a stage of this campaign, or go on and tell your supervisor.</source>
        <translation>Wählen Sie eine Phase dieser Kampagne, oder fahren Sie fort und informieren Sie Ihren Supervisor.</translation>
    </message>
    <message>
        <source>Stage {stage} is not confirmed.</source>
        <translation>Phase {stage} ist nicht bestätigt.</translation>
    </message>
    <message>
        <source>The server answered with a fault; nobody knows whether the dialer has it.</source>
        <translation>Der Server antwortete mit einem Fehler; ob der Dialer sie kennt, ist ungewiss.</translation>
    </message>
    <message>
        <source>No answer came, so nobody knows whether the dialer has it.</source>
        <translation>Es kam keine Antwort; ob der Dialer sie kennt, ist ungewiss.</translation>
    </message>
    <message>
        <source>The stage map has stages that no page of the script of {campaign} has: {stage}.</source>
        <translation>Der Phasenplan enthält Phasen, die auf keiner Seite des Skripts von {campaign} stehen: {stage}.</translation>
    </message>
    <message>
        <source>The script is what counts here.</source>
        <translation>Hier gilt das Skript.</translation>
    </message>
    <message>
        <source>Asked for before the program was closed, and never answered: stage {stage}.</source>
        <translation>Vor dem Schließen des Programms angefordert und nie beantwortet: Phase {stage}.</translation>
    </message>
    <message>
        <source>Nobody knows whether the dialer has it for that call of {campaign}.</source>
        <translation>Ob der Dialer sie für jenen Anruf von {campaign} kennt, ist ungewiss.</translation>
    </message>
    <message>
        <source>Nothing to do: that call is over, and nothing is sent for it now.</source>
        <translation>Es ist nichts zu tun: Jener Anruf ist vorbei, und für ihn wird nichts mehr übermittelt.</translation>
    </message>
    <message>
        <source>Press it again if the call is still in that stage.</source>
        <translation>Drücken Sie sie erneut, wenn der Anruf noch in dieser Phase ist.</translation>
    </message>
    <message>
        <source>Stage {stage} was not sent: the server could not be reached.</source>
        <translation>Phase {stage} wurde nicht übermittelt: Der Server war nicht erreichbar.</translation>
    </message>
    <message>
        <source>The dialer still has the stage before.</source>
        <translation>Für den Dialer gilt weiterhin die vorige Phase.</translation>
    </message>
    <message>
        <source>Stage {stage} was not sent: the call ended first.</source>
        <translation>Phase {stage} wurde nicht übermittelt: Der Anruf endete vorher.</translation>
    </message>
    <message>
        <source>That is right so: a stage after the end would mislead the dialer.</source>
        <translation>Das ist richtig so: Eine Phase nach dem Ende würde den Dialer in die Irre führen.</translation>
    </message>
    <message>
        <source>The script of {campaign} has stages that the stage map doesn&apos;t know: {stage}.</source>
        <translation>Das Skript von {campaign} hat Phasen, die der Phasenplan nicht kennt: {stage}.</translation>
    </message>
    <message>
        <source>They can be sent, but the server may refuse them.</source>
        <translation>Sie können übermittelt werden, aber der Server lehnt sie vielleicht ab.</translation>
    </message>
    <message>
        <source>Tell your supervisor; script and stage set should match.</source>
        <translation>Informieren Sie Ihren Supervisor; Skript und Phasensatz sollten übereinstimmen.</translation>
    </message>
    <message>
        <source>The stage map can&apos;t be used.</source>
        <translation>Der Phasenplan kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Campaigns without a script show a number field. Tell your administrator.</source>
        <translation>Kampagnen ohne Skript zeigen ein Nummernfeld. Informieren Sie Ihre Administration.</translation>
    </message>
    <message>
        <source>Correct the file, then start the program again.</source>
        <translation>Korrigieren Sie die Datei und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>No answer came about the campaign {campaign}.</source>
        <translation>Zur Kampagne {campaign} kam keine Antwort.</translation>
    </message>
    <message>
        <source>It isn&apos;t known whether the server has changed anything.</source>
        <translation>Ob der Server etwas geändert hat, ist ungewiss.</translation>
    </message>
    <message>
        <source>Try again when the link is well.</source>
        <translation>Versuchen Sie es erneut, sobald die Verbindung steht.</translation>
    </message>
    <message>
        <source>The server refused the campaign {campaign}.</source>
        <translation>Der Server hat die Kampagne {campaign} abgelehnt.</translation>
    </message>
    <message>
        <source>Try again, or ask your supervisor whether you are meant to work it.</source>
        <translation>Versuchen Sie es erneut, oder fragen Sie Ihren Supervisor, ob Sie sie bearbeiten sollen.</translation>
    </message>
    <message>
        <source>{campaign} is paused.</source>
        <translation>{campaign} ist pausiert.</translation>
    </message>
    <message>
        <source>No new calls of it come until it goes on.</source>
        <translation>Bis sie fortgesetzt wird, kommen aus ihr keine neuen Anrufe.</translation>
    </message>
    <message>
        <source>{campaign} is no longer yours.</source>
        <translation>{campaign} gehört nicht mehr zu Ihren Kampagnen.</translation>
    </message>
    <message>
        <source>{campaign} was added to your campaigns.</source>
        <translation>{campaign} wurde Ihren Kampagnen hinzugefügt.</translation>
    </message>
    <message>
        <source>{initiator} logged you in to {campaign}.</source>
        <translation>{initiator} hat Sie bei {campaign} angemeldet.</translation>
    </message>
    <message>
        <source>A supervisor</source>
        <translation>Ein Supervisor</translation>
    </message>
    <message>
        <source>{initiator} logged you out of {campaign}.</source>
        <translation>{initiator} hat Sie von {campaign} abgemeldet.</translation>
    </message>
    <message>
        <source>You are out of the dialer.</source>
        <translation>Sie sind vom Dialer abgemeldet.</translation>
    </message>
    <message>
        <source>No campaign calls come until you join a campaign again.</source>
        <translation>Es kommen keine Kampagnenanrufe, bis Sie wieder einer Kampagne beitreten.</translation>
    </message>
    <message>
        <source>You are out of {campaign}.</source>
        <translation>Sie sind nicht mehr in {campaign}.</translation>
    </message>
    <message>
        <source>{campaign} is completed.</source>
        <translation>{campaign} ist abgeschlossen.</translation>
    </message>
    <message>
        <source>No more calls of it come.</source>
        <translation>Aus ihr kommen keine Anrufe mehr.</translation>
    </message>
    <message>
        <source>You take the regular calls of {campaign}.</source>
        <translation>Sie erhalten die regulären Anrufe von {campaign}.</translation>
    </message>
    <message>
        <source>You take the calls of {campaign} left to be finished.</source>
        <translation>Sie erhalten die Anrufe von {campaign}, die abzuschließen sind.</translation>
    </message>
    <message>
        <source>You take the regular calls of {campaign}, and those left to be finished.</source>
        <translation>Sie erhalten die regulären Anrufe von {campaign} und jene, die abzuschließen sind.</translation>
    </message>
    <message>
        <source>Which calls of {campaign} you take has changed.</source>
        <translation>Welche Anrufe von {campaign} Sie erhalten, hat sich geändert.</translation>
    </message>
    <message>
        <source>Which calls of {campaign} you take could not be changed.</source>
        <translation>Welche Anrufe von {campaign} Sie erhalten, konnte nicht geändert werden.</translation>
    </message>
    <message>
        <source>You take the same calls as before.</source>
        <translation>Sie erhalten dieselben Anrufe wie zuvor.</translation>
    </message>
    <message>
        <source>Try again, or ask your supervisor.</source>
        <translation>Versuchen Sie es erneut, oder fragen Sie Ihren Supervisor.</translation>
    </message>
    <message>
        <source>The status {status} was not set.</source>
        <translation>Der Status {status} wurde nicht gesetzt.</translation>
    </message>
    <message>
        <source>You are still in the status that is shown.</source>
        <translation>Sie sind weiterhin im angezeigten Status.</translation>
    </message>
    <message>
        <source>Choose it again, or another.</source>
        <translation>Wählen Sie ihn erneut oder einen anderen.</translation>
    </message>
    <message>
        <source>The log-in to the dialer failed.</source>
        <translation>Die Anmeldung am Dialer ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The dialer wasn&apos;t told that you are ready.</source>
        <translation>Dem Dialer konnte nicht gemeldet werden, dass Sie bereit sind.</translation>
    </message>
    <message>
        <source>The script of {campaign} could not be read.</source>
        <translation>Das Skript von {campaign} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The list of statuses could not be read.</source>
        <translation>Die Liste der Status konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Your calls can&apos;t be followed: the queue could not be read.</source>
        <translation>Ihre Anrufe können nicht verfolgt werden: Die Warteschlange konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The server could not be asked to connect your phone.</source>
        <translation>Der Server konnte nicht gebeten werden, Ihr Telefon zu verbinden.</translation>
    </message>
    <message>
        <source>No calls of this campaign come.</source>
        <translation>Aus dieser Kampagne kommen keine Anrufe.</translation>
    </message>
    <message>
        <source>Its stages come from the stage map, or from a number you type.</source>
        <translation>Ihre Phasen kommen aus dem Phasenplan oder aus einer Nummer, die Sie eingeben.</translation>
    </message>
    <message>
        <source>The status menu stays empty.</source>
        <translation>Das Statusmenü bleibt leer.</translation>
    </message>
    <message>
        <source>The end of a call isn&apos;t seen; take care not to send a stage after it.</source>
        <translation>Das Ende eines Anrufs wird nicht erkannt; achten Sie darauf, danach keine Phase mehr zu senden.</translation>
    </message>
    <message>
        <source>Without its line no calls reach you.</source>
        <translation>Ohne diese Leitung erreichen Sie keine Anrufe.</translation>
    </message>
    <message>
        <source>A request failed.</source>
        <translation>Eine Anfrage ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>If it stays so, copy the details and send them to support.</source>
        <translation>Wenn es so bleibt, kopieren Sie die Details und senden Sie sie an den Support.</translation>
    </message>
    <message>
        <source>A settings file can&apos;t be used, so nothing that it sets holds.</source>
        <translation>Eine Einstellungsdatei ist nicht verwendbar; nichts, was darin steht, gilt.</translation>
    </message>
    <message>
        <source>It is kept as {file}. Correct it, and give it back its name.</source>
        <translation>Sie liegt nun als {file} da. Berichtigen Sie sie und geben Sie ihr den Namen zurück.</translation>
    </message>
    <message>
        <source>A setting was passed over.</source>
        <translation>Eine Einstellung wurde übergangen.</translation>
    </message>
    <message>
        <source>All others hold. Correct it, then start the program again.</source>
        <translation>Alle anderen gelten. Berichtigen Sie sie und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Version {version} of the program is installed now.</source>
        <translation>Version {version} des Programms ist jetzt installiert.</translation>
    </message>
    <message>
        <source>Another version of the program is installed now.</source>
        <translation>Eine andere Version des Programms ist jetzt installiert.</translation>
    </message>
    <message>
        <source>It starts when you log off. Until then this one goes on.</source>
        <translation>Sie startet, wenn Sie sich abmelden. Bis dahin läuft diese weiter.</translation>
    </message>
    <message>
        <source>Restart between two calls, if you want it now.</source>
        <translation>Starten Sie zwischen zwei Anrufen neu, wenn Sie sie jetzt möchten.</translation>
    </message>
    <message>
        <source>What you last used can’t be kept for the next start.</source>
        <translation>Was Sie zuletzt benutzt haben, kann nicht für den nächsten Start gemerkt werden.</translation>
    </message>
    <message>
        <source>The desk works as ever; tell your administrator.</source>
        <translation>Sie können arbeiten wie immer; sagen Sie es Ihrer Administration.</translation>
    </message>
    <message>
        <source>Your password was not kept on this computer.</source>
        <translation>Ihr Kennwort wurde auf diesem Computer nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>{vault} didn&apos;t take it; you are logged on all the same.</source>
        <translation>{vault} hat es nicht angenommen; angemeldet sind Sie trotzdem.</translation>
    </message>
    <message>
        <source>Type it at the next log-on, and choose again whether to keep it.</source>
        <translation>Geben Sie es bei der nächsten Anmeldung ein und wählen Sie erneut, ob es aufbewahrt wird.</translation>
    </message>
    <message>
        <source>The password kept on this computer could not be deleted.</source>
        <translation>Das auf diesem Computer aufbewahrte Kennwort konnte nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>It still lies in {vault}, under agent-desktop.</source>
        <translation>Es liegt noch in {vault} unter agent-desktop.</translation>
    </message>
    <message>
        <source>Delete it there, or ask your administrator to.</source>
        <translation>Löschen Sie es dort, oder bitten Sie Ihre Administration darum.</translation>
    </message>
    <message>
        <source>The call is over: your status is now being set to {status}.</source>
        <translation>Der Anruf ist beendet: Ihr Status wird jetzt auf {status} gesetzt.</translation>
    </message>
    <message>
        <source>Your break begins after the present call.</source>
        <translation>Ihre Pause beginnt nach dem laufenden Anruf.</translation>
    </message>
    <message>
        <source>You are on a break; no campaign calls come.</source>
        <translation>Sie sind in der Pause; es kommen keine Kampagnenanrufe.</translation>
    </message>
    <message>
        <source>Your break is over.</source>
        <translation>Ihre Pause ist vorbei.</translation>
    </message>
    <message>
        <source>Campaign calls come in an available status.</source>
        <translation>Kampagnenanrufe kommen in einem verfügbaren Status.</translation>
    </message>
    <message>
        <source>The break could not be asked for.</source>
        <translation>Die Pause konnte nicht angefordert werden.</translation>
    </message>
    <message>
        <source>The break could not be ended.</source>
        <translation>Die Pause konnte nicht beendet werden.</translation>
    </message>
    <message>
        <source>Your break could not be changed.</source>
        <translation>Ihre Pause konnte nicht geändert werden.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, tell your supervisor.</source>
        <translation>Versuchen Sie es erneut; wenn es so bleibt, informieren Sie Ihren Supervisor.</translation>
    </message>
    <message>
        <source>Dialer could not be asked to let you go.</source>
        <translation>Der Dialer konnte nicht um Ihre Freigabe gebeten werden.</translation>
    </message>
    <message>
        <source>You are still logged on.</source>
        <translation>Sie sind weiterhin angemeldet.</translation>
    </message>
    <message>
        <source>Try again, or leave anyway once your outcome is filed.</source>
        <translation>Versuchen Sie es erneut, oder melden Sie sich trotzdem ab, sobald Ihr Ergebnis abgelegt ist.</translation>
    </message>
    <message>
        <source>The old file is kept as {file}.</source>
        <translation>Die alte Datei bleibt als {file} erhalten.</translation>
    </message>
    <message>
        <source>The call history was damaged, so a new one is begun.</source>
        <translation>Der Anrufverlauf war beschädigt; ein neuer wurde begonnen.</translation>
    </message>
    <message>
        <source>Tell your administrator if you need what was in it.</source>
        <translation>Informieren Sie Ihre Administration, wenn Sie den alten Inhalt brauchen.</translation>
    </message>
    <message>
        <source>What you type can&apos;t be kept: the call history can&apos;t be written.</source>
        <translation>Ihre Eingaben können nicht gesichert werden: Der Anrufverlauf lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Calls work as ever. File each outcome before you leave.</source>
        <translation>Anrufe funktionieren wie immer. Legen Sie jedes Ergebnis ab, bevor Sie gehen.</translation>
    </message>
    <message>
        <source>Your password expires in {days} days.</source>
        <translation>Ihr Kennwort läuft in {days} Tagen ab.</translation>
    </message>
    <message>
        <source>Change it in good time.</source>
        <translation>Ändern Sie es rechtzeitig.</translation>
    </message>
    <message>
        <source>The server sent a message that could not be read ({kind}).</source>
        <translation>Der Server hat eine Nachricht gesendet, die nicht gelesen werden konnte ({kind}).</translation>
    </message>
    <message>
        <source>The desk goes on; something may be missing in it.</source>
        <translation>Das Programm läuft weiter; möglicherweise fehlt etwas in der Anzeige.</translation>
    </message>
    <message>
        <source>Copy the details and send them to support.</source>
        <translation>Kopieren Sie die Details und senden Sie sie an den Support.</translation>
    </message>
    <message>
        <source>A fault of this program: {kind}.</source>
        <translation>Ein Fehler dieses Programms: {kind}.</translation>
    </message>
    <message>
        <source>The desk goes on; what you did last may not have happened.</source>
        <translation>Das Programm läuft weiter; Ihre letzte Handlung wurde vielleicht nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The countdown ran out, so the call of {campaign} is being placed.</source>
        <translation>Der Countdown ist abgelaufen; der Anruf von {campaign} wird jetzt aufgebaut.</translation>
    </message>
    <message>
        <source>The call of {campaign} could not be placed.</source>
        <translation>Der Anruf von {campaign} konnte nicht aufgebaut werden.</translation>
    </message>
    <message>
        <source>The contact is still shown.</source>
        <translation>Der Kontakt wird weiterhin angezeigt.</translation>
    </message>
    <message>
        <source>Try again, or skip the contact where the campaign allows it.</source>
        <translation>Versuchen Sie es erneut, oder überspringen Sie den Kontakt, wenn die Kampagne es erlaubt.</translation>
    </message>
    <message>
        <source>A contact of {campaign} was skipped.</source>
        <translation>Ein Kontakt von {campaign} wurde übersprungen.</translation>
    </message>
    <message>
        <source>The call could not be picked up.</source>
        <translation>Der Anruf konnte nicht angenommen werden.</translation>
    </message>
    <message>
        <source>The call could not be hung up.</source>
        <translation>Der Anruf konnte nicht aufgelegt werden.</translation>
    </message>
    <message>
        <source>The call could not be put on hold.</source>
        <translation>Der Anruf konnte nicht gehalten werden.</translation>
    </message>
    <message>
        <source>The call could not be taken off hold.</source>
        <translation>Das Halten konnte nicht beendet werden.</translation>
    </message>
    <message>
        <source>Your microphone could not be muted.</source>
        <translation>Ihr Mikrofon konnte nicht stummgeschaltet werden.</translation>
    </message>
    <message>
        <source>Your microphone is still muted.</source>
        <translation>Ihr Mikrofon ist weiterhin stumm.</translation>
    </message>
    <message>
        <source>Your phone didn&apos;t do as it was asked.</source>
        <translation>Ihr Telefon hat die Anweisung nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The line is as the call card shows it.</source>
        <translation>Die Leitung ist so, wie die Anrufkarte sie zeigt.</translation>
    </message>
    <message>
        <source>Try again, or use the phone itself.</source>
        <translation>Versuchen Sie es erneut, oder bedienen Sie das Telefon selbst.</translation>
    </message>
    <message>
        <source>The server was asked to connect your phone.</source>
        <translation>Der Server wurde gebeten, Ihr Telefon zu verbinden.</translation>
    </message>
    <message>
        <source>It rings shortly; the server doesn&apos;t tell if that fails.</source>
        <translation>Es klingelt gleich; ob das misslingt, meldet der Server nicht.</translation>
    </message>
    <message>
        <source>If it doesn&apos;t ring, check the number of your station.</source>
        <translation>Wenn es nicht klingelt, prüfen Sie die Nummer Ihrer Station.</translation>
    </message>
    <message>
        <source>What you typed for the call of {campaign} didn&apos;t reach the server.</source>
        <translation>Ihre Eingaben zum Anruf von {campaign} haben den Server nicht erreicht.</translation>
    </message>
    <message>
        <source>It is kept, and goes along with the outcome.</source>
        <translation>Sie sind gesichert und werden mit dem Ergebnis übermittelt.</translation>
    </message>
    <message>
        <source>Your call of {campaign}: the number is not valid.</source>
        <translation>Ihr Anruf von {campaign}: Die Nummer ist ungültig.</translation>
    </message>
    <message>
        <source>Your call of {campaign}: the number is blocked.</source>
        <translation>Ihr Anruf von {campaign}: Die Nummer ist gesperrt.</translation>
    </message>
    <message>
        <source>Your call of {campaign}: status {status}.</source>
        <translation>Ihr Anruf von {campaign}: Status {status}.</translation>
    </message>
    <message>
        <source>Dial another number, or file the outcome.</source>
        <translation>Wählen Sie eine andere Nummer, oder legen Sie das Ergebnis ab.</translation>
    </message>
    <message>
        <source>The call of {campaign} could not be dialled.</source>
        <translation>Der Anruf von {campaign} konnte nicht gewählt werden.</translation>
    </message>
    <message>
        <source>Try again, or another number.</source>
        <translation>Versuchen Sie es erneut oder mit einer anderen Nummer.</translation>
    </message>
    <message>
        <source>The outcome “{outcome}” is filed.</source>
        <translation>Das Ergebnis „{outcome}“ ist abgelegt.</translation>
    </message>
    <message>
        <source>The outcome “{outcome}” was refused.</source>
        <translation>Das Ergebnis „{outcome}“ wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The call has no outcome yet.</source>
        <translation>Der Anruf hat noch kein Ergebnis.</translation>
    </message>
    <message>
        <source>Choose another outcome, or send this one again.</source>
        <translation>Wählen Sie ein anderes Ergebnis, oder senden Sie dieses erneut.</translation>
    </message>
    <message>
        <source>The server answered with a fault; it may have filed it or not.</source>
        <translation>Der Server antwortete mit einem Fehler; ob er es abgelegt hat, ist ungewiss.</translation>
    </message>
    <message>
        <source>No answer came; the server may have filed it or not.</source>
        <translation>Es kam keine Antwort; ob der Server es abgelegt hat, ist ungewiss.</translation>
    </message>
    <message>
        <source>The outcome “{outcome}” is not confirmed.</source>
        <translation>Das Ergebnis „{outcome}“ ist nicht bestätigt.</translation>
    </message>
    <message>
        <source>Send it again before the next call comes.</source>
        <translation>Senden Sie es erneut, bevor der nächste Anruf kommt.</translation>
    </message>
    <message>
        <source>The outcome “{outcome}” was not sent: the server could not be reached.</source>
        <translation>Das Ergebnis „{outcome}“ wurde nicht gesendet: Der Server war nicht erreichbar.</translation>
    </message>
    <message>
        <source>It is kept; the call has no outcome yet.</source>
        <translation>Es ist gesichert; der Anruf hat noch kein Ergebnis.</translation>
    </message>
    <message>
        <source>Send it again once the link is back.</source>
        <translation>Senden Sie es erneut, sobald die Verbindung wieder steht.</translation>
    </message>
    <message>
        <source>“{outcome}” was chosen and not filed; it is kept.</source>
        <translation>„{outcome}“ war gewählt und nicht abgelegt; es ist gesichert.</translation>
    </message>
    <message>
        <source>No outcome was chosen.</source>
        <translation>Es war kein Ergebnis gewählt.</translation>
    </message>
    <message>
        <source>The next call came before the last one of {campaign} had its outcome.</source>
        <translation>Der nächste Anruf kam, bevor der letzte von {campaign} sein Ergebnis hatte.</translation>
    </message>
    <message>
        <source>Dialer files that call as “Ambiguous”.</source>
        <translation>Der Dialer legt jenen Anruf als „Ambiguous“ ab.</translation>
    </message>
    <message>
        <source>Tell your supervisor what was agreed, then put the outcome away.</source>
        <translation>Sagen Sie Ihrem Supervisor, was vereinbart wurde, und legen Sie das Ergebnis dann beiseite.</translation>
    </message>
    <message>
        <source>Calls from before without a confirmed outcome: {count}.</source>
        <translation>Frühere Anrufe ohne bestätigtes Ergebnis: {count}.</translation>
    </message>
    <message>
        <source>What Dialer isn&apos;t told it files as “Ambiguous”.</source>
        <translation>Was der Dialer nicht erfährt, legt er als „Ambiguous“ ab.</translation>
    </message>
    <message>
        <source>See the open outcomes: send what can be sent, put away the rest.</source>
        <translation>Sehen Sie die offenen Ergebnisse an: Senden Sie, was noch geht, und legen Sie den Rest beiseite.</translation>
    </message>
    <message>
        <source>Your call of {campaign} is left to a finishing agent.</source>
        <translation>Ihr Anruf von {campaign} ist einem anderen Agenten zum Abschluss überlassen.</translation>
    </message>
    <message>
        <source>Your call of {campaign} could not be left to a finishing agent.</source>
        <translation>Ihr Anruf von {campaign} konnte keinem anderen Agenten zum Abschluss überlassen werden.</translation>
    </message>
    <message>
        <source>It is still yours.</source>
        <translation>Er ist weiterhin Ihrer.</translation>
    </message>
    <message>
        <source>Try again, or file its outcome yourself.</source>
        <translation>Versuchen Sie es erneut, oder legen Sie sein Ergebnis selbst ab.</translation>
    </message>
</context>
<context>
    <name>OpenOutcomes</name>
    <message>
        <source>What Dialer isn&apos;t told it files as “Ambiguous”, and what was agreed is lost.</source>
        <translation>Was der Dialer nicht erfährt, legt er als „Ambiguous“ ab, und was vereinbart wurde, ist verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier call(s) without a confirmed outcome</source>
        <translation>
            <numerusform>%n früherer Anruf ohne bestätigtes Ergebnis</numerusform>
            <numerusform>%n frühere Anrufe ohne bestätigtes Ergebnis</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>OpenRow</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Beiseitelegen</translation>
    </message>
    <message>
        <source>You have seen to it otherwise; it leaves this list</source>
        <translation>Sie haben es anders geregelt; es verschwindet aus dieser Liste</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>mit Notiz</translation>
    </message>
    <message>
        <source>from before the program was closed</source>
        <translation>aus einem früheren Programmlauf</translation>
    </message>
</context>
<context>
    <name>OtherScript</name>
    <message>
        <source>Open the campaign&apos;s script</source>
        <translation>Skript der Kampagne öffnen</translation>
    </message>
    <message>
        <source>Not opened, since it isn&apos;t https or hides where it leads: {address}</source>
        <translation>Nicht geöffnet, denn die Adresse ist nicht https oder verbirgt, wohin sie führt: {address}</translation>
    </message>
    <message>
        <source>Only https addresses without a user&apos;s name in them open.</source>
        <translation>Geöffnet werden nur https-Adressen ohne Benutzernamen.</translation>
    </message>
    <message>
        <source>No browser opened {address}</source>
        <translation>Kein Browser hat {address} geöffnet</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>Diese Adresse im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Don&apos;t open</source>
        <translation>Nicht öffnen</translation>
    </message>
</context>
<context>
    <name>OutcomeButton</name>
    <message>
        <source>Asks for a callback</source>
        <translation>Verlangt einen Rückruf</translation>
    </message>
    <message>
        <source>Key {key}</source>
        <translation>Taste {key}</translation>
    </message>
</context>
<context>
    <name>OutcomeChoices</name>
    <message>
        <source>Outcomes</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>No outcome matches.</source>
        <translation>Kein Ergebnis passt.</translation>
    </message>
    <message>
        <source>Ctrl ⇧ {digit}</source>
        <translation>Strg ⇧ {digit}</translation>
    </message>
</context>
<context>
    <name>OutcomeChooser</name>
    <message>
        <source>Call once more by &amp;another number</source>
        <translation>Unter &amp;anderer Nummer erneut anrufen</translation>
    </message>
    <message>
        <source>Count the call as a&amp;bandoned</source>
        <translation>Als a&amp;bgebrochen zählen</translation>
    </message>
</context>
<context>
    <name>OutcomeDone</name>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Back to available</source>
        <translation>Wieder verfügbar</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>The contact was passed over; nobody was called.</source>
        <translation>Der Kontakt wurde übergangen; niemand wurde angerufen.</translation>
    </message>
    <message>
        <source>The contact is called once more by another number.</source>
        <translation>Der Kontakt wird unter einer anderen Nummer erneut angerufen.</translation>
    </message>
    <message>
        <source>It can&apos;t be changed any more.</source>
        <translation>Es kann nicht mehr geändert werden.</translation>
    </message>
    <message>
        <source>Left to a finishing agent</source>
        <translation>Zum Abschluss überlassen</translation>
    </message>
    <message>
        <source>Somebody else files the outcome of this call.</source>
        <translation>Das Ergebnis dieses Anrufs legt jemand anders ab.</translation>
    </message>
    <message>
        <source>The line is still open.</source>
        <translation>Die Leitung ist noch offen.</translation>
    </message>
    <message>
        <source>Calls come again once you are available.</source>
        <translation>Anrufe kommen wieder, sobald Sie verfügbar sind.</translation>
    </message>
    <message>
        <source>Dialer hangs up by itself.</source>
        <translation>Der Dialer legt von selbst auf.</translation>
    </message>
</context>
<context>
    <name>OutcomeFilter</name>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter outcomes</source>
        <translation>Ergebnisse filtern</translation>
    </message>
    <message>
        <source>Type part of an outcome&apos;s name (Ctrl+O)</source>
        <translation>Geben Sie einen Teil des Ergebnisses ein (Strg+O)</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>OutcomeFoot</name>
    <message>
        <source>Clear</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Choose no outcome yet</source>
        <translation>Noch kein Ergebnis wählen</translation>
    </message>
    <message>
        <source>Leave to a finishing agent</source>
        <translation>Zum Abschluss überlassen</translation>
    </message>
    <message>
        <source>Somebody else sees to the outcome of this call</source>
        <translation>Um das Ergebnis dieses Anrufs kümmert sich jemand anders</translation>
    </message>
    <message>
        <source>File outcome</source>
        <translation>Ergebnis ablegen</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
</context>
<context>
    <name>OutcomePanelView</name>
    <message>
        <source>Outcome of the call</source>
        <translation>Ergebnis des Anrufs</translation>
    </message>
    <message>
        <source>Outcomes are filed in the other client</source>
        <translation>Ergebnisse werden im anderen Programm abgelegt</translation>
    </message>
    <message>
        <source>This desk sends only the stages.</source>
        <translation>Dieses Programm übermittelt nur die Phasen.</translation>
    </message>
    <message>
        <source>No call to file</source>
        <translation>Kein Anruf abzulegen</translation>
    </message>
    <message>
        <source>The outcomes of its campaign stand here once a call comes.</source>
        <translation>Sobald ein Anruf kommt, stehen hier die Ergebnisse seiner Kampagne.</translation>
    </message>
    <message>
        <source>Until it is placed it can only be skipped, in the call card.</source>
        <translation>Bis dahin kann er nur in der Anrufkarte übersprungen werden.</translation>
    </message>
    <message>
        <source>Its outcome can be chosen once it is placed.</source>
        <translation>Sein Ergebnis kann gewählt werden, sobald er aufgebaut ist.</translation>
    </message>
    <message>
        <source>The call isn&apos;t placed yet</source>
        <translation>Der Anruf ist noch nicht aufgebaut</translation>
    </message>
    <message>
        <source>The campaign offers no outcomes</source>
        <translation>Die Kampagne bietet keine Ergebnisse an</translation>
    </message>
    <message>
        <source>There is nothing to file for this call.</source>
        <translation>Für diesen Anruf ist nichts abzulegen.</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Now chosen: “{outcome}”.</source>
        <translation>Jetzt gewählt: „{outcome}“.</translation>
    </message>
    <message>
        <source>The call is left to a finishing agent.</source>
        <translation>Der Anruf ist einem anderen Agenten zum Abschluss überlassen.</translation>
    </message>
    <message>
        <source>The call is being left to a finishing agent…</source>
        <translation>Der Anruf wird einem anderen Agenten zum Abschluss überlassen…</translation>
    </message>
    <message>
        <source>Choose how the call ended; Dialer waits for it.</source>
        <translation>Wählen Sie, wie der Anruf ausging; der Dialer wartet darauf.</translation>
    </message>
    <message>
        <source>“{outcome}” is chosen and not filed yet.</source>
        <translation>„{outcome}“ ist gewählt und noch nicht abgelegt.</translation>
    </message>
    <message>
        <source>“{outcome}”: sending…</source>
        <translation>„{outcome}“: wird gesendet…</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>“{outcome}”: {state} at {time}.</source>
        <translation>„{outcome}“: {state} um {time}.</translation>
    </message>
    <message>
        <source>“{outcome}”: {state}.</source>
        <translation>„{outcome}“: {state}.</translation>
    </message>
    <message>
        <source>Choose an outcome first.</source>
        <translation>Wählen Sie zuerst ein Ergebnis.</translation>
    </message>
    <message>
        <source>The campaign doesn&apos;t offer this outcome.</source>
        <translation>Die Kampagne bietet dieses Ergebnis nicht an.</translation>
    </message>
    <message>
        <source>Choose a day for the callback.</source>
        <translation>Wählen Sie einen Tag für den Rückruf.</translation>
    </message>
    <message>
        <source>The time of the callback is past.</source>
        <translation>Die Zeit des Rückrufs ist vorbei.</translation>
    </message>
    <message>
        <source>This campaign keeps no callbacks for one agent.</source>
        <translation>Diese Kampagne hält keine Rückrufe für einzelne Agenten vor.</translation>
    </message>
    <message>
        <source>The call isn&apos;t placed yet: it can only be skipped.</source>
        <translation>Der Anruf ist noch nicht aufgebaut: Er kann nur übersprungen werden.</translation>
    </message>
    <message>
        <source>The call is being placed.</source>
        <translation>Der Anruf wird aufgebaut.</translation>
    </message>
    <message>
        <source>Another outcome is on its way.</source>
        <translation>Ein anderes Ergebnis ist unterwegs.</translation>
    </message>
    <message>
        <source>The outcome is filed; it can&apos;t be changed.</source>
        <translation>Das Ergebnis ist abgelegt; es kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Dialer files only the last call, and another came since.</source>
        <translation>Der Dialer nimmt nur das Ergebnis des letzten Anrufs an, und seither kam ein anderer.</translation>
    </message>
    <message>
        <source>Dialer waits for no outcome of this call any more; put it away.</source>
        <translation>Der Dialer wartet auf kein Ergebnis dieses Anrufs mehr; legen Sie es beiseite.</translation>
    </message>
    <message>
        <source>Choose a status without calls first: the next call would get this outcome.</source>
        <translation>Wählen Sie zuerst einen Status ohne Anrufe: Sonst bekäme der nächste Anruf dieses Ergebnis.</translation>
    </message>
    <message>
        <source>No session: file it once that is back.</source>
        <translation>Keine Sitzung: abschließen, sobald sie wieder da ist.</translation>
    </message>
    <message>
        <source>Outcomes can&apos;t be filed while messages don&apos;t come through: another call may have come. Your choice is kept.</source>
        <translation>Solange keine Nachrichten ankommen, kann kein Ergebnis abgelegt werden: Ein anderer Anruf kann gekommen sein. Ihre Auswahl bleibt erhalten.</translation>
    </message>
    <message>
        <source>Outcomes can&apos;t be filed while you are not logged in to Dialer. Your choice is kept.</source>
        <translation>Solange Sie nicht am Dialer angemeldet sind, kann kein Ergebnis abgelegt werden. Ihre Auswahl bleibt erhalten.</translation>
    </message>
    <message>
        <source>No outcome chosen.</source>
        <translation>Kein Ergebnis gewählt.</translation>
    </message>
    <message>
        <source>“{outcome}”: chosen, never sent.</source>
        <translation>„{outcome}“: gewählt, nie gesendet.</translation>
    </message>
    <message>
        <source>Stages without an answer: {stages}.</source>
        <translation>Phasen ohne Antwort: {stages}.</translation>
    </message>
    <message>
        <source>Callback by you, at no set time.</source>
        <translation>Rückruf durch Sie, ohne feste Zeit.</translation>
    </message>
    <message>
        <source>Callback by anybody on {when}, by the contact&apos;s clock.</source>
        <translation>Rückruf durch irgendjemanden am {when}, nach der Uhr des Kontakts.</translation>
    </message>
    <message>
        <source>Callback by you on {when}, by the contact&apos;s clock.</source>
        <translation>Rückruf durch Sie am {when}, nach der Uhr des Kontakts.</translation>
    </message>
    <message>
        <source>Callback by anybody on {when} UTC.</source>
        <translation>Rückruf durch irgendjemanden am {when} UTC.</translation>
    </message>
    <message>
        <source>Callback by you on {when} UTC.</source>
        <translation>Rückruf durch Sie am {when} UTC.</translation>
    </message>
    <message>
        <source>By your own clock: {when}</source>
        <translation>Nach Ihrer eigenen Uhr: {when}</translation>
    </message>
    <message>
        <source>No Dialer Add-on licence is available for you.</source>
        <translation>Für Sie ist keine Dialer-Add-on-Lizenz verfügbar.</translation>
    </message>
    <message>
        <source>The server gave no reason (HTTP {status}).</source>
        <translation>Der Server nannte keinen Grund (HTTP {status}).</translation>
    </message>
    <message>
        <source>The server could not be reached.</source>
        <translation>Der Server war nicht erreichbar.</translation>
    </message>
    <message>
        <source>Your session ended first.</source>
        <translation>Ihre Sitzung endete vorher.</translation>
    </message>
    <message>
        <source>The server answered with a fault (HTTP {status}).</source>
        <translation>Der Server antwortete mit einem Fehler (HTTP {status}).</translation>
    </message>
    <message>
        <source>No answer came; the server may have it or not.</source>
        <translation>Es kam keine Antwort; ob der Server es hat, ist ungewiss.</translation>
    </message>
</context>
<context>
    <name>PageList</name>
    <message>
        <source>Pages of the script</source>
        <translation>Seiten des Skripts</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Text of the page</source>
        <translation>Text der Seite</translation>
    </message>
    <message>
        <source>Outcomes of this page</source>
        <translation>Ergebnisse dieser Seite</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide password</source>
        <translation>Kennwort verbergen</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Kennwort anzeigen</translation>
    </message>
</context>
<context>
    <name>PhoneButtons</name>
    <message>
        <source>Pick up</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Picking up…</source>
        <translation>Wird angenommen …</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Holding…</source>
        <translation>Wird gehalten …</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation>Wird fortgesetzt …</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Muting…</source>
        <translation>Wird stumm …</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>Unmuting…</source>
        <translation>Ton wird an …</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Hanging up…</source>
        <translation>Wird aufgelegt …</translation>
    </message>
</context>
<context>
    <name>PreviewStrip</name>
    <message>
        <source>Time until the call is placed</source>
        <translation>Zeit, bis der Anruf aufgebaut wird</translation>
    </message>
    <message>
        <source>Place the call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Placing…</source>
        <translation>Wird angerufen …</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skipping…</source>
        <translation>Wird übersprungen …</translation>
    </message>
    <message>
        <source>Placed by the timer: the call is on its way.</source>
        <translation>Zeit abgelaufen: Der Anruf wird von selbst aufgebaut.</translation>
    </message>
    <message>
        <source>The call is being placed.</source>
        <translation>Der Anruf wird aufgebaut.</translation>
    </message>
    <message>
        <source>This contact is being skipped.</source>
        <translation>Dieser Kontakt wird übersprungen.</translation>
    </message>
    <message>
        <source>The time to look is over.</source>
        <translation>Die Zeit zum Ansehen ist vorbei.</translation>
    </message>
    <message>
        <source>until the call is placed by itself</source>
        <translation>bis zum automatischen Anruf</translation>
    </message>
    <message>
        <source>Look at the contact, then place the call.</source>
        <translation>Erst den Kontakt ansehen, dann anrufen.</translation>
    </message>
    <message>
        <source>That didn&apos;t work.</source>
        <translation>Das hat nicht geklappt.</translation>
    </message>
    <message>
        <source>You aren&apos;t logged in to Dialer yet: another contact may come first.</source>
        <translation>Sie sind noch nicht am Dialer angemeldet: Zuerst kann ein anderer Kontakt kommen.</translation>
    </message>
    <message>
        <source>Messages don&apos;t come through: another contact may have come since.</source>
        <translation>Es kommen keine Nachrichten an: Inzwischen kann ein anderer Kontakt gekommen sein.</translation>
    </message>
    <message numerus="yes">
        <source>The call is placed in %n second(s).</source>
        <translation>
            <numerusform>Der Anruf wird in %n Sekunde aufgebaut.</numerusform>
            <numerusform>Der Anruf wird in %n Sekunden aufgebaut.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RadioField</name>
    <message>
        <source>Until now: {value}</source>
        <translation>Bisher: {value}</translation>
    </message>
</context>
<context>
    <name>ReadingDialog</name>
    <message>
        <source>{title} – Agent Desktop</source>
        <translation>{title} – Agent Desktop</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>It could not be saved there.</source>
        <translation>Dort konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save the text</source>
        <translation>Text speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>Agent Desktop</source>
        <translation>Agent Desktop</translation>
    </message>
    <message>
        <source>Your organisation&apos;s settings can&apos;t be used.</source>
        <translation>Die Einstellungen Ihrer Organisation sind nicht verwendbar.</translation>
    </message>
    <message>
        <source>Without them the program doesn&apos;t start. Pass this on to your IT department:</source>
        <translation>Ohne sie startet das Programm nicht. Geben Sie dies an Ihre IT-Abteilung weiter:</translation>
    </message>
    <message>
        <source>Agent Desktop had a fault and can&apos;t go on.</source>
        <translation>Agent Desktop hatte einen Fehler und kann nicht weitermachen.</translation>
    </message>
    <message>
        <source>A report of it lies on this computer and is offered at the next start. If it happens again, install the program anew or pass this on to your IT department.</source>
        <translation>Ein Bericht darüber liegt auf diesem Computer und wird beim nächsten Start angeboten. Geschieht es wieder, installieren Sie das Programm neu oder geben Sie dies an Ihre IT-Abteilung weiter.</translation>
    </message>
</context>
<context>
    <name>ReloginPanel</name>
    <message>
        <source>Log on again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Your session has ended</source>
        <translation>Ihre Sitzung ist beendet</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Kennwort</translation>
    </message>
    <message>
        <source>Log on &amp;again</source>
        <translation>Erneut &amp;anmelden</translation>
    </message>
    <message>
        <source>Log off</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Log on again as {user} and go on where you were. Everything you typed is still here.</source>
        <translation>Melden Sie sich erneut als {user} an und machen Sie weiter, wo Sie waren. Alle Ihre Eingaben sind noch da.</translation>
    </message>
    <message>
        <source>The server says: {message}</source>
        <translation>Der Server meldet: {message}</translation>
    </message>
</context>
<context>
    <name>Script</name>
    <message>
        <source>stage {number}</source>
        <translation>Phase {number}</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>wird gezeigt</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
</context>
<context>
    <name>ScriptPanelView</name>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>This is the first page.</source>
        <translation>Dies ist die erste Seite.</translation>
    </message>
    <message>
        <source>This is the last page.</source>
        <translation>Dies ist die letzte Seite.</translation>
    </message>
    <message>
        <source>There is no call of this campaign to fill this in for.</source>
        <translation>Es gibt keinen Anruf dieser Kampagne, für den Sie dies ausfüllen könnten.</translation>
    </message>
    <message>
        <source>The outcome is filed; nothing can be changed any more.</source>
        <translation>Das Ergebnis ist abgelegt; ändern lässt sich nichts mehr.</translation>
    </message>
    <message>
        <source>No campaign chosen</source>
        <translation>Keine Kampagne gewählt</translation>
    </message>
    <message>
        <source>Its script will be shown here.</source>
        <translation>Hier wird ihr Skript stehen.</translation>
    </message>
    <message>
        <source>Reading the script…</source>
        <translation>Das Skript wird gelesen …</translation>
    </message>
    <message>
        <source>This campaign&apos;s script is a page of its own</source>
        <translation>Das Skript dieser Kampagne ist eine eigene Webseite</translation>
    </message>
    <message>
        <source>It opens in the browser. The stages above are yours to press.</source>
        <translation>Sie öffnet sich im Browser. Die Phasen oben drücken Sie selbst.</translation>
    </message>
    <message>
        <source>This campaign has no script</source>
        <translation>Diese Kampagne hat kein Skript</translation>
    </message>
    <message>
        <source>The stages above are yours to press as the call goes on.</source>
        <translation>Die Phasen oben drücken Sie selbst, so wie der Anruf weitergeht.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gesichert</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation>Wird bearbeitet</translation>
    </message>
</context>
<context>
    <name>StageButton</name>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>Stage {name}</source>
        <translation>Phase {name}</translation>
    </message>
    <message>
        <source>The stage map of your organisation doesn&apos;t know this number.</source>
        <translation>Der Phasenplan Ihrer Organisation kennt diese Nummer nicht.</translation>
    </message>
    <message>
        <source>Key {key}</source>
        <translation>Taste {key}</translation>
    </message>
    <message>
        <source>current, confirmed</source>
        <translation>aktuell, bestätigt</translation>
    </message>
    <message>
        <source>waiting for the one before</source>
        <translation>wartet auf die vorige</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>durchlaufen</translation>
    </message>
</context>
<context>
    <name>StagePanelView</name>
    <message>
        <source>Stages of the call</source>
        <translation>Phasen des Anrufs</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Time in this stage</source>
        <translation>Dauer in dieser Phase</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>&amp;Erneut senden</translation>
    </message>
    <message>
        <source>Don&apos;t send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Stage &amp;number</source>
        <translation>Phasen&amp;nummer</translation>
    </message>
    <message>
        <source>Stage number</source>
        <translation>Phasennummer</translation>
    </message>
    <message>
        <source>Send s&amp;tage</source>
        <translation>Phase &amp;senden</translation>
    </message>
    <message>
        <source>Stage {stage} was interrupted at {time}. Is the call still there?</source>
        <translation>Phase {stage} wurde um {time} unterbrochen. Ist der Anruf noch dort?</translation>
    </message>
    <message>
        <source>Send stage {stage}</source>
        <translation>Phase {stage} senden</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>sending</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>Stage {stage}: waits a moment, then sending…</source>
        <translation>Phase {stage}: wartet kurz, dann wird gesendet …</translation>
    </message>
    <message>
        <source>Stage {stage}: confirmed at {time}.</source>
        <translation>Phase {stage}: bestätigt um {time}.</translation>
    </message>
    <message>
        <source>The call is there already; nothing more was sent.</source>
        <translation>Der Anruf ist schon dort; mehr wurde nicht übermittelt.</translation>
    </message>
    <message>
        <source>Choose a campaign to see its stages.</source>
        <translation>Wählen Sie eine Kampagne, um ihre Phasen zu sehen.</translation>
    </message>
    <message>
        <source>No call of this campaign; stages wait for one.</source>
        <translation>Kein Anruf dieser Kampagne; die Phasen warten auf einen.</translation>
    </message>
    <message>
        <source>The call has ended; stages wait for the next one.</source>
        <translation>Der Anruf ist beendet; die Phasen warten auf den nächsten.</translation>
    </message>
    <message>
        <source>Your call belongs to another campaign; its stages are there.</source>
        <translation>Ihr Anruf gehört zu einer anderen Kampagne; dort sind seine Phasen.</translation>
    </message>
    <message>
        <source>The campaign is being joined.</source>
        <translation>Der Beitritt zur Kampagne läuft.</translation>
    </message>
    <message>
        <source>The call has not been placed yet.</source>
        <translation>Der Anruf wurde noch nicht gewählt.</translation>
    </message>
    <message>
        <source>This server takes no stages: its dialer is older than version 5.</source>
        <translation>Dieser Server nimmt keine Phasen an: Sein Dialer ist älter als Version 5.</translation>
    </message>
    <message>
        <source>This server no longer takes stages (removed from its API).</source>
        <translation>Dieser Server nimmt keine Phasen mehr an (aus seiner API entfernt).</translation>
    </message>
    <message>
        <source>{current} – or {asked}?</source>
        <translation>{current} – oder {asked}?</translation>
    </message>
    <message>
        <source>Stage {stage}: sending…</source>
        <translation>Phase {stage}: wird gesendet …</translation>
    </message>
    <message>
        <source>Then stage {stage}.</source>
        <translation>Danach Phase {stage}.</translation>
    </message>
    <message>
        <source>Stage {stage}: refused, no Dialer Add-on licence.</source>
        <translation>Phase {stage}: abgelehnt, keine Dialer-Add-on-Lizenz.</translation>
    </message>
    <message>
        <source>Stage {stage}: refused. {message}</source>
        <translation>Phase {stage}: abgelehnt. {message}</translation>
    </message>
    <message>
        <source>No answer came from the server.</source>
        <translation>Vom Server kam keine Antwort.</translation>
    </message>
    <message>
        <source>The server could not be reached; nothing was sent.</source>
        <translation>Der Server war nicht erreichbar; nichts wurde übermittelt.</translation>
    </message>
    <message>
        <source>No session: stages go out again once it is back.</source>
        <translation>Keine Sitzung: Phasen gehen wieder hinaus, sobald sie zurück ist.</translation>
    </message>
    <message>
        <source>Your session ended first.</source>
        <translation>Ihre Sitzung endete vorher.</translation>
    </message>
    <message>
        <source>The call ended before it could be sent.</source>
        <translation>Der Anruf endete, bevor sie übermittelt werden konnte.</translation>
    </message>
    <message>
        <source>Stage {stage}: not confirmed. {reason}</source>
        <translation>Phase {stage}: nicht bestätigt. {reason}</translation>
    </message>
    <message>
        <source>The server answered with a fault (HTTP {status}).</source>
        <translation>Der Server antwortete mit einem Fehler (HTTP {status}).</translation>
    </message>
    <message>
        <source>The server gave no reason (HTTP {status}).</source>
        <translation>Der Server nannte keinen Grund (HTTP {status}).</translation>
    </message>
    <message>
        <source>The call began here. Press a stage when you move on.</source>
        <translation>Der Anruf begann hier. Drücken Sie eine Phase, wenn Sie weitergehen.</translation>
    </message>
    <message>
        <source>No stage sent yet. Press one when the call moves on.</source>
        <translation>Noch keine Phase gemeldet. Drücken Sie eine, wenn der Anruf weitergeht.</translation>
    </message>
</context>
<context>
    <name>StatusMenu</name>
    <message>
        <source>No status</source>
        <translation>Kein Status</translation>
    </message>
    <message>
        <source>{status} → {asked}…</source>
        <translation>{status} → {asked} …</translation>
    </message>
    <message>
        <source>Status: {status}</source>
        <translation>Status: {status}</translation>
    </message>
    <message>
        <source>After this call</source>
        <translation>Nach diesem Anruf</translation>
    </message>
    <message>
        <source>No other status after this call</source>
        <translation>Kein anderer Status nach diesem Anruf</translation>
    </message>
</context>
<context>
    <name>SupportBundleDialog</name>
    <message>
        <source>Support bundle</source>
        <translation>Support-Paket</translation>
    </message>
    <message>
        <source>What support staff need of this computer: versions, settings, a look at the connection, logs and reports. Read it before you pass it on; it is sent nowhere.</source>
        <translation>Was der Support von diesem Computer braucht: Versionen, Einstellungen, ein Blick auf die Verbindung, Protokolle und Berichte. Lesen Sie es, bevor Sie es weitergeben; gesendet wird es nirgendwohin.</translation>
    </message>
    <message>
        <source>Text of the bundle</source>
        <translation>Text des Pakets</translation>
    </message>
    <message>
        <source>The connection is being looked at…</source>
        <translation>Die Verbindung wird geprüft…</translation>
    </message>
    <message>
        <source>What names anybody is masked and counted.</source>
        <translation>Was auf Personen hinweist, wird unkenntlich gemacht und gezählt.</translation>
    </message>
    <message>
        <source>The text isn’t ready yet.</source>
        <translation>Der Text ist noch nicht fertig.</translation>
    </message>
    <message>
        <source>The text is ready.</source>
        <translation>Der Text ist fertig.</translation>
    </message>
    <message>
        <source>It could not be put together.</source>
        <translation>Es konnte nicht zusammengestellt werden.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Show Agent Desktop</source>
        <translation>Agent Desktop an&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>Agent Desktop – {state}</source>
        <translation>Agent Desktop – {state}</translation>
    </message>
    <message>
        <source>not logged on</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>on a call</source>
        <translation>im Gespräch</translation>
    </message>
    <message>
        <source>logged on</source>
        <translation>angemeldet</translation>
    </message>
</context>
<context>
    <name>WorkTabs</name>
    <message>
        <source>Work area</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>for this call</source>
        <translation>zu diesem Anruf</translation>
    </message>
    <message>
        <source>has text</source>
        <translation>mit Text</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Anruf</numerusform>
            <numerusform>%n Anrufe</numerusform>
        </translation>
    </message>
</context>
</TS>
