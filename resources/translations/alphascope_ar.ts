<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en_US">
<context>
    <name>FileSaver</name>
    <message>
        <source>Figures</source>
        <translation>الرسوم</translation>
    </message>
</context>
<context>
    <name>PlotExport</name>
    <message>
        <source>%1 cannot be written: its name must end in .svg, .pdf or .png.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: يجب أن ينتهي اسمه بـ ‎.svg أو ‎.pdf أو ‎.png.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the folder, its rights and the space left.</source>
        <translation>تتعذّر كتابة ⁨%1⁩. تحقّق من المجلّد وصلاحياته والمساحة المتبقّية.</translation>
    </message>
</context>
<context>
    <name>PlotKeys</name>
    <message>
        <source>Move the plot</source>
        <translation>تحريك الرسم</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>تكبير وتصغير</translation>
    </message>
    <message>
        <source>Zoom the height</source>
        <translation>تكبير الارتفاع وتصغيره</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>إظهار كل شيء</translation>
    </message>
    <message>
        <source>Curves: read them point by point</source>
        <translation>المنحنيات: قراءتها نقطة نقطة</translation>
    </message>
    <message>
        <source>Let go of what was read or chosen</source>
        <translation>ترك ما قُرئ أو اختير</translation>
    </message>
    <message>
        <source>Histogram of α: choose a bar</source>
        <translation>مدرّج α: اختيار عمود</translation>
    </message>
    <message>
        <source>Histogram of α: choose several bars</source>
        <translation>مدرّج α: اختيار عدة أعمدة</translation>
    </message>
    <message>
        <source>α over time: choose the step</source>
        <translation>α عبر الزمن: اختيار الخطوة</translation>
    </message>
    <message>
        <source>One sample: choose the epoch</source>
        <translation>عيّنة واحدة: اختيار الحقبة</translation>
    </message>
    <message>
        <source>Map: go to the nearest sample that way</source>
        <translation>الخريطة: الذهاب إلى أقرب عيّنة في ذلك الاتجاه</translation>
    </message>
    <message>
        <source>Take what was reached, as a click does</source>
        <translation>أخذ ما وُصل إليه، كما تفعل النقرة</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>الرسوم</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>%1 on %2 (%3), %4</source>
        <translation>⁨%1⁩ على ⁨%2⁩ (⁨%3⁩)، ⁨%4⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln عيّنة</numerusform>
            <numerusform>%Ln عيّنة</numerusform>
            <numerusform>%Ln عيّنتان</numerusform>
            <numerusform>%Ln عيّنات</numerusform>
            <numerusform>%Ln عيّنة</numerusform>
            <numerusform>%Ln عيّنة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seed(s)</source>
        <translation>
            <numerusform>%Ln بذرة</numerusform>
            <numerusform>%Ln بذرة</numerusform>
            <numerusform>%Ln بذرتان</numerusform>
            <numerusform>%Ln بذور</numerusform>
            <numerusform>%Ln بذرة</numerusform>
            <numerusform>%Ln بذرة</numerusform>
        </translation>
    </message>
    <message>
        <source>
%1 % of the teacher&apos;s gap closed</source>
        <translation>
سُدّ ⁨%1⁩ % من الفجوة مع المعلّم</translation>
    </message>
    <message>
        <source>
Not above the majority class.</source>
        <translation>
ليست فوق فئة الأغلبية.</translation>
    </message>
    <message>
        <source>
%1 points against %2: p = %3, corrected by Holm %4</source>
        <translation>
‏⁨%1⁩ نقطة مقابل ⁨%2⁩: ‏p = ⁨%3⁩، بتصحيح هولم ⁨%4⁩</translation>
    </message>
    <message>
        <source>average
of %1</source>
        <translation>المتوسّط
من ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>SampleLookup</name>
    <message>
        <source>Sentences cannot be shown: %1</source>
        <translation>لا يمكن عرض الجمل: ⁨%1⁩</translation>
    </message>
    <message>
        <source>This run learned from the demo of another version of the program (the hash differs), so its sentences cannot be shown. Run the demo again to read them.</source>
        <translation>تعلّم هذا التشغيل من العرض التوضيحي لنسخة أخرى من البرنامج (البصمة مختلفة)، لذا لا يمكن عرض جمله. شغّل العرض التوضيحي من جديد لقراءتها.</translation>
    </message>
    <message>
        <source>The train file in %1 is not the one this run was trained on (its hash differs), so sentences are not shown. Choose the right folder with File &gt; Data folder.</source>
        <translation>ملف التدريب في ⁨%1⁩ ليس الملف الذي دُرّب عليه هذا التشغيل (بصمته مختلفة)، لذا لا تُعرض الجمل. اختر المجلّد الصحيح من ملف &gt; مجلّد البيانات.</translation>
    </message>
    <message>
        <source>The sentences are not stored in the database and no data folder is set. Choose the GLUE folder with File &gt; Data folder.</source>
        <translation>الجمل غير مخزّنة في قاعدة البيانات ولم يُحدَّد مجلّد للبيانات. اختر مجلّد GLUE من ملف &gt; مجلّد البيانات.</translation>
    </message>
</context>
<context>
    <name>SaveText</name>
    <message>
        <source>%1 cannot be written. Choose another place.</source>
        <translation>تتعذّر كتابة ⁨%1⁩. اختر مكانًا آخر.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: ‏⁨%2⁩. اختر مكانًا آخر.</translation>
    </message>
</context>
<context>
    <name>SeriesDrawing</name>
    <message>
        <source>  … and %1 more</source>
        <translation>  … و⁨%1⁩ أخرى</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaDifference</name>
    <message>
        <source>Difference of two histograms of α</source>
        <translation>الفرق بين مدرّجين لـ α</translation>
    </message>
    <message>
        <source>difference (% of samples)</source>
        <translation>الفرق (% من العيّنات)</translation>
    </message>
    <message>
        <source>more in %1</source>
        <translation>أكثر في ⁨%1⁩</translation>
    </message>
    <message>
        <source>at 0: %1   at ½: %2   at 1: %3</source>
        <translation>عند 0: ⁨%1⁩   عند ½: ⁨%2⁩   عند 1: ⁨%3⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaExplainer</name>
    <message>
        <source>stored</source>
        <translation>مخزَّن</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>محسوب</translation>
    </message>
    <message>
        <source>implied by α</source>
        <translation>مستنتج من α</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>غير مخزَّن</translation>
    </message>
    <message>
        <source>From the losses to α</source>
        <translation>من الخسائر إلى α</translation>
    </message>
    <message>
        <source>number</source>
        <translation>العدد</translation>
    </message>
    <message>
        <source>value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>from</source>
        <translation>من</translation>
    </message>
    <message>
        <source>how</source>
        <translation>كيف</translation>
    </message>
    <message>
        <source>%1, epoch %2, step %3: %4</source>
        <translation>⁨%1⁩، الحقبة ⁨%2⁩، الخطوة ⁨%3⁩: ⁨%4⁩</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>المصدر: ⁨%1⁩</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>run</source>
        <translation>التشغيل</translation>
    </message>
    <message>
        <source>Recomputed α is %1, stored α is %2: they agree within what storing rounds (± %3).</source>
        <translation>قيمة α المعاد حسابها ⁨%1⁩، والمخزّنة ⁨%2⁩: تتّفقان في حدود تقريب التخزين (± ⁨%3⁩).</translation>
    </message>
    <message>
        <source>Recomputed α is %1, stored α is %2: more apart than storing rounds (± %3). The run may have been made by another version.</source>
        <translation>قيمة α المعاد حسابها ⁨%1⁩، والمخزّنة ⁨%2⁩: الفرق بينهما أكبر من تقريب التخزين (± ⁨%3⁩). ربّما أُجري التشغيل بنسخة أخرى من البرنامج.</translation>
    </message>
    <message>
        <source>α cannot be recomputed here. %1 What stands after the stored α follows from it.</source>
        <translation>لا يمكن إعادة حساب α هنا. ⁨%1⁩ وما يلي قيمة α المخزّنة مستنتج منها.</translation>
    </message>
    <message>
        <source>α cannot be recomputed here. %1</source>
        <translation>لا يمكن إعادة حساب α هنا. ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaHistogram</name>
    <message>
        <source>Histogram of α</source>
        <translation>المدرّج التكراري لـ α</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>العيّنات</translation>
    </message>
    <message>
        <source>Click a bar, or drag over several, to see the samples behind them</source>
        <translation>انقر عمودًا أو اسحب فوق عدّة أعمدة لرؤية العيّنات التي وراءها</translation>
    </message>
    <message>
        <source>at %1: %L2</source>
        <translation>عند ⁨%1⁩: %L2</translation>
    </message>
    <message numerus="yes">
        <source>α exactly %1: %Ln sample(s)</source>
        <translation>
            <numerusform>α تساوي %1 تمامًا: %Ln عيّنة</numerusform>
            <numerusform>α تساوي %1 تمامًا: %Ln عيّنة</numerusform>
            <numerusform>α تساوي %1 تمامًا: %Ln عيّنتان</numerusform>
            <numerusform>α تساوي %1 تمامًا: %Ln عيّنات</numerusform>
            <numerusform>α تساوي %1 تمامًا: %Ln عيّنة</numerusform>
            <numerusform>α تساوي %1 تمامًا: %Ln عيّنة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>α from %1 to %2: %Ln sample(s)</source>
        <translation>
            <numerusform>α من %1 إلى %2: %Ln عيّنة</numerusform>
            <numerusform>α من %1 إلى %2: %Ln عيّنة</numerusform>
            <numerusform>α من %1 إلى %2: %Ln عيّنتان</numerusform>
            <numerusform>α من %1 إلى %2: %Ln عيّنات</numerusform>
            <numerusform>α من %1 إلى %2: %Ln عيّنة</numerusform>
            <numerusform>α من %1 إلى %2: %Ln عيّنة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaOverTime</name>
    <message>
        <source>α over time</source>
        <translation>‏α عبر الزمن</translation>
    </message>
    <message>
        <source>step</source>
        <translation>الخطوة</translation>
    </message>
    <message>
        <source>% of samples</source>
        <translation>% من العيّنات</translation>
    </message>
    <message>
        <source>difference (% of samples)</source>
        <translation>الفرق (% من العيّنات)</translation>
    </message>
    <message>
        <source>step %1, α from %2 to %3</source>
        <translation>الخطوة ⁨%1⁩، α من ⁨%2⁩ إلى ⁨%3⁩</translation>
    </message>
    <message>
        <source>%1: %2 % of the samples</source>
        <translation>⁨%1⁩: ⁨%2 %⁩ من العيّنات</translation>
    </message>
    <message>
        <source>%1: a difference of %2 % of the samples</source>
        <translation>⁨%1⁩: فرق قدره ⁨%2 %⁩ من العيّنات</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaOverlay</name>
    <message>
        <source>α over time, outlines over each other</source>
        <translation>‏α عبر الزمن، خطوط محيطة متراكبة</translation>
    </message>
    <message>
        <source>% of samples</source>
        <translation>% من العيّنات</translation>
    </message>
    <message>
        <source>step</source>
        <translation>الخطوة</translation>
    </message>
    <message>
        <source>Early histograms are pale, late ones dark. The one shown above is drawn in the colour of the text.</source>
        <translation>المدرّجات المبكّرة فاتحة والمتأخّرة داكنة. والمدرّج المعروض أعلاه مرسوم بلون النصّ.</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaPanel</name>
    <message>
        <source>log counts</source>
        <translation>أعداد لوغاريتمية</translation>
    </message>
    <message>
        <source>A sample seen twice since the histogram before this one counts twice</source>
        <translation>العيّنة التي مرّت مرّتين منذ المدرّج السابق تُحسب مرّتين</translation>
    </message>
    <message>
        <source>α over time as</source>
        <translation>عرض α عبر الزمن على شكل</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>خريطة حرارية</translation>
    </message>
    <message>
        <source>quantiles</source>
        <translation>مئينات</translation>
    </message>
    <message>
        <source>Step of the histogram</source>
        <translation>خطوة المدرّج التكراري</translation>
    </message>
    <message numerus="yes">
        <source>%1 · seed %2 · step %3 · %Ln sample(s) since the last histogram</source>
        <translation>
            <numerusform>⁨%1⁩ · البذرة ⁨%2⁩ · الخطوة ⁨%3⁩ · %Ln عيّنة منذ آخر مدرّج</numerusform>
            <numerusform>⁨%1⁩ · البذرة ⁨%2⁩ · الخطوة ⁨%3⁩ · %Ln عيّنة منذ آخر مدرّج</numerusform>
            <numerusform>⁨%1⁩ · البذرة ⁨%2⁩ · الخطوة ⁨%3⁩ · %Ln عيّنتان منذ آخر مدرّج</numerusform>
            <numerusform>⁨%1⁩ · البذرة ⁨%2⁩ · الخطوة ⁨%3⁩ · %Ln عيّنات منذ آخر مدرّج</numerusform>
            <numerusform>⁨%1⁩ · البذرة ⁨%2⁩ · الخطوة ⁨%3⁩ · %Ln عيّنة منذ آخر مدرّج</numerusform>
            <numerusform>⁨%1⁩ · البذرة ⁨%2⁩ · الخطوة ⁨%3⁩ · %Ln عيّنة منذ آخر مدرّج</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a run to see how it weighs its samples.</source>
        <translation>اختر تشغيلًا لترى كيف يوزن عيّناته.</translation>
    </message>
    <message>
        <source>The first histogram of α comes a few steps after the start.</source>
        <translation>يظهر أوّل مدرّج لـ α بعد بضع خطوات من البداية.</translation>
    </message>
    <message>
        <source>This run has no α: it learns from the labels alone, without a teacher.</source>
        <translation>ليس لهذا التشغيل α: فهو يتعلّم من التسميات وحدها، بلا معلّم.</translation>
    </message>
    <message>
        <source>This run ended before its first histogram of α.</source>
        <translation>انتهى هذا التشغيل قبل أوّل مدرّج لـ α.</translation>
    </message>
    <message>
        <source>ridge</source>
        <translation>سلاسل متراكبة</translation>
    </message>
    <message>
        <source>Other selected runs as</source>
        <translation>التشغيلات المختارة الأخرى على شكل</translation>
    </message>
    <message>
        <source>outlines</source>
        <translation>خطوط محيطة</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>الفرق</translation>
    </message>
    <message>
        <source>Outlines of the other selected runs, or the difference of two: the first run, or the mean of the selected runs of its row, minus those of the next other row</source>
        <translation>خطوط محيطة للتشغيلات المختارة الأخرى، أو فرق اثنين: التشغيل الأوّل، أو متوسّط التشغيلات المختارة من صفّه، ناقص ما للصفّ الآخر التالي</translation>
    </message>
    <message>
        <source>α (teacher&apos;s share w_kd/(w_ce + w_kd))</source>
        <translation>‏α (حصّة المعلّم ⁨w_kd/(w_ce + w_kd)⁩)</translation>
    </message>
    <message>
        <source>α (weight on teacher)</source>
        <translation>‏α (الوزن على المعلّم)</translation>
    </message>
    <message>
        <source>α (teacher&apos;s share)</source>
        <translation>‏α (حصّة المعلّم)</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>overlay</source>
        <translation>تراكب</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>البذرة %1</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · الخطوة %2</translation>
    </message>
    <message>
        <source>This run was imported: only its curves are known.</source>
        <translation>هذا التشغيل مستورَد: لا يُعرف منه إلا منحنياته.</translation>
    </message>
    <message>
        <source>The step whose histogram is shown; at the right end it is the latest.
A click into a plot over steps chooses it too; over epochs or time, while a single run is selected: several have no step in common there.</source>
        <translation>الخطوة التي يُعرض مدرّجها؛ وهي الأحدث عند الطرف الأيمن.
النقر داخل رسم عبر الخطوات يختارها أيضًا؛ وعبر الحقب أو الزمن ما دام تشغيل واحد محددًا: فليس لعدة تشغيلات خطوة مشتركة هناك.</translation>
    </message>
</context>
<context>
    <name>alphascope::AlphaRidge</name>
    <message>
        <source>α over time, one outline behind another</source>
        <translation>‏α عبر الزمن، خطّ محيط خلف آخر</translation>
    </message>
    <message>
        <source>step</source>
        <translation>الخطوة</translation>
    </message>
    <message>
        <source>Newest in front. Heights are by the square root of the share of the samples.
