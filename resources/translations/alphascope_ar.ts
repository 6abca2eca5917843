<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar_EG" sourcelanguage="en_US">
<context>
    <name>PlotExport</name>
    <message>
        <source>%1 cannot be written: its name must end in .svg, .pdf or .png.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the folder, its rights and the space left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleLookup</name>
    <message>
        <source>Sentences cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run learned from the demo of another version of the program (the hash differs), so its sentences cannot be shown. Run the demo again to read them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The train file in %1 is not the one this run was trained on (its hash differs), so sentences are not shown. Choose the right folder with File &gt; Data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentences are not stored in the database and no data folder is set. Choose the GLUE folder with File &gt; Data folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeriesDrawing</name>
    <message>
        <source>  … and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaHistogram</name>
    <message>
        <source>Histogram of α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α (weight on teacher)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a bar, or drag over several, to see the samples behind them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exactly %1: %L2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaOverTime</name>
    <message>
        <source>α over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaPanel</name>
    <message>
        <source>log counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sample seen twice since the histogram before this one counts twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α over time as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heat map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quantiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step of the histogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step whose histogram is shown; at the right end it is the latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 · seed %2 · step %3 · %Ln sample(s) since the last histogram</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · seed %2 · step %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to see how it weighs its samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first histogram of α comes a few steps after the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no α: it learns from the labels alone, without a teacher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run ended before its first histogram of α.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::Background</name>
    <message>
        <source>Alphascope: runs are going on. Click to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alphascope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All runs have ended.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::Banner</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::DataDialog</name>
    <message>
        <source>%1: %L2 rows, the official file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %L2 rows, as many as the official file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %L2 rows, but the official file has %L3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was there already and stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GLUE data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled; what has come is kept for the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more to download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the task folders shall lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AX, the &amp;diagnostic set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AX, the diagnostic set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is coming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the checked tasks from their official addresses, or import an archive or a folder that you have. Files that are in the data folder stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;ownload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import &amp;zip…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A zip archive of GLUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with files of GLUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the tasks to download.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::DevScorePanel</name>
    <message>
        <source>Scores over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to see its scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has not been evaluated yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>majority class %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::FieldForm</name>
    <message>
        <source>between %1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;; it has to be %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::FileListEditor</name>
    <message>
        <source>Other files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other files, a line each: qnli train = part.tsv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files to read in place of a task&apos;s own, in the same layout and the same folder: task, split = file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no file; write: qnli train = part.tsv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot;: there is no task %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2 has no split %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::GlueDownload</name>
    <message>
        <source>The folder %1 cannot be made; choose one that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Check rights and free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Free some space, then download again; it goes on where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not come whole: %2. Check the network and download again; it goes on where it was. Or import a zip archive or a folder instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be renamed; check the rights of its folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::Launcher</name>
    <message>
        <source>%1 cannot be written to. Open a database of your own to start runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs are still going on in %1. Those of %2 can be started, paused and cancelled after they have ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs are still going on in %1. New runs can be started in %2 after they have ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training will be many times slower than it could be: the BLAS in use is %1. Install libopenblas0-openmp and start again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::LogPanel</name>
    <message>
        <source>error: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the current run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to read its log.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::MainWindow</name>
    <message>
        <source>Alphascope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the read-only gallery of finished example runs. File &gt; My own runs leads back.%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Your runs go on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gallery (experiments.db) is not beside this program. Run the demo instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run of this database is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1     %Ln run(s), %2 running, %3 queued</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Gallery – Alphascope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs are active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of this window are still active. They can go on without it, or be cancelled; Continue takes cancelled ones up after their last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the runs and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the window and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling the runs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;My own runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Data folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get G&amp;LUE data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Alphascope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Alphascope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alphascope %1
