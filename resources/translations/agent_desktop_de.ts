<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
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
        <source>Copy details</source>
        <translation>Details kopieren</translation>
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
        <source>No call</source>
        <translation>Kein Anruf</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Gesprächspartner</translation>
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
        <source>Preview</source>
        <translation>Vorschau</translation>
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
        <source>You are on a call.</source>
        <translation>Sie sind in einem Gespräch.</translation>
    </message>
    <message>
        <source>If you log off now the dialer files this call as “Ambiguous”, and what was agreed on it is lost to the campaign.</source>
        <translation>Wenn Sie sich jetzt abmelden, legt der Dialer diesen Anruf als „Ambiguous“ ab, und was vereinbart wurde, ist für die Kampagne verloren.</translation>
    </message>
    <message>
        <source>Stay on the call</source>
        <translation>Im Gespräch bleiben</translation>
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
        <source>no station</source>
        <translation>keine Station</translation>
    </message>
    <message>
        <source>User {user}, station {station}</source>
        <translation>Benutzer {user}, Station {station}</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
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
        <source>The certificate of {server} isn&apos;t trusted, so nothing was sent to it. Ask your administrator for the CA file and name it under More.</source>
        <translation>Dem Zertifikat von {server} wird nicht vertraut, deshalb wurde nichts übermittelt. Bitten Sie Ihre Administration um die CA-Datei und tragen Sie sie unter „Mehr“ ein.</translation>
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
        <source>The link to the server {server} is lost.</source>
        <translation>Die Verbindung zum Server {server} ist unterbrochen.</translation>
    </message>
    <message>
        <source>Your call goes on. What the server says meanwhile comes when the link is back.</source>
        <translation>Ihr Gespräch läuft weiter. Was der Server inzwischen meldet, kommt, sobald die Verbindung wieder steht.</translation>
    </message>
    <message>
        <source>The desk keeps trying by itself. After a switchover that takes 90 to 150 seconds.</source>
        <translation>Das Programm versucht es von selbst weiter. Nach einer Umschaltung dauert das 90 bis 150 Sekunden.</translation>
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
        <source>Your settings file can&apos;t be used, so the built-in settings hold.</source>
        <translation>Ihre Einstellungsdatei kann nicht verwendet werden; es gelten die eingebauten Einstellungen.</translation>
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
        <source>No campaign calls come until you log on again.</source>
        <translation>Bis Sie sich erneut anmelden, kommen keine Kampagnenanrufe.</translation>
    </message>
    <message>
        <source>You are out of {campaign}.</source>
        <translation>Sie sind nicht mehr in {campaign}.</translation>
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
        <source>A request failed.</source>
        <translation>Eine Anfrage ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>If it stays so, copy the details and send them to support.</source>
        <translation>Wenn es so bleibt, kopieren Sie die Details und senden Sie sie an den Support.</translation>
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
        <source>No session: log on again to send stages.</source>
        <translation>Keine Sitzung: Melden Sie sich erneut an, um Phasen zu senden.</translation>
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
</TS>