Click an outline to see its histogram.</source>
        <translation>الأحدث في الأمام. الارتفاعات بحسب الجذر التربيعي لحصّة العيّنات.
انقر خطًّا محيطًا لرؤية مدرّجه.</translation>
    </message>
</context>
<context>
    <name>alphascope::Background</name>
    <message>
        <source>Alphascope: runs are going on. Click to see them.</source>
        <translation>‏Alphascope: هناك تشغيلات جارية. انقر لرؤيتها.</translation>
    </message>
    <message>
        <source>Alphascope</source>
        <translation>Alphascope</translation>
    </message>
    <message>
        <source>All runs have ended.</source>
        <translation>انتهت كل التشغيلات.</translation>
    </message>
</context>
<context>
    <name>alphascope::Banner</name>
    <message>
        <source>Message</source>
        <translation>رسالة</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>إغلاق الرسالة</translation>
    </message>
    <message>
        <source>What the message offers</source>
        <translation>ما تعرضه الرسالة</translation>
    </message>
</context>
<context>
    <name>alphascope::ChoiceList</name>
    <message>
        <source>Tick what is shown; drag, or press Alt+Up and Alt+Down, to change the order.</source>
        <translation>علّم ما يُعرض؛ واسحب أو اضغط Alt+Up وAlt+Down لتغيير الترتيب.</translation>
    </message>
</context>
<context>
    <name>alphascope::ChoicesEdit</name>
    <message>
        <source>one of %1, or several of them</source>
        <translation>واحد من %1، أو عدة منها</translation>
    </message>
</context>
<context>
    <name>alphascope::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>ماذا تريد أن تفعل؟</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>البحث عن أمر</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
</context>
<context>
    <name>alphascope::DataDialog</name>
    <message>
        <source>%1: %L2 rows, the official file</source>
        <translation>⁨%1⁩: عدد الصفوف %L2، وهو الملف الرسمي</translation>
    </message>
    <message>
        <source>%1: %L2 rows, as many as the official file</source>
        <translation>⁨%1⁩: عدد الصفوف %L2، كما في الملف الرسمي</translation>
    </message>
    <message>
        <source>%1: %L2 rows, but the official file has %L3</source>
        <translation>⁨%1⁩: عدد الصفوف %L2، لكنّه في الملف الرسمي %L3</translation>
    </message>
    <message>
        <source>%1 was there already and stays as it is</source>
        <translation>⁨%1⁩ كان موجودًا من قبل ويبقى كما هو</translation>
    </message>
    <message>
        <source>GLUE data</source>
        <translation>بيانات GLUE</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>Cancelled; what has come is kept for the next time.</source>
        <translation>أُلغي؛ ما وصل محفوظ للمرّة القادمة.</translation>
    </message>
    <message>
        <source>Nothing more to download.</source>
        <translation>لا شيء آخر للتنزيل.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>مجلّد البيانات</translation>
    </message>
    <message>
        <source>Choose where the task folders shall lie</source>
        <translation>اختر مكان مجلّدات المهام</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>ا&amp;ختيار…</translation>
    </message>
    <message>
        <source>Choose the data folder</source>
        <translation>اختيار مجلّد البيانات</translation>
    </message>
    <message>
        <source>&amp;Data folder</source>
        <translation>مجلّد ال&amp;بيانات</translation>
    </message>
    <message>
        <source>AX, the &amp;diagnostic set</source>
        <translation>‏AX، المجموعة ال&amp;تشخيصية</translation>
    </message>
    <message>
        <source>AX, the diagnostic set</source>
        <translation>‏AX، المجموعة التشخيصية</translation>
    </message>
    <message>
        <source>What is coming</source>
        <translation>ما يجري تنزيله</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدّم</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Download the checked tasks from their official addresses, or import an archive or a folder that you have. Files that are in the data folder stay.</source>
        <translation>نزّل المهام المحدّدة من عناوينها الرسمية، أو استورد أرشيفًا أو مجلّدًا لديك. تبقى الملفّات الموجودة في مجلّد البيانات.</translation>
    </message>
    <message>
        <source>D&amp;ownload</source>
        <translation>&amp;تنزيل</translation>
    </message>
    <message>
        <source>Import &amp;zip…</source>
        <translation>استيراد &amp;zip…</translation>
    </message>
    <message>
        <source>Import &amp;folder…</source>
        <translation>استيراد &amp;مجلّد…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إ&amp;لغاء</translation>
    </message>
    <message>
        <source>A zip archive of GLUE</source>
        <translation>أرشيف zip لـ GLUE</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>أرشيفات Zip ‏(*.zip)</translation>
    </message>
    <message>
        <source>A folder with files of GLUE</source>
        <translation>مجلّد فيه ملفّات GLUE</translation>
    </message>
    <message>
        <source>Check the tasks to download.</source>
        <translation>حدّد المهام المطلوب تنزيلها.</translation>
    </message>
    <message>
        <source>%1: %L2 rows, but the file differs from the official one</source>
        <translation>%1: %L2 صفًا، لكن الملف يختلف عن الرسمي</translation>
    </message>
</context>
<context>
    <name>alphascope::DevScorePanel</name>
    <message>
        <source>Select a run to see its scores.</source>
        <translation>اختر تشغيلًا لرؤية درجاته.</translation>
    </message>
    <message>
        <source>This run has not been evaluated yet.</source>
        <translation>لم يُقيَّم هذا التشغيل بعد.</translation>
    </message>
    <message>
        <source>majority class %1</source>
        <translation>فئة الأغلبية ⁨%1⁩</translation>
    </message>
    <message>
        <source>Scores over training</source>
        <translation>الدرجات عبر التدريب</translation>
    </message>
</context>
<context>
    <name>alphascope::FieldForm</name>
    <message>
        <source>between %1 and %2</source>
        <translation>بين ⁨%1⁩ و⁨%2⁩</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;; it has to be %3.</source>
        <translation>قيمة ⁨%1⁩ هي &quot;⁨%2⁩&quot;؛ يجب أن تكون ⁨%3⁩.</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>إعدادات أكثر</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
</context>
<context>
    <name>alphascope::FileListEditor</name>
    <message>
        <source>Other files</source>
        <translation>ملفّات أخرى</translation>
    </message>
    <message>
        <source>other files, a line each: qnli train = part.tsv</source>
        <translation>ملفّات أخرى، سطر لكلّ منها: qnli train = part.tsv</translation>
    </message>
    <message>
        <source>Files to read in place of a task&apos;s own, in the same layout and the same folder: task, split = file</source>
        <translation>ملفّات تُقرأ بدل ملفّات المهمّة، بالتنسيق نفسه وفي المجلّد نفسه: task, split = file</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no file; write: qnli train = part.tsv</source>
        <translation>‏&quot;⁨%1⁩&quot; لا يسمّي ملفًّا؛ اكتب: qnli train = part.tsv</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: there is no task %2.</source>
        <translation>‏&quot;⁨%1⁩&quot;: لا توجد مهمّة باسم ⁨%2⁩.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2 has no split %3.</source>
        <translation>‏&quot;⁨%1⁩&quot;: ليس للمهمّة ⁨%2⁩ قسم باسم ⁨%3⁩.</translation>
    </message>
</context>
<context>
    <name>alphascope::FileSaver</name>
    <message>
        <source>The report was not written: it was stopped.</source>
        <translation>لم يُكتب التقرير: أُوقفت كتابته.</translation>
    </message>
</context>
<context>
    <name>alphascope::GlueCheckView</name>
    <message>
        <source>GLUE submission – %1</source>
        <translation>تسليم GLUE – ⁨%1⁩</translation>
    </message>
    <message>
        <source>✓ The file keeps the form of a GLUE submission: all %1 files with every row.</source>
        <translation>✓ للملف شكل تسليم GLUE: كل الملفّات الـ ⁨%1⁩ بكل صفوفها.</translation>
    </message>
    <message numerus="yes">
        <source>✗ %n fault(s); the leaderboard would refuse this file.</source>
        <translation>
            <numerusform>✗ %n خطأ؛ سترفض لوحة النتائج هذا الملف.</numerusform>
            <numerusform>✗ %n خطأ؛ سترفض لوحة النتائج هذا الملف.</numerusform>
            <numerusform>✗ %n خطآن؛ سترفض لوحة النتائج هذا الملف.</numerusform>
            <numerusform>✗ %n أخطاء؛ سترفض لوحة النتائج هذا الملف.</numerusform>
            <numerusform>✗ %n خطأً؛ سترفض لوحة النتائج هذا الملف.</numerusform>
            <numerusform>✗ %n خطأ؛ سترفض لوحة النتائج هذا الملف.</numerusform>
        </translation>
    </message>
    <message>
        <source>Faults, one a line</source>
        <translation>الأخطاء، واحد في كل سطر</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>alphascope::GlueDownload</name>
    <message>
        <source>The folder %1 cannot be made; choose one that you may write to.</source>
        <translation>يتعذّر إنشاء المجلّد ⁨%1⁩؛ اختر مجلّدًا يمكنك الكتابة فيه.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Check rights and free space.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: ‏⁨%2⁩. تحقّق من الصلاحيات والمساحة الفارغة.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Free some space, then download again; it goes on where it was.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: ‏⁨%2⁩. أفرغ بعض المساحة ثم نزّل من جديد؛ يُستأنف التنزيل من حيث توقّف.</translation>
    </message>
    <message>
        <source>%1 did not come whole: %2. Check the network and download again; it goes on where it was. Or import a zip archive or a folder instead.</source>
        <translation>لم يصل ⁨%1⁩ كاملًا: ⁨%2⁩. تحقّق من الشبكة ونزّل من جديد؛ يُستأنف من حيث توقّف. أو استورد أرشيف zip أو مجلّدًا بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>%1 cannot be renamed; check the rights of its folder.</source>
        <translation>تتعذّر إعادة تسمية ⁨%1⁩؛ تحقّق من صلاحيات مجلّده.</translation>
    </message>
    <message>
        <source>%1 sent nothing for half a minute. Check the network and download again; it goes on where it was.</source>
        <translation>لم يُرسل ⁨%1⁩ شيئًا منذ نصف دقيقة. تحقّق من الشبكة ونزّل من جديد؛ يُستأنف من حيث توقّف.</translation>
    </message>
    <message>
        <source>%1 answers without a file (HTTP status %2). Download again later, or import a zip archive or a folder instead.</source>
        <translation>يردّ ⁨%1⁩ من دون ملف (حالة HTTP ⁨%2⁩). نزّل من جديد لاحقًا، أو استورد أرشيف zip أو مجلّدًا بدلًا من ذلك.</translation>
    </message>
</context>
<context>
    <name>alphascope::KeptStates</name>
    <message>
        <source>Its name; an old one of the same name is replaced</source>
        <translation>الاسم؛ يُستبدل القديم إن حمل الاسم نفسه</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has been replaced.</source>
        <translation>استُبدل &quot;⁨%1⁩&quot;.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has been deleted.</source>
        <translation>حُذف &quot;⁨%1⁩&quot;.</translation>
    </message>
</context>
<context>
    <name>alphascope::Launcher</name>
    <message>
        <source>%1 cannot be written to. Open a database of your own to start runs.</source>
        <translation>لا يمكن الكتابة في ⁨%1⁩. افتح قاعدة بيانات خاصّة بك لبدء التشغيلات.</translation>
    </message>
    <message>
        <source>Runs are still going on in %1. Those of %2 can be started, paused and cancelled after they have ended.</source>
        <translation>ما زالت هناك تشغيلات جارية في ⁨%1⁩. يمكن بدء تشغيلات ⁨%2⁩ وإيقافها مؤقّتًا وإلغاؤها بعد انتهائها.</translation>
    </message>
    <message>
        <source>Runs are still going on in %1. New runs can be started in %2 after they have ended.</source>
        <translation>ما زالت هناك تشغيلات جارية في ⁨%1⁩. يمكن بدء تشغيلات جديدة في ⁨%2⁩ بعد انتهائها.</translation>
    </message>
    <message>
        <source>Training will be many times slower than it could be: the BLAS in use is %1. Install libopenblas0-openmp and start again.</source>
        <translation>سيكون التدريب أبطأ بمرّات كثيرة ممّا يمكن: مكتبة BLAS المستعملة هي ⁨%1⁩. ثبّت libopenblas0-openmp وأعد التشغيل.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait to be tried again, each after its last checkpoint.</source>
        <translation>
            <numerusform>ينتظر %Ln تشغيل إعادة المحاولة، كلٌّ بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>ينتظر %Ln تشغيل إعادة المحاولة، كلٌّ بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>ينتظر %Ln تشغيلان إعادة المحاولة، كلٌّ بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>تنتظر %Ln تشغيلات إعادة المحاولة، كلٌّ بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>ينتظر %Ln تشغيلًا إعادة المحاولة، كلٌّ بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>ينتظر %Ln تشغيل إعادة المحاولة، كلٌّ بعد آخر نقطة حفظ له.</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs at once: %1 from now on, instead of %2. The Queue panel changes it.</source>
        <translation>التشغيلات معًا: %1 من الآن، بدل %2. تُغيَّر في لوحة الطابور.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) go on in the background, whatever becomes of this window; the Queue panel shows them.</source>
        <translation>
            <numerusform>يستمرّ %Ln تشغيل في الخلفية، مهما حدث لهذه النافذة؛ وتعرضها لوحة «قائمة الانتظار».</numerusform>
            <numerusform>يستمرّ %Ln تشغيل في الخلفية، مهما حدث لهذه النافذة؛ وتعرضه لوحة «قائمة الانتظار».</numerusform>
            <numerusform>يستمرّ %Ln تشغيلان في الخلفية، مهما حدث لهذه النافذة؛ وتعرضهما لوحة «قائمة الانتظار».</numerusform>
            <numerusform>تستمرّ %Ln تشغيلات في الخلفية، مهما حدث لهذه النافذة؛ وتعرضها لوحة «قائمة الانتظار».</numerusform>
            <numerusform>يستمرّ %Ln تشغيلًا في الخلفية، مهما حدث لهذه النافذة؛ وتعرضها لوحة «قائمة الانتظار».</numerusform>
            <numerusform>يستمرّ %Ln تشغيل في الخلفية، مهما حدث لهذه النافذة؛ وتعرضها لوحة «قائمة الانتظار».</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) wait: %1 cannot be written at present. Free space on its disk, or close the program that keeps the file; nothing is lost, and training goes on by itself.</source>
        <translation>
            <numerusform>ينتظر %Ln تشغيل: تتعذّر الكتابة إلى ⁨%1⁩ الآن. أفرغ مساحة على قرصه، أو أغلق البرنامج الذي يحجز الملف؛ لا يضيع شيء، ويُستأنف التدريب من تلقاء نفسه.</numerusform>
            <numerusform>ينتظر %Ln تشغيل: تتعذّر الكتابة إلى ⁨%1⁩ الآن. أفرغ مساحة على قرصه، أو أغلق البرنامج الذي يحجز الملف؛ لا يضيع شيء، ويُستأنف التدريب من تلقاء نفسه.</numerusform>
            <numerusform>ينتظر %Ln تشغيلان: تتعذّر الكتابة إلى ⁨%1⁩ الآن. أفرغ مساحة على قرصه، أو أغلق البرنامج الذي يحجز الملف؛ لا يضيع شيء، ويُستأنف التدريب من تلقاء نفسه.</numerusform>
            <numerusform>تنتظر %Ln تشغيلات: تتعذّر الكتابة إلى ⁨%1⁩ الآن. أفرغ مساحة على قرصه، أو أغلق البرنامج الذي يحجز الملف؛ لا يضيع شيء، ويُستأنف التدريب من تلقاء نفسه.</numerusform>
            <numerusform>ينتظر %Ln تشغيلًا: تتعذّر الكتابة إلى ⁨%1⁩ الآن. أفرغ مساحة على قرصه، أو أغلق البرنامج الذي يحجز الملف؛ لا يضيع شيء، ويُستأنف التدريب من تلقاء نفسه.</numerusform>
            <numerusform>ينتظر %Ln تشغيل: تتعذّر الكتابة إلى ⁨%1⁩ الآن. أفرغ مساحة على قرصه، أو أغلق البرنامج الذي يحجز الملف؛ لا يضيع شيء، ويُستأنف التدريب من تلقاء نفسه.</numerusform>
        </translation>
    </message>
    <message>
        <source>Slurm was told; what becomes of the runs is seen after `alphascope-cli cluster collect %1`.</source>
        <translation>أُبلغ Slurm؛ ويظهر مصير التشغيلات بعد `alphascope-cli cluster collect ⁨%1⁩`.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) belonged to a process that is gone, and are interrupted now; Continue goes on after the last checkpoint.</source>
        <translation>
            <numerusform>كان %Ln تشغيل لعملية لم تعد موجودة، وهي الآن منقطعة؛ وتتابعها «متابعة» بعد آخر نقطة حفظ.</numerusform>
            <numerusform>كان %Ln تشغيل لعملية لم تعد موجودة، وهو الآن منقطع؛ وتتابعه «متابعة» بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>كان %Ln تشغيلان لعملية لم تعد موجودة، وهما الآن منقطعان؛ وتتابعهما «متابعة» كلًّا بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>كانت %Ln تشغيلات لعملية لم تعد موجودة، وهي الآن منقطعة؛ وتتابعها «متابعة» كلًّا بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>كان %Ln تشغيلًا لعملية لم تعد موجودة، وهي الآن منقطعة؛ وتتابعها «متابعة» كلًّا بعد آخر نقطة حفظ له.</numerusform>
            <numerusform>كان %Ln تشغيل لعملية لم تعد موجودة، وهي الآن منقطعة؛ وتتابعها «متابعة» كلًّا بعد آخر نقطة حفظ له.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::LogPanel</name>
    <message>
        <source>error: </source>
        <translation>خطأ: </translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>تحذير: </translation>
    </message>
    <message>
        <source>Log of the current run</source>
        <translation>سجلّ التشغيل الحالي</translation>
    </message>
    <message>
        <source>Select a run to read its log.</source>
        <translation>اختر تشغيلًا لقراءة سجلّه.</translation>
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
        <translation>هذا معرض للقراءة فقط فيه تشغيلات نموذجية منتهية. للعودة: ملف &gt; تشغيلاتي.⁨%1⁩</translation>
    </message>
    <message>
        <source> Your runs go on meanwhile.</source>
        <translation> تستمرّ تشغيلاتك في هذه الأثناء.</translation>
    </message>
    <message>
        <source>The gallery (experiments.db) is not beside this program. Run the demo instead.</source>
        <translation>المعرض (experiments.db) ليس بجانب هذا البرنامج. شغّل العرض التوضيحي بدلًا منه.</translation>
    </message>
    <message>
        <source>No run of this database is %1.</source>
        <translation>لا يوجد في قاعدة البيانات هذه تشغيل باسم ⁨%1⁩.</translation>
    </message>
    <message numerus="yes">
        <source>%1     %Ln run(s), %2 running, %3 queued</source>
        <translation>
            <numerusform>⁨%1⁩     %Ln تشغيل، الجاري ⁨%2⁩، في الانتظار ⁨%3⁩</numerusform>
            <numerusform>⁨%1⁩     %Ln تشغيل، الجاري ⁨%2⁩، في الانتظار ⁨%3⁩</numerusform>
            <numerusform>⁨%1⁩     %Ln تشغيلان، الجاري ⁨%2⁩، في الانتظار ⁨%3⁩</numerusform>
            <numerusform>⁨%1⁩     %Ln تشغيلات، الجاري ⁨%2⁩، في الانتظار ⁨%3⁩</numerusform>
            <numerusform>⁨%1⁩     %Ln تشغيلًا، الجاري ⁨%2⁩، في الانتظار ⁨%3⁩</numerusform>
            <numerusform>⁨%1⁩     %Ln تشغيل، الجاري ⁨%2⁩، في الانتظار ⁨%3⁩</numerusform>
        </translation>
    </message>
    <message>
        <source>Gallery – Alphascope</source>
        <translation>المعرض – Alphascope</translation>
    </message>
    <message>
        <source>Runs are active</source>
        <translation>هناك تشغيلات نشطة</translation>
    </message>
    <message>
        <source>Hide the window and go on</source>
        <translation>إخفاء النافذة والاستمرار</translation>
    </message>
    <message>
        <source>Keep the window</source>
        <translation>إبقاء النافذة</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;ملف</translation>
    </message>
    <message>
        <source>&amp;Open database…</source>
        <translation>&amp;فتح قاعدة بيانات…</translation>
    </message>
    <message>
        <source>Open the &amp;gallery</source>
        <translation>فتح الم&amp;عرض</translation>
    </message>
    <message>
        <source>&amp;My own runs</source>
        <translation>&amp;تشغيلاتي</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>صفحة ال&amp;بداية</translation>
    </message>
    <message>
        <source>&amp;Data folder…</source>
        <translation>مجلّد ال&amp;بيانات…</translation>
    </message>
    <message>
        <source>Get G&amp;LUE data…</source>
        <translation>جلب بيانات G&amp;LUE…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;خروج</translation>
    </message>
    <message>
        <source>&amp;Study</source>
        <translation>&amp;دراسة</translation>
    </message>
    <message>
        <source>&amp;New study…</source>
        <translation>دراسة &amp;جديدة…</translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation>تشغيل ال&amp;عرض التوضيحي</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>م&amp;ساعدة</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>ال&amp;بحث عن أمر…</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>ال&amp;اختصارات</translation>
    </message>
    <message>
        <source>&amp;About Alphascope</source>
        <translation>&amp;حول Alphascope</translation>
    </message>
    <message>
        <source>About Alphascope</source>
        <translation>حول Alphascope</translation>
    </message>
    <message>
        <source>Alphascope %1
