// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_model.h"

#include "widgets/look.h"
#include "widgets/sample_marks.h"

#include <array>
#include <cmath>
#include <utility>

namespace alphascope {

namespace {

QString sentence(const SampleRow& row) {
    QString text = QString::fromStdString(row.text_a);
    if (!row.text_b.empty()) text += QStringLiteral("  |  ") + QString::fromStdString(row.text_b);
    return text.isEmpty() ? QStringLiteral("#%1").arg(row.view.record.id) : text;
}

bool isNumber(int column) {
    return column <= SampleModel::kTeacherLoss && column != SampleModel::kLabel;
}

/// Short enough for a narrow column; the detail says it in full.
QString flagLetters(std::uint8_t flags) {
    const bool flipped = (flags & kFlagFlipped) != 0;
    const bool misled = (flags & kFlagTeacherMisled) != 0;
    if (flipped && misled) return SampleModel::tr("both");
    if (flipped) return SampleModel::tr("flipped");
    return misled ? SampleModel::tr("misled") : QString();
}

}  // namespace

QString flagText(std::uint8_t flags) {
    QStringList parts;
    if ((flags & kFlagFlipped) != 0) {
        parts << SampleModel::tr("its label was flipped on purpose");
    }
    if ((flags & kFlagTeacherMisled) != 0) {
        parts << SampleModel::tr("its teacher was misled on purpose");
    }
    return parts.join(QStringLiteral(", "));
}

void SampleModel::show(std::shared_ptr<const SampleResult> result) {
    beginResetModel();
    result_ = std::move(result);
    endResetModel();
}

const SampleRow* SampleModel::sample(int row) const {
    return row >= 0 && row < rowCount() ? &result_->rows[static_cast<std::size_t>(row)] : nullptr;
}

int SampleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !result_ ? 0 : static_cast<int>(result_->rows.size());
}

int SampleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
    const SampleRow* row = index.isValid() ? sample(index.row()) : nullptr;
    if (row == nullptr) return {};
    const int column = index.column();
    const bool sorting = role == kSortRole;
    if (column == kMark) {
        if (sorting) return marked(*row) ? 1 : 0;
        if (role == Qt::CheckStateRole && marks_ != nullptr)
            return marked(*row) ? Qt::Checked : Qt::Unchecked;
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::ToolTipRole && column == kFlags) return flagText(row->view.flags);
    if (role != Qt::DisplayRole && !sorting) return {};
    if (const auto field = fieldOf(column); field && isNumber(column)) {
        const double value = numberOf(*row, *field);
        if (sorting) return std::isnan(value) ? -1.0 : value;
        return numberText(value, 2);
    }
    if (column == kLabel) return QString::fromStdString(row->label_name);
    if (column == kFlags) return flagLetters(row->view.flags);
    return sentence(*row);
}

bool SampleModel::marked(const SampleRow& row) const {
    return marks_ != nullptr && marks_->contains(row.view.record.id);
}

bool SampleModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const SampleRow* row = index.isValid() ? sample(index.row()) : nullptr;
    if (row == nullptr || marks_ == nullptr || index.column() != kMark ||
        role != Qt::CheckStateRole)
        return false;
    marks_->set(row->view.record.id, value.toInt() == Qt::Checked);
    emit dataChanged(index, index);
    return true;
}

Qt::ItemFlags SampleModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool box = index.isValid() && index.column() == kMark && marks_ != nullptr;
    return box ? flags | Qt::ItemIsUserCheckable : flags;
}

void SampleModel::setMarks(SampleMarks* marks) {
    if (marks == marks_) return;
    beginResetModel();
    marks_ = marks;
    endResetModel();
}

std::optional<SampleField> SampleModel::fieldOf(int column) {
    constexpr std::array kFields{
        SampleField::kAlpha,       SampleField::kMeanAlpha, SampleField::kLabel,
        SampleField::kTeacher,     SampleField::kStudent,   SampleField::kLabelLoss,
        SampleField::kTeacherLoss, SampleField::kFlags,     SampleField::kText};
    static_assert(kFields.size() == kMark);
    if (column < 0 || column >= kMark) return std::nullopt;
    return kFields[static_cast<std::size_t>(column)];
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
    const std::array<QString, kColumns> titles{
        tr("α"),  tr("mean α"), tr("label"), tr("teacher"),  tr("student"),
        tr("CE"), tr("KD"),     tr("known"), tr("sentence"), QString()};
    const std::array<QString, kColumns> tips{
        tr("Weight on the teacher at the sample's latest step"),
        tr("Mean of α over epochs"),
        tr("The label that training saw"),
        tr("What the teacher gives that label: its softmax probability"),
        tr("What the student gave that label at the sample's latest step: exp(-CE)"),
        tr("Cross-entropy with the label, in nats (regression: squared error)"),
        tr("The teacher's loss as the scheme has it: mostly T² times the KL divergence"),
        tr("Whether the label was flipped, or the teacher misled, on purpose"),
        tr("The text, read from the data folder"),
        tr("Marked by you; M marks the selected samples, and M again takes the marks off")};
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::DisplayRole) return titles[static_cast<std::size_t>(section)];
    if (role == Qt::ToolTipRole) return tips[static_cast<std::size_t>(section)];
    return {};
}

}  // namespace alphascope
