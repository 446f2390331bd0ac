<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CountdownLabel</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ElapsedLabel</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Notifications, %n new</numerusform>
            <numerusform>Notifications, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeaveQuestion</name>
    <message numerus="yes">
        <source>%n earlier call(s) can still be given an outcome.</source>
        <translation>
            <numerusform>%n earlier call can still be given an outcome.</numerusform>
            <numerusform>%n earlier calls can still be given an outcome.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenOutcomes</name>
    <message numerus="yes">
        <source>%n earlier call(s) without a confirmed outcome</source>
        <translation>
            <numerusform>%n earlier call without a confirmed outcome</numerusform>
            <numerusform>%n earlier calls without a confirmed outcome</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewStrip</name>
    <message numerus="yes">
        <source>The call is placed in %n second(s).</source>
        <translation>
            <numerusform>The call is placed in %n second.</numerusform>
            <numerusform>The call is placed in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkTabs</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
</TS>