Knowledge distillation, seen sample by sample.
GPL-3.0-or-later</source>
        <translation>Alphascope ⁨%1⁩
تقطير المعرفة، عيّنةً عيّنة.
GPL-3.0-or-later</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;عرض</translation>
    </message>
    <message>
        <source>New &amp;plot</source>
        <translation>&amp;رسم جديد</translation>
    </message>
    <message>
        <source>&amp;Reset the layout</source>
        <translation>إ&amp;عادة ضبط التخطيط</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>ال&amp;سمة</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>ال&amp;نظام</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;فاتحة</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;داكنة</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>الل&amp;غة</translation>
    </message>
    <message>
        <source>Alphascope speaks this language from its next start on.</source>
        <translation>سيستعمل Alphascope هذه اللغة عند التشغيل القادم للبرنامج.</translation>
    </message>
    <message>
        <source>Open a database</source>
        <translation>فتح قاعدة بيانات</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>قواعد البيانات (*.db);;كل الملفّات (*)</translation>
    </message>
    <message>
        <source>The folder that holds the GLUE tasks</source>
        <translation>المجلّد الذي يحوي مهام GLUE</translation>
    </message>
    <message>
        <source>The demo is being prepared: a teacher and its students, on built-in sentences.</source>
        <translation>يجري تحضير العرض التوضيحي: معلّم وطلّابه على جمل مدمجة.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>ت&amp;حرير</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>ال&amp;نتائج</translation>
    </message>
    <message>
        <source>&amp;Build a table…</source>
        <translation>&amp;بناء جدول…</translation>
    </message>
    <message>
        <source>&amp;Save a report…</source>
        <translation>&amp;حفظ تقرير…</translation>
    </message>
    <message>
        <source>&amp;Check a GLUE submission…</source>
        <translation>&amp;فحص تسليم GLUE…</translation>
    </message>
    <message>
        <source>Check a GLUE submission</source>
        <translation>فحص تسليم GLUE</translation>
    </message>
    <message>
        <source>Zip files (*.zip);;All files (*)</source>
        <translation>ملفّات Zip ‏(*.zip);;كل الملفّات (*)</translation>
    </message>
    <message>
        <source>&amp;Retry what failed or was cut off</source>
        <translation>&amp;إعادة ما فشل أو انقطع</translation>
    </message>
    <message>
        <source>No run of this database has failed or was cut off.</source>
        <translation>لم يفشل أي تشغيل في قاعدة البيانات هذه ولم ينقطع.</translation>
    </message>
    <message>
        <source>This desktop has no tray from which a hidden window could be brought back: the window is minimised, and the runs go on.</source>
        <translation>ليس في سطح المكتب هذا علبة نظام تُعاد منها نافذة مخفية: صُغِّرت النافذة، والتشغيلات مستمرة.</translation>
    </message>
    <message>
        <source>Runs › Open or close a group</source>
        <translation>التشغيلات › فتح مجموعة أو طيّها</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>المسافة</translation>
    </message>
    <message>
        <source>&amp;Write a GLUE submission…</source>
        <translation>&amp;كتابة تسليم GLUE…</translation>
    </message>
    <message>
        <source>Runs of this window are still active. They can go on without it, or stop at a checkpoint; Continue takes them up there.</source>
        <translation>ما زالت تشغيلات هذه النافذة نشطة. يمكنها أن تستمرّ من دونها، أو أن تتوقّف عند نقطة حفظ؛ ويتابعها «متابعة» من هناك.</translation>
    </message>
    <message>
        <source>Stop the runs and close</source>
        <translation>إيقاف التشغيلات والإغلاق</translation>
    </message>
    <message>
        <source>Stopping the runs at a checkpoint…</source>
        <translation>تُوقَف التشغيلات عند نقطة حفظ…</translation>
    </message>
    <message>
        <source>La&amp;youts</source>
        <translation>الت&amp;خطيطات</translation>
    </message>
    <message>
        <source>&amp;Keep this layout…</source>
        <translation>الا&amp;حتفاظ بهذا التخطيط…</translation>
    </message>
    <message>
        <source>Keep this layout</source>
        <translation>الاحتفاظ بهذا التخطيط</translation>
    </message>
    <message>
        <source>&amp;Delete a layout</source>
        <translation>&amp;حذف تخطيط</translation>
    </message>
    <message>
        <source>This layout was kept by another version of the program. Arrange the panels again and keep it under the same name.</source>
        <translation>حُفظ هذا التخطيط بإصدار آخر من البرنامج. رتّب اللوحات من جديد واحتفظ به بالاسم نفسه.</translation>
    </message>
    <message>
        <source>This run was imported, and only its curves are known: it cannot be run again.</source>
        <translation>هذا التشغيل مستورَد، ولا يُعرف منه إلا منحنياته: لا يمكن تشغيله من جديد.</translation>
    </message>
    <message>
        <source>Marks taken off: %1.</source>
        <translation>عدد العلامات المُزالة: ⁨%1⁩.</translation>
    </message>
    <message>
        <source>%1 has been closed.</source>
        <translation>أُغلق ⁨%1⁩.</translation>
    </message>
    <message>
        <source>The panels lie as they came.</source>
        <translation>عادت اللوحات إلى ترتيبها الأصلي.</translation>
    </message>
</context>
<context>
    <name>alphascope::MapCursor</name>
    <message>
        <source>sample %1: mean α %2, variability %3</source>
        <translation>العيّنة %1: متوسط α ‏%2، التغيّر %3</translation>
    </message>
</context>
<context>
    <name>alphascope::MapPanel</name>
    <message>
        <source>Map of the samples</source>
        <translation>خريطة العيّنات</translation>
    </message>
    <message>
        <source>variability of α over epochs (standard deviation)</source>
        <translation>تغيّر α عبر الحقب (الانحراف المعياري)</translation>
    </message>
    <message>
        <source>mean α</source>
        <translation>متوسّط α</translation>
    </message>
    <message>
        <source>student favours another label</source>
        <translation>الطالب يفضّل تسمية أخرى</translation>
    </message>
    <message>
        <source>student favours the label</source>
        <translation>الطالب يفضّل هذه التسمية</translation>
    </message>
    <message>
        <source>known noise, another label</source>
        <translation>ضوضاء معروفة، تسمية أخرى</translation>
    </message>
    <message>
        <source>known noise, the label</source>
        <translation>ضوضاء معروفة، التسمية نفسها</translation>
    </message>
    <message>
        <source>Select a run to see the map of its samples.</source>
        <translation>اختر تشغيلًا لرؤية خريطة عيّناته.</translation>
    </message>
    <message>
        <source>Reading the samples…</source>
        <translation>جارٍ قراءة العيّنات…</translation>
    </message>
    <message>
        <source>This run has no samples with an α.</source>
        <translation>ليس في هذا التشغيل عيّنات لها α.</translation>
    </message>
    <message>
        <source>Choose samples with</source>
        <translation>اختيار العيّنات بواسطة</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>مستطيل</translation>
    </message>
    <message>
        <source>lasso</source>
        <translation>لاسو</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s); draw around some to read them</source>
        <translation>
            <numerusform>%Ln عيّنة؛ ارسم حول بعضها لقراءتها</numerusform>
            <numerusform>%Ln عيّنة؛ ارسم حول بعضها لقراءتها</numerusform>
            <numerusform>%Ln عيّنتان؛ ارسم حول بعضها لقراءتها</numerusform>
            <numerusform>%Ln عيّنات؛ ارسم حول بعضها لقراءتها</numerusform>
            <numerusform>%Ln عيّنة؛ ارسم حول بعضها لقراءتها</numerusform>
            <numerusform>%Ln عيّنة؛ ارسم حول بعضها لقراءتها</numerusform>
        </translation>
    </message>
    <message>
        <source>mean α (teacher&apos;s share)</source>
        <translation>‏متوسّط α (حصّة المعلّم)</translation>
    </message>
    <message>
        <source>Colour of the samples</source>
        <translation>لون العيّنات</translation>
    </message>
    <message>
        <source>label and noise</source>
        <translation>التسمية والضوضاء</translation>
    </message>
    <message>
        <source>correctness</source>
        <translation>الصواب</translation>
    </message>
    <message>
        <source>Correctness is the share of epochs in which the student gave the label more than ½; with more than two classes it was right at least as often</source>
        <translation>الصواب هو نسبة الحقب التي أعطى فيها الطالب التسمية أكثر من ½؛ ومع أكثر من فئتين كان مصيبًا بهذا القدر على الأقلّ</translation>
    </message>
    <message>
        <source>right in %1 % of epochs</source>
        <translation>مصيب في ⁨%1⁩ % من الحقب</translation>
    </message>
</context>
<context>
    <name>alphascope::MarkHistory</name>
    <message>
        <source>&amp;Undo</source>
        <translation>ت&amp;راجع</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>ت&amp;راجع: ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::MarksDialog</name>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Words, with commas between</source>
        <translation>كلمات بينها فواصل</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>They have several notes, which stay unless you write one.</source>
        <translation>لها ملاحظات متعدّدة، تبقى ما لم تكتب واحدة.</translation>
    </message>
    <message>
        <source>Tags of all</source>
        <translation>وسوم الجميع</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Add a tag that other runs have</source>
        <translation>إضافة وسم موجود لدى تشغيلات أخرى</translation>
    </message>
    <message numerus="yes">
        <source>Tags and note of %Ln run(s)</source>
        <translation>
            <numerusform>وسوم وملاحظة %Ln تشغيل</numerusform>
            <numerusform>وسوم وملاحظة %Ln تشغيل</numerusform>
            <numerusform>وسوم وملاحظة %Ln تشغيلين</numerusform>
            <numerusform>وسوم وملاحظة %Ln تشغيلات</numerusform>
            <numerusform>وسوم وملاحظة %Ln تشغيلًا</numerusform>
            <numerusform>وسوم وملاحظة %Ln تشغيل</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags and note of %1</source>
        <translation>وسوم وملاحظة ⁨%1⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::NumberEdit</name>
    <message>
        <source>between %1 and %2</source>
        <translation>بين ⁨%1⁩ و⁨%2⁩</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>عددًا صحيحًا ابتداءً من 0</translation>
    </message>
    <message>
        <source>between %1 and %2, or several of them</source>
        <translation>بين ⁨%1⁩ و⁨%2⁩، أو عدّة منها</translation>
    </message>
    <message>
        <source>a whole number between %1 and %2, or several of them</source>
        <translation>عدد صحيح بين %1 و%2، أو عدة أعداد</translation>
    </message>
