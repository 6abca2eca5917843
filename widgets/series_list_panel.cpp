// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/series_list_panel.h"

#include "widgets/series_panel.h"
#include "widgets/series_view.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QVBoxLayout>

namespace alphascope {

namespace {

constexpr int kNameRole = Qt::UserRole;

/// Hands the names of the dragged items on, one a line.
class DragList : public QListWidget {
public:
    using QListWidget::QListWidget;

protected:
    [[nodiscard]] QStringList mimeTypes() const override {
        return {QLatin1String(kSeriesMimeType)};
    }
    [[nodiscard]] QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override {
        QStringList names;
        for (const QListWidgetItem* item : items) names << item->data(kNameRole).toString();
        auto* dragged = new QMimeData;
        dragged->setData(QLatin1String(kSeriesMimeType), names.join(QLatin1Char('\n')).toUtf8());
        return dragged;
    }
};

}  // namespace

SeriesListPanel::SeriesListPanel(QWidget* parent)
    : QWidget(parent), words_(new QLineEdit(this)), list_(new DragList(this)) {
    setObjectName(QStringLiteral("series_list"));
    words_->setObjectName(QStringLiteral("series_filter"));
    words_->setPlaceholderText(tr("Filter series"));
    words_->setAccessibleName(tr("Filter series"));
    words_->setClearButtonEnabled(true);
    list_->setObjectName(QStringLiteral("series"));
    list_->setAccessibleName(tr("Series of the selected runs"));
    list_->setToolTip(tr("Drag a series onto a plot, or double-click it"));
    list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    list_->setDragEnabled(true);
    list_->setDragDropMode(QAbstractItemView::DragOnly);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(4, 4, 4, 4);
    all->addWidget(words_);
    all->addWidget(list_, 1);
    connect(words_, &QLineEdit::textChanged, this, &SeriesListPanel::filter);
    connect(list_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        emit activated(item->data(kNameRole).toString());
    });
}

/// Of runs that only go on, only what they have gone on with is looked at.
void SeriesListPanel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot || snapshot->selected == shown_) return;
    const bool go_on = std::equal(shown_.begin(), shown_.end(), snapshot->selected.begin(),
                                  snapshot->selected.end(), [](const auto& a, const auto& b) {
                                      return a->history && a->history == b->history &&
                                             a->evaluations.size() <= b->evaluations.size();
                                  });
    std::set<std::string> names = go_on ? names_ : std::set<std::string>();
    for (std::size_t i = 0; i < snapshot->selected.size(); ++i) {
        const RunDetail& run = *snapshot->selected[i];
        for (const auto& [name, series] : run.series) names.insert(name);
        for (std::size_t at = go_on ? shown_[i]->evaluations.size() : 0;
             at < run.evaluations.size(); ++at)
            for (const auto& [metric, value] : run.evaluations[at].scores)
                names.insert(scoreSeries(run.evaluations[at].set, metric));
    }
    shown_ = snapshot->selected;
    if (names == names_) return;
    names_ = std::move(names);
    refill();
}

void SeriesListPanel::refill() {
    list_->clear();
    for (const std::string& name : names_) {
        auto* item = new QListWidgetItem(seriesTitle(name), list_);
        item->setData(kNameRole, QString::fromStdString(name));
        item->setToolTip(QString::fromStdString(name));
    }
    filter();
}

void SeriesListPanel::filter() {
    for (int row = 0; row < list_->count(); ++row) {
        QListWidgetItem* item = list_->item(row);
        const QString text = item->text() + QLatin1Char(' ') + item->data(kNameRole).toString();
        item->setHidden(!text.contains(words_->text(), Qt::CaseInsensitive));
    }
}

}  // namespace alphascope