Knowledge distillation, seen sample by sample.
GPL-3.0-or-later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alphascope speaks this language from its next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder that holds the GLUE tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo is being prepared: a teacher and its students, on built-in sentences.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::MapPanel</name>
    <message>
        <source>Map of the samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>variability of α over epochs (standard deviation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>student favours another label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>student favours the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known noise, another label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known noise, the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to see the map of its samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the samples…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no samples with an α.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s); draw a rectangle to read those in it</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::PlotPane</name>
    <message>
        <source>Save the plot…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::RealEdit</name>
    <message>
        <source>between %1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::RunListModel</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · seed %3 · %4
study %5 · run %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dev</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighting scheme; teachers are in italics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress and time left; for a finished run its training time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest score on the dev set, × 100, in the task&apos;s first metric</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::RunListPanel</name>
    <message>
        <source>Words, or conditions: task = RTE and scheme ~ rw and dev &gt; 0.6
=  !=  &lt;  &lt;=  &gt;  &gt;=  ~ (contains)  !~   and  or  not  ( )

</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and every setting of a study, as learning_rate or kd_weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again with…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: rte rw-kd, or dev &gt; 0.6 and seed = 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always show the run that is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new study that starts from this run&apos;s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on after the last checkpoint of each, with the same bits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SampleDetail</name>
    <message>
        <source>α of this sample over epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample in full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a sample to read it in full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sample %1, label %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher gives it %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>student %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label loss %1, teacher loss %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SampleModel</name>
    <message>
        <source>both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>misled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its label was flipped on purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its teacher was misled on purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>student</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight on the teacher at the sample&apos;s latest step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of α over epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label that training saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the teacher gives that label: its softmax probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the student gave that label at the sample&apos;s latest step: exp(-CE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy with the label, in nats (regression: squared error)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the label was flipped, or the teacher misled, on purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text, read from the data folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SamplePanel</name>
    <message>
        <source>Every sample of the run counts once, by its α at its latest step; the histogram counts the samples since the histogram before it, so the two numbers differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples in the chosen range of α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no α, so no samples to choose by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a bar of the α histogram, or drag over several, to read the samples behind them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the samples: %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latest α in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %Ln sample(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln sample(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Those with the highest α are listed. Choose a narrower range to see the rest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SchemeEditor</name>
    <message>
        <source>Scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1   ·   needs %2   ·   costs %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>
%1 takes the %n value(s) of the study file, each as runs of its own</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::SchemeListEditor</name>
    <message>
        <source>Add scheme</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SeedEdit</name>
    <message>
        <source>a whole number from 0</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SeriesListPanel</name>
    <message>
        <source>Filter series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series of the selected runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a series onto a plot, or double-click it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SeriesPanel</name>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing: an exponential mean over a share of the curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View of this plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group mean ± standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group mean ± standard error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group mean, 95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to see its curves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a series onto this plot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step of this run has been logged yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SettingsPanel</name>
    <message>
        <source>Only what differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the selected runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a run to see its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::ShortcutSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::SnapshotReader</name>
    <message>
        <source>%1 is not there. Choose another database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run is not in the database any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::StartPage</name>
    <message>
        <source>Alphascope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train small students from labels and a teacher, and see which of the two each sample learns from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose data, teacher, student and weighting schemes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in sentences with known wrong labels; about two minutes, no download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished example runs, read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs of another file, also while another program writes it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::StudyForm</name>
    <message>
        <source>New study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder that holds the GLUE tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocab.txt or tokenizer.json; empty: made from the train split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the train file to use, a seeded sample; 0: all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a vocabulary made from the train split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of train held out for the meta-gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of train labels flipped on purpose after the split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: train one; else the number of an earlier run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds label only on train and meta: what the split costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads of one run; 0: the cores divided by the runs at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto (a GPU where one is), cpu, cuda or cuda:N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bf16: faster training passes, on a GPU only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: as many as the encoder has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between evaluations; 0: once an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between histograms; 0: fifty a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: at each evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder of weights made elsewhere; empty: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GloVe vectors (safetensors) for the words; empty: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed, or a temperature of each sample: FLSW, CWSM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1,2,3 or 1-5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Student</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The study as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no list of seeds; write 1,2,3 or 1-5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln teacher(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln student(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No run like these has finished yet, so their time is unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1, as runs like these took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 for %2 of them; nothing like the other %3 has finished yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · seed %3 · %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::TablePanel</name>
    <message>
        <source>%1 on %2 (%3), %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>
%1 % of the teacher&apos;s gap closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Not above the majority class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results: schemes by tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which evaluation counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>final step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best on meta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best on dev (optimistic)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the table as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as %1; the arrow saves a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run has finished yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::TaskList</name>
    <message>
        <source>%1 %L2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 partial: %L2 of %L3 in %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in this folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>alphascope::Workspace</name>
    <message>
        <source>Losses over training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>glove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>init</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warmup share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clip norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature beta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eval every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>histogram every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocab size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meta share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise in meta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full train row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>concurrent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kd weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>softmax temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restoring force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meta batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mlp hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mlp learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meta every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mlp weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exponent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kd weight start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kd weight end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tau max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first phase share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meta loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meta learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight on the teacher term; the label gets the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both s at the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for s; 0: the student&apos;s, with its schedule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T of the softmax over the two terms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponent κ of the relative rates: how hard the terms are pulled to one rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples of the meta set a step; 0: as many as the batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden units of the network that sets the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for that network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between fresh meta-gradients; in between the last one is used again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between comparisons of the ways, recorded as alpha_error_*; 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Floor of a rectified weight before the two are normalised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam&apos;s weight decay for that network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean weight of the teacher term in a batch; the label term has weight 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the teacher term&apos;s weight; the label term has weight 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>l: the power of the teacher&apos;s probabilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plug_in: factor of the teacher term; the label gets the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponent; 0 gives the fixed weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight on the teacher term; the label gets the rest times its factor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight on the teacher term at the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight on the teacher term at the last step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the annealing; the teacher&apos;s logits are scaled by 1/tau_max, 2/tau_max, ..., 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the run that follows the teacher; the labels get the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on the meta set: mix (label plus teacher), hard (label), soft (teacher).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the inner products are taken: exactly, exactly by forward mode alone, by central differences, or from the last layer alone (approximate).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free: one weight a sample from one meta-gradient; mlp: a small network on both losses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plug_in: the teacher&apos;s weight grows with the student&apos;s entropy; adjustment: the label&apos;s does, the teacher gets the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher, three epochs or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher, meta set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>w = 2 softmax(r/T), r_a = L̄_a(e − 1)/L̄_a(e − 2) over epochs; w = 1 in the first two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(1 − α, α) = softmax(n), n ~ N(0, I), drawn each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α_i = kd_weight where the teacher is right, else 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p), student at T = 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L = CE + kd_weight·w KD, w_i = (H_t + H_t H_s/ln K)/2, entropies at t = 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target λy + (1 − λ)q, λ = (step − 1)/(total − 1); α = 1 − λ, both terms cross-entropies at T = 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L = w CE + v KD, (w_i, v_i) = V(CE_i, KD_i), V an MLP with two sigmoids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>u = max(⟨∇L_meta, ∇l_i⟩, δ) for both terms; α_i = u_KD/(u_CE + u_KD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>control: RW-KD&apos;s α, permuted within the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>control: RW-KD&apos;s α, replaced by its batch mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RW-KD with D∇L_meta for ∇L_meta, D = d(Adam update)/d(gradient)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uuid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name of the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>task, as in RTE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher or student</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weighting scheme, as in rw-kd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the row&apos;s name in tables, as in &quot;fixed 0.5&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued, running, paused, finished, failed, cancelled, interrupted or blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why it failed or waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cpu or cuda:N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the steps done, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training time in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latest dev score, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meta train cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>%1 · seed %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>series</name>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss (nats)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>milliseconds a step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