</context>
<context>
    <name>alphascope::OtherRuns</name>
    <message>
        <source>Runs of other programs</source>
        <translation>تشغيلات البرامج الأخرى</translation>
    </message>
    <message>
        <source>Studies in the background, terminals and other windows. They go on when this window is closed; the menu of a run asks its program.</source>
        <translation>دراسات في الخلفية، وطرفيات، ونوافذ أخرى. تستمرّ حين تُغلق هذه النافذة؛ وقائمة التشغيل تطلب من برنامجه.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>إي&amp;قاف مؤقّت</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>ا&amp;ستئناف</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إ&amp;لغاء</translation>
    </message>
    <message>
        <source>Start &amp;first</source>
        <translation>البدء بها أ&amp;ولًا</translation>
    </message>
    <message>
        <source>Start &amp;last</source>
        <translation>البدء بها أ&amp;خيرًا</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>العملية %1 على %2</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::PlotPane</name>
    <message>
        <source>Save the plot</source>
        <translation>حفظ الرسم</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</source>
        <translation>PDF (*.pdf);;SVG (*.svg);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Save for &amp;one column, %1 mm…</source>
        <translation>حفظ لعمود &amp;واحد، ‏⁨%1⁩ مم…</translation>
    </message>
    <message>
        <source>Save for the &amp;width of a page, %1 mm…</source>
        <translation>حفظ ب&amp;عرض الصفحة، ‏⁨%1⁩ مم…</translation>
    </message>
    <message>
        <source>&amp;Save as it is on the screen…</source>
        <translation>&amp;حفظ كما هو على الشاشة…</translation>
    </message>
    <message>
        <source>&amp;Copy as a picture</source>
        <translation>&amp;نسخ كصورة</translation>
    </message>
</context>
<context>
    <name>alphascope::QueuePanel</name>
    <message>
        <source>%1 · %2 · seed %3</source>
        <translation>⁨%1⁩ · ⁨%2⁩ · البذرة ⁨%3⁩</translation>
    </message>
    <message>
        <source>%1 (held back)</source>
        <translation>⁨%1⁩ (موقوف قبل البدء)</translation>
    </message>
    <message>
        <source>No run waits in this window.

The runs of a study that wait for their turn stand here. Drag them into the order in which they shall start.</source>
        <translation>لا ينتظر أي تشغيل في هذه النافذة.

هنا تظهر تشغيلات الدراسة التي تنتظر دورها. اسحبها إلى الترتيب الذي ينبغي أن تبدأ به.</translation>
    </message>
    <message>
        <source>Waiting runs, the next one first</source>
        <translation>التشغيلات المنتظرة، التالي أولًا</translation>
    </message>
    <message>
        <source>Drag runs, or move them with Alt and the arrow keys; a teacher stays before its students</source>
        <translation>اسحب التشغيلات، أو حرّكها بمفتاح Alt ومفاتيح الأسهم؛ ويبقى المعلّم قبل طلابه</translation>
    </message>
    <message>
        <source>Start &amp;earlier</source>
        <translation>البدء أ&amp;بكر</translation>
    </message>
    <message>
        <source>Start &amp;later</source>
        <translation>البدء لا&amp;حقًا</translation>
    </message>
    <message>
        <source>Runs at once</source>
        <translation>التشغيلات معًا</translation>
    </message>
    <message>
        <source>On the CPU and on each GPU. Where there are more, they go on; the next one starts when so many are left</source>
        <translation>على المعالج وعلى كل معالج رسوميات. إن كان الجاري أكثر فهو يستمر، ويبدأ التالي حين لا يبقى إلا هذا العدد</translation>
    </message>
    <message>
        <source>&amp;Runs at once</source>
        <translation>التشغيلات &amp;معًا</translation>
    </message>
</context>
<context>
    <name>alphascope::RunListModel</name>
    <message>
        <source>%1 %</source>
        <translation>⁨%1⁩ %</translation>
    </message>
    <message>
        <source>%1 · %2 · seed %3 · %4
study %5 · run %6</source>
        <translation>⁨%1⁩ · ⁨%2⁩ · البذرة ⁨%3⁩ · ⁨%4⁩
الدراسة ⁨%5⁩ · التشغيل ⁨%6⁩</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>المهمّة</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>المخطّط</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>البذرة</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدّم</translation>
    </message>
    <message>
        <source>Dev</source>
        <translation>التطوير</translation>
    </message>
    <message>
        <source>Progress and time left; for a finished run its training time</source>
        <translation>التقدّم والوقت المتبقّي؛ وللتشغيل المنتهي زمن تدريبه</translation>
    </message>
    <message>
        <source>Latest score on the dev set, × 100, in the task&apos;s first metric</source>
        <translation>آخر درجة على مجموعة التطوير × 100، بالمقياس الأوّل للمهمّة</translation>
    </message>
    <message>
        <source>
archived</source>
        <translation>
مؤرشف</translation>
    </message>
    <message>
        <source>
tags: %1</source>
        <translation>
الوسوم: ⁨%1⁩</translation>
    </message>
    <message>
        <source>
note: </source>
        <translation>
ملاحظة: </translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ملاحظة</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>الدراسة</translation>
    </message>
    <message>
        <source>State; sorts by age</source>
        <translation>الحالة؛ الفرز حسب العمر</translation>
    </message>
    <message>
        <source>Weighting scheme and the run&apos;s colour in plots; teachers are in italics</source>
        <translation>مخطّط الترجيح ولون التشغيل في الرسوم؛ المعلّمون بخطّ مائل</translation>
    </message>
    <message>
        <source>Tags that you gave the run</source>
        <translation>الوسوم التي أعطيتها للتشغيل</translation>
    </message>
    <message>
        <source>The first line of your note</source>
        <translation>السطر الأوّل من ملاحظتك</translation>
    </message>
    <message>
        <source>%1 · imported
study %2 · run %3</source>
        <translation>⁨%1⁩ · مستورَد
الدراسة ⁨%2⁩ · التشغيل ⁨%3⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::RunListPanel</name>
    <message>
        <source>and every setting of a study, as learning_rate or kd_weight</source>
        <translation>وكلّ إعداد من إعدادات الدراسة، مثل learning_rate أو kd_weight</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>متابعة الجاري</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقّت</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Again with…</source>
        <translation>من جديد مع…</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>تصفية التشغيلات</translation>
    </message>
    <message>
        <source>Filter: rte rw-kd, or dev &gt; 0.6 and seed = 1</source>
        <translation>تصفية: rte rw-kd، أو ‎dev &gt; 0.6 and seed = 1</translation>
    </message>
    <message>
        <source>Always show the run that is running</source>
        <translation>عرض التشغيل الجاري دائمًا</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Goes on after the last checkpoint of each, with the same bits</source>
        <translation>يتابع كلًّا منها بعد آخر نقطة حفظ، وبالبتّات نفسها</translation>
    </message>
    <message>
        <source>Words, or conditions: task = RTE and scheme ~ rw and dev &gt; 0.6
=  !=  &lt;  &lt;=  &gt;  &gt;=  ~ (contains)  !~   and  or  not  ( )   archived

</source>
        <translation>كلمات أو شروط: ‎task = RTE and scheme ~ rw and dev &gt; 0.6‎
=  !=  &lt;  &lt;=  &gt;  &gt;=  ~ (يحوي)  !~   and  or  not  ( )   archived

</translation>
    </message>
    <message>
        <source>No run is shown; archived ones that match: %1. View &gt; Show archived runs shows them.</source>
        <translation>لا يظهر أي تشغيل؛ عدد المؤرشفة المطابقة: ⁨%1⁩. يُظهرها عرض &gt; إظهار التشغيلات المؤرشفة.</translation>
    </message>
    <message>
        <source>No run matches the filter.</source>
        <translation>لا تشغيل يطابق التصفية.</translation>
    </message>
    <message>
        <source>Start &amp;first</source>
        <translation>البدء بها أ&amp;ولًا</translation>
    </message>
    <message>
        <source>Start &amp;last</source>
        <translation>البدء بها أ&amp;خيرًا</translation>
    </message>
    <message>
        <source>A new study of this run&apos;s task, scheme and seed</source>
        <translation>دراسة جديدة بمهمة هذا التشغيل ومخططه وبذرته</translation>
    </message>
    <message>
        <source>No run matches the filter: no run has a setting named %1.</source>
        <translation>لا يطابق أي تشغيل المرشّح: ليس في أي تشغيل إعداد باسم ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>alphascope::RunMarkActions</name>
    <message>
        <source>Orange</source>
        <translation>برتقالي</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>أزرق سماوي</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>أخضر</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>قرمزي</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>أزرق</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>بنفسجي</translation>
    </message>
    <message>
        <source>&amp;Tags and note…</source>
        <translation>ال&amp;وسوم والملاحظة…</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;أرشفة</translation>
    </message>
    <message>
        <source>&amp;Select the runs of this group</source>
        <translation>ا&amp;ختيار تشغيلات هذه المجموعة</translation>
    </message>
    <message>
        <source>&amp;Open all groups</source>
        <translation>&amp;فتح كل المجموعات</translation>
    </message>
    <message>
        <source>&amp;Close all groups</source>
        <translation>إ&amp;غلاق كل المجموعات</translation>
    </message>
    <message>
        <source>Take out of the &amp;archive</source>
        <translation>إخراج من الأ&amp;رشيف</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>ال&amp;لون</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Tags and notes changed.</source>
        <translation>تغيّرت الوسوم والملاحظات.</translation>
    </message>
    <message>
        <source>Colour changed.</source>
        <translation>تغيّر اللون.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) archived.</source>
        <translation>
            <numerusform>أُرشف %Ln تشغيل.</numerusform>
            <numerusform>أُرشف %Ln تشغيل.</numerusform>
            <numerusform>أُرشف %Ln تشغيلان.</numerusform>
            <numerusform>أُرشف %Ln تشغيلات.</numerusform>
            <numerusform>أُرشف %Ln تشغيلًا.</numerusform>
            <numerusform>أُرشف %Ln تشغيل.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) taken out of the archive.</source>
        <translation>
            <numerusform>أُخرج من الأرشيف %Ln تشغيل.</numerusform>
            <numerusform>أُخرج من الأرشيف %Ln تشغيل.</numerusform>
            <numerusform>أُخرج من الأرشيف %Ln تشغيلان.</numerusform>
            <numerusform>أُخرج من الأرشيف %Ln تشغيلات.</numerusform>
            <numerusform>أُخرج من الأرشيف %Ln تشغيلًا.</numerusform>
            <numerusform>أُخرج من الأرشيف %Ln تشغيل.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::RunRows</name>
    <message>
        <source> · several tasks</source>
        <translation> · مهام متعدّدة</translation>
    </message>
    <message>
        <source> · dev %1</source>
        <translation> · ‏dev ⁨%1⁩</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(لا شيء)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln تشغيل</numerusform>
            <numerusform>%Ln تشغيل</numerusform>
            <numerusform>%Ln تشغيلان</numerusform>
            <numerusform>%Ln تشغيلات</numerusform>
            <numerusform>%Ln تشغيلًا</numerusform>
            <numerusform>%Ln تشغيل</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>alphascope::RunTable</name>
    <message>
        <source>Runs</source>
        <translation>التشغيلات</translation>
    </message>
</context>
<context>
    <name>alphascope::RunViewMenu</name>
    <message>
        <source>Scores</source>
        <translation>الدرجات</translation>
    </message>
    <message>
        <source>General settings</source>
        <translation>إعدادات عامّة</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>As they came</source>
        <translation>كما جاءت</translation>
    </message>
    <message>
        <source>View</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>View of the run list</source>
        <translation>طريقة عرض قائمة التشغيلات</translation>
    </message>
    <message>
        <source>Archived runs, groups, columns, and views that you keep</source>
        <translation>التشغيلات المؤرشفة والمجموعات والأعمدة وطرق العرض المحفوظة</translation>
    </message>
    <message>
        <source>Show &amp;archived runs (%1)</source>
        <translation>إظهار التشغيلات ال&amp;مؤرشفة (⁨%1⁩)</translation>
    </message>
    <message>
        <source>Show &amp;archived runs</source>
        <translation>إظهار التشغيلات ال&amp;مؤرشفة</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>ال&amp;تجميع حسب</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>الأ&amp;عمدة</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Task and scheme</source>
        <translation>المهمّة والمخطّط</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>فتح كل المجموعات</translation>
    </message>
    <message>
        <source>Close all groups</source>
        <translation>إغلاق كل المجموعات</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>كما جاء</translation>
    </message>
    <message>
        <source>&amp;Keep this view…</source>
        <translation>&amp;حفظ هذا العرض…</translation>
    </message>
    <message>
        <source>&amp;Delete a view</source>
        <translation>ح&amp;ذف عرض</translation>
    </message>
    <message>
        <source>Keep this view</source>
        <translation>حفظ هذا العرض</translation>
    </message>
</context>
<context>
    <name>alphascope::SampleDetail</name>
    <message>
        <source>α of this sample over epochs</source>
        <translation>‏α لهذه العيّنة عبر الحقب</translation>
    </message>
    <message>
        <source>The sample in full</source>
        <translation>العيّنة كاملة</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>الحقبة</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Select a sample to read it in full.</source>
        <translation>اختر عيّنة لقراءتها كاملة.</translation>
    </message>
    <message>
        <source>sample %1, label %2</source>
        <translation>العيّنة ⁨%1⁩، التسمية ⁨%2⁩</translation>
    </message>
    <message>
        <source>teacher gives it %1</source>
        <translation>يعطيها المعلّم ⁨%1⁩</translation>
    </message>
    <message>
        <source>student %1</source>
        <translation>الطالب ⁨%1⁩</translation>
    </message>
    <message>
        <source>label loss %1, teacher loss %2</source>
        <translation>خسارة التسمية ⁨%1⁩، خسارة المعلّم ⁨%2⁩</translation>
    </message>
    <message>
        <source>About the sample</source>
        <translation>عن العيّنة</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>العيّنة</translation>
    </message>
    <message>
        <source>Why this α</source>
        <translation>لماذا هذه القيمة لـ α</translation>
    </message>
    <message>
        <source>Click a point to see how α came about in that epoch</source>
        <translation>انقر نقطة لترى كيف نشأت α في تلك الحقبة</translation>
    </message>
    <message>
        <source>Select a sample to see how it came to its α.</source>
        <translation>اختر عيّنة لترى كيف وصلت إلى قيمة α.</translation>
    </message>
    <message>
        <source>Reading the sample&apos;s history…</source>
        <translation>جارٍ قراءة تاريخ العيّنة…</translation>
    </message>
    <message>
        <source>α (teacher&apos;s share)</source>
        <translation>‏α (حصّة المعلّم)</translation>
    </message>
    <message>
        <source>epoch %1: α %2</source>
        <translation>الحقبة %1: ‏α ‏%2</translation>
    </message>
</context>
<context>
    <name>alphascope::SampleModel</name>
    <message>
        <source>both</source>
        <translation>كلاهما</translation>
    </message>
    <message>
        <source>flipped</source>
        <translation>مقلوبة</translation>
    </message>
    <message>
        <source>misled</source>
        <translation>مضلَّل</translation>
    </message>
    <message>
        <source>its label was flipped on purpose</source>
        <translation>قُلبت تسميتها عمدًا</translation>
    </message>
    <message>
        <source>its teacher was misled on purpose</source>
        <translation>ضُلّل معلّمها عمدًا</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>mean α</source>
        <translation>متوسّط α</translation>
    </message>
    <message>
        <source>label</source>
        <translation>التسمية</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>المعلّم</translation>
    </message>
    <message>
        <source>student</source>
        <translation>الطالب</translation>
    </message>
    <message>
        <source>CE</source>
        <translation>CE</translation>
    </message>
    <message>
        <source>known</source>
        <translation>معروف</translation>
    </message>
    <message>
        <source>sentence</source>
        <translation>الجملة</translation>
    </message>
    <message>
        <source>Weight on the teacher at the sample&apos;s latest step</source>
        <translation>الوزن على المعلّم في آخر خطوة للعيّنة</translation>
    </message>
    <message>
        <source>Mean of α over epochs</source>
        <translation>متوسّط α عبر الحقب</translation>
    </message>
    <message>
        <source>The label that training saw</source>
        <translation>التسمية التي رآها التدريب</translation>
    </message>
    <message>
        <source>What the teacher gives that label: its softmax probability</source>
        <translation>ما يعطيه المعلّم لهذه التسمية: احتمال softmax</translation>
    </message>
    <message>
        <source>What the student gave that label at the sample&apos;s latest step: exp(-CE)</source>
        <translation>ما أعطاه الطالب لهذه التسمية في آخر خطوة للعيّنة: exp(-CE)</translation>
    </message>
    <message>
        <source>Cross-entropy with the label, in nats (regression: squared error)</source>
        <translation>الإنتروبيا المتقاطعة مع التسمية، بوحدة nat (في الانحدار: الخطأ التربيعي)</translation>
    </message>
    <message>
        <source>Whether the label was flipped, or the teacher misled, on purpose</source>
        <translation>هل قُلبت التسمية أو ضُلّل المعلّم عمدًا</translation>
    </message>
    <message>
        <source>The text, read from the data folder</source>
        <translation>النصّ، مقروءًا من مجلّد البيانات</translation>
    </message>
    <message>
        <source>KD</source>
        <translation>KD</translation>
    </message>
    <message>
        <source>The teacher&apos;s loss as the scheme has it: mostly T² times the KL divergence</source>
        <translation>خسارة المعلّم كما يعرّفها المخطّط: غالبًا T² مضروبًا في تباعد KL</translation>
    </message>
    <message>
        <source>Marked by you; M marks the selected samples, and M again takes the marks off</source>
        <translation>معلَّمة منك؛ M يعلّم العيّنات المختارة، وM مرّة أخرى يزيل العلامات</translation>
    </message>
