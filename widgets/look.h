// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"
#include "study/run_event.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alphascope {

/// Links the icons of the library into the program. Call once before the first widget.
void initResources();

/// Whether text is lighter than its ground.
bool isDark(const QPalette& palette);
/// `share` of `over` on `ground`, opaque: translucent fills are slow in plots.
QColor blend(const QColor& over, const QColor& ground, double share);

/// The colours of lines: the Okabe-Ito set (safe for colour-blind readers) in three lightnesses.
inline constexpr int kPaletteSize = 18;
/// `place` in [0, kPaletteSize).
QColor paletteColour(int place, bool dark);
/// Which of them a name has: decided by it alone.
int palettePlace(const std::string& name);
/// The places wanted, made different: each has the one it wants, or the next that none before it
/// has. Where there are more than kPaletteSize, the rest have what they want.
std::vector<int> separatePlaces(const std::vector<int>& wanted);

/// A run's colour: decided by its uuid alone, so it is the same in every plot and on every day.
QColor runColour(const std::string& uuid, bool dark);
/// The colour that the user gave the run, else that of its uuid; while runs are selected whose
/// colours would be the same, the later ones have another, see separateRunColours().
QColor runColour(const RunRow& run, bool dark);
/// From now on these runs, in their order, have different colours wherever runs are drawn: colours
/// that the user gave stay, the rest go out of their way. A registry of the GUI thread. Returns
/// whether some run has another colour than before.
bool separateRunColours(const std::vector<const RunRow*>& selected);
/// One of kMarkColours; another name has a colour as a uuid has.
QColor markColour(std::string_view name, bool dark);

/// Of two things that are subtracted: blue where the first has more, orange where the second has.
/// The pair is told apart by every kind of colour-blind reader.
QColor differenceColour(bool more, bool dark);

/// Of the frame around what has the focus: the highlight, or the text's colour where the highlight
/// cannot be told from the ground.
QColor focusColour(const QPalette& palette);

/// A state as a shape and a colour.
QIcon stateIcon(RunState state);

/// "1:10", "2:03:10"; empty for a negative or unknown time.
QString clockText(double seconds);
/// A run as plots and tables name it: "RW-KD · seed 3".
QString runTitle(const std::string& label, std::uint64_t seed);
/// Keeps the order of numbers and signs, as in "80.2 ± 0.7 (3)", inside text from right to left.
QString leftToRight(const QString& text);
/// A share as text: "62.3", with the decimal point of the language. "–" where it is not a number.
QString percentText(double share);
/// A short number: "0.98", "–" where it is not a number.
QString numberText(double value, int decimals);

}  // namespace alphascope
