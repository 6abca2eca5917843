<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>FileSaver</name>
    <message>
        <source>Figures</source>
        <translation>图</translation>
    </message>
</context>
<context>
    <name>PlotExport</name>
    <message>
        <source>%1 cannot be written: its name must end in .svg, .pdf or .png.</source>
        <translation>无法写入 %1：文件名必须以 .svg、.pdf 或 .png 结尾。</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the folder, its rights and the space left.</source>
        <translation>无法写入 %1。请检查文件夹、其权限和剩余空间。</translation>
    </message>
</context>
<context>
    <name>PlotKeys</name>
    <message>
        <source>Move the plot</source>
        <translation>移动图</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Zoom the height</source>
        <translation>缩放高度</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Curves: read them point by point</source>
        <translation>曲线：逐点读取</translation>
    </message>
    <message>
        <source>Let go of what was read or chosen</source>
        <translation>放开已读取或已选择的内容</translation>
    </message>
    <message>
        <source>Histogram of α: choose a bar</source>
        <translation>α 直方图：选择一个柱</translation>
    </message>
    <message>
        <source>Histogram of α: choose several bars</source>
        <translation>α 直方图：选择多个柱</translation>
    </message>
    <message>
        <source>α over time: choose the step</source>
        <translation>α 随时间变化：选择步</translation>
    </message>
    <message>
        <source>One sample: choose the epoch</source>
        <translation>单个样本：选择轮次</translation>
    </message>
    <message>
        <source>Map: go to the nearest sample that way</source>
        <translation>地图：移到该方向最近的样本</translation>
    </message>
    <message>
        <source>Take what was reached, as a click does</source>
        <translation>选取到达处，如同单击</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>%1 on %2 (%3), %4</source>
        <translation>%2 上的 %1（%3），%4</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s)</source>
        <translation>
            <numerusform>%Ln 个种子</numerusform>
        </translation>
    </message>
    <message>
        <source>
%1 % of the teacher&apos;s gap closed</source>
        <translation>
弥合了与教师差距的 %1 %</translation>
    </message>
    <message>
        <source>
Not above the majority class.</source>
        <translation>
不高于多数类。</translation>
    </message>
    <message>
        <source>
%1 points against %2: p = %3, corrected by Holm %4</source>
        <translation>
与 %2 相比 %1 分：p = %3，Holm 校正后 %4</translation>
    </message>
    <message>
        <source>average
of %1</source>
        <translation>平均
共 %1 项</translation>
    </message>
</context>
<context>
    <name>SampleLookup</name>
    <message>
        <source>Sentences cannot be shown: %1</source>
        <translation>无法显示句子：%1</translation>
    </message>
    <message>
        <source>This run learned from the demo of another version of the program (the hash differs), so its sentences cannot be shown. Run the demo again to read them.</source>
        <translation>此运行使用的是另一版本程序的演示数据（哈希值不同），因此无法显示其句子。请重新运行演示以阅读句子。</translation>
    </message>
    <message>
        <source>The train file in %1 is not the one this run was trained on (its hash differs), so sentences are not shown. Choose the right folder with File &gt; Data folder.</source>
        <translation>%1 中的训练文件不是此运行训练时所用的文件（哈希值不同），因此不显示句子。请通过“文件 &gt; 数据文件夹”选择正确的文件夹。</translation>
    </message>
    <message>
        <source>The sentences are not stored in the database and no data folder is set. Choose the GLUE folder with File &gt; Data folder.</source>
        <translation>数据库中不保存句子，而且尚未设置数据文件夹。请通过“文件 &gt; 数据文件夹”选择 GLUE 文件夹。</translation>
    </message>
</context>
<context>
    <name>SaveText</name>
    <message>
        <source>%1 cannot be written. Choose another place.</source>
        <translation>无法写入 %1。请选择其他位置。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>无法写入 %1：%2。请选择其他位置。</translation>
    </message>
</context>
<context>
    <name>SeriesDrawing</name>
    <message>
        <source>  … and %1 more</source>
        <translation>  … 还有 %1 项</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaDifference</name>
    <message>
        <source>Difference of two histograms of α</source>
        <translation>两个 α 直方图之差</translation>
    </message>
    <message>
        <source>difference (% of samples)</source>
        <translation>差值（占样本的 %）</translation>
    </message>
    <message>
        <source>more in %1</source>
        <translation>%1 中更多</translation>
    </message>
    <message>
        <source>at 0: %1   at ½: %2   at 1: %3</source>
        <translation>在 0：%1   在 ½：%2   在 1：%3</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaExplainer</name>
    <message>
        <source>stored</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>计算得到</translation>
    </message>
    <message>
        <source>implied by α</source>
        <translation>由 α 推得</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>From the losses to α</source>
        <translation>从损失到 α</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>how</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>%1, epoch %2, step %3: %4</source>
        <translation>%1，第 %2 轮，第 %3 步：%4</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Recomputed α is %1, stored α is %2: they agree within what storing rounds (± %3).</source>
        <translation>重新计算的 α 为 %1，保存的 α 为 %2：两者在保存时的舍入范围内一致（± %3）。</translation>
    </message>
    <message>
        <source>Recomputed α is %1, stored α is %2: more apart than storing rounds (± %3). The run may have been made by another version.</source>
        <translation>重新计算的 α 为 %1，保存的 α 为 %2：两者之差超出保存时的舍入范围（± %3）。此运行可能由另一版本的程序完成。</translation>
    </message>
    <message>
        <source>α cannot be recomputed here. %1 What stands after the stored α follows from it.</source>
        <translation>此处无法重新计算 α。%1列在保存的 α 之后的数字由它推得。</translation>
    </message>
    <message>
        <source>α cannot be recomputed here. %1</source>
        <translation>此处无法重新计算 α。%1</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaHistogram</name>
    <message>
        <source>Histogram of α</source>
        <translation>α 的直方图</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Click a bar, or drag over several, to see the samples behind them</source>
        <translation>单击一个柱，或拖过多个柱，查看其背后的样本</translation>
    </message>
    <message>
        <source>at %1: %L2</source>
        <translation>在 %1：%L2</translation>
    </message>
    <message numerus="yes">
        <source>α exactly %1: %Ln sample(s)</source>
        <translation>
            <numerusform>α 恰为 %1：%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>α from %1 to %2: %Ln sample(s)</source>
        <translation>
            <numerusform>α 从 %1 到 %2：%Ln 个样本</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaOverTime</name>
    <message>
        <source>α over time</source>
        <translation>α 随时间的变化</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>% of samples</source>
        <translation>占样本的 %</translation>
    </message>
    <message>
        <source>difference (% of samples)</source>
        <translation>差值（占样本的 %）</translation>
    </message>
    <message>
        <source>step %1, α from %2 to %3</source>
        <translation>第 %1 步，α 从 %2 到 %3</translation>
    </message>
    <message>
        <source>%1: %2 % of the samples</source>
        <translation>%1：%2 % 的样本</translation>
    </message>
    <message>
        <source>%1: a difference of %2 % of the samples</source>
        <translation>%1：相差 %2 % 的样本</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaOverlay</name>
    <message>
        <source>α over time, outlines over each other</source>
        <translation>α 随时间的变化，轮廓相互叠加</translation>
    </message>
    <message>
        <source>% of samples</source>
        <translation>占样本的 %</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Early histograms are pale, late ones dark. The one shown above is drawn in the colour of the text.</source>
        <translation>较早的直方图颜色浅，较晚的颜色深。上方显示的直方图以文字颜色绘制。</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaPanel</name>
    <message>
        <source>log counts</source>
        <translation>对数计数</translation>
    </message>
    <message>
        <source>A sample seen twice since the histogram before this one counts twice</source>
        <translation>自上一个直方图以来出现两次的样本计两次</translation>
    </message>
    <message>
        <source>α over time as</source>
        <translation>α 随时间变化的显示方式</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>quantiles</source>
        <translation>分位数</translation>
    </message>
    <message>
        <source>Step of the histogram</source>
        <translation>直方图所在的步</translation>
    </message>
    <message numerus="yes">
        <source>%1 · seed %2 · step %3 · %Ln sample(s) since the last histogram</source>
        <translation>
            <numerusform>%1 · 种子 %2 · 第 %3 步 · 自上一个直方图以来 %Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a run to see how it weighs its samples.</source>
        <translation>选择一个运行，查看它如何给样本加权。</translation>
    </message>
    <message>
        <source>The first histogram of α comes a few steps after the start.</source>
        <translation>开始几步之后会出现第一个 α 直方图。</translation>
    </message>
    <message>
        <source>This run has no α: it learns from the labels alone, without a teacher.</source>
        <translation>此运行没有 α：它只从标签学习，没有教师。</translation>
    </message>
    <message>
        <source>This run ended before its first histogram of α.</source>
        <translation>此运行在第一个 α 直方图之前就已结束。</translation>
    </message>
    <message>
        <source>ridge</source>
        <translation>山脊图</translation>
    </message>
    <message>
        <source>Other selected runs as</source>
        <translation>其他所选运行显示为</translation>
    </message>
    <message>
        <source>outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Outlines of the other selected runs, or the difference of two: the first run, or the mean of the selected runs of its row, minus those of the next other row</source>
        <translation>其他所选运行的轮廓，或两者之差：第一个运行或其所在行所选运行的均值，减去下一个其他行的均值</translation>
    </message>
    <message>
        <source>α (teacher&apos;s share w_kd/(w_ce + w_kd))</source>
        <translation>α（教师份额 w_kd/(w_ce + w_kd)）</translation>
    </message>
    <message>
        <source>α (weight on teacher)</source>
        <translation>α（教师权重）</translation>
    </message>
    <message>
        <source>α (teacher&apos;s share)</source>
        <translation>α（教师份额）</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · 第 %2 步</translation>
    </message>
    <message>
        <source>This run was imported: only its curves are known.</source>
        <translation>此运行是导入的：只有它的曲线是已知的。</translation>
    </message>
    <message>
        <source>The step whose histogram is shown; at the right end it is the latest.
A click into a plot over steps chooses it too; over epochs or time, while a single run is selected: several have no step in common there.</source>
        <translation>所显示直方图对应的步；最右端为最新一步。
单击以步为横轴的图也可选择；以轮次或时间为横轴时，仅在选中单个运行时可以：多个运行在那里没有共同的步。</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaRidge</name>
    <message>
        <source>α over time, one outline behind another</source>
        <translation>α 随时间的变化，轮廓前后相叠</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Newest in front. Heights are by the square root of the share of the samples.
Click an outline to see its histogram.</source>
        <translation>最新的在最前。高度按样本比例的平方根。
单击轮廓查看其直方图。</translation>
    </message>
</context>
<context>
    <name>alphascope::Background</name>
    <message>
        <source>Alphascope: runs are going on. Click to see them.</source>
        <translation>Alphascope：有运行正在进行。单击查看。</translation>
    </message>
    <message>
        <source>Alphascope</source>
        <translation>Alphascope</translation>
    </message>
    <message>
        <source>All runs have ended.</source>
        <translation>所有运行都已结束。</translation>
    </message>
</context>
<context>
    <name>alphascope::Banner</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>What the message offers</source>
        <translation>消息提供的操作</translation>
    </message>
</context>
<context>
    <name>alphascope::ChoiceList</name>
    <message>
        <source>Tick what is shown; drag, or press Alt+Up and Alt+Down, to change the order.</source>
        <translation>勾选要显示的项；拖动或按 Alt+Up、Alt+Down 更改顺序。</translation>
    </message>