</context>
<context>
    <name>alphascope::SamplePanel</name>
    <message>
        <source>Samples in the chosen range of α</source>
        <translation>العيّنات في مجال α المختار</translation>
    </message>
    <message>
        <source>This run has no α, so no samples to choose by it.</source>
        <translation>ليس لهذا التشغيل α، فلا عيّنات تُختار بها.</translation>
    </message>
    <message>
        <source>Reading the samples: %1…</source>
        <translation>جارٍ قراءة العيّنات: ⁨%1⁩…</translation>
    </message>
    <message>
        <source>latest α in %1</source>
        <translation>أحدث α في ⁨%1⁩</translation>
    </message>
    <message>
        <source>chosen on the map</source>
        <translation>مختارة على الخريطة</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %Ln sample(s)</source>
        <translation>
            <numerusform>⁨%1⁩: ⁨%2⁩ من %Ln عيّنة</numerusform>
            <numerusform>⁨%1⁩: ⁨%2⁩ من %Ln عيّنة</numerusform>
            <numerusform>⁨%1⁩: ⁨%2⁩ من %Ln عيّنتين</numerusform>
            <numerusform>⁨%1⁩: ⁨%2⁩ من %Ln عيّنات</numerusform>
            <numerusform>⁨%1⁩: ⁨%2⁩ من %Ln عيّنة</numerusform>
            <numerusform>⁨%1⁩: ⁨%2⁩ من %Ln عيّنة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln sample(s)</source>
        <translation>
            <numerusform>⁨%1⁩: %Ln عيّنة</numerusform>
            <numerusform>⁨%1⁩: %Ln عيّنة</numerusform>
            <numerusform>⁨%1⁩: %Ln عيّنتان</numerusform>
            <numerusform>⁨%1⁩: %Ln عيّنات</numerusform>
            <numerusform>⁨%1⁩: %Ln عيّنة</numerusform>
            <numerusform>⁨%1⁩: %Ln عيّنة</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark, or take the mark off</source>
        <translation>وضع علامة أو إزالتها</translation>
    </message>
    <message>
        <source>Click a bar of the α histogram, or drag over several, to read the samples behind them; or search all samples below.</source>
        <translation>انقر عمودًا في مدرّج α أو اسحب فوق عدّة أعمدة لقراءة العيّنات التي وراءها؛ أو ابحث أدناه في كل العيّنات.</translation>
    </message>
    <message>
        <source>all samples</source>
        <translation>كل العيّنات</translation>
    </message>
    <message>
        <source>%1, filtered</source>
        <translation>⁨%1⁩، بعد التصفية</translation>
    </message>
    <message>
        <source>The first %1 in the order of the table are listed. Sort by another column, or ask for fewer, to see the others.</source>
        <translation>تُعرض أوّل ⁨%1⁩ بترتيب الجدول. افرز حسب عمود آخر أو اطلب أقلّ لرؤية البقية.</translation>
    </message>
    <message>
        <source>Known noise: %1 of %2 labels were flipped on purpose. AUC of finding them: %3 by mean α, %4 by mean label loss.</source>
        <translation>ضوضاء معروفة: قُلبت عمدًا ⁨%1⁩ من ⁨%2⁩ تسمية. ‏AUC لإيجادها: ⁨%3⁩ بمتوسّط α، و⁨%4⁩ بمتوسّط خسارة التسمية.</translation>
    </message>
    <message>
        <source>Export the samples</source>
        <translation>تصدير العيّنات</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Tab-separated (*.tsv);;JSON lines (*.jsonl)</source>
        <translation>‏CSV (*.csv);;مفصول بعلامات الجدولة (*.tsv);;أسطر JSON ‏(*.jsonl)</translation>
    </message>
    <message>
        <source>%1 cannot be written: its name must end in .csv, .tsv or .jsonl.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: يجب أن ينتهي اسمه بـ ‎.csv أو ‎.tsv أو ‎.jsonl.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: ‏⁨%2⁩. اختر مكانًا آخر.</translation>
    </message>
    <message>
        <source> They have no sentences.</source>
        <translation> وهي بلا جمل.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) written to %1.</source>
        <translation>
            <numerusform>كُتبت في ⁨%1⁩: %Ln عيّنة.</numerusform>
            <numerusform>كُتبت في ⁨%1⁩: %Ln عيّنة.</numerusform>
            <numerusform>كُتبت في ⁨%1⁩: %Ln عيّنتان.</numerusform>
            <numerusform>كُتبت في ⁨%1⁩: %Ln عيّنات.</numerusform>
            <numerusform>كُتبت في ⁨%1⁩: %Ln عيّنة.</numerusform>
            <numerusform>كُتبت في ⁨%1⁩: %Ln عيّنة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every sample of the run counts once, by its α at its latest step; the histogram counts the samples since the histogram before it, so the two numbers differ. After a click into the histogram of an earlier step, the samples of the steps that it covers are listed, by their α at that time.</source>
        <translation>تُحسب كل عيّنة من التشغيل مرّة واحدة، بقيمة α في آخر خطوة لها؛ أمّا المدرّج فيعدّ العيّنات منذ المدرّج السابق، لذا يختلف العددان. وبعد النقر في مدرّج خطوة سابقة تُسرد عيّنات الخطوات التي يشملها، بقيمة α في ذلك الحين.</translation>
    </message>
    <message>
        <source>steps %1 to %2, α in %3</source>
        <translation>الخطوات من ⁨%1⁩ إلى ⁨%2⁩، ‏α في ⁨%3⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::SampleQueryBar</name>
    <message>
        <source>Conditions on all samples of the run, such as: alpha &gt; 0.9 and label_loss &gt; 2 and wrong
&quot;and&quot;, &quot;or&quot;, &quot;not&quot; and brackets join them; = != &lt; &lt;= &gt; &gt;= compare, ~ asks whether a text is contained.

</source>
        <translation>شروط على كل عيّنات التشغيل، مثل: ‎alpha &gt; 0.9 and label_loss &gt; 2 and wrong‎
تربطها &quot;and&quot; و&quot;or&quot; و&quot;not&quot; والأقواس؛ = != &lt; &lt;= &gt; &gt;= للمقارنة، و~ يسأل إن كان النصّ محتوى.

</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>معلَّمة</translation>
    </message>
    <message>
        <source>Find in the sentences</source>
        <translation>البحث في الجمل</translation>
    </message>
    <message>
        <source>Condition on the samples</source>
        <translation>شرط على العيّنات</translation>
    </message>
    <message>
        <source>alpha &gt; 0.9 and wrong</source>
        <translation>alpha &gt; 0.9 and wrong</translation>
    </message>
    <message>
        <source>Only marked samples</source>
        <translation>العيّنات المعلَّمة فقط</translation>
    </message>
    <message>
        <source>Shows only the samples that you have marked</source>
        <translation>يعرض العيّنات التي علّمتها فقط</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Export the samples</source>
        <translation>تصدير العيّنات</translation>
    </message>
    <message>
        <source>Writes all samples that are asked for, also those beyond the end of the list</source>
        <translation>يكتب كل العيّنات المطلوبة، حتى ما يتجاوز نهاية القائمة</translation>
    </message>
</context>
<context>
    <name>alphascope::SchemeEditor</name>
    <message>
        <source>Scheme</source>
        <translation>المخطّط</translation>
    </message>
    <message>
        <source>Remove this scheme</source>
        <translation>إزالة هذا المخطّط</translation>
    </message>
    <message>
        <source>%1   ·   needs %2   ·   costs %3</source>
        <translation>⁨%1⁩   ·   يحتاج إلى: ⁨%2⁩   ·   الكلفة: ⁨%3⁩</translation>
    </message>
</context>
<context>
    <name>alphascope::SchemeListEditor</name>
    <message>
        <source>Add scheme</source>
        <translation>إضافة مخطّط</translation>
    </message>
</context>
<context>
    <name>alphascope::SeriesListPanel</name>
    <message>
        <source>Filter series</source>
        <translation>تصفية السلاسل</translation>
    </message>
    <message>
        <source>Series of the selected runs</source>
        <translation>سلاسل التشغيلات المختارة</translation>
    </message>
    <message>
        <source>Drag a series onto a plot, or double-click it</source>
        <translation>اسحب سلسلة إلى رسم أو انقرها مرّتين</translation>
    </message>
</context>
<context>
    <name>alphascope::SeriesPanel</name>
    <message>
        <source>Smoothing</source>
        <translation>التنعيم</translation>
    </message>
    <message>
        <source>Smoothing: an exponential mean over a share of the curve</source>
        <translation>التنعيم: متوسّط أسّي على جزء من المنحنى</translation>
    </message>
    <message>
        <source>View</source>
        <translation>العرض</translation>
    </message>
    <message>
        <source>View of this plot</source>
        <translation>طريقة عرض هذا الرسم</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>المحور الأفقي</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>الخطوة</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>الحقبة</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>زمن التدريب</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>التشغيلات</translation>
    </message>
    <message>
        <source>Each run</source>
        <translation>كلّ تشغيل</translation>
    </message>
    <message>
        <source>Group mean ± standard deviation</source>
        <translation>متوسّط المجموعة ± الانحراف المعياري</translation>
    </message>
    <message>
        <source>Group mean ± standard error</source>
        <translation>متوسّط المجموعة ± الخطأ المعياري</translation>
    </message>
    <message>
        <source>Group mean, 95 % interval</source>
        <translation>متوسّط المجموعة، مجال 95 %</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>المحور العمودي</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>لوغاريتمي</translation>
    </message>
    <message>
        <source>Take off the plot</source>
        <translation>إزالة من الرسم</translation>
    </message>
    <message>
        <source>Follow the data</source>
        <translation>تتبّع البيانات</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>إظهار ⁨%1⁩</translation>
    </message>
    <message>
        <source>step</source>
        <translation>الخطوة</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>الحقبة</translation>
    </message>
    <message>
        <source>training time (s)</source>
        <translation>زمن التدريب (ث)</translation>
    </message>
    <message>
        <source>Select a run to see its curves.</source>
        <translation>اختر تشغيلًا لرؤية منحنياته.</translation>
    </message>
    <message>
        <source>Drag a series onto this plot.</source>
        <translation>اسحب سلسلة إلى هذا الرسم.</translation>
    </message>
    <message>
        <source>No step of this run has been logged yet.</source>
        <translation>لم تُسجَّل أي خطوة من هذا التشغيل بعد.</translation>
    </message>
    <message>
        <source>No value here is above 0, so a logarithmic axis has nothing to show. Choose View and switch Logarithmic off.</source>
        <translation>لا قيمة هنا فوق 0، فلا شيء يعرضه محور لوغاريتمي. اختر العرض وأوقف «لوغاريتمي».</translation>
    </message>
    <message>
        <source>No value here is a finite number, so there is nothing to draw.</source>
        <translation>لا قيمة هنا عدد منتهٍ، فلا شيء يُرسم.</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>المحور الأفقي لوغاريتمي</translation>
    </message>
    <message>
        <source>Nothing here lies above 0 on the horizontal axis, so a logarithmic one has nothing to show. Choose View and switch Logarithmic horizontal axis off.</source>
        <translation>لا شيء هنا فوق الصفر على المحور الأفقي، فليس لدى المحور اللوغاريتمي ما يعرضه. اختر «العرض» وأوقف «المحور الأفقي لوغاريتمي».</translation>
    </message>
</context>
<context>
    <name>alphascope::SettingsPanel</name>
    <message>
        <source>Only what differs</source>
        <translation>المختلف فقط</translation>
    </message>
    <message>
        <source>Settings of the selected runs</source>
        <translation>إعدادات التشغيلات المختارة</translation>
    </message>
    <message>
        <source>Select a run to see its settings.</source>
        <translation>اختر تشغيلًا لرؤية إعداداته.</translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation>لهذه التشغيلات الإعدادات نفسها.</translation>
    </message>
</context>
<context>
    <name>alphascope::ShortcutSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>الاختصارات</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>الأمر</translation>
    </message>
</context>
<context>
    <name>alphascope::SnapshotReader</name>
    <message>
        <source>%1 is not there. Choose another database.</source>
        <translation>⁨%1⁩ غير موجود. اختر قاعدة بيانات أخرى.</translation>
    </message>
    <message>
        <source>This run is not in the database any more.</source>
        <translation>لم يعد هذا التشغيل في قاعدة البيانات.</translation>
    </message>
    <message>
        <source>The samples cannot be read: %1</source>
        <translation>لا يمكن قراءة العيّنات: ⁨%1⁩</translation>
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
        <translation>درّب طلّابًا صغارًا من التسميات ومن معلّم، وانظر من أيّهما تتعلّم كلّ عيّنة.</translation>
    </message>
    <message>
        <source>New study…</source>
        <translation>دراسة جديدة…</translation>
    </message>
    <message>
        <source>Choose data, teacher, student and weighting schemes</source>
        <translation>اختر البيانات والمعلّم والطالب ومخطّطات الترجيح</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>تشغيل العرض التوضيحي</translation>
    </message>
    <message>
        <source>Built-in sentences with known wrong labels; about two minutes, no download</source>
        <translation>جمل مدمجة ذات تسميات خاطئة معروفة؛ نحو دقيقتين، بلا تنزيل</translation>
    </message>
    <message>
        <source>Open the gallery</source>
        <translation>فتح المعرض</translation>
    </message>
    <message>
        <source>Finished example runs, read-only</source>
        <translation>تشغيلات نموذجية منتهية، للقراءة فقط</translation>
    </message>
    <message>
        <source>Open database…</source>
        <translation>فتح قاعدة بيانات…</translation>
    </message>
    <message>
        <source>Runs of another file, also while another program writes it</source>
        <translation>تشغيلات ملف آخر، حتى أثناء كتابة برنامج آخر فيه</translation>
    </message>
