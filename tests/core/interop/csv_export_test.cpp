// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/csv_export.h"

#include "core/store/scratch.h"

#include <cmath>
#include <sstream>

namespace alphascope {
namespace {

using CsvExport = Scratch;

TEST_F(CsvExport, HasALineForEveryNumberInTheOrderOfSteps) {
    std::int64_t id = 0;
    {
        StoreWriter writer(file_);
        addSomeRun(writer);
        id = addSomeRun(writer);
        const auto sink = writer.sink(id);
        sink->publish(ScalarLogged{.series = "b, \"two\"", .step = 2, .value = 0.1});
        sink->publish(ScalarLogged{.series = "a", .step = 1, .value = NAN});
        sink->publish(Evaluated{
            .step = 1, .set = "dev", .scores = {{"accuracy", 0.75}}, .outputs = 0, .logits = {}});
    }
    StoreReader reader(file_);
    std::ostringstream out;
    writeCsvHead(out);
    writeCsvRun(out, reader, id);
    EXPECT_EQ(out.str(),
              "run,series,step,value\n"
              "2,a,1,\n"
              "2,dev/accuracy,1,0.75\n"
              "2,\"b, \"\"two\"\"\",2,0.1\n");
}

}  // namespace
}  // namespace alphascope
