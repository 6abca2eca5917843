// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/run_marks.h"

#include "store/clock.h"
#include "store/database.h"
#include "store/run_ledger.h"
#include "study/error.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

namespace alphascope {
namespace {

constexpr std::size_t kLongestTag = 100;

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void requireColour(const std::string& colour) {
    if (colour.empty() ||
        std::find(kMarkColours.begin(), kMarkColours.end(), colour) != kMarkColours.end())
        return;
    std::string known;
    for (const auto name : kMarkColours) known += (known.empty() ? "" : ", ") + std::string(name);
    throw Error("There is no colour \"" + colour + "\". Choose one of " + known + ".");
}

template <typename T>
void bindIf(SQLite::Statement& statement, int index, const std::optional<T>& value) {
    if (value)
        statement.bind(index, *value);
    else
        statement.bind(index);
}

void changeTags(SQLite::Database& database, const char* sql, std::int64_t run_id,
                const std::vector<std::string>& tags) {
    SQLite::Statement statement(database, sql);
    for (const auto& tag : tags) {
        statement.reset();
        statement.bind(1, run_id);
        statement.bind(2, tagFrom(tag));
        statement.exec();
    }
}

}  // namespace

bool MarkChange::empty() const {
    return add_tags.empty() && remove_tags.empty() && !note && !colour && !archived;
}

bool sameTag(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowered(x) == lowered(y); });
}

bool hasTag(const std::vector<std::string>& tags, std::string_view tag) {
    return std::any_of(tags.begin(), tags.end(),
                       [tag](const auto& other) { return sameTag(other, tag); });
}

std::string tagFrom(const std::string& text) {
    constexpr const char* kSpace = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpace);
    if (begin == std::string::npos) throw Error("A tag is empty; write a word.");
    const std::string tag = text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
    const bool broken = std::any_of(tag.begin(), tag.end(), [](char c) {
        return c == ',' || static_cast<unsigned char>(c) < ' ';
    });
    if (broken)
        throw Error("The tag \"" + tag +
                    "\" has a comma or a line break in it; write one tag without them.");
    if (tag.size() > kLongestTag)
        throw Error("The tag \"" + tag.substr(0, 20) + "…\" is longer than " +
                    std::to_string(kLongestTag) + " bytes; shorten it, or write a note.");
    return tag;
}

std::vector<std::string> tagsFrom(const std::string& text) {
    std::vector<std::string> tags;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const std::string part = text.substr(begin, end - begin);
        begin = end + 1;
        if (part.find_first_not_of(" \t\r\n") == std::string::npos) continue;
        if (auto tag = tagFrom(part); !hasTag(tags, tag)) tags.push_back(std::move(tag));
    }
    return tags;
}

MarkChange undoOf(const MarkChange& change, const RunMarks& before) {
    MarkChange undo;
    undo.run_id = change.run_id;
    for (const auto& tag : change.add_tags)
        if (!hasTag(before.tags, tag)) undo.remove_tags.push_back(tag);
    for (const auto& tag : before.tags)
        if (hasTag(change.remove_tags, tag)) undo.add_tags.push_back(tag);
    if (change.note) undo.note = before.note;
    if (change.colour) undo.colour = before.colour;
    if (change.archived) undo.archived = before.archived;
    return undo;
}

void changeMarks(SQLite::Database& database, const std::vector<MarkChange>& changes) {
    SQLite::Statement write(
        database,
        "INSERT INTO run_mark (run_id, note, colour, archived, changed)"
        " VALUES (?1, coalesce(?2, ''), coalesce(?3, ''), coalesce(?4, 0), ?5)"
        " ON CONFLICT (run_id) DO UPDATE SET note = coalesce(?2, note),"
        " colour = coalesce(?3, colour), archived = coalesce(?4, archived), changed = ?5");
    for (const auto& change : changes) {
        requireRun(database, change.run_id);
        if (change.colour) requireColour(*change.colour);
        write.reset();
        write.bind(1, change.run_id);
        bindIf(write, 2, change.note);
        bindIf(write, 3, change.colour);
        bindIf(write, 4, change.archived ? std::optional<int>(*change.archived) : std::nullopt);
        write.bind(5, unixNow());
        write.exec();
        changeTags(database, "DELETE FROM run_tag WHERE run_id = ?1 AND tag = ?2", change.run_id,
                   change.remove_tags);
        changeTags(database, "INSERT OR IGNORE INTO run_tag (run_id, tag) VALUES (?1, ?2)",
                   change.run_id, change.add_tags);
    }
}

}  // namespace alphascope
