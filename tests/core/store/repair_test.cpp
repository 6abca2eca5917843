// SPDX-License-Identifier: GPL-3.0-or-later
// A stranger's file, made to look damaged. What damage itself does is in maintenance_test.cpp.
#include "store/repair.h"

#include "scratch.h"
#include "store/maintenance.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace alphascope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kEndless =
    " AS WITH RECURSIVE n(run_id, tag) AS (SELECT 1, 'x' UNION ALL SELECT run_id, tag FROM n)"
    " SELECT * FROM n";

class Repair : public Scratch {
protected:
    void SetUp() override {
        StoreWriter writer(file_);
        writer.sink(addSomeRun(writer))->publish(someStep(1));
    }
    /// Names of the tables that are left out as something else; the rest is copied and in order.
    std::vector<std::string> leftOut() const {
        const auto target = folder_ / "repaired.db";
        std::filesystem::remove(target);
        std::vector<std::string> names;
        for (const RepairedTable& table : repairDatabase(file_, target))
            if (table.disguised) names.push_back(table.name);
        EXPECT_THAT(checkDatabase(target), IsEmpty());
        return names;
    }
};

TEST_F(Repair, LeavesNothingOutOfAFileOfOurs) {
    EXPECT_THAT(leftOut(), IsEmpty());
    EXPECT_EQ(StoreReader(folder_ / "repaired.db").runs().size(), 1U);
}

TEST_F(Repair, NeverReadsAnEndlessView) {
    execute("DROP TABLE run_tag; CREATE VIEW RUN_TAG" + std::string(kEndless));
    EXPECT_THAT(leftOut(), ElementsAre("run_tag"));
    EXPECT_EQ(StoreReader(folder_ / "repaired.db").runs().size(), 1U);
    execute("DROP TABLE run; CREATE VIEW run" + std::string(kEndless));
    EXPECT_THAT(leftOut(), ElementsAre("run", "run_tag"));
}

TEST_F(Repair, ReadsNoVirtualTableAndNoGeneratedColumn) {
    execute(
        "DROP TABLE run_tag; CREATE VIRTUAL TABLE Run_Tag USING dbstat(main);"
        "ALTER TABLE log ADD COLUMN twice INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL");
    EXPECT_THAT(leftOut(), testing::UnorderedElementsAre("log", "run_tag"));
}

/// Rows of the schema that say one thing and hold another, which only a repair accepts.
TEST_F(Repair, ARowOfTheSchemaMayLie) {
    execute(
        "DROP TABLE run_tag; DROP TABLE log; PRAGMA writable_schema = ON;"
        "INSERT INTO sqlite_schema VALUES ('table', 'run_tag', 'run_tag', 0, 'CREATE VIEW run_tag"
        " AS WITH RECURSIVE n(run_id, tag) AS (SELECT 1, ''x'' UNION ALL SELECT run_id, tag FROM n)"
        " SELECT * FROM n'), ('table', 'other', 'other', 0, 'CREATE VIRTUAL TABLE log USING"
        " dbstat(main)'), ('table', 'third', 'third', 0, 'CREATE VIEW score_note AS SELECT 1 AS"
        " x')");
    EXPECT_THAT(leftOut(), testing::UnorderedElementsAre("log", "run_tag"));
}

}  // namespace
}  // namespace alphascope