</context>
<context>
    <name>alphascope::ChoicesEdit</name>
    <message>
        <source>one of %1, or several of them</source>
        <translation>%1 之一，或其中几个</translation>
    </message>
</context>
<context>
    <name>alphascope::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>alphascope::DataDialog</name>
    <message>
        <source>%1: %L2 rows, the official file</source>
        <translation>%1：%L2 行，官方文件</translation>
    </message>
    <message>
        <source>%1: %L2 rows, as many as the official file</source>
        <translation>%1：%L2 行，与官方文件行数相同</translation>
    </message>
    <message>
        <source>%1: %L2 rows, but the official file has %L3</source>
        <translation>%1：%L2 行，但官方文件有 %L3 行</translation>
    </message>
    <message>
        <source>%1 was there already and stays as it is</source>
        <translation>%1 已经存在，保持不变</translation>
    </message>
    <message>
        <source>GLUE data</source>
        <translation>GLUE 数据</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Cancelled; what has come is kept for the next time.</source>
        <translation>已取消；已下载的部分会保留到下次。</translation>
    </message>
    <message>
        <source>Nothing more to download.</source>
        <translation>没有更多内容需要下载。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Choose where the task folders shall lie</source>
        <translation>选择任务文件夹存放的位置</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>选择(&amp;H)…</translation>
    </message>
    <message>
        <source>Choose the data folder</source>
        <translation>选择数据文件夹</translation>
    </message>
    <message>
        <source>&amp;Data folder</source>
        <translation>数据文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>AX, the &amp;diagnostic set</source>
        <translation>AX，诊断集(&amp;D)</translation>
    </message>
    <message>
        <source>AX, the diagnostic set</source>
        <translation>AX，诊断集</translation>
    </message>
    <message>
        <source>What is coming</source>
        <translation>正在下载的内容</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Download the checked tasks from their official addresses, or import an archive or a folder that you have. Files that are in the data folder stay.</source>
        <translation>从官方地址下载勾选的任务，或导入您已有的压缩包或文件夹。数据文件夹中已有的文件保持不变。</translation>
    </message>
    <message>
        <source>D&amp;ownload</source>
        <translation>下载(&amp;O)</translation>
    </message>
    <message>
        <source>Import &amp;zip…</source>
        <translation>导入 &amp;zip…</translation>
    </message>
    <message>
        <source>Import &amp;folder…</source>
        <translation>导入文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>A zip archive of GLUE</source>
        <translation>GLUE 的 zip 压缩包</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>Zip 压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>A folder with files of GLUE</source>
        <translation>含有 GLUE 文件的文件夹</translation>
    </message>
    <message>
        <source>Check the tasks to download.</source>
        <translation>请勾选要下载的任务。</translation>
    </message>
    <message>
        <source>%1: %L2 rows, but the file differs from the official one</source>
        <translation>%1：%L2 行，但该文件与官方文件不同</translation>
    </message>
</context>
<context>
    <name>alphascope::DevScorePanel</name>
    <message>
        <source>Select a run to see its scores.</source>
        <translation>选择一个运行，查看它的得分。</translation>
    </message>
    <message>
        <source>This run has not been evaluated yet.</source>
        <translation>此运行尚未评估。</translation>
    </message>
    <message>
        <source>majority class %1</source>
        <translation>多数类 %1</translation>
    </message>
    <message>
        <source>Scores over training</source>
        <translation>得分随训练的变化</translation>
    </message>
</context>
<context>
    <name>alphascope::FieldForm</name>
    <message>
        <source>between %1 and %2</source>
        <translation>介于 %1 和 %2 之间</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;; it has to be %3.</source>
        <translation>%1 为“%2”；它必须是：%3。</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>alphascope::FileListEditor</name>
    <message>
        <source>Other files</source>
        <translation>其他文件</translation>
    </message>
    <message>
        <source>other files, a line each: qnli train = part.tsv</source>
        <translation>其他文件，每行一个：qnli train = part.tsv</translation>
    </message>
    <message>
        <source>Files to read in place of a task&apos;s own, in the same layout and the same folder: task, split = file</source>
        <translation>代替任务自带文件读取的文件，格式和文件夹相同：task, split = file</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no file; write: qnli train = part.tsv</source>
        <translation>“%1”没有指明文件；请写成：qnli train = part.tsv</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: there is no task %2.</source>
        <translation>“%1”：没有名为 %2 的任务。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2 has no split %3.</source>
        <translation>“%1”：%2 没有名为 %3 的划分。</translation>
    </message>
</context>
<context>
    <name>alphascope::FileSaver</name>
    <message>
        <source>The report was not written: it was stopped.</source>
        <translation>报告未写入：已停止。</translation>
    </message>
</context>
<context>
    <name>alphascope::GlueCheckView</name>
    <message>
        <source>GLUE submission – %1</source>
        <translation>GLUE 提交 – %1</translation>
    </message>
    <message>
        <source>✓ The file keeps the form of a GLUE submission: all %1 files with every row.</source>
        <translation>✓ 文件符合 GLUE 提交格式：全部 %1 个文件，每一行都在。</translation>
    </message>
    <message numerus="yes">
        <source>✗ %n fault(s); the leaderboard would refuse this file.</source>
        <translation>
            <numerusform>✗ %n 处错误；排行榜会拒收此文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Faults, one a line</source>
        <translation>错误，每行一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>alphascope::GlueDownload</name>
    <message>
        <source>The folder %1 cannot be made; choose one that you may write to.</source>
        <translation>无法创建文件夹 %1；请选择您有写权限的文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Check rights and free space.</source>
        <translation>无法写入 %1：%2。请检查权限和可用空间。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Free some space, then download again; it goes on where it was.</source>
        <translation>无法写入 %1：%2。请腾出空间后重新下载；会从中断处继续。</translation>
    </message>
    <message>
        <source>%1 did not come whole: %2. Check the network and download again; it goes on where it was. Or import a zip archive or a folder instead.</source>
        <translation>%1 未完整下载：%2。请检查网络后重新下载；会从中断处继续。也可以改为导入 zip 压缩包或文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be renamed; check the rights of its folder.</source>
        <translation>无法重命名 %1；请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>%1 sent nothing for half a minute. Check the network and download again; it goes on where it was.</source>
        <translation>%1 半分钟内没有发送任何数据。请检查网络后重新下载；会从中断处继续。</translation>
    </message>
    <message>
        <source>%1 answers without a file (HTTP status %2). Download again later, or import a zip archive or a folder instead.</source>
        <translation>%1 的应答中没有文件（HTTP 状态 %2）。请稍后重新下载，或改为导入 zip 压缩包或文件夹。</translation>
    </message>
</context>
<context>
    <name>alphascope::KeptStates</name>
    <message>
        <source>Its name; an old one of the same name is replaced</source>
        <translation>名称；同名的旧项会被替换</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has been replaced.</source>
        <translation>“%1”已被替换。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has been deleted.</source>
        <translation>“%1”已被删除。</translation>
    </message>
</context>
<context>
    <name>alphascope::Launcher</name>
    <message>
        <source>%1 cannot be written to. Open a database of your own to start runs.</source>
        <translation>无法写入 %1。请打开您自己的数据库来启动运行。</translation>
    </message>
    <message>
        <source>Runs are still going on in %1. Those of %2 can be started, paused and cancelled after they have ended.</source>
        <translation>%1 中仍有运行在进行。结束之后才能启动、暂停和取消 %2 中的运行。</translation>
    </message>
    <message>
        <source>Runs are still going on in %1. New runs can be started in %2 after they have ended.</source>
        <translation>%1 中仍有运行在进行。结束之后才能在 %2 中启动新的运行。</translation>
    </message>
    <message>
        <source>Training will be many times slower than it could be: the BLAS in use is %1. Install libopenblas0-openmp and start again.</source>
        <translation>训练会比应有的速度慢许多倍：正在使用的 BLAS 是 %1。请安装 libopenblas0-openmp 并重新启动。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait to be tried again, each after its last checkpoint.</source>
        <translation>
            <numerusform>%Ln 个运行等待重试，各自从最后一个检查点继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs at once: %1 from now on, instead of %2. The Queue panel changes it.</source>
        <translation>同时运行数：从现在起为 %1，原为 %2。可在“队列”面板中更改。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) go on in the background, whatever becomes of this window; the Queue panel shows them.</source>
        <translation>
            <numerusform>%Ln 个运行在后台继续，不受此窗口影响；“队列”面板会显示它们。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait: %1 cannot be written at present. Free space on its disk, or close the program that keeps the file; nothing is lost, and training goes on by itself.</source>
        <translation>
            <numerusform>%Ln 个运行正在等待：目前无法写入 %1。请释放其磁盘空间，或关闭占用该文件的程序；不会丢失任何内容，训练会自动继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>Slurm was told; what becomes of the runs is seen after `alphascope-cli cluster collect %1`.</source>
        <translation>已通知 Slurm；运行 `alphascope-cli cluster collect %1` 后可看到这些运行的结果。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) belonged to a process that is gone, and are interrupted now; Continue goes on after the last checkpoint.</source>
        <translation>
            <numerusform>%Ln 个运行所属的进程已不存在，现已标记为中断；“接着运行”会从最后一个检查点继续。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::LogPanel</name>
    <message>
        <source>error: </source>
        <translation>错误：</translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>警告：</translation>
    </message>
    <message>
        <source>Log of the current run</source>
        <translation>当前运行的日志</translation>
    </message>
    <message>
        <source>Select a run to read its log.</source>
        <translation>选择一个运行，阅读它的日志。</translation>
    </message>