</context>
<context>
    <name>alphascope::StudyForm</name>
    <message>
        <source>New study</source>
        <translation>دراسة جديدة</translation>
    </message>
    <message>
        <source>the folder that holds the GLUE tasks</source>
        <translation>المجلّد الذي يحوي مهام GLUE</translation>
    </message>
    <message>
        <source>vocab.txt or tokenizer.json; empty: made from the train split</source>
        <translation>‏vocab.txt أو tokenizer.json؛ فارغ: يُصنع من قسم التدريب</translation>
    </message>
    <message>
        <source>Rows of the train file to use, a seeded sample; 0: all</source>
        <translation>عدد صفوف ملف التدريب المستعملة، عيّنة ببذرة؛ 0: الكلّ</translation>
    </message>
    <message>
        <source>Size of a vocabulary made from the train split</source>
        <translation>حجم المفردات المصنوعة من قسم التدريب</translation>
    </message>
    <message>
        <source>Share of train held out for the meta-gradient</source>
        <translation>حصّة من التدريب محجوزة للتدرّج الفوقي</translation>
    </message>
    <message>
        <source>Share of train labels flipped on purpose after the split</source>
        <translation>حصّة تسميات التدريب المقلوبة عمدًا بعد التقسيم</translation>
    </message>
    <message>
        <source>empty: train one; else the number of an earlier run</source>
        <translation>فارغ: يُدرَّب معلّم؛ وإلّا رقم تشغيل سابق</translation>
    </message>
    <message>
        <source>Adds label only on train and meta: what the split costs</source>
        <translation>يضيف «label only» على التدريب والمجموعة الفوقية: كلفة التقسيم</translation>
    </message>
    <message>
        <source>Runs at once, on the CPU and on each GPU</source>
        <translation>تشغيلات في آن واحد، على المعالج المركزي وعلى كل GPU</translation>
    </message>
    <message>
        <source>Threads of one run; 0: the cores divided by the runs at once</source>
        <translation>خيوط التشغيل الواحد؛ 0: الأنوية مقسومة على التشغيلات المتزامنة</translation>
    </message>
    <message>
        <source>auto (a GPU where one is), cpu, cuda or cuda:N</source>
        <translation>‏auto (معالج رسوميات إن وُجد)، cpu أو cuda أو cuda:N</translation>
    </message>
    <message>
        <source>bf16: faster training passes, on a GPU only</source>
        <translation>‏bf16: تدريب أسرع، على معالج رسوميات فقط</translation>
    </message>
    <message>
        <source>0: as many as the encoder has</source>
        <translation>0: بقدر ما في المرمّز</translation>
    </message>
    <message>
        <source>Steps between evaluations; 0: once an epoch</source>
        <translation>الخطوات بين تقييمين؛ 0: مرّة كل حقبة</translation>
    </message>
    <message>
        <source>Steps between histograms; 0: fifty a run</source>
        <translation>الخطوات بين مدرّجين؛ 0: خمسون في التشغيل</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: at each evaluation</source>
        <translation>الخطوات بين نقطتي حفظ؛ 0: عند كل تقييم</translation>
    </message>
    <message>
        <source>folder of weights made elsewhere; empty: none</source>
        <translation>مجلّد أوزان صُنعت في مكان آخر؛ فارغ: لا شيء</translation>
    </message>
    <message>
        <source>GloVe vectors (safetensors) for the words; empty: none</source>
        <translation>متّجهات GloVe ‏(safetensors) للكلمات؛ فارغ: لا شيء</translation>
    </message>
    <message>
        <source>fixed, or a temperature of each sample: FLSW, CWSM</source>
        <translation>ثابتة، أو درجة حرارة لكل عيّنة: FLSW، CWSM</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>مجلّد البيانات</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>المفردات</translation>
    </message>
    <message>
        <source>seeds</source>
        <translation>البذور</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>البذور</translation>
    </message>
    <message>
        <source>1,2,3 or 1-5</source>
        <translation>1,2,3 أو 1-5</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>البيانات</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>التشغيلات</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>المعلّم</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>الطالب</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>المخطّطات</translation>
    </message>
    <message>
        <source>The study as a file</source>
        <translation>الدراسة كملف</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>تحميل…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>حفظ…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>إطلاق</translation>
    </message>
    <message>
        <source>Load a study</source>
        <translation>تحميل دراسة</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no list of seeds; write 1,2,3 or 1-5.</source>
        <translation>‏&quot;⁨%1⁩&quot; ليست قائمة بذور؛ اكتب 1,2,3 أو 1-5.</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>ليست جاهزة بعد</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>⁨%1⁩: ⁨%2⁩، ⁨%3⁩</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln تشغيل</numerusform>
            <numerusform>%Ln تشغيل</numerusform>
            <numerusform>%Ln تشغيلان</numerusform>
            <numerusform>%Ln تشغيلات</numerusform>
            <numerusform>%Ln تشغيلًا</numerusform>
            <numerusform>%Ln تشغيل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln teacher(s)</source>
        <translation>
            <numerusform>%Ln معلّم</numerusform>
            <numerusform>%Ln معلّم</numerusform>
            <numerusform>%Ln معلّمان</numerusform>
            <numerusform>%Ln معلّمين</numerusform>
            <numerusform>%Ln معلّمًا</numerusform>
            <numerusform>%Ln معلّم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln student(s)</source>
        <translation>
            <numerusform>%Ln طالب</numerusform>
            <numerusform>%Ln طالب</numerusform>
            <numerusform>%Ln طالبان</numerusform>
            <numerusform>%Ln طلّاب</numerusform>
            <numerusform>%Ln طالبًا</numerusform>
            <numerusform>%Ln طالب</numerusform>
        </translation>
    </message>
    <message>
        <source>No run like these has finished yet, so their time is unknown.</source>
        <translation>لم ينتهِ بعد أي تشغيل مشابه، لذا زمنها مجهول.</translation>
    </message>
    <message>
        <source>about %1, as runs like these took</source>
        <translation>نحو ⁨%1⁩، كما استغرقت تشغيلات مشابهة</translation>
    </message>
    <message>
        <source>about %1 for %2 of them; nothing like the other %3 has finished yet</source>
        <translation>نحو ⁨%1⁩ لـ ⁨%2⁩ منها؛ ولم ينتهِ بعد ما يشبه الـ ⁨%3⁩ الأخرى</translation>
    </message>
    <message>
        <source>%1 · %2 · seed %3 · %4</source>
        <translation>⁨%1⁩ · ⁨%2⁩ · البذرة ⁨%3⁩ · ⁨%4⁩</translation>
    </message>
    <message>
        <source>Save the study</source>
        <translation>حفظ الدراسة</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>جارٍ البدء…</translation>
    </message>
    <message>
        <source>Settings of the study</source>
        <translation>إعدادات الدراسة</translation>
    </message>
    <message>
        <source>Students also answer the test sets, for a submission to GLUE</source>
        <translation>يجيب الطلّاب أيضًا عن مجموعات الاختبار، للتسليم إلى GLUE</translation>
    </message>
    <message>
        <source>Folder of pretrained weights</source>
        <translation>مجلد الأوزان المدرَّبة مسبقًا</translation>
    </message>
    <message>
        <source>No finished teacher of this database is &quot;%1&quot;. Choose one at the end of the line, or leave it empty to train one.</source>
        <translation>لا معلّم مكتملًا في قاعدة البيانات هذه باسم &quot;%1&quot;. اختر واحدًا من آخر السطر، أو اتركه فارغًا ليُدرَّب معلّم.</translation>
    </message>
    <message>
        <source>The teacher run &quot;%1&quot; %2</source>
        <translation>تشغيل المعلّم &quot;%1&quot;: %2</translation>
    </message>
    <message>
        <source>Discard this study?</source>
        <translation>تجاهل هذه الدراسة؟</translation>
    </message>
    <message>
        <source>Discard this study? What you have set would be lost.</source>
        <translation>تجاهل هذه الدراسة؟ سيضيع ما ضبطته.</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>متابعة التحرير</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>تجاهل</translation>
    </message>
    <message>
        <source>Minutes after which no further run of it starts; 0: no limit</source>
        <translation>الدقائق التي لا يبدأ بعدها أي تشغيل آخر منها؛ 0: بلا حد</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>البدء من</translation>
    </message>
    <message>
        <source>Studies that come with the program</source>
        <translation>دراسات مرفقة بالبرنامج</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>تتعذّر كتابة ⁨%1⁩: ‏⁨%2⁩. اختر مكانًا آخر.</translation>
    </message>
    <message>
        <source>In the &amp;background</source>
        <translation>في ال&amp;خلفية</translation>
    </message>
    <message>
        <source>The runs survive this window and a crash of one another: each is a process of its own. Any window or terminal shows them and can pause or cancel them.</source>
        <translation>تبقى التشغيلات بعد هذه النافذة وبعد انهيار بعضها: كلٌّ منها عملية مستقلة. تعرضها أيُّ نافذة أو طرفية، ويمكن منها إيقافها مؤقّتًا أو إلغاؤها.</translation>
    </message>
</context>
<context>
    <name>alphascope::StudyNotice</name>
    <message>
        <source>Study &quot;%1&quot; has ended. Runs that finished: %2.</source>
        <translation>انتهت الدراسة &quot;⁨%1⁩&quot;. عدد التشغيلات المكتملة: ⁨%2⁩.</translation>
    </message>
    <message>
        <source> Runs that did not: %1.</source>
        <translation> غير المكتملة: ⁨%1⁩.</translation>
    </message>
</context>
<context>
    <name>alphascope::TableBuilder</name>
    <message>
        <source>Made caption</source>
        <translation>التعليق المولَّد</translation>
    </message>
    <message>
        <source>Build a result table</source>
        <translation>بناء جدول نتائج</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
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
        <translation>الاختبار على</translation>
    </message>
    <message>
        <source>The tests were stopped; what was tested is kept.</source>
        <translation>أُوقفت الاختبارات؛ وما اختُبر محفوظ.</translation>
    </message>
    <message>
        <source>The table as it is now</source>
        <translation>الجدول كما هو الآن</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>التعليق</translation>
    </message>
    <message>
        <source>Go back to the made caption</source>
        <translation>العودة إلى التعليق المولَّد</translation>
    </message>
    <message>
        <source>&amp;Caption</source>
        <translation>الت&amp;عليق</translation>
    </message>
    <message>
        <source>The table as %1</source>
        <translation>الجدول بصيغة ⁨%1⁩</translation>
    </message>
    <message>
        <source>Tests made</source>
        <translation>الاختبارات المنجزة</translation>
    </message>
    <message>
        <source>%v of %m tests</source>
        <translation>‏%v من %m اختبارات</translation>
    </message>
    <message>
        <source>Stop or continue the tests</source>
        <translation>إيقاف الاختبارات أو متابعتها</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;نسخ</translation>
    </message>
    <message>
        <source>Copy what the tab shows</source>
        <translation>نسخ ما يعرضه التبويب</translation>
    </message>
    <message>
        <source>What the tab shows; the table itself is copied as Markdown</source>
        <translation>ما يعرضه التبويب؛ ويُنسخ الجدول نفسه بصيغة Markdown</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;حفظ باسم…</translation>
    </message>
    <message>
        <source>Save what the tab shows</source>
        <translation>حفظ ما يعرضه التبويب</translation>
    </message>
    <message>
        <source>Alphascope %1</source>
        <translation>Alphascope ⁨%1⁩</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>No run has finished yet.</source>
        <translation>لم ينتهِ أي تشغيل بعد.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>نُسخ.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>حفظ الجدول</translation>
    </message>
    <message>
        <source>What the table shows</source>
        <translation>ما يعرضه الجدول</translation>
    </message>
    <message>
        <source>The table as it is seen and as it is written</source>
        <translation>الجدول كما يُرى وكما يُكتب</translation>
    </message>
    <message>
        <source>Notes on the table</source>
        <translation>ملاحظات على الجدول</translation>
    </message>
</context>
<context>
    <name>alphascope::TableControls</name>
    <message>
        <source>As in the list of runs</source>
        <translation>كما في قائمة التشغيلات</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>الدراسة</translation>
    </message>
    <message>
        <source>All studies</source>
        <translation>كل الدراسات</translation>
    </message>
    <message>
        <source>Only runs that match</source>
        <translation>التشغيلات المطابقة فقط</translation>
    </message>
    <message>
        <source>all runs; or: seed &lt;= 3 and not scheme = linear</source>
        <translation>كل التشغيلات؛ أو: ‎seed &lt;= 3 and not scheme = linear</translation>
    </message>
    <message>
        <source>Take the filter of the list of runs</source>
        <translation>أخذ تصفية قائمة التشغيلات</translation>
    </message>
    <message>
        <source>Which evaluation counts</source>
        <translation>أي تقييم يُعتمد</translation>
    </message>
    <message>
        <source>final step</source>
        <translation>الخطوة الأخيرة</translation>
    </message>
    <message>
        <source>best on meta</source>
        <translation>الأفضل على meta</translation>
    </message>
    <message>
        <source>best on dev (optimistic)</source>
        <translation>الأفضل على dev (متفائل)</translation>
    </message>
    <message>
        <source>Runs of the study</source>
        <translation>تشغيلات الدراسة</translation>
    </message>
    <message>
        <source>The step that counts</source>
        <translation>الخطوة المعتمدة</translation>
    </message>
    <message>
        <source>A row for each tried value</source>
        <translation>صفّ لكل قيمة مجرَّبة</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>الصفوف</translation>
    </message>
    <message>
        <source>Of each task only the first metric</source>
        <translation>من كل مهمّة المقياس الأوّل فقط</translation>
    </message>
    <message>
        <source>Average over tasks</source>
        <translation>المتوسّط على المهام</translation>
    </message>
    <message>
        <source>Over the tasks in which every row has a score</source>
        <translation>على المهام التي لكل صفّ فيها درجة</translation>
    </message>
    <message>
        <source>Underline the second best</source>
        <translation>وضع خطّ تحت ثاني الأفضل</translation>
    </message>
    <message>
        <source>Share of the teacher gap closed</source>
        <translation>حصّة الفجوة المسدودة مع المعلّم</translation>
    </message>
    <message>
        <source>Calibration errors</source>
        <translation>أخطاء المعايرة</translation>
    </message>
    <message>
        <source>Test against</source>
        <translation>الاختبار مقابل</translation>
    </message>
    <message>
        <source>no tests</source>
        <translation>بلا اختبارات</translation>
    </message>
    <message>
        <source>Level of the tests</source>
        <translation>مستوى الاختبارات</translation>
    </message>
    <message>
        <source>Resamples of the paired bootstrap</source>
        <translation>إعادات المعاينة للبوتستراب المزدوج</translation>
    </message>
    <message>
        <source>Test against (paired bootstrap, Holm)</source>
        <translation>الاختبار مقابل (بوتستراب مزدوج، هولم)</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>المستوى</translation>
    </message>
    <message>
        <source>Resamples</source>
        <translation>إعادات المعاينة</translation>
    </message>
    <message>
        <source>Tick at least one task.</source>
        <translation>علّم مهمّة واحدة على الأقل.</translation>
    </message>
    <message>
        <source>Tick at least one row.</source>
        <translation>علّم صفًّا واحدًا على الأقل.</translation>
    </message>
</context>
<context>
    <name>alphascope::TablePanel</name>
    <message>
        <source>Results: schemes by tasks</source>
        <translation>النتائج: المخطّطات حسب المهام</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>الدراسة</translation>
    </message>
    <message>
        <source>All studies</source>
        <translation>كل الدراسات</translation>
    </message>
    <message>
        <source>Which evaluation counts</source>
        <translation>أي تقييم يُعتمد</translation>
    </message>
    <message>
        <source>final step</source>
        <translation>الخطوة الأخيرة</translation>
    </message>
    <message>
        <source>best on meta</source>
        <translation>الأفضل على meta</translation>
    </message>
    <message>
        <source>best on dev (optimistic)</source>
        <translation>الأفضل على dev (متفائل)</translation>
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
        <translation>نسخ الجدول بصيغة ⁨%1⁩</translation>
    </message>
    <message>
        <source>Copy as %1; the arrow saves a file</source>
        <translation>نسخ بصيغة ⁨%1⁩؛ السهم يحفظ ملفًّا</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>حفظ باسم…</translation>
    </message>
    <message>
        <source>No run has finished yet.</source>
        <translation>لم ينتهِ أي تشغيل بعد.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>حفظ الجدول</translation>
    </message>
    <message>
        <source>Notes on the table</source>
        <translation>ملاحظات على الجدول</translation>
    </message>
    <message>
        <source>Build…</source>
        <translation>بناء…</translation>
    </message>
    <message>
        <source>Build a table of chosen tasks and rows</source>
        <translation>بناء جدول من مهام وصفوف مختارة</translation>
    </message>
    <message>
        <source>Choose tasks and rows, test against a baseline, edit the caption</source>
        <translation>اختر المهام والصفوف، واختبر مقابل خطّ أساس، وحرّر التعليق</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>تقرير…</translation>
    </message>
    <message>
        <source>Save a report of the study, or stop writing it</source>
        <translation>حفظ تقرير الدراسة أو إيقاف كتابته</translation>
    </message>
    <message>
        <source>Save the study&apos;s report with its figures as one HTML or PDF file</source>
        <translation>حفظ تقرير الدراسة برسومه في ملف HTML أو PDF واحد</translation>
    </message>
    <message>
        <source>The report is written: %1</source>
        <translation>كُتب التقرير: ⁨%1⁩</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>حفظ التقرير</translation>
    </message>
    <message>
        <source>HTML (*.html);;PDF (*.pdf)</source>
        <translation>HTML (*.html);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Alphascope %1</source>
        <translation>Alphascope ⁨%1⁩</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>A report is being written. Stop it with the button of the results.</source>
        <translation>يُكتب تقرير الآن. أوقِفه بزرّ لوحة النتائج.</translation>
    </message>
    <message>
        <source>Select the runs whose test predictions make the submission, one a task.</source>
        <translation>حدِّد التشغيلات التي تؤلّف تنبؤاتها على مجموعات الاختبار التسليمَ، واحدًا لكل مهمّة.</translation>
    </message>
    <message>
        <source>Write a GLUE submission</source>
        <translation>كتابة تسليم GLUE</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>ملفّات Zip ‏(*.zip)</translation>
    </message>
    <message>
        <source>The report is being written</source>
        <translation>يُكتب التقرير الآن</translation>
    </message>
