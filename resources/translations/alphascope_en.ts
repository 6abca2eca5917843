<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ResultView</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s)</source>
        <translation>
            <numerusform>%Ln seed</numerusform>
            <numerusform>%Ln seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaHistogram</name>
    <message numerus="yes">
        <source>α exactly %1: %Ln sample(s)</source>
        <translation>
            <numerusform>α exactly %1: %Ln sample</numerusform>
            <numerusform>α exactly %1: %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>α from %1 to %2: %Ln sample(s)</source>
        <translation>
            <numerusform>α from %1 to %2: %Ln sample</numerusform>
            <numerusform>α from %1 to %2: %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaPanel</name>
    <message numerus="yes">
        <source>%1 · seed %2 · step %3 · %Ln sample(s) since the last histogram</source>
        <translation>
            <numerusform>%1 · seed %2 · step %3 · %Ln sample since the last histogram</numerusform>
            <numerusform>%1 · seed %2 · step %3 · %Ln samples since the last histogram</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::GlueCheckView</name>
    <message numerus="yes">
        <source>✗ %n fault(s); the leaderboard would refuse this file.</source>
        <translation>
            <numerusform>✗ %n fault; the leaderboard would refuse this file.</numerusform>
            <numerusform>✗ %n faults; the leaderboard would refuse this file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::Launcher</name>
    <message numerus="yes">
        <source>%Ln run(s) wait to be tried again, each after its last checkpoint.</source>
        <translation>
            <numerusform>%Ln run waits to be tried again, after its last checkpoint.</numerusform>
            <numerusform>%Ln runs wait to be tried again, each after its last checkpoint.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) go on in the background, whatever becomes of this window; the Queue panel shows them.</source>
        <translation>
            <numerusform>%Ln run goes on in the background, whatever becomes of this window; the Queue panel shows it.</numerusform>
            <numerusform>%Ln runs go on in the background, whatever becomes of this window; the Queue panel shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait: %1 cannot be written at present. Free space on its disk, or close the program that keeps the file; nothing is lost, and training goes on by itself.</source>
        <translation>
            <numerusform>%Ln run waits: %1 cannot be written at present. Free space on its disk, or close the program that keeps the file; nothing is lost, and training goes on by itself.</numerusform>
            <numerusform>%Ln runs wait: %1 cannot be written at present. Free space on its disk, or close the program that keeps the file; nothing is lost, and training goes on by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) belonged to a process that is gone, and are interrupted now; Continue goes on after the last checkpoint.</source>
        <translation>
            <numerusform>%Ln run belonged to a process that is gone, and is interrupted now; Continue goes on after its last checkpoint.</numerusform>
            <numerusform>%Ln runs belonged to a process that is gone, and are interrupted now; Continue goes on with each after its last checkpoint.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::MainWindow</name>
    <message numerus="yes">
        <source>%1     %Ln run(s), %2 running, %3 queued</source>
        <translation>
            <numerusform>%1     %Ln run, %2 running, %3 queued</numerusform>
            <numerusform>%1     %Ln runs, %2 running, %3 queued</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::MapPanel</name>
    <message numerus="yes">
        <source>%Ln sample(s); draw around some to read them</source>
        <translation>
            <numerusform>%Ln sample; draw around some to read them</numerusform>
            <numerusform>%Ln samples; draw around some to read them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::MarksDialog</name>
    <message numerus="yes">
        <source>Tags and note of %Ln run(s)</source>
        <translation>
            <numerusform>Tags and note of %Ln run</numerusform>
            <numerusform>Tags and note of %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::OtherRuns</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::RunMarkActions</name>
    <message numerus="yes">
        <source>%Ln run(s) archived.</source>
        <translation>
            <numerusform>%Ln run archived.</numerusform>
            <numerusform>%Ln runs archived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) taken out of the archive.</source>
        <translation>
            <numerusform>%Ln run taken out of the archive.</numerusform>
            <numerusform>%Ln runs taken out of the archive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::RunRows</name>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::SamplePanel</name>
    <message numerus="yes">
        <source>%1: %2 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1: %2 of %Ln sample</numerusform>
            <numerusform>%1: %2 of %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln sample(s)</source>
        <translation>
            <numerusform>%1: %Ln sample</numerusform>
            <numerusform>%1: %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) written to %1.</source>
        <translation>
            <numerusform>%Ln sample written to %1.</numerusform>
            <numerusform>%Ln samples written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::StudyForm</name>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln teacher(s)</source>
        <translation>
            <numerusform>%Ln teacher</numerusform>
            <numerusform>%Ln teachers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln student(s)</source>
        <translation>
            <numerusform>%Ln student</numerusform>
            <numerusform>%Ln students</numerusform>
        </translation>
    </message>
</context>
</TS>
