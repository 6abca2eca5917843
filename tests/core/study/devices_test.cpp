// SPDX-License-Identifier: GPL-3.0-or-later
#include "study/devices.h"

#include "study/study.h"

#include <gmock/gmock.h>

namespace alphascope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<std::string> kNoGpu{"cpu"}, kTwoGpus{"cpu", "cuda:0", "cuda:1"};

TEST(Devices, AreAcceptedWhereTheMachineHasThem) {
    for (const auto* device : {"auto", "cpu"})
        EXPECT_THAT(deviceProblem(device, "fp32", kNoGpu), IsEmpty()) << device;
    for (const auto* device : {"auto", "cpu", "cuda", "cuda:0", "cuda:1"})
        EXPECT_THAT(deviceProblem(device, "fp32", kTwoGpus), IsEmpty()) << device;
    for (const auto* device : {"auto", "cuda", "cuda:1"})
        EXPECT_THAT(deviceProblem(device, "bf16", kTwoGpus), IsEmpty()) << device;
}

TEST(Devices, ThatAreNotThereAreNamedWithWhatIs) {
    EXPECT_THAT(deviceProblem("cuda", "fp32", kNoGpu), HasSubstr("finds none here"));
    EXPECT_THAT(deviceProblem("cuda:0", "bf16", kNoGpu), HasSubstr("device = \"cuda:0\" asks"));
    EXPECT_THAT(deviceProblem("cuda:2", "fp32", kTwoGpus),
                HasSubstr("this machine has cuda:0, cuda:1."));
}

TEST(Devices, HalfFloatsNeedAGpu) {
    EXPECT_THAT(deviceProblem("auto", "bf16", kNoGpu), HasSubstr("needs a GPU"));
    EXPECT_THAT(deviceProblem("cpu", "bf16", kTwoGpus), HasSubstr("needs a GPU"));
    EXPECT_THAT(deviceProblem("cpu", "bf16"), HasSubstr("needs a GPU"));
    EXPECT_THAT(deviceProblem("auto", "bf16"), IsEmpty()) << "only the machine can tell";
    EXPECT_TRUE(needsGpu("auto", "bf16"));
    EXPECT_TRUE(needsGpu("cuda:1", "fp32"));
    EXPECT_FALSE(needsGpu("auto", "fp32"));
}

TEST(Devices, WithOtherNamesAreRefusedWhateverTheMachine) {
    for (const auto* device : {"", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:01", "cuda:x", "cuda1",
                               "cuda:100", "cuda:0 ", "cpu:0"})
        EXPECT_THAT(deviceProblem(device, "fp32"), HasSubstr("device cannot be")) << device;
}

TEST(Devices, OfAStudyReachEveryRunAndAreChecked) {
    Study study{.tasks = {"demo"}};
    study.schemes = {{.id = "rw-kd", .parameters = {}}};
    study.device = "cuda:1";
    study.student.precision = "bf16";
    const Study back = parseStudy(study.toToml(), "again.toml");
    EXPECT_THAT(validate(back), IsEmpty());
    const auto runs = expand(back);
    ASSERT_EQ(runs.size(), 3U);
    for (const auto& run : runs) {
        EXPECT_EQ(run.spec.device, "cuda:1");
        EXPECT_EQ(run.spec.train.precision, run.spec.role == Role::kTeacher ? "fp32" : "bf16");
    }
    study.device = "cpu";
    EXPECT_THAT(validate(study), testing::ElementsAre(HasSubstr("bf16")));
    study.device = "tpu";
    EXPECT_THAT(validate(study), testing::ElementsAre(HasSubstr("\"tpu\"")));
    study.device = "auto";
    study.student.precision = "fp16";
    EXPECT_THAT(validate(study), testing::ElementsAre(HasSubstr("precision")));
}

}  // namespace
}  // namespace alphascope