</context>
<context>
    <name>alphascope::MainWindow</name>
    <message>
        <source>Alphascope</source>
        <translation>Alphascope</translation>
    </message>
    <message>
        <source>This is the read-only gallery of finished example runs. File &gt; My own runs leads back.%1</source>
        <translation>这是只读的示例库，含已完成的示例运行。通过“文件 &gt; 我自己的运行”返回。%1</translation>
    </message>
    <message>
        <source> Your runs go on meanwhile.</source>
        <translation>您的运行会同时继续。</translation>
    </message>
    <message>
        <source>The gallery (experiments.db) is not beside this program. Run the demo instead.</source>
        <translation>程序旁边没有示例库（experiments.db）。请改为运行演示。</translation>
    </message>
    <message>
        <source>No run of this database is %1.</source>
        <translation>此数据库中没有 %1 这个运行。</translation>
    </message>
    <message numerus="yes">
        <source>%1     %Ln run(s), %2 running, %3 queued</source>
        <translation>
            <numerusform>%1     %Ln 个运行，%2 个运行中，%3 个排队</numerusform>
        </translation>
    </message>
    <message>
        <source>Gallery – Alphascope</source>
        <translation>示例库 – Alphascope</translation>
    </message>
    <message>
        <source>Runs are active</source>
        <translation>有运行正在进行</translation>
    </message>
    <message>
        <source>Hide the window and go on</source>
        <translation>隐藏窗口并继续</translation>
    </message>
    <message>
        <source>Keep the window</source>
        <translation>保留窗口</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open database…</source>
        <translation>打开数据库(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the &amp;gallery</source>
        <translation>打开示例库(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;My own runs</source>
        <translation>我自己的运行(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>起始页(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Data folder…</source>
        <translation>数据文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>Get G&amp;LUE data…</source>
        <translation>获取 G&amp;LUE 数据…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Study</source>
        <translation>研究(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;New study…</source>
        <translation>新建研究(&amp;N)…</translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation>运行演示(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>查找命令(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;About Alphascope</source>
        <translation>关于 Alphascope(&amp;A)</translation>
    </message>
    <message>
        <source>About Alphascope</source>
        <translation>关于 Alphascope</translation>
    </message>
    <message>
        <source>Alphascope %1
Knowledge distillation, seen sample by sample.
GPL-3.0-or-later</source>
        <translation>Alphascope %1
逐个样本地观察知识蒸馏。
GPL-3.0-or-later</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>New &amp;plot</source>
        <translation>新建图(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Alphascope speaks this language from its next start on.</source>
        <translation>Alphascope 将从下次启动起使用此语言。</translation>
    </message>
    <message>
        <source>Open a database</source>
        <translation>打开数据库</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>数据库 (*.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The folder that holds the GLUE tasks</source>
        <translation>存放 GLUE 任务的文件夹</translation>
    </message>
    <message>
        <source>The demo is being prepared: a teacher and its students, on built-in sentences.</source>
        <translation>正在准备演示：在内置句子上训练一个教师和它的学生。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>结果(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Build a table…</source>
        <translation>构建表格(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Save a report…</source>
        <translation>保存报告(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Check a GLUE submission…</source>
        <translation>检查 GLUE 提交(&amp;C)…</translation>
    </message>
    <message>
        <source>Check a GLUE submission</source>
        <translation>检查 GLUE 提交</translation>
    </message>
    <message>
        <source>Zip files (*.zip);;All files (*)</source>
        <translation>Zip 文件 (*.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Retry what failed or was cut off</source>
        <translation>重试失败或中断的运行(&amp;R)</translation>
    </message>
    <message>
        <source>No run of this database has failed or was cut off.</source>
        <translation>此数据库中没有失败或中断的运行。</translation>
    </message>
    <message>
        <source>This desktop has no tray from which a hidden window could be brought back: the window is minimised, and the runs go on.</source>
        <translation>此桌面没有可用来恢复隐藏窗口的系统托盘：窗口已最小化，运行继续进行。</translation>
    </message>
    <message>
        <source>Runs › Open or close a group</source>
        <translation>运行 › 展开或折叠一个组</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>&amp;Write a GLUE submission…</source>
        <translation>写出 GLUE 提交(&amp;W)…</translation>
    </message>
    <message>
        <source>Runs of this window are still active. They can go on without it, or stop at a checkpoint; Continue takes them up there.</source>
        <translation>此窗口的运行仍在进行。它们可以在窗口关闭后继续，或停在检查点；“继续”会从那里接着运行。</translation>
    </message>
    <message>
        <source>Stop the runs and close</source>
        <translation>停止运行并关闭</translation>
    </message>
    <message>
        <source>Stopping the runs at a checkpoint…</source>
        <translation>正在让运行停在检查点…</translation>
    </message>
    <message>
        <source>La&amp;youts</source>
        <translation>布局(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Keep this layout…</source>
        <translation>保存此布局(&amp;K)…</translation>
    </message>
    <message>
        <source>Keep this layout</source>
        <translation>保存此布局</translation>
    </message>
    <message>
        <source>&amp;Delete a layout</source>
        <translation>删除布局(&amp;D)</translation>
    </message>
    <message>
        <source>This layout was kept by another version of the program. Arrange the panels again and keep it under the same name.</source>
        <translation>此布局由程序的另一版本保存。请重新排列面板，并以同名保存。</translation>
    </message>
    <message>
        <source>This run was imported, and only its curves are known: it cannot be run again.</source>
        <translation>此运行是导入的，只有它的曲线是已知的：无法再次运行。</translation>
    </message>
    <message>
        <source>Marks taken off: %1.</source>
        <translation>已取消的标记：%1。</translation>
    </message>
    <message>
        <source>%1 has been closed.</source>
        <translation>%1 已关闭。</translation>
    </message>
    <message>
        <source>The panels lie as they came.</source>
        <translation>面板已恢复为初始布局。</translation>
    </message>
</context>
<context>
    <name>alphascope::MapCursor</name>
    <message>
        <source>sample %1: mean α %2, variability %3</source>
        <translation>样本 %1：平均 α %2，变异度 %3</translation>
    </message>
</context>
<context>
    <name>alphascope::MapPanel</name>
    <message>
        <source>Map of the samples</source>
        <translation>样本地图</translation>
    </message>
    <message>
        <source>variability of α over epochs (standard deviation)</source>
        <translation>α 在各轮次间的波动（标准差）</translation>
    </message>
    <message>
        <source>mean α</source>
        <translation>平均 α</translation>
    </message>
    <message>
        <source>student favours another label</source>
        <translation>学生倾向于其他标签</translation>
    </message>
    <message>
        <source>student favours the label</source>
        <translation>学生倾向于该标签</translation>
    </message>
    <message>
        <source>known noise, another label</source>
        <translation>已知噪声，其他标签</translation>
    </message>
    <message>
        <source>known noise, the label</source>
        <translation>已知噪声，该标签</translation>
    </message>
    <message>
        <source>Select a run to see the map of its samples.</source>
        <translation>选择一个运行，查看它的样本地图。</translation>
    </message>
    <message>
        <source>Reading the samples…</source>
        <translation>正在读取样本…</translation>
    </message>
    <message>
        <source>This run has no samples with an α.</source>
        <translation>此运行没有带 α 的样本。</translation>
    </message>
    <message>
        <source>Choose samples with</source>
        <translation>选择样本的方式</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>lasso</source>
        <translation>套索</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s); draw around some to read them</source>
        <translation>
            <numerusform>%Ln 个样本；圈出一些以阅读它们</numerusform>
        </translation>
    </message>
    <message>
        <source>mean α (teacher&apos;s share)</source>
        <translation>平均 α（教师份额）</translation>
    </message>
    <message>
        <source>Colour of the samples</source>
        <translation>样本的颜色</translation>
    </message>
    <message>
        <source>label and noise</source>
        <translation>标签与噪声</translation>
    </message>
    <message>
        <source>correctness</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Correctness is the share of epochs in which the student gave the label more than ½; with more than two classes it was right at least as often</source>
        <translation>正确率是学生给予该标签的概率大于 ½ 的轮次所占的比例；类别多于两个时，学生判断正确的次数不会比这更少</translation>
    </message>
    <message>
        <source>right in %1 % of epochs</source>
        <translation>在 %1 % 的轮次中正确</translation>
    </message>
</context>
<context>
    <name>alphascope::MarkHistory</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
</context>
<context>
    <name>alphascope::MarksDialog</name>
    <message>
        <source>Tags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Words, with commas between</source>
        <translation>以逗号分隔的词</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>They have several notes, which stay unless you write one.</source>
        <translation>它们有不同的备注；若您不填写，则保持不变。</translation>
    </message>
    <message>
        <source>Tags of all</source>
        <translation>全部的标记</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a tag that other runs have</source>
        <translation>添加其他运行已有的标记</translation>
    </message>
    <message numerus="yes">
        <source>Tags and note of %Ln run(s)</source>
        <translation>
            <numerusform>%Ln 个运行的标记和备注</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags and note of %1</source>
        <translation>%1 的标记和备注</translation>
    </message>
</context>
<context>
    <name>alphascope::NumberEdit</name>
    <message>
        <source>between %1 and %2</source>
        <translation>介于 %1 和 %2 之间</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>从 0 起的整数</translation>
    </message>
    <message>
        <source>between %1 and %2, or several of them</source>
        <translation>介于 %1 和 %2 之间，可写多个</translation>
    </message>
    <message>
        <source>a whole number between %1 and %2, or several of them</source>
        <translation>介于 %1 和 %2 之间的整数，或其中几个</translation>
    </message>
</context>
<context>
    <name>alphascope::OtherRuns</name>
    <message>
        <source>Runs of other programs</source>
        <translation>其他程序的运行</translation>
    </message>
    <message>
        <source>Studies in the background, terminals and other windows. They go on when this window is closed; the menu of a run asks its program.</source>
        <translation>后台的研究、终端和其他窗口。关闭此窗口后它们继续进行；运行的菜单向其所属程序提出请求。</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Start &amp;first</source>
        <translation>最先开始(&amp;F)</translation>
    </message>
    <message>
        <source>Start &amp;last</source>
        <translation>最后开始(&amp;L)</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>%2 上的进程 %1</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>另有 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::PlotPane</name>
    <message>
        <source>Save the plot</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</source>
        <translation>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Save for &amp;one column, %1 mm…</source>
        <translation>按单栏宽度 %1 毫米保存(&amp;O)…</translation>
    </message>
    <message>
        <source>Save for the &amp;width of a page, %1 mm…</source>
        <translation>按整页宽度 %1 毫米保存(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Save as it is on the screen…</source>
        <translation>按屏幕所示保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy as a picture</source>
        <translation>复制为图片(&amp;C)</translation>
    </message>
</context>
<context>
    <name>alphascope::QueuePanel</name>
    <message>
        <source>%1 · %2 · seed %3</source>
        <translation>%1 · %2 · 种子 %3</translation>
    </message>
    <message>
        <source>%1 (held back)</source>
        <translation>%1（已搁置）</translation>
    </message>
    <message>
        <source>No run waits in this window.

The runs of a study that wait for their turn stand here. Drag them into the order in which they shall start.</source>
        <translation>此窗口中没有等待的运行。

研究中等待开始的运行显示在这里。拖动它们即可排定开始的顺序。</translation>
    </message>
    <message>
        <source>Waiting runs, the next one first</source>
        <translation>等待中的运行，下一个在最前</translation>
    </message>
    <message>
        <source>Drag runs, or move them with Alt and the arrow keys; a teacher stays before its students</source>
        <translation>拖动运行，或用 Alt 加方向键移动；教师始终排在其学生之前</translation>
    </message>
    <message>
        <source>Start &amp;earlier</source>
        <translation>提前开始(&amp;E)</translation>
    </message>
    <message>
        <source>Start &amp;later</source>
        <translation>推后开始(&amp;L)</translation>
    </message>
    <message>
        <source>Runs at once</source>
        <translation>同时运行数</translation>
    </message>
    <message>
        <source>On the CPU and on each GPU. Where there are more, they go on; the next one starts when so many are left</source>
        <translation>在 CPU 和每个 GPU 上。若已有更多在运行，它们继续；降到此数以下后才开始下一个</translation>
    </message>
    <message>
        <source>&amp;Runs at once</source>
        <translation>同时运行数(&amp;R)</translation>
    </message>
</context>
<context>
    <name>alphascope::RunListModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 · %2 · seed %3 · %4
study %5 · run %6</source>
        <translation>%1 · %2 · 种子 %3 · %4
研究 %5 · 运行 %6</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Dev</source>
        <translation>Dev</translation>
    </message>
    <message>
        <source>Progress and time left; for a finished run its training time</source>
        <translation>进度和剩余时间；已完成的运行显示训练时间</translation>
    </message>
    <message>
        <source>Latest score on the dev set, × 100, in the task&apos;s first metric</source>
        <translation>dev 集上的最新得分 × 100，按任务的第一个指标</translation>
    </message>
    <message>
        <source>
archived</source>
        <translation>
已归档</translation>
    </message>
    <message>
        <source>
tags: %1</source>
        <translation>
标记：%1</translation>
    </message>
    <message>
        <source>
note: </source>
        <translation>
备注：</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>State; sorts by age</source>
        <translation>状态；按时间排序</translation>
    </message>
    <message>
        <source>Weighting scheme and the run&apos;s colour in plots; teachers are in italics</source>
        <translation>加权方案和运行在图中的颜色；教师以斜体显示</translation>
    </message>
    <message>
        <source>Tags that you gave the run</source>
        <translation>您给运行加的标记</translation>
    </message>
    <message>
        <source>The first line of your note</source>
        <translation>您的备注的第一行</translation>
    </message>
    <message>
        <source>%1 · imported
study %2 · run %3</source>
        <translation>%1 · 导入
研究 %2 · 运行 %3</translation>
    </message>
</context>
<context>
    <name>alphascope::RunListPanel</name>
    <message>
        <source>and every setting of a study, as learning_rate or kd_weight</source>
        <translation>以及研究的每一项设置，如 learning_rate 或 kd_weight</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Again with…</source>
        <translation>修改后重来…</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Filter: rte rw-kd, or dev &gt; 0.6 and seed = 1</source>
        <translation>筛选：rte rw-kd，或 dev &gt; 0.6 and seed = 1</translation>
    </message>
    <message>
        <source>Always show the run that is running</source>
        <translation>始终显示正在进行的运行</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>接着运行</translation>
    </message>
    <message>
        <source>Goes on after the last checkpoint of each, with the same bits</source>
        <translation>从各自最后一个检查点继续，结果逐位相同</translation>
    </message>
    <message>
        <source>Words, or conditions: task = RTE and scheme ~ rw and dev &gt; 0.6
=  !=  &lt;  &lt;=  &gt;  &gt;=  ~ (contains)  !~   and  or  not  ( )   archived

</source>
        <translation>词语或条件：task = RTE and scheme ~ rw and dev &gt; 0.6
=  !=  &lt;  &lt;=  &gt;  &gt;=  ~（包含）  !~   and  or  not  ( )   archived

</translation>
    </message>
    <message>
        <source>No run is shown; archived ones that match: %1. View &gt; Show archived runs shows them.</source>
        <translation>没有显示运行；匹配的已归档运行：%1。可通过“视图 &gt; 显示已归档的运行”显示。</translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation>没有运行符合筛选条件。</translation>
    </message>
    <message>
        <source>Start &amp;first</source>
        <translation>最先开始(&amp;F)</translation>
    </message>
    <message>
        <source>Start &amp;last</source>
        <translation>最后开始(&amp;L)</translation>
    </message>
    <message>
        <source>A new study of this run&apos;s task, scheme and seed</source>
        <translation>以此运行的任务、方案和种子新建研究</translation>
    </message>
    <message>
        <source>No run matches the filter: no run has a setting named %1.</source>
        <translation>没有运行符合筛选条件：没有任何运行具有名为 %1 的设置。</translation>
    </message>
</context>
<context>
    <name>alphascope::RunMarkActions</name>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>天蓝</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>朱红</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>&amp;Tags and note…</source>
        <translation>标记和备注(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>归档(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Select the runs of this group</source>
        <translation>选择此组的运行(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Open all groups</source>
        <translation>展开所有组(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Close all groups</source>
        <translation>折叠所有组(&amp;C)</translation>
    </message>
    <message>
        <source>Take out of the &amp;archive</source>
        <translation>移出归档(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Tags and notes changed.</source>
        <translation>标记和备注已更改。</translation>
    </message>
    <message>
        <source>Colour changed.</source>
        <translation>颜色已更改。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) archived.</source>
        <translation>
            <numerusform>已归档 %Ln 个运行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) taken out of the archive.</source>
        <translation>
            <numerusform>已将 %Ln 个运行移出归档。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::RunRows</name>
    <message>
        <source> · several tasks</source>
        <translation> · 多个任务</translation>
    </message>
    <message>
        <source> · dev %1</source>
        <translation> · dev %1</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln 个运行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::RunTable</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>alphascope::RunViewMenu</name>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>General settings</source>
        <translation>一般设置</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>As they came</source>
        <translation>按原有顺序</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>View of the run list</source>
        <translation>运行列表的视图</translation>
    </message>
    <message>
        <source>Archived runs, groups, columns, and views that you keep</source>
        <translation>已归档的运行、分组、列和您保存的视图</translation>
    </message>
    <message>
        <source>Show &amp;archived runs (%1)</source>
        <translation>显示已归档的运行 (%1)(&amp;A)</translation>
    </message>
    <message>
        <source>Show &amp;archived runs</source>
        <translation>显示已归档的运行(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>分组方式(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Task and scheme</source>
        <translation>任务和方案</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>展开所有组</translation>
    </message>
    <message>
        <source>Close all groups</source>
        <translation>折叠所有组</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>按原有方式</translation>
    </message>
    <message>
        <source>&amp;Keep this view…</source>
        <translation>保存此视图(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Delete a view</source>
        <translation>删除视图(&amp;D)</translation>
    </message>
    <message>
        <source>Keep this view</source>
        <translation>保存此视图</translation>
    </message>
</context>
<context>
    <name>alphascope::SampleDetail</name>
    <message>
        <source>α of this sample over epochs</source>
        <translation>此样本的 α 随轮次的变化</translation>
    </message>
    <message>
        <source>The sample in full</source>
        <translation>样本全文</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Select a sample to read it in full.</source>
        <translation>选择一个样本，阅读其全文。</translation>
    </message>
    <message>
        <source>sample %1, label %2</source>
        <translation>样本 %1，标签 %2</translation>
    </message>
    <message>
        <source>teacher gives it %1</source>
        <translation>教师给它 %1</translation>
    </message>
    <message>
        <source>student %1</source>
        <translation>学生 %1</translation>
    </message>
    <message>
        <source>label loss %1, teacher loss %2</source>
        <translation>标签损失 %1，教师损失 %2</translation>
    </message>
    <message>
        <source>About the sample</source>
        <translation>关于样本</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Why this α</source>
        <translation>α 的由来</translation>
    </message>
    <message>
        <source>Click a point to see how α came about in that epoch</source>
        <translation>单击一个点，查看该轮中 α 的由来</translation>
    </message>
    <message>
        <source>Select a sample to see how it came to its α.</source>
        <translation>选择一个样本，查看其 α 的由来。</translation>
    </message>
    <message>
        <source>Reading the sample&apos;s history…</source>
        <translation>正在读取样本历史…</translation>
    </message>
    <message>
        <source>α (teacher&apos;s share)</source>
        <translation>α（教师份额）</translation>
    </message>
    <message>
        <source>epoch %1: α %2</source>
        <translation>轮次 %1：α %2</translation>
    </message>
</context>
<context>
    <name>alphascope::SampleModel</name>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>flipped</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>misled</source>
        <translation>误导</translation>
    </message>
    <message>
        <source>its label was flipped on purpose</source>
        <translation>其标签被有意翻转</translation>
    </message>
    <message>
        <source>its teacher was misled on purpose</source>
        <translation>其教师被有意误导</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>mean α</source>
        <translation>平均 α</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>CE</source>
        <translation>CE</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Weight on the teacher at the sample&apos;s latest step</source>
        <translation>样本最近一步上的教师权重</translation>
    </message>
    <message>
        <source>Mean of α over epochs</source>
        <translation>α 在各轮次上的平均值</translation>
    </message>
    <message>
        <source>The label that training saw</source>
        <translation>训练所见的标签</translation>
    </message>
    <message>
        <source>What the teacher gives that label: its softmax probability</source>
        <translation>教师给该标签的 softmax 概率</translation>
    </message>
    <message>
        <source>What the student gave that label at the sample&apos;s latest step: exp(-CE)</source>
        <translation>学生在样本最近一步上给该标签的概率：exp(-CE)</translation>
    </message>
    <message>
        <source>Cross-entropy with the label, in nats (regression: squared error)</source>
        <translation>与标签的交叉熵，单位 nat（回归：平方误差）</translation>
    </message>
    <message>
        <source>Whether the label was flipped, or the teacher misled, on purpose</source>
        <translation>标签是否被有意翻转，或教师是否被有意误导</translation>
    </message>
    <message>
        <source>The text, read from the data folder</source>
        <translation>从数据文件夹读取的文本</translation>
    </message>
    <message>
        <source>KD</source>
        <translation>KD</translation>
    </message>
    <message>
        <source>The teacher&apos;s loss as the scheme has it: mostly T² times the KL divergence</source>
        <translation>方案所定义的教师损失：通常为 T² 乘 KL 散度</translation>
    </message>
    <message>
        <source>Marked by you; M marks the selected samples, and M again takes the marks off</source>
        <translation>由您标记；按 M 标记所选样本，再按 M 取消标记</translation>
    </message>
</context>
<context>
    <name>alphascope::SamplePanel</name>
    <message>
        <source>Samples in the chosen range of α</source>
        <translation>所选 α 范围内的样本</translation>
    </message>
    <message>
        <source>This run has no α, so no samples to choose by it.</source>
        <translation>此运行没有 α，因此不能据此选择样本。</translation>
    </message>
    <message>
        <source>Reading the samples: %1…</source>
        <translation>正在读取样本：%1…</translation>
    </message>
    <message>
        <source>latest α in %1</source>
        <translation>最新 α 属于 %1</translation>
    </message>
    <message>
        <source>chosen on the map</source>
        <translation>在地图上选择</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1：%Ln 个样本中的 %2 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln sample(s)</source>
        <translation>
            <numerusform>%1：%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark, or take the mark off</source>
        <translation>标记或取消标记</translation>
    </message>
    <message>
        <source>Click a bar of the α histogram, or drag over several, to read the samples behind them; or search all samples below.</source>
        <translation>单击 α 直方图的一个柱，或拖过多个柱，阅读其背后的样本；或在下方搜索所有样本。</translation>
    </message>
    <message>
        <source>all samples</source>
        <translation>所有样本</translation>
    </message>
    <message>
        <source>%1, filtered</source>
        <translation>%1，已筛选</translation>
    </message>
    <message>
        <source>The first %1 in the order of the table are listed. Sort by another column, or ask for fewer, to see the others.</source>
        <translation>按表格顺序列出前 %1 个。要查看其余样本，请按其他列排序或缩小范围。</translation>
    </message>
    <message>
        <source>Known noise: %1 of %2 labels were flipped on purpose. AUC of finding them: %3 by mean α, %4 by mean label loss.</source>
        <translation>已知噪声：%2 个标签中有 %1 个被有意翻转。找出它们的 AUC：按平均 α 为 %3，按平均标签损失为 %4。</translation>
    </message>
    <message>
        <source>Export the samples</source>
        <translation>导出样本</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Tab-separated (*.tsv);;JSON lines (*.jsonl)</source>
        <translation>CSV (*.csv);;制表符分隔 (*.tsv);;JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>%1 cannot be written: its name must end in .csv, .tsv or .jsonl.</source>
        <translation>无法写入 %1：文件名必须以 .csv、.tsv 或 .jsonl 结尾。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>无法写入 %1：%2。请选择其他位置。</translation>
    </message>
    <message>
        <source> They have no sentences.</source>
        <translation>其中没有句子。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) written to %1.</source>
        <translation>
            <numerusform>已将 %Ln 个样本写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every sample of the run counts once, by its α at its latest step; the histogram counts the samples since the histogram before it, so the two numbers differ. After a click into the histogram of an earlier step, the samples of the steps that it covers are listed, by their α at that time.</source>
        <translation>运行的每个样本按其最近一步的 α 计一次；直方图则统计自上一个直方图以来的样本，因此两个数不同。点击较早一步的直方图后，列出的是它所涵盖的各步的样本，按当时的 α 计。</translation>
    </message>
    <message>
        <source>steps %1 to %2, α in %3</source>
        <translation>第 %1 至 %2 步，α 属于 %3</translation>
    </message>
</context>
<context>
    <name>alphascope::SampleQueryBar</name>
    <message>
        <source>Conditions on all samples of the run, such as: alpha &gt; 0.9 and label_loss &gt; 2 and wrong
&quot;and&quot;, &quot;or&quot;, &quot;not&quot; and brackets join them; = != &lt; &lt;= &gt; &gt;= compare, ~ asks whether a text is contained.

</source>
        <translation>对运行所有样本的条件，例如：alpha &gt; 0.9 and label_loss &gt; 2 and wrong
用 &quot;and&quot;、&quot;or&quot;、&quot;not&quot; 和括号连接；= != &lt; &lt;= &gt; &gt;= 用于比较，~ 判断是否包含某文本。

</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Find in the sentences</source>
        <translation>在句子中查找</translation>
    </message>
    <message>
        <source>Condition on the samples</source>
        <translation>样本条件</translation>
    </message>
    <message>
        <source>alpha &gt; 0.9 and wrong</source>
        <translation>alpha &gt; 0.9 and wrong</translation>
    </message>
    <message>
        <source>Only marked samples</source>
        <translation>仅已标记的样本</translation>
    </message>
    <message>
        <source>Shows only the samples that you have marked</source>
        <translation>只显示您标记的样本</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export the samples</source>
        <translation>导出样本</translation>
    </message>
    <message>
        <source>Writes all samples that are asked for, also those beyond the end of the list</source>
        <translation>写出所要求的全部样本，包括列表末尾之外的样本</translation>
    </message>
</context>
<context>
    <name>alphascope::SchemeEditor</name>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Remove this scheme</source>
        <translation>移除此方案</translation>
    </message>
    <message>
        <source>%1   ·   needs %2   ·   costs %3</source>
        <translation>%1   ·   需要：%2   ·   代价：%3</translation>
    </message>
</context>
<context>
    <name>alphascope::SchemeListEditor</name>
    <message>
        <source>Add scheme</source>
        <translation>添加方案</translation>
    </message>
</context>
<context>
    <name>alphascope::SeriesListPanel</name>
    <message>
        <source>Filter series</source>
        <translation>筛选序列</translation>
    </message>
    <message>
        <source>Series of the selected runs</source>
        <translation>所选运行的序列</translation>
    </message>
    <message>
        <source>Drag a series onto a plot, or double-click it</source>
        <translation>将序列拖到图上，或双击它</translation>
    </message>
</context>
<context>
    <name>alphascope::SeriesPanel</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothing: an exponential mean over a share of the curve</source>
        <translation>平滑：在曲线的一段上取指数平均</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>View of this plot</source>
        <translation>此图的视图</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Each run</source>
        <translation>每个运行</translation>
    </message>
    <message>
        <source>Group mean ± standard deviation</source>
        <translation>组均值 ± 标准差</translation>
    </message>
    <message>
        <source>Group mean ± standard error</source>
        <translation>组均值 ± 标准误</translation>
    </message>
    <message>
        <source>Group mean, 95 % interval</source>
        <translation>组均值，95 % 区间</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Take off the plot</source>
        <translation>从图中移除</translation>
    </message>
    <message>
        <source>Follow the data</source>
        <translation>跟随数据</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>training time (s)</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>Select a run to see its curves.</source>
        <translation>选择一个运行，查看它的曲线。</translation>
    </message>
    <message>
        <source>Drag a series onto this plot.</source>
        <translation>将一个序列拖到此图上。</translation>
    </message>
    <message>
        <source>No step of this run has been logged yet.</source>
        <translation>此运行尚未记录任何一步。</translation>
    </message>
    <message>
        <source>No value here is above 0, so a logarithmic axis has nothing to show. Choose View and switch Logarithmic off.</source>
        <translation>这里没有大于 0 的值，对数坐标轴无法显示任何内容。请在“视图”中关闭“对数”。</translation>
    </message>
    <message>
        <source>No value here is a finite number, so there is nothing to draw.</source>
        <translation>这里没有有限的数值，因此无图可画。</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>对数横轴</translation>
    </message>
    <message>
        <source>Nothing here lies above 0 on the horizontal axis, so a logarithmic one has nothing to show. Choose View and switch Logarithmic horizontal axis off.</source>
        <translation>横轴上没有大于 0 的点，因此对数横轴没有可显示的内容。请选择“视图”并关闭“对数横轴”。</translation>
    </message>
</context>
<context>
    <name>alphascope::SettingsPanel</name>
    <message>
        <source>Only what differs</source>
        <translation>仅显示不同项</translation>
    </message>
    <message>
        <source>Settings of the selected runs</source>
        <translation>所选运行的设置</translation>
    </message>
    <message>
        <source>Select a run to see its settings.</source>
        <translation>选择一个运行，查看它的设置。</translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation>这些运行的设置相同。</translation>
    </message>
</context>
<context>
    <name>alphascope::ShortcutSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>alphascope::SnapshotReader</name>
    <message>
        <source>%1 is not there. Choose another database.</source>
        <translation>%1 不存在。请选择其他数据库。</translation>
    </message>
    <message>
        <source>This run is not in the database any more.</source>
        <translation>此运行已不在数据库中。</translation>
    </message>
    <message>
        <source>The samples cannot be read: %1</source>
        <translation>无法读取样本：%1</translation>
    </message>
</context>
<context>
    <name>alphascope::StartPage</name>
    <message>
        <source>Alphascope</source>
        <translation>Alphascope</translation>
    </message>
    <message>
        <source>Train small students from labels and a teacher, and see which of the two each sample learns from.</source>
        <translation>用标签和教师训练小型学生模型，并查看每个样本向二者中的哪一个学习。</translation>
    </message>
    <message>
        <source>New study…</source>
        <translation>新建研究…</translation>
    </message>
    <message>
        <source>Choose data, teacher, student and weighting schemes</source>
        <translation>选择数据、教师、学生和加权方案</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>Built-in sentences with known wrong labels; about two minutes, no download</source>
        <translation>内置句子，其中有已知的错误标签；约两分钟，无需下载</translation>
    </message>
    <message>
        <source>Open the gallery</source>
        <translation>打开示例库</translation>
    </message>
    <message>
        <source>Finished example runs, read-only</source>
        <translation>已完成的示例运行，只读</translation>
    </message>
    <message>
        <source>Open database…</source>
        <translation>打开数据库…</translation>
    </message>
    <message>
        <source>Runs of another file, also while another program writes it</source>
        <translation>另一个文件中的运行，即使其他程序正在写入</translation>
    </message>
</context>
<context>
    <name>alphascope::StudyForm</name>
    <message>
        <source>New study</source>
        <translation>新建研究</translation>
    </message>
    <message>
        <source>the folder that holds the GLUE tasks</source>
        <translation>存放 GLUE 任务的文件夹</translation>
    </message>
    <message>
        <source>vocab.txt or tokenizer.json; empty: made from the train split</source>
        <translation>vocab.txt 或 tokenizer.json；留空：由训练划分生成</translation>
    </message>
    <message>
        <source>Rows of the train file to use, a seeded sample; 0: all</source>
        <translation>使用训练文件的行数，按种子抽样；0：全部</translation>
    </message>
    <message>
        <source>Size of a vocabulary made from the train split</source>
        <translation>由训练划分生成的词表大小</translation>
    </message>
    <message>
        <source>Share of train held out for the meta-gradient</source>
        <translation>为元梯度留出的训练集比例</translation>
    </message>
    <message>
        <source>Share of train labels flipped on purpose after the split</source>
        <translation>划分后有意翻转的训练标签比例</translation>
    </message>
    <message>
        <source>empty: train one; else the number of an earlier run</source>
        <translation>留空：训练一个；否则填先前运行的编号</translation>
    </message>
    <message>
        <source>Adds label only on train and meta: what the split costs</source>
        <translation>在训练集加元集上再加一行 label only：显示划分的代价</translation>
    </message>
    <message>
        <source>Runs at once, on the CPU and on each GPU</source>
        <translation>同时进行的运行数，CPU 与每个 GPU 各自计算</translation>
    </message>
    <message>
        <source>Threads of one run; 0: the cores divided by the runs at once</source>
        <translation>每个运行的线程数；0：核心数除以同时进行的运行数</translation>
    </message>
    <message>
        <source>auto (a GPU where one is), cpu, cuda or cuda:N</source>
        <translation>auto（有 GPU 则用 GPU）、cpu、cuda 或 cuda:N</translation>
    </message>
    <message>
        <source>bf16: faster training passes, on a GPU only</source>
        <translation>bf16：训练更快，仅限 GPU</translation>
    </message>
    <message>
        <source>0: as many as the encoder has</source>
        <translation>0：与编码器的层数相同</translation>
    </message>
    <message>
        <source>Steps between evaluations; 0: once an epoch</source>
        <translation>两次评估之间的步数；0：每轮一次</translation>
    </message>
    <message>
        <source>Steps between histograms; 0: fifty a run</source>
        <translation>两个直方图之间的步数；0：每个运行五十个</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: at each evaluation</source>
        <translation>两个检查点之间的步数；0：每次评估时</translation>
    </message>
    <message>
        <source>folder of weights made elsewhere; empty: none</source>
        <translation>在别处得到的权重所在文件夹；留空：无</translation>
    </message>
    <message>
        <source>GloVe vectors (safetensors) for the words; empty: none</source>
        <translation>词的 GloVe 向量（safetensors）；留空：无</translation>
    </message>
    <message>
        <source>fixed, or a temperature of each sample: FLSW, CWSM</source>
        <translation>固定，或每个样本各自的温度：FLSW、CWSM</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>1,2,3 or 1-5</source>
        <translation>1,2,3 或 1-5</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>The study as a file</source>
        <translation>研究的文件形式</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Load a study</source>
        <translation>载入研究</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no list of seeds; write 1,2,3 or 1-5.</source>
        <translation>“%1”不是种子列表；请写成 1,2,3 或 1-5。</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>尚未就绪</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln 个运行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln teacher(s)</source>
        <translation>
            <numerusform>%Ln 个教师</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln student(s)</source>
        <translation>
            <numerusform>%Ln 个学生</numerusform>
        </translation>
    </message>
    <message>
        <source>No run like these has finished yet, so their time is unknown.</source>
        <translation>还没有类似的运行完成，因此所需时间未知。</translation>
    </message>
    <message>
        <source>about %1, as runs like these took</source>
        <translation>约 %1，依据类似运行所用的时间</translation>
    </message>
    <message>
        <source>about %1 for %2 of them; nothing like the other %3 has finished yet</source>
        <translation>其中 %2 个约需 %1；与其余 %3 个类似的运行尚未完成过</translation>
    </message>
    <message>
        <source>%1 · %2 · seed %3 · %4</source>
        <translation>%1 · %2 · 种子 %3 · %4</translation>
    </message>
    <message>
        <source>Save the study</source>
        <translation>保存研究</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Settings of the study</source>
        <translation>研究的设置</translation>
    </message>
    <message>
        <source>Students also answer the test sets, for a submission to GLUE</source>
        <translation>学生还要回答测试集，用于提交到 GLUE</translation>
    </message>
    <message>
        <source>Folder of pretrained weights</source>
        <translation>预训练权重文件夹</translation>
    </message>
    <message>
        <source>No finished teacher of this database is &quot;%1&quot;. Choose one at the end of the line, or leave it empty to train one.</source>
        <translation>此数据库中没有名为“%1”的已完成教师。请在行末选择一个，或留空以训练一个。</translation>
    </message>
    <message>
        <source>The teacher run &quot;%1&quot; %2</source>
        <translation>教师运行“%1”：%2</translation>
    </message>
    <message>
        <source>Discard this study?</source>
        <translation>放弃此研究？</translation>
    </message>
    <message>
        <source>Discard this study? What you have set would be lost.</source>
        <translation>放弃此研究？您所做的设置将会丢失。</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Minutes after which no further run of it starts; 0: no limit</source>
        <translation>超过此分钟数后不再启动该研究的运行；0：不限</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>从模板开始</translation>
    </message>
    <message>
        <source>Studies that come with the program</source>
        <translation>程序自带的研究</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>无法写入 %1：%2。请选择其他位置。</translation>
    </message>
    <message>
        <source>In the &amp;background</source>
        <translation>在后台(&amp;B)</translation>
    </message>
    <message>
        <source>The runs survive this window and a crash of one another: each is a process of its own. Any window or terminal shows them and can pause or cancel them.</source>
        <translation>即使此窗口关闭或其中一个运行崩溃，其余运行仍会继续：每个运行都是独立进程。任何窗口或终端都能显示它们，并可暂停或取消。</translation>
    </message>
</context>
<context>
    <name>alphascope::StudyNotice</name>
    <message>
        <source>Study &quot;%1&quot; has ended. Runs that finished: %2.</source>
        <translation>研究“%1”已结束。完成的运行：%2。</translation>
    </message>
    <message>
        <source> Runs that did not: %1.</source>
        <translation>未完成的运行：%1。</translation>
    </message>
</context>
<context>
    <name>alphascope::TableBuilder</name>
    <message>
        <source>Made caption</source>
        <translation>自动生成的标题</translation>
    </message>
    <message>
        <source>Build a result table</source>
        <translation>构建结果表</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Test on</source>
        <translation>检验所用的集</translation>
    </message>
    <message>
        <source>The tests were stopped; what was tested is kept.</source>
        <translation>检验已停止；已检验的结果保留。</translation>
    </message>
    <message>
        <source>The table as it is now</source>
        <translation>当前的表格</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Go back to the made caption</source>
        <translation>恢复自动生成的标题</translation>
    </message>
    <message>
        <source>&amp;Caption</source>
        <translation>标题(&amp;C)</translation>
    </message>
    <message>
        <source>The table as %1</source>
        <translation>表格的 %1 形式</translation>
    </message>
    <message>
        <source>Tests made</source>
        <translation>已完成的检验</translation>
    </message>
    <message>
        <source>%v of %m tests</source>
        <translation>%v / %m 个检验</translation>
    </message>
    <message>
        <source>Stop or continue the tests</source>
        <translation>停止或继续检验</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy what the tab shows</source>
        <translation>复制标签页所示内容</translation>
    </message>
    <message>
        <source>What the tab shows; the table itself is copied as Markdown</source>
        <translation>标签页所示内容；表格本身以 Markdown 复制</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Save what the tab shows</source>
        <translation>保存标签页所示内容</translation>
    </message>
    <message>
        <source>Alphascope %1</source>
        <translation>Alphascope %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>No run has finished yet.</source>
        <translation>还没有运行完成。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>What the table shows</source>
        <translation>表格的内容</translation>
    </message>
    <message>
        <source>The table as it is seen and as it is written</source>
        <translation>表格的预览与源文本</translation>
    </message>
    <message>
        <source>Notes on the table</source>
        <translation>表格注释</translation>
    </message>
</context>
<context>
    <name>alphascope::TableControls</name>
    <message>
        <source>As in the list of runs</source>
        <translation>与运行列表相同</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>All studies</source>
        <translation>所有研究</translation>
    </message>
    <message>
        <source>Only runs that match</source>
        <translation>仅匹配的运行</translation>
    </message>
    <message>
        <source>all runs; or: seed &lt;= 3 and not scheme = linear</source>
        <translation>所有运行；或：seed &lt;= 3 and not scheme = linear</translation>
    </message>
    <message>
        <source>Take the filter of the list of runs</source>
        <translation>采用运行列表的筛选条件</translation>
    </message>
    <message>
        <source>Which evaluation counts</source>
        <translation>以哪次评估为准</translation>
    </message>
    <message>
        <source>final step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>best on meta</source>
        <translation>meta 上最佳</translation>
    </message>
    <message>
        <source>best on dev (optimistic)</source>
        <translation>dev 上最佳（偏乐观）</translation>
    </message>
    <message>
        <source>Runs of the study</source>
        <translation>研究的运行</translation>
    </message>
    <message>
        <source>The step that counts</source>
        <translation>以哪一步为准</translation>
    </message>
    <message>
        <source>A row for each tried value</source>
        <translation>每个尝试的值一行</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Of each task only the first metric</source>
        <translation>每个任务只取第一个指标</translation>
    </message>
    <message>
        <source>Average over tasks</source>
        <translation>任务平均</translation>
    </message>
    <message>
        <source>Over the tasks in which every row has a score</source>
        <translation>仅限每一行都有得分的任务</translation>
    </message>
    <message>
        <source>Underline the second best</source>
        <translation>为次优加下划线</translation>
    </message>
    <message>
        <source>Share of the teacher gap closed</source>
        <translation>弥合教师差距的比例</translation>
    </message>
    <message>
        <source>Calibration errors</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>Test against</source>
        <translation>与之检验</translation>
    </message>
    <message>
        <source>no tests</source>
        <translation>不检验</translation>
    </message>
    <message>
        <source>Level of the tests</source>
        <translation>检验水平</translation>
    </message>
    <message>
        <source>Resamples of the paired bootstrap</source>
        <translation>配对自助法的重采样次数</translation>
    </message>
    <message>
        <source>Test against (paired bootstrap, Holm)</source>
        <translation>与之检验（配对自助法，Holm）</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>Resamples</source>
        <translation>重采样次数</translation>
    </message>
    <message>
        <source>Tick at least one task.</source>
        <translation>请至少勾选一个任务。</translation>
    </message>
    <message>
        <source>Tick at least one row.</source>
        <translation>请至少勾选一行。</translation>
    </message>
</context>
<context>
    <name>alphascope::TablePanel</name>
    <message>
        <source>Results: schemes by tasks</source>
        <translation>结果：方案 × 任务</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>All studies</source>
        <translation>所有研究</translation>
    </message>
    <message>
        <source>Which evaluation counts</source>
        <translation>以哪次评估为准</translation>
    </message>
    <message>
        <source>final step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>best on meta</source>
        <translation>meta 上最佳</translation>
    </message>
    <message>
        <source>best on dev (optimistic)</source>
        <translation>dev 上最佳（偏乐观）</translation>
    </message>
    <message>
        <source>LaTeX</source>
        <translation>LaTeX</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Copy the table as %1</source>
        <translation>将表格复制为 %1</translation>
    </message>
    <message>
        <source>Copy as %1; the arrow saves a file</source>
        <translation>复制为 %1；箭头用于保存文件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>No run has finished yet.</source>
        <translation>还没有运行完成。</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Notes on the table</source>
        <translation>表格说明</translation>
    </message>
    <message>
        <source>Build…</source>
        <translation>构建…</translation>
    </message>
    <message>
        <source>Build a table of chosen tasks and rows</source>
        <translation>用所选任务和行构建表格</translation>
    </message>
    <message>
        <source>Choose tasks and rows, test against a baseline, edit the caption</source>
        <translation>选择任务和行，与基线检验，编辑标题</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Save a report of the study, or stop writing it</source>
        <translation>保存研究报告，或停止写入</translation>
    </message>
    <message>
        <source>Save the study&apos;s report with its figures as one HTML or PDF file</source>
        <translation>将研究报告连同图保存为一个 HTML 或 PDF 文件</translation>
    </message>
    <message>
        <source>The report is written: %1</source>
        <translation>报告已写入：%1</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>HTML (*.html);;PDF (*.pdf)</source>
        <translation>HTML (*.html);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Alphascope %1</source>
        <translation>Alphascope %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>A report is being written. Stop it with the button of the results.</source>
        <translation>正在写报告。请用结果面板的按钮停止它。</translation>
    </message>
    <message>
        <source>Select the runs whose test predictions make the submission, one a task.</source>
        <translation>请选择要用其测试集预测组成提交的运行，每个任务一个。</translation>
    </message>
    <message>
        <source>Write a GLUE submission</source>
        <translation>写出 GLUE 提交</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Zip 文件 (*.zip)</translation>
    </message>
    <message>
        <source>The report is being written</source>
        <translation>正在写报告</translation>
    </message>
</context>
<context>
    <name>alphascope::TaskList</name>
    <message>
        <source>%1 %L2</source>
        <translation>%1 %L2</translation>
    </message>
    <message>
        <source>%1 partial: %L2 of %L3 in %4</source>
        <translation>%1 不完整：%4 中有 %L2 / %L3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>no data folder</source>
        <translation>没有数据文件夹</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>not in this folder</source>
        <translation>不在此文件夹中</translation>
    </message>
</context>
<context>
    <name>alphascope::Workspace</name>
    <message>
        <source>Losses over training</source>
        <translation>训练过程中的损失</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Plot %1</source>
        <translation>图 %1</translation>
    </message>
    <message>
        <source>Stacked panels</source>
        <translation>层叠的面板</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation>预训练权重</translation>
    </message>
    <message>
        <source>glove</source>
        <translation>GloVe</translation>
    </message>
    <message>
        <source>init</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>dropout</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>warmup share</source>
        <translation>预热比例</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>clip norm</source>
        <translation>梯度裁剪范数</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>temperature schedule</source>
        <translation>温度调度</translation>
    </message>
    <message>
        <source>temperature beta</source>
        <translation>温度 β</translation>
    </message>
    <message>
        <source>temperature gamma</source>
        <translation>温度 γ</translation>
    </message>
    <message>
        <source>eval every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>histogram every</source>
        <translation>直方图间隔</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>vocab</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>vocab size</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>max length</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>train rows</source>
        <translation>训练行数</translation>
    </message>
    <message>
        <source>meta share</source>
        <translation>元集比例</translation>
    </message>
    <message>
        <source>split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>label noise</source>
        <translation>标签噪声</translation>
    </message>
    <message>
        <source>noise in meta</source>
        <translation>元集含噪声</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>full train row</source>
        <translation>完整训练行</translation>
    </message>
    <message>
        <source>concurrent</source>
        <translation>并行数</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>kd weight</source>
        <translation>KD 权重</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起始值</translation>
    </message>
    <message>
        <source>softmax temperature</source>
        <translation>softmax 温度</translation>
    </message>
    <message>
        <source>restoring force</source>
        <translation>恢复力</translation>
    </message>
    <message>
        <source>meta batch</source>
        <translation>元批大小</translation>
    </message>
    <message>
        <source>mlp hidden</source>
        <translation>MLP 隐藏单元</translation>
    </message>
    <message>
        <source>mlp learning rate</source>
        <translation>MLP 学习率</translation>
    </message>
    <message>
        <source>meta every</source>
        <translation>元梯度间隔</translation>
    </message>
    <message>
        <source>check every</source>
        <translation>检查间隔</translation>
    </message>
    <message>
        <source>delta</source>
        <translation>δ</translation>
    </message>
    <message>
        <source>mlp weight decay</source>
        <translation>MLP 权重衰减</translation>
    </message>
    <message>
        <source>exponent</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>gamma</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>kd weight start</source>
        <translation>起始 KD 权重</translation>
    </message>
    <message>
        <source>kd weight end</source>
        <translation>结束 KD 权重</translation>
    </message>
    <message>
        <source>tau max</source>
        <translation>τ 最大值</translation>
    </message>
    <message>
        <source>first phase share</source>
        <translation>第一阶段比例</translation>
    </message>
    <message>
        <source>meta loss</source>
        <translation>元损失</translation>
    </message>
    <message>
        <source>method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>meta learner</source>
        <translation>元学习器</translation>
    </message>
    <message>
        <source>use</source>
        <translation>用法</translation>
    </message>
    <message>
        <source>Weight on the teacher term; the label gets the rest.</source>
        <translation>教师项的权重；其余归标签。</translation>
    </message>
    <message>
        <source>Both s at the first step.</source>
        <translation>两个 s 在第一步的值。</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for s; 0: the student&apos;s, with its schedule.</source>
        <translation>s 的 Adam 学习率；0：用学生的学习率及其调度。</translation>
    </message>
    <message>
        <source>T of the softmax over the two terms.</source>
        <translation>两项上 softmax 的 T。</translation>
    </message>
    <message>
        <source>Exponent κ of the relative rates: how hard the terms are pulled to one rate.</source>
        <translation>相对速率的指数 κ：把各项拉向同一速率的力度。</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for s.</source>
        <translation>s 的 Adam 学习率。</translation>
    </message>
    <message>
        <source>Samples of the meta set a step; 0: as many as the batch.</source>
        <translation>每步使用的元集样本数；0：与批大小相同。</translation>
    </message>
    <message>
        <source>Hidden units of the network that sets the weights.</source>
        <translation>设定权重的网络的隐藏单元数。</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for that network.</source>
        <translation>该网络的 Adam 学习率。</translation>
    </message>
    <message>
        <source>Steps between fresh meta-gradients; in between the last one is used again.</source>
        <translation>两次重新计算元梯度之间的步数；期间沿用上一次的元梯度。</translation>
    </message>
    <message>
        <source>Steps between comparisons of the ways, recorded as alpha_error_*; 0: never.</source>
        <translation>两次比较各方法之间的步数，记录为 alpha_error_*；0：从不。</translation>
    </message>
    <message>
        <source>Floor of a rectified weight before the two are normalised.</source>
        <translation>两个权重归一化之前，整流后权重的下限。</translation>
    </message>
    <message>
        <source>Adam&apos;s weight decay for that network.</source>
        <translation>该网络的 Adam 权重衰减。</translation>
    </message>
    <message>
        <source>Mean weight of the teacher term in a batch; the label term has weight 1.</source>
        <translation>一批中教师项的平均权重；标签项权重为 1。</translation>
    </message>
    <message>
        <source>Factor of the teacher term&apos;s weight; the label term has weight 1.</source>
        <translation>教师项权重的系数；标签项权重为 1。</translation>
    </message>
    <message>
        <source>l: the power of the teacher&apos;s probabilities.</source>
        <translation>l：教师概率的幂次。</translation>
    </message>
    <message>
        <source>plug_in: factor of the teacher term; the label gets the rest.</source>
        <translation>plug_in：教师项的系数；其余归标签。</translation>
    </message>
    <message>
        <source>Exponent; 0 gives the fixed weight.</source>
        <translation>指数；0 即为固定权重。</translation>
    </message>
    <message>
        <source>Weight on the teacher term; the label gets the rest times its factor.</source>
        <translation>教师项的权重；标签得到其余部分乘以其系数。</translation>
    </message>
    <message>
        <source>Weight on the teacher term at the first step.</source>
        <translation>第一步时教师项的权重。</translation>
    </message>
    <message>
        <source>Weight on the teacher term at the last step.</source>
        <translation>最后一步时教师项的权重。</translation>
    </message>
    <message>
        <source>Steps of the annealing; the teacher&apos;s logits are scaled by 1/tau_max, 2/tau_max, ..., 1.</source>
        <translation>退火的级数；教师 logits 依次乘以 1/tau_max、2/tau_max、…、1。</translation>
    </message>
    <message>
        <source>Share of the run that follows the teacher; the labels get the rest.</source>
        <translation>运行中跟随教师的比例；其余跟随标签。</translation>
    </message>
    <message>
        <source>Loss on the meta set: mix (label plus teacher), hard (label), soft (teacher).</source>
        <translation>元集上的损失：mix（标签加教师）、hard（标签）、soft（教师）。</translation>
    </message>
    <message>
        <source>How the inner products are taken: exactly, exactly by forward mode alone, by central differences, or from the last layer alone (approximate).</source>
        <translation>内积的计算方式：精确、仅用前向模式精确计算、中心差分，或仅用最后一层（近似）。</translation>
    </message>
    <message>
        <source>free: one weight a sample from one meta-gradient; mlp: a small network on both losses.</source>
        <translation>free：由一次元梯度为每个样本得到一个权重；mlp：以两种损失为输入的小网络。</translation>
    </message>
    <message>
        <source>plug_in: the teacher&apos;s weight grows with the student&apos;s entropy; adjustment: the label&apos;s does, the teacher gets the rest.</source>
        <translation>plug_in：教师权重随学生的熵增大；adjustment：标签权重随之增大，其余归教师。</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>teacher, three epochs or more</source>
        <translation>教师，至少三轮</translation>
    </message>
    <message>
        <source>teacher, meta set</source>
        <translation>教师，元集</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>w = 2 softmax(r/T), r_a = L̄_a(e − 1)/L̄_a(e − 2) over epochs; w = 1 in the first two</source>
        <translation>w = 2 softmax(r/T)，r_a = L̄_a(e − 1)/L̄_a(e − 2)，按轮次；前两轮 w = 1</translation>
    </message>
    <message>
        <source>(1 − α, α) = softmax(n), n ~ N(0, I), drawn each step</source>
        <translation>(1 − α, α) = softmax(n)，n ~ N(0, I)，每步抽取</translation>
    </message>
    <message>
        <source>α_i = kd_weight where the teacher is right, else 0</source>
        <translation>教师正确时 α_i = kd_weight，否则为 0</translation>
    </message>
    <message>
        <source>L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p), student at T = 1</source>
        <translation>L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p)，学生取 T = 1</translation>
    </message>
    <message>
        <source>L = CE + kd_weight·w KD, w_i = (H_t + H_t H_s/ln K)/2, entropies at t = 3</source>
        <translation>L = CE + kd_weight·w KD，w_i = (H_t + H_t H_s/ln K)/2，熵取 t = 3</translation>
    </message>
    <message>
        <source>target λy + (1 − λ)q, λ = (step − 1)/(total − 1); α = 1 − λ, both terms cross-entropies at T = 1</source>
        <translation>目标 λy + (1 − λ)q，λ = (step − 1)/(total − 1)；α = 1 − λ，两项均为 T = 1 的交叉熵</translation>
    </message>
    <message>
        <source>L = w CE + v KD, (w_i, v_i) = V(CE_i, KD_i), V an MLP with two sigmoids</source>
        <translation>L = w CE + v KD，(w_i, v_i) = V(CE_i, KD_i)，V 为带两个 sigmoid 的 MLP</translation>
    </message>
    <message>
        <source>u = max(⟨∇L_meta, ∇l_i⟩, δ) for both terms; α_i = u_KD/(u_CE + u_KD)</source>
        <translation>两项均为 u = max(⟨∇L_meta, ∇l_i⟩, δ)；α_i = u_KD/(u_CE + u_KD)</translation>
    </message>
    <message>
        <source>control: RW-KD&apos;s α, permuted within the batch</source>
        <translation>对照：RW-KD 的 α，在批内打乱</translation>
    </message>
    <message>
        <source>control: RW-KD&apos;s α, replaced by its batch mean</source>
        <translation>对照：RW-KD 的 α，以批均值代替</translation>
    </message>
    <message>
        <source>RW-KD with D∇L_meta for ∇L_meta, D = d(Adam update)/d(gradient)</source>
        <translation>以 D∇L_meta 代替 ∇L_meta 的 RW-KD，D = d(Adam 更新)/d(梯度)</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>受阻</translation>
    </message>
    <message>
        <source>row number</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>uuid</source>
        <translation>uuid</translation>
    </message>
    <message>
        <source>name of the study</source>
        <translation>研究名称</translation>
    </message>
    <message>
        <source>task, as in RTE</source>
        <translation>任务，如 RTE</translation>
    </message>
    <message>
        <source>teacher or student</source>
        <translation>teacher 或 student</translation>
    </message>
    <message>
        <source>weighting scheme, as in rw-kd</source>
        <translation>加权方案，如 rw-kd</translation>
    </message>
    <message>
        <source>the row&apos;s name in tables, as in &quot;fixed 0.5&quot;</source>
        <translation>表中的行名，如 &quot;fixed 0.5&quot;</translation>
    </message>
    <message>
        <source>queued, running, paused, finished, failed, cancelled, interrupted or blocked</source>
        <translation>queued、running、paused、finished、failed、cancelled、interrupted 或 blocked</translation>
    </message>
    <message>
        <source>why it failed or waits</source>
        <translation>失败或等待的原因</translation>
    </message>
    <message>
        <source>cpu or cuda:N</source>
        <translation>cpu 或 cuda:N</translation>
    </message>
    <message>
        <source>steps done</source>
        <translation>已完成的步数</translation>
    </message>
    <message>
        <source>steps in all</source>
        <translation>总步数</translation>
    </message>
    <message>
        <source>share of the steps done, 0 to 1</source>
        <translation>已完成步数的比例，0 到 1</translation>
    </message>
    <message>
        <source>training time in seconds</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>latest dev score, 0 to 1</source>
        <translation>最新 dev 得分，0 到 1</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>meta train cosine</source>
        <translation>元/训练余弦</translation>
    </message>
    <message>
        <source>label gradient norm</source>
        <translation>标签梯度范数</translation>
    </message>
    <message>
        <source>teacher gradient norm</source>
        <translation>教师梯度范数</translation>
    </message>
    <message>
        <source>predict test</source>
        <translation>预测测试集</translation>
    </message>
    <message>
        <source>one of the run&apos;s tags</source>
        <translation>运行的标记之一</translation>
    </message>
    <message>
        <source>your note on the run</source>
        <translation>您给运行写的备注</translation>
    </message>
    <message>
        <source>the colour that you gave it</source>
        <translation>您给它的颜色</translation>
    </message>
    <message>
        <source>yes or no; alone: yes</source>
        <translation>yes 或 no；单独写即为 yes</translation>
    </message>
    <message>
        <source>row of the train file, from 0</source>
        <translation>训练文件中的行，从 0 起</translation>
    </message>
    <message>
        <source>weight on the teacher at the latest step</source>
        <translation>最近一步上的教师权重</translation>
    </message>
    <message>
        <source>mean of it over epochs</source>
        <translation>它在各轮次上的平均值</translation>
    </message>
    <message>
        <source>label loss at the latest step</source>
        <translation>最近一步上的标签损失</translation>
    </message>
    <message>
        <source>teacher loss at the latest step</source>
        <translation>最近一步上的教师损失</translation>
    </message>
    <message>
        <source>what the teacher gives the label, 0 to 1</source>
        <translation>教师给该标签的概率，0 到 1</translation>
    </message>
    <message>
        <source>what the student gave the label, 0 to 1</source>
        <translation>学生给该标签的概率，0 到 1</translation>
    </message>
    <message>
        <source>the sample&apos;s latest step</source>
        <translation>样本的最近一步</translation>
    </message>
    <message>
        <source>how often it was seen</source>
        <translation>样本出现的次数</translation>
    </message>
    <message>
        <source>the label&apos;s name, or the score</source>
        <translation>标签名称，或得分</translation>
    </message>
    <message>
        <source>the sentences, where they are at hand</source>
        <translation>句子（若可用）</translation>
    </message>
    <message>
        <source>the student gave the label more than a half</source>
        <translation>学生给该标签的概率大于一半</translation>
    </message>
    <message>
        <source>the student gave the label a half or less</source>
        <translation>学生给该标签的概率不超过一半</translation>
    </message>
    <message>
        <source>the teacher favours the label</source>
        <translation>教师倾向于该标签</translation>
    </message>
    <message>
        <source>the teacher favours another label</source>
        <translation>教师倾向于其他标签</translation>
    </message>
    <message>
        <source>the label was flipped on purpose</source>
        <translation>标签被有意翻转</translation>
    </message>
    <message>
        <source>the teacher was misled on purpose</source>
        <translation>教师被有意误导</translation>
    </message>
    <message>
        <source>flipped or misled</source>
        <translation>翻转或误导</translation>
    </message>
    <message>
        <source>w = 2 softmax(s), s minimises Σ_a |G_a − Ḡ r_a^κ|, G_a = w_a‖∇L_a‖</source>
        <translation>w = 2 softmax(s)，s 使 Σ_a |G_a − Ḡ r_a^κ| 最小，G_a = w_a‖∇L_a‖</translation>
    </message>
    <message>
        <source>L = Σ_a L_a/(2 exp s_a) + s_a/2, s learned; w_a = 1/(2 exp s_a)</source>
        <translation>L = Σ_a L_a/(2 exp s_a) + s_a/2，s 由学习得到；w_a = 1/(2 exp s_a)</translation>
    </message>
    <message>
        <source>α_i = V(CE_i, KD_i), V an MLP with a sigmoid</source>
        <translation>α_i = V(CE_i, KD_i)，V 为带一个 sigmoid 的 MLP</translation>
    </message>
    <message>
        <source>first α = 1: mean_k (z_k − zt_k τ/τ_max)², τ = 1…τ_max; then α = 0: CE</source>
        <translation>先 α = 1：mean_k (z_k − zt_k τ/τ_max)²，τ = 1…τ_max；后 α = 0：CE</translation>
    </message>
    <message>
        <source>first phase</source>
        <translation>第一阶段</translation>
    </message>
    <message>
        <source>stored α_i</source>
        <translation>保存的 α_i</translation>
    </message>
    <message>
        <source>α of another sample of the batch</source>
        <translation>同一批中另一样本的 α</translation>
    </message>
    <message>
        <source>mean α of the batch</source>
        <translation>该批的平均 α</translation>
    </message>
    <message>
        <source>label loss, −ln p_i[y_i]</source>
        <translation>标签损失，−ln p_i[y_i]</translation>
    </message>
    <message>
        <source>label loss, (z_i − y_i)²</source>
        <translation>标签损失，(z_i − y_i)²</translation>
    </message>
    <message>
        <source>exp(−CE_i), what the student gave the label</source>
        <translation>exp(−CE_i)，学生给该标签的概率</translation>
    </message>
    <message>
        <source>softmax(zt_i)[y_i], what the teacher gives the label</source>
        <translation>softmax(zt_i)[y_i]，教师给该标签的概率</translation>
    </message>
    <message>
        <source>the teacher&apos;s logits are not in the database</source>
        <translation>数据库中没有教师的 logits</translation>
    </message>
    <message>
        <source>teacher loss, mean_k (z_ik − zt_ik·τ/τ_max)²</source>
        <translation>教师损失，mean_k (z_ik − zt_ik·τ/τ_max)²</translation>
    </message>
    <message>
        <source>teacher loss, (z_i − zt_i)²</source>
        <translation>教师损失，(z_i − zt_i)²</translation>
    </message>
    <message>
        <source>teacher loss, cross-entropy with the teacher at T = 1</source>
        <translation>教师损失，T = 1 时与教师的交叉熵</translation>
    </message>
    <message>
        <source>teacher loss, Σ_k q_k^l · KL(q&apos;_i ‖ p_i)</source>
        <translation>教师损失，Σ_k q_k^l · KL(q&apos;_i ‖ p_i)</translation>
    </message>
    <message>
        <source>teacher loss, T² · KL(q_i^T ‖ p_i^T)</source>
        <translation>教师损失，T² · KL(q_i^T ‖ p_i^T)</translation>
    </message>
    <message>
        <source>temperature of the teacher loss, the same for every sample</source>
        <translation>教师损失的温度，对每个样本都相同</translation>
    </message>
    <message>
        <source>temperature by the schedule flsw: it depends on the rest of the batch and is not stored</source>
        <translation>按 flsw 调度的温度：取决于同批其余样本，不作保存</translation>
    </message>
    <message>
        <source>temperature by the schedule cwsm: it depends on the rest of the batch and is not stored</source>
        <translation>按 cwsm 调度的温度：取决于同批其余样本，不作保存</translation>
    </message>
    <message>
        <source>what the run recorded at this step</source>
        <translation>运行在这一步的记录</translation>
    </message>
    <message>
        <source>w_kd, since the two weights sum to 1</source>
        <translation>w_kd，因为两个权重之和为 1</translation>
    </message>
    <message>
        <source>w_kd/(w_ce + w_kd), the teacher&apos;s share</source>
        <translation>w_kd/(w_ce + w_kd)，教师所占的比例</translation>
    </message>
    <message>
        <source>weight of the label loss</source>
        <translation>标签损失的权重</translation>
    </message>
    <message>
        <source>weight of the teacher loss</source>
        <translation>教师损失的权重</translation>
    </message>
    <message>
        <source>the sample&apos;s part in the loss of its batch</source>
        <translation>样本在所属批的损失中的部分</translation>
    </message>
    <message>
        <source>ln(α/(1 − α)), by how much the teacher&apos;s draw was above the label&apos;s</source>
        <translation>ln(α/(1 − α))，教师的抽取值比标签的高出多少</translation>
    </message>
    <message>
        <source>ln(α/(1 − α)), from α alone</source>
        <translation>ln(α/(1 − α))，仅由 α 得出</translation>
    </message>
    <message>
        <source>α/(1 − α); α tells the ratio of the weights and not their size</source>
        <translation>α/(1 − α)；α 只说明两个权重之比，不说明其大小</translation>
    </message>
    <message>
        <source>α = 0: the label&apos;s term helps on the meta set, the teacher&apos;s does not</source>
        <translation>α = 0：标签项对元集有帮助，教师项没有</translation>
    </message>
    <message>
        <source>α = 1: the teacher&apos;s term helps on the meta set, the label&apos;s does not</source>
        <translation>α = 1：教师项对元集有帮助，标签项没有</translation>
    </message>
    <message>
        <source>α = ½: neither term helps on the meta set, or both do equally</source>
        <translation>α = ½：两项对元集都没有帮助，或帮助相同</translation>
    </message>
    <message>
        <source>α/(1 − α): how much more the teacher&apos;s term helps on the meta set</source>
        <translation>α/(1 − α)：教师项对元集的帮助是标签项的多少倍</translation>
    </message>
    <message>
        <source>loss on the meta batch of this step</source>
        <translation>这一步元批上的损失</translation>
    </message>
    <message>
        <source>cosine of the meta-gradient with the training gradient</source>
        <translation>元梯度与训练梯度的余弦</translation>
    </message>
    <message>
        <source>norm of the label term&apos;s gradient at this step</source>
        <translation>这一步标签项梯度的范数</translation>
    </message>
    <message>
        <source>norm of the teacher term&apos;s gradient at this step</source>
        <translation>这一步教师项梯度的范数</translation>
    </message>
    <message>
        <source>steps up to here follow the teacher alone</source>
        <translation>到此为止的各步只跟随教师</translation>
    </message>
    <message>
        <source>of τ_max: the teacher&apos;s logits are scaled by τ/τ_max</source>
        <translation>相对于 τ_max：教师的 logits 乘以 τ/τ_max</translation>
    </message>
    <message>
        <source>The mean losses of the two epochs before are not at hand.</source>
        <translation>前两轮的平均损失不可用。</translation>
    </message>
    <message>
        <source>label loss of the last epoch over the epoch before it, means over all samples</source>
        <translation>上一轮与再上一轮的标签损失之比，均为所有样本的平均</translation>
    </message>
    <message>
        <source>teacher loss of the last epoch over the epoch before it, means over all samples</source>
        <translation>上一轮与再上一轮的教师损失之比，均为所有样本的平均</translation>
    </message>
    <message>
        <source>−ln q_i[y_i], the teacher&apos;s label loss</source>
        <translation>−ln q_i[y_i]，教师的标签损失</translation>
    </message>
    <message>
        <source>the class that the teacher favours, from 0</source>
        <translation>教师倾向的类别，从 0 起</translation>
    </message>
    <message>
        <source>the label&apos;s class</source>
        <translation>标签的类别</translation>
    </message>
    <message>
        <source>what the teacher gives another class on average</source>
        <translation>教师平均给其他一个类别的概率</translation>
    </message>
    <message>
        <source>the sample&apos;s own weight, inside the teacher loss</source>
        <translation>样本自身的权重，包含在教师损失中</translation>
    </message>
    <message>
        <source>The formula needs all of the student&apos;s probabilities; stored is the label&apos;s alone, which tells the others only where there are two classes.</source>
        <translation>公式需要学生的全部概率；保存的只有标签的概率，只有在两个类别时才能由它得出其余概率。</translation>
    </message>
    <message>
        <source>H(p_i)/ln 2, the student&apos;s entropy as a share</source>
        <translation>H(p_i)/ln 2，学生的熵所占的比例</translation>
    </message>
    <message>
        <source>the teacher&apos;s entropy at t = 3, nats</source>
        <translation>教师在 t = 3 时的熵，单位 nat</translation>
    </message>
    <message>
        <source>the student&apos;s entropy at t = 3, nats</source>
        <translation>学生在 t = 3 时的熵，单位 nat</translation>
    </message>
    <message>
        <source>how far the student is off the label</source>
        <translation>学生偏离标签的程度</translation>
    </message>
    <message>
        <source>The weights follow s, which the scheme learns from step to step; s is kept in checkpoints and not for every step.</source>
        <translation>权重取决于 s，方案逐步学习 s；s 只保存在检查点中，并非每步都保存。</translation>
    </message>
    <message>
        <source>The weights are drawn at random for each step; the draw itself is not stored.</source>
        <translation>每步的权重随机抽取；抽取值本身不作保存。</translation>
    </message>
    <message>
        <source>The weights come from a network that learns from step to step; the network of that step is not stored.</source>
        <translation>权重来自一个逐步学习的网络；那一步的网络不作保存。</translation>
    </message>
    <message>
        <source>The weights follow the meta-gradient of that step, which is far too large to be stored.</source>
        <translation>权重取决于那一步的元梯度，而它太大，无法保存。</translation>
    </message>
    <message>
        <source>This program does not know the scheme&apos;s arithmetic.</source>
        <translation>本程序不知道该方案的算法。</translation>
    </message>
    <message>
        <source>The teacher&apos;s logits on this sample are not in the database.</source>
        <translation>数据库中没有教师在此样本上的 logits。</translation>
    </message>
    <message>
        <source>budget minutes</source>
        <translation>预算（分钟）</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>%1 · seed %2</source>
        <translation>%1 · 种子 %2</translation>
    </message>
</context>
<context>
    <name>series</name>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>mean α</source>
        <translation>平均 α</translation>
    </message>
    <message>
        <source>ms in %1</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>loss (nats)</source>
        <translation>损失（nat）</translation>
    </message>
    <message>
        <source>milliseconds a step</source>
        <translation>每步毫秒数</translation>
    </message>
    <message>
        <source>score × 100</source>
        <translation>得分 × 100</translation>
    </message>
</context>
</TS>