</context>
<context>
    <name>alphascope::TaskList</name>
    <message>
        <source>%1 %L2</source>
        <translation>⁨%1⁩ %L2</translation>
    </message>
    <message>
        <source>%1 partial: %L2 of %L3 in %4</source>
        <translation>⁨%1⁩ جزئي: %L2 من %L3 في ⁨%4⁩</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>⁨%1⁩: ⁨%2⁩</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>⁨%1⁩ مفقود</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>المهام</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>مدمجة</translation>
    </message>
    <message>
        <source>no data folder</source>
        <translation>لا مجلّد للبيانات</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
    <message>
        <source>not in this folder</source>
        <translation>ليست في هذا المجلّد</translation>
    </message>
</context>
<context>
    <name>alphascope::Workspace</name>
    <message>
        <source>Losses over training</source>
        <translation>الخسائر عبر التدريب</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>التشغيلات</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجلّ</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>الخسائر</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>الدرجات</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>العيّنات</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>النتائج</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>السلاسل</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>الخريطة</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Plot %1</source>
        <translation>الرسم ⁨%1⁩</translation>
    </message>
    <message>
        <source>Stacked panels</source>
        <translation>لوحات متراكبة</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>قائمة الانتظار</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>encoder</source>
        <translation>المرمّز</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>الطبقات</translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation>أوزان مسبقة</translation>
    </message>
    <message>
        <source>glove</source>
        <translation>GloVe</translation>
    </message>
    <message>
        <source>init</source>
        <translation>التهيئة</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>الإسقاط (dropout)</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>الحقب</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>حجم الدفعة</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>معدّل التعلّم</translation>
    </message>
    <message>
        <source>warmup share</source>
        <translation>حصّة الإحماء</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>اضمحلال الأوزان</translation>
    </message>
    <message>
        <source>clip norm</source>
        <translation>حدّ المعيار</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>درجة الحرارة</translation>
    </message>
    <message>
        <source>temperature schedule</source>
        <translation>جدول الحرارة</translation>
    </message>
    <message>
        <source>temperature beta</source>
        <translation>بيتا الحرارة</translation>
    </message>
    <message>
        <source>temperature gamma</source>
        <translation>غاما الحرارة</translation>
    </message>
    <message>
        <source>eval every</source>
        <translation>التقييم كلّ</translation>
    </message>
    <message>
        <source>checkpoint every</source>
        <translation>الحفظ كلّ</translation>
    </message>
    <message>
        <source>histogram every</source>
        <translation>المدرّج كلّ</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>الدقّة العددية</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>المجلّد</translation>
    </message>
    <message>
        <source>vocab</source>
        <translation>المفردات</translation>
    </message>
    <message>
        <source>vocab size</source>
        <translation>حجم المفردات</translation>
    </message>
    <message>
        <source>max length</source>
        <translation>أقصى طول</translation>
    </message>
    <message>
        <source>train rows</source>
        <translation>صفوف التدريب</translation>
    </message>
    <message>
        <source>meta share</source>
        <translation>حصّة meta</translation>
    </message>
    <message>
        <source>split seed</source>
        <translation>بذرة التقسيم</translation>
    </message>
    <message>
        <source>label noise</source>
        <translation>ضوضاء التسميات</translation>
    </message>
    <message>
        <source>noise in meta</source>
        <translation>ضوضاء في meta</translation>
    </message>
    <message>
        <source>run</source>
        <translation>التشغيل</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>البذرة</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>الأهداف</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>التسميات</translation>
    </message>
    <message>
        <source>name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>full train row</source>
        <translation>صفّ التدريب الكامل</translation>
    </message>
    <message>
        <source>concurrent</source>
        <translation>المتزامنة</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>الخيوط</translation>
    </message>
    <message>
        <source>device</source>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>kd weight</source>
        <translation>وزن KD</translation>
    </message>
    <message>
        <source>start</source>
        <translation>البداية</translation>
    </message>
    <message>
        <source>softmax temperature</source>
        <translation>حرارة softmax</translation>
    </message>
    <message>
        <source>restoring force</source>
        <translation>قوّة الإرجاع</translation>
    </message>
    <message>
        <source>meta batch</source>
        <translation>دفعة meta</translation>
    </message>
    <message>
        <source>mlp hidden</source>
        <translation>وحدات MLP المخفية</translation>
    </message>
    <message>
        <source>mlp learning rate</source>
        <translation>معدّل تعلّم MLP</translation>
    </message>
    <message>
        <source>meta every</source>
        <translation>‏meta كلّ</translation>
    </message>
    <message>
        <source>check every</source>
        <translation>الفحص كلّ</translation>
    </message>
    <message>
        <source>delta</source>
        <translation>دلتا</translation>
    </message>
    <message>
        <source>mlp weight decay</source>
        <translation>اضمحلال أوزان MLP</translation>
    </message>
    <message>
        <source>exponent</source>
        <translation>الأسّ</translation>
    </message>
    <message>
        <source>gamma</source>
        <translation>غاما</translation>
    </message>
    <message>
        <source>kd weight start</source>
        <translation>وزن KD في البداية</translation>
    </message>
    <message>
        <source>kd weight end</source>
        <translation>وزن KD في النهاية</translation>
    </message>
    <message>
        <source>tau max</source>
        <translation>تاو القصوى</translation>
    </message>
    <message>
        <source>first phase share</source>
        <translation>حصّة المرحلة الأولى</translation>
    </message>
    <message>
        <source>meta loss</source>
        <translation>خسارة meta</translation>
    </message>
    <message>
        <source>method</source>
        <translation>الطريقة</translation>
    </message>
    <message>
        <source>meta learner</source>
        <translation>المتعلّم الفوقي</translation>
    </message>
    <message>
        <source>use</source>
        <translation>الاستعمال</translation>
    </message>
    <message>
        <source>Weight on the teacher term; the label gets the rest.</source>
        <translation>الوزن على حدّ المعلّم؛ وللتسمية الباقي.</translation>
    </message>
    <message>
        <source>Both s at the first step.</source>
        <translation>قيمة كلتا s في الخطوة الأولى.</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for s; 0: the student&apos;s, with its schedule.</source>
        <translation>معدّل تعلّم Adam لـ s؛ 0: معدّل الطالب بجدوله.</translation>
    </message>
    <message>
        <source>T of the softmax over the two terms.</source>
        <translation>‏T لدالّة softmax على الحدّين.</translation>
    </message>
    <message>
        <source>Exponent κ of the relative rates: how hard the terms are pulled to one rate.</source>
        <translation>الأسّ κ للمعدّلات النسبية: شدّة جذب الحدّين إلى معدّل واحد.</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for s.</source>
        <translation>معدّل تعلّم Adam لـ s.</translation>
    </message>
    <message>
        <source>Samples of the meta set a step; 0: as many as the batch.</source>
        <translation>عيّنات مجموعة meta في الخطوة؛ 0: بقدر الدفعة.</translation>
    </message>
    <message>
        <source>Hidden units of the network that sets the weights.</source>
        <translation>الوحدات المخفية للشبكة التي تحدّد الأوزان.</translation>
    </message>
    <message>
        <source>Adam&apos;s learning rate for that network.</source>
        <translation>معدّل تعلّم Adam لتلك الشبكة.</translation>
    </message>
    <message>
        <source>Steps between fresh meta-gradients; in between the last one is used again.</source>
        <translation>الخطوات بين تدرّجين فوقيين جديدين؛ وفيما بينهما يُعاد استعمال الأخير.</translation>
    </message>
    <message>
        <source>Steps between comparisons of the ways, recorded as alpha_error_*; 0: never.</source>
        <translation>الخطوات بين مقارنات الطرق، وتُسجَّل باسم alpha_error_*؛ 0: أبدًا.</translation>
    </message>
    <message>
        <source>Floor of a rectified weight before the two are normalised.</source>
        <translation>الحدّ الأدنى للوزن المقوَّم قبل تسوية الوزنين.</translation>
    </message>
    <message>
        <source>Adam&apos;s weight decay for that network.</source>
        <translation>اضمحلال أوزان Adam لتلك الشبكة.</translation>
    </message>
    <message>
        <source>Mean weight of the teacher term in a batch; the label term has weight 1.</source>
        <translation>متوسّط وزن حدّ المعلّم في الدفعة؛ ووزن حدّ التسمية 1.</translation>
    </message>
    <message>
        <source>Factor of the teacher term&apos;s weight; the label term has weight 1.</source>
        <translation>معامل وزن حدّ المعلّم؛ ووزن حدّ التسمية 1.</translation>
    </message>
    <message>
        <source>l: the power of the teacher&apos;s probabilities.</source>
        <translation>‏l: أسّ احتمالات المعلّم.</translation>
    </message>
    <message>
        <source>plug_in: factor of the teacher term; the label gets the rest.</source>
        <translation>‏plug_in: معامل حدّ المعلّم؛ وللتسمية الباقي.</translation>
    </message>
    <message>
        <source>Exponent; 0 gives the fixed weight.</source>
        <translation>الأسّ؛ 0 يعطي الوزن الثابت.</translation>
    </message>
    <message>
        <source>Weight on the teacher term; the label gets the rest times its factor.</source>
        <translation>الوزن على حدّ المعلّم؛ وللتسمية الباقي مضروبًا في معاملها.</translation>
    </message>
    <message>
        <source>Weight on the teacher term at the first step.</source>
        <translation>الوزن على حدّ المعلّم في الخطوة الأولى.</translation>
    </message>
    <message>
        <source>Weight on the teacher term at the last step.</source>
        <translation>الوزن على حدّ المعلّم في الخطوة الأخيرة.</translation>
    </message>
    <message>
        <source>Steps of the annealing; the teacher&apos;s logits are scaled by 1/tau_max, 2/tau_max, ..., 1.</source>
        <translation>خطوات التلدين؛ تُضرب logits المعلّم في 1/tau_max ثم 2/tau_max ... ثم 1.</translation>
    </message>
    <message>
        <source>Share of the run that follows the teacher; the labels get the rest.</source>
        <translation>حصّة التشغيل التي تتبع المعلّم؛ وللتسميات الباقي.</translation>
    </message>
    <message>
        <source>Loss on the meta set: mix (label plus teacher), hard (label), soft (teacher).</source>
        <translation>الخسارة على مجموعة meta: ‏mix (التسمية والمعلّم)، hard (التسمية)، soft (المعلّم).</translation>
    </message>
    <message>
        <source>How the inner products are taken: exactly, exactly by forward mode alone, by central differences, or from the last layer alone (approximate).</source>
        <translation>كيف تُحسب الجداءات الداخلية: بالضبط، أو بالضبط بالنمط الأمامي وحده، أو بالفروق المركزية، أو من الطبقة الأخيرة وحدها (تقريبًا).</translation>
    </message>
    <message>
        <source>free: one weight a sample from one meta-gradient; mlp: a small network on both losses.</source>
        <translation>‏free: وزن لكلّ عيّنة من تدرّج فوقي واحد؛ mlp: شبكة صغيرة على الخسارتين.</translation>
    </message>
    <message>
        <source>plug_in: the teacher&apos;s weight grows with the student&apos;s entropy; adjustment: the label&apos;s does, the teacher gets the rest.</source>
        <translation>‏plug_in: يزداد وزن المعلّم مع إنتروبيا الطالب؛ adjustment: يزداد وزن التسمية، وللمعلّم الباقي.</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>المعلّم</translation>
    </message>
    <message>
        <source>teacher, three epochs or more</source>
        <translation>معلّم، ثلاث حقب أو أكثر</translation>
    </message>
    <message>
        <source>teacher, meta set</source>
        <translation>معلّم، مجموعة meta</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>w = 2 softmax(r/T), r_a = L̄_a(e − 1)/L̄_a(e − 2) over epochs; w = 1 in the first two</source>
        <translation>‏w = 2 softmax(r/T), r_a = L̄_a(e − 1)/L̄_a(e − 2) عبر الحقب؛ w = 1 في الأوليين</translation>
    </message>
    <message>
        <source>(1 − α, α) = softmax(n), n ~ N(0, I), drawn each step</source>
        <translation>‏(1 − α, α) = softmax(n), n ~ N(0, I)، تُسحب كل خطوة</translation>
    </message>
    <message>
        <source>α_i = kd_weight where the teacher is right, else 0</source>
        <translation>‏α_i = kd_weight حيث يصيب المعلّم، وإلّا 0</translation>
    </message>
    <message>
        <source>L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p), student at T = 1</source>
        <translation>‏L = CE + kd_weight (Σ_k q_k^l) KL(q^l/Σ_k q_k^l ‖ p)، الطالب عند T = 1</translation>
    </message>
    <message>
        <source>L = CE + kd_weight·w KD, w_i = (H_t + H_t H_s/ln K)/2, entropies at t = 3</source>
        <translation>‏L = CE + kd_weight·w KD, w_i = (H_t + H_t H_s/ln K)/2، الإنتروبيا عند t = 3</translation>
    </message>
    <message>
        <source>target λy + (1 − λ)q, λ = (step − 1)/(total − 1); α = 1 − λ, both terms cross-entropies at T = 1</source>
        <translation>الهدف λy + (1 − λ)q, λ = (step − 1)/(total − 1); α = 1 − λ، والحدّان إنتروبيا متقاطعة عند T = 1</translation>
    </message>
    <message>
        <source>L = w CE + v KD, (w_i, v_i) = V(CE_i, KD_i), V an MLP with two sigmoids</source>
        <translation>‏L = w CE + v KD, (w_i, v_i) = V(CE_i, KD_i)، وV شبكة MLP بدالّتي sigmoid</translation>
    </message>
    <message>
        <source>u = max(⟨∇L_meta, ∇l_i⟩, δ) for both terms; α_i = u_KD/(u_CE + u_KD)</source>
        <translation>‏u = max(⟨∇L_meta, ∇l_i⟩, δ) للحدّين؛ α_i = u_KD/(u_CE + u_KD)</translation>
    </message>
    <message>
        <source>control: RW-KD&apos;s α, permuted within the batch</source>
        <translation>للمقارنة: α من RW-KD مبدّلة الترتيب داخل الدفعة</translation>
    </message>
    <message>
        <source>control: RW-KD&apos;s α, replaced by its batch mean</source>
        <translation>للمقارنة: α من RW-KD مستبدَلة بمتوسّط الدفعة</translation>
    </message>
    <message>
        <source>RW-KD with D∇L_meta for ∇L_meta, D = d(Adam update)/d(gradient)</source>
        <translation>‏RW-KD مع D∇L_meta بدل ∇L_meta، حيث D = d(Adam update)/d(gradient)</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>running</source>
        <translation>جارٍ</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقّف مؤقّتًا</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>منتهٍ</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فاشل</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>مُلغى</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>منقطع</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>محجوب</translation>
    </message>
    <message>
        <source>row number</source>
        <translation>رقم الصفّ</translation>
    </message>
    <message>
        <source>uuid</source>
        <translation>uuid</translation>
    </message>
    <message>
        <source>name of the study</source>
        <translation>اسم الدراسة</translation>
    </message>
    <message>
        <source>task, as in RTE</source>
        <translation>المهمّة، مثل RTE</translation>
    </message>
    <message>
        <source>teacher or student</source>
        <translation>‏teacher أو student</translation>
    </message>
    <message>
        <source>weighting scheme, as in rw-kd</source>
        <translation>مخطّط الترجيح، مثل rw-kd</translation>
    </message>
    <message>
        <source>the row&apos;s name in tables, as in &quot;fixed 0.5&quot;</source>
        <translation>اسم الصفّ في الجداول، مثل &quot;fixed 0.5&quot;</translation>
    </message>
    <message>
        <source>queued, running, paused, finished, failed, cancelled, interrupted or blocked</source>
        <translation>‏queued أو running أو paused أو finished أو failed أو cancelled أو interrupted أو blocked</translation>
    </message>
    <message>
        <source>why it failed or waits</source>
        <translation>سبب الفشل أو الانتظار</translation>
    </message>
    <message>
        <source>cpu or cuda:N</source>
        <translation>‏cpu أو cuda:N</translation>
    </message>
    <message>
        <source>steps done</source>
        <translation>الخطوات المنجزة</translation>
    </message>
    <message>
        <source>steps in all</source>
        <translation>مجموع الخطوات</translation>
    </message>
    <message>
        <source>share of the steps done, 0 to 1</source>
        <translation>حصّة الخطوات المنجزة، من 0 إلى 1</translation>
    </message>
    <message>
        <source>training time in seconds</source>
        <translation>زمن التدريب بالثواني</translation>
    </message>
    <message>
        <source>latest dev score, 0 to 1</source>
        <translation>آخر درجة على dev، من 0 إلى 1</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>معيار التدرّج</translation>
    </message>
    <message>
        <source>meta train cosine</source>
        <translation>جيب تمام meta/التدريب</translation>
    </message>
    <message>
        <source>label gradient norm</source>
        <translation>معيار تدرّج التسمية</translation>
    </message>
    <message>
        <source>teacher gradient norm</source>
        <translation>معيار تدرّج المعلّم</translation>
    </message>
    <message>
        <source>predict test</source>
        <translation>توقّع مجموعات الاختبار</translation>
    </message>
    <message>
        <source>one of the run&apos;s tags</source>
        <translation>أحد وسوم التشغيل</translation>
    </message>
    <message>
        <source>your note on the run</source>
        <translation>ملاحظتك على التشغيل</translation>
    </message>
    <message>
        <source>the colour that you gave it</source>
        <translation>اللون الذي أعطيته إيّاه</translation>
    </message>
    <message>
        <source>yes or no; alone: yes</source>
        <translation>‏yes أو no؛ وحدها تعني yes</translation>
    </message>
    <message>
        <source>row of the train file, from 0</source>
        <translation>صفّ ملف التدريب، ابتداءً من 0</translation>
    </message>
    <message>
        <source>weight on the teacher at the latest step</source>
        <translation>الوزن على المعلّم في آخر خطوة</translation>
    </message>
    <message>
        <source>mean of it over epochs</source>
        <translation>متوسّطه عبر الحقب</translation>
    </message>
    <message>
        <source>label loss at the latest step</source>
        <translation>خسارة التسمية في آخر خطوة</translation>
    </message>
    <message>
        <source>teacher loss at the latest step</source>
        <translation>خسارة المعلّم في آخر خطوة</translation>
    </message>
    <message>
        <source>what the teacher gives the label, 0 to 1</source>
        <translation>ما يعطيه المعلّم للتسمية، من 0 إلى 1</translation>
    </message>
    <message>
        <source>what the student gave the label, 0 to 1</source>
        <translation>ما أعطاه الطالب للتسمية، من 0 إلى 1</translation>
    </message>
    <message>
        <source>the sample&apos;s latest step</source>
        <translation>آخر خطوة للعيّنة</translation>
    </message>
    <message>
        <source>how often it was seen</source>
        <translation>عدد مرّات رؤيتها</translation>
    </message>
    <message>
        <source>the label&apos;s name, or the score</source>
        <translation>اسم التسمية، أو الدرجة</translation>
    </message>
    <message>
        <source>the sentences, where they are at hand</source>
        <translation>الجمل، حيث تكون متاحة</translation>
    </message>
    <message>
        <source>the student gave the label more than a half</source>
        <translation>أعطى الطالب التسمية أكثر من النصف</translation>
    </message>
    <message>
        <source>the student gave the label a half or less</source>
        <translation>أعطى الطالب التسمية النصف أو أقلّ</translation>
    </message>
    <message>
        <source>the teacher favours the label</source>
        <translation>المعلّم يفضّل هذه التسمية</translation>
    </message>
    <message>
        <source>the teacher favours another label</source>
        <translation>المعلّم يفضّل تسمية أخرى</translation>
    </message>
    <message>
        <source>the label was flipped on purpose</source>
        <translation>قُلبت التسمية عمدًا</translation>
    </message>
    <message>
        <source>the teacher was misled on purpose</source>
        <translation>ضُلّل المعلّم عمدًا</translation>
    </message>
    <message>
        <source>flipped or misled</source>
        <translation>مقلوبة أو مضلَّل معلّمها</translation>
    </message>
    <message>
        <source>w = 2 softmax(s), s minimises Σ_a |G_a − Ḡ r_a^κ|, G_a = w_a‖∇L_a‖</source>
        <translation>‏w = 2 softmax(s)، وs تجعل Σ_a |G_a − Ḡ r_a^κ| أصغر ما يمكن، G_a = w_a‖∇L_a‖</translation>
    </message>
    <message>
        <source>L = Σ_a L_a/(2 exp s_a) + s_a/2, s learned; w_a = 1/(2 exp s_a)</source>
        <translation>‏L = Σ_a L_a/(2 exp s_a) + s_a/2، وs متعلَّمة؛ w_a = 1/(2 exp s_a)</translation>
    </message>
    <message>
        <source>α_i = V(CE_i, KD_i), V an MLP with a sigmoid</source>
        <translation>‏α_i = V(CE_i, KD_i)، وV شبكة MLP بدالّة sigmoid</translation>
    </message>
    <message>
        <source>first α = 1: mean_k (z_k − zt_k τ/τ_max)², τ = 1…τ_max; then α = 0: CE</source>
        <translation>أوّلًا α = 1: mean_k (z_k − zt_k τ/τ_max)², τ = 1…τ_max؛ ثم α = 0: CE</translation>
    </message>
    <message>
        <source>first phase</source>
        <translation>المرحلة الأولى</translation>
    </message>
    <message>
        <source>stored α_i</source>
        <translation>‏α_i المخزّنة</translation>
    </message>
    <message>
        <source>α of another sample of the batch</source>
        <translation>‏α لعيّنة أخرى من الدفعة</translation>
    </message>
    <message>
        <source>mean α of the batch</source>
        <translation>متوسّط α في الدفعة</translation>
    </message>
    <message>
        <source>label loss, −ln p_i[y_i]</source>
        <translation>خسارة التسمية، −ln p_i[y_i]</translation>
    </message>
    <message>
        <source>label loss, (z_i − y_i)²</source>
        <translation>خسارة التسمية، (z_i − y_i)²</translation>
    </message>
    <message>
        <source>exp(−CE_i), what the student gave the label</source>
        <translation>‏exp(−CE_i)، ما أعطاه الطالب للتسمية</translation>
    </message>
    <message>
        <source>softmax(zt_i)[y_i], what the teacher gives the label</source>
        <translation>‏softmax(zt_i)[y_i]، ما يعطيه المعلّم للتسمية</translation>
    </message>
    <message>
        <source>the teacher&apos;s logits are not in the database</source>
        <translation>قيم logits المعلّم ليست في قاعدة البيانات</translation>
    </message>
    <message>
        <source>teacher loss, mean_k (z_ik − zt_ik·τ/τ_max)²</source>
        <translation>خسارة المعلّم، mean_k (z_ik − zt_ik·τ/τ_max)²</translation>
    </message>
    <message>
        <source>teacher loss, (z_i − zt_i)²</source>
        <translation>خسارة المعلّم، (z_i − zt_i)²</translation>
    </message>
    <message>
        <source>teacher loss, cross-entropy with the teacher at T = 1</source>
        <translation>خسارة المعلّم، الإنتروبيا المتقاطعة مع المعلّم عند T = 1</translation>
    </message>
    <message>
        <source>teacher loss, Σ_k q_k^l · KL(q&apos;_i ‖ p_i)</source>
        <translation>خسارة المعلّم، Σ_k q_k^l · KL(q&apos;_i ‖ p_i)</translation>
    </message>
    <message>
        <source>teacher loss, T² · KL(q_i^T ‖ p_i^T)</source>
        <translation>خسارة المعلّم، T² · KL(q_i^T ‖ p_i^T)</translation>
    </message>
    <message>
        <source>temperature of the teacher loss, the same for every sample</source>
        <translation>درجة حرارة خسارة المعلّم، وهي نفسها لكل عيّنة</translation>
    </message>
    <message>
        <source>temperature by the schedule flsw: it depends on the rest of the batch and is not stored</source>
        <translation>درجة الحرارة بحسب الجدول flsw: تتوقّف على بقية الدفعة ولا تُخزَّن</translation>
    </message>
    <message>
        <source>temperature by the schedule cwsm: it depends on the rest of the batch and is not stored</source>
        <translation>درجة الحرارة بحسب الجدول cwsm: تتوقّف على بقية الدفعة ولا تُخزَّن</translation>
    </message>
    <message>
        <source>what the run recorded at this step</source>
        <translation>ما سجّله التشغيل في هذه الخطوة</translation>
    </message>
    <message>
        <source>w_kd, since the two weights sum to 1</source>
        <translation>‏w_kd، لأنّ مجموع الوزنين 1</translation>
    </message>
    <message>
        <source>w_kd/(w_ce + w_kd), the teacher&apos;s share</source>
        <translation>‏w_kd/(w_ce + w_kd)، حصّة المعلّم</translation>
    </message>
    <message>
        <source>weight of the label loss</source>
        <translation>وزن خسارة التسمية</translation>
    </message>
    <message>
        <source>weight of the teacher loss</source>
        <translation>وزن خسارة المعلّم</translation>
    </message>
    <message>
        <source>the sample&apos;s part in the loss of its batch</source>
        <translation>إسهام العيّنة في خسارة دفعتها</translation>
    </message>
    <message>
        <source>ln(α/(1 − α)), by how much the teacher&apos;s draw was above the label&apos;s</source>
        <translation>‏ln(α/(1 − α))، مقدار زيادة السحب للمعلّم على السحب للتسمية</translation>
    </message>
    <message>
        <source>ln(α/(1 − α)), from α alone</source>
        <translation>‏ln(α/(1 − α))، من α وحدها</translation>
    </message>
    <message>
        <source>α/(1 − α); α tells the ratio of the weights and not their size</source>
        <translation>‏α/(1 − α)؛ تدلّ α على نسبة الوزنين لا على مقدارهما</translation>
    </message>
    <message>
        <source>α = 0: the label&apos;s term helps on the meta set, the teacher&apos;s does not</source>
        <translation>‏α = 0: حدّ التسمية يفيد على مجموعة meta، وحدّ المعلّم لا يفيد</translation>
    </message>
    <message>
        <source>α = 1: the teacher&apos;s term helps on the meta set, the label&apos;s does not</source>
        <translation>‏α = 1: حدّ المعلّم يفيد على مجموعة meta، وحدّ التسمية لا يفيد</translation>
    </message>
    <message>
        <source>α = ½: neither term helps on the meta set, or both do equally</source>
        <translation>‏α = ½: لا يفيد أيّ من الحدّين على مجموعة meta، أو يفيدان بالتساوي</translation>
    </message>
    <message>
        <source>α/(1 − α): how much more the teacher&apos;s term helps on the meta set</source>
        <translation>‏α/(1 − α): كم مرّة يفيد حدّ المعلّم أكثر على مجموعة meta</translation>
    </message>
    <message>
        <source>loss on the meta batch of this step</source>
        <translation>الخسارة على دفعة meta في هذه الخطوة</translation>
    </message>
    <message>
        <source>cosine of the meta-gradient with the training gradient</source>
        <translation>جيب تمام الزاوية بين التدرّج الفوقي وتدرّج التدريب</translation>
    </message>
    <message>
        <source>norm of the label term&apos;s gradient at this step</source>
        <translation>معيار تدرّج حدّ التسمية في هذه الخطوة</translation>
    </message>
    <message>
        <source>norm of the teacher term&apos;s gradient at this step</source>
        <translation>معيار تدرّج حدّ المعلّم في هذه الخطوة</translation>
    </message>
    <message>
        <source>steps up to here follow the teacher alone</source>
        <translation>الخطوات حتى هنا تتبع المعلّم وحده</translation>
    </message>
    <message>
        <source>of τ_max: the teacher&apos;s logits are scaled by τ/τ_max</source>
        <translation>من τ_max: تُضرب logits المعلّم في τ/τ_max</translation>
    </message>
    <message>
        <source>The mean losses of the two epochs before are not at hand.</source>
        <translation>متوسّط الخسائر في الحقبتين السابقتين غير متاح.</translation>
    </message>
    <message>
        <source>label loss of the last epoch over the epoch before it, means over all samples</source>
        <translation>خسارة التسمية في الحقبة الأخيرة مقسومة على التي قبلها، متوسّطات على كل العيّنات</translation>
    </message>
    <message>
        <source>teacher loss of the last epoch over the epoch before it, means over all samples</source>
        <translation>خسارة المعلّم في الحقبة الأخيرة مقسومة على التي قبلها، متوسّطات على كل العيّنات</translation>
    </message>
    <message>
        <source>−ln q_i[y_i], the teacher&apos;s label loss</source>
        <translation>‏−ln q_i[y_i]، خسارة التسمية للمعلّم</translation>
    </message>
    <message>
        <source>the class that the teacher favours, from 0</source>
        <translation>الفئة التي يفضّلها المعلّم، ابتداءً من 0</translation>
    </message>
    <message>
        <source>the label&apos;s class</source>
        <translation>فئة التسمية</translation>
    </message>
    <message>
        <source>what the teacher gives another class on average</source>
        <translation>ما يعطيه المعلّم لفئة أخرى في المتوسّط</translation>
    </message>
    <message>
        <source>the sample&apos;s own weight, inside the teacher loss</source>
        <translation>وزن العيّنة نفسها، داخل خسارة المعلّم</translation>
    </message>
    <message>
        <source>The formula needs all of the student&apos;s probabilities; stored is the label&apos;s alone, which tells the others only where there are two classes.</source>
        <translation>تحتاج الصيغة إلى كل احتمالات الطالب؛ والمخزَّن احتمال التسمية وحده، ولا تُعرف منه البقية إلّا حيث تكون الفئات اثنتين.</translation>
    </message>
    <message>
        <source>H(p_i)/ln 2, the student&apos;s entropy as a share</source>
        <translation>‏H(p_i)/ln 2، إنتروبيا الطالب كحصّة</translation>
    </message>
    <message>
        <source>the teacher&apos;s entropy at t = 3, nats</source>
        <translation>إنتروبيا المعلّم عند t = 3، بوحدة nat</translation>
    </message>
    <message>
        <source>the student&apos;s entropy at t = 3, nats</source>
        <translation>إنتروبيا الطالب عند t = 3، بوحدة nat</translation>
    </message>
    <message>
        <source>how far the student is off the label</source>
        <translation>مدى ابتعاد الطالب عن التسمية</translation>
    </message>
    <message>
        <source>The weights follow s, which the scheme learns from step to step; s is kept in checkpoints and not for every step.</source>
        <translation>تتبع الأوزان s، التي يتعلّمها المخطّط خطوة بعد خطوة؛ وتُحفظ s في نقاط الحفظ لا في كل خطوة.</translation>
    </message>
    <message>
        <source>The weights are drawn at random for each step; the draw itself is not stored.</source>
        <translation>تُسحب الأوزان عشوائيًا في كل خطوة؛ ولا يُخزَّن السحب نفسه.</translation>
    </message>
    <message>
        <source>The weights come from a network that learns from step to step; the network of that step is not stored.</source>
        <translation>تأتي الأوزان من شبكة تتعلّم خطوة بعد خطوة؛ ولا تُخزَّن شبكة تلك الخطوة.</translation>
    </message>
    <message>
        <source>The weights follow the meta-gradient of that step, which is far too large to be stored.</source>
        <translation>تتبع الأوزان التدرّج الفوقي لتلك الخطوة، وهو أكبر بكثير من أن يُخزَّن.</translation>
    </message>
    <message>
        <source>This program does not know the scheme&apos;s arithmetic.</source>
        <translation>لا يعرف هذا البرنامج حساب هذا المخطّط.</translation>
    </message>
    <message>
        <source>The teacher&apos;s logits on this sample are not in the database.</source>
        <translation>قيم logits المعلّم لهذه العيّنة ليست في قاعدة البيانات.</translation>
    </message>
    <message>
        <source>budget minutes</source>
        <translation>دقائق الميزانية</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>%1 · seed %2</source>
        <translation>⁨%1⁩ · البذرة ⁨%2⁩</translation>
    </message>
</context>
<context>
    <name>series</name>
    <message>
        <source>label</source>
        <translation>التسمية</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>المعلّم</translation>
    </message>
    <message>
        <source>total</source>
        <translation>المجموع</translation>
    </message>
    <message>
        <source>mean α</source>
        <translation>متوسّط α</translation>
    </message>
    <message>
        <source>ms in %1</source>
        <translation>ملّي ثانية في ⁨%1⁩</translation>
    </message>
    <message>
        <source>loss (nats)</source>
        <translation>الخسارة (nat)</translation>
    </message>
    <message>
        <source>milliseconds a step</source>
        <translation>ملّي ثانية لكلّ خطوة</translation>
    </message>
    <message>
        <source>score × 100</source>
        <translation>الدرجة × 100</translation>
    </message>
</context>
</TS>
