// SPDX-License-Identifier: GPL-3.0-or-later
// The choice of a device, and whole trainings by libtorch's operations on the CPU: the way that a
// run on a GPU takes through model, schemes and optimiser.
#include "train/device.h"

#include "core/study/error_of.h"
#include "core/train/toy_data.h"
#include "train/training_loop.h"

#include <gmock/gmock.h>

#include <unistd.h>

#include <algorithm>

namespace alphascope {
namespace {

using testing::HasSubstr;

TEST(ChooseDevice, SpreadsRunsThatLeaveTheChoiceOpen) {
    EXPECT_EQ(chooseDevice("auto", {}), torch::Device(torch::kCPU));
    const std::vector<int> runs{2, 1, 1};
    EXPECT_EQ(chooseDevice("auto", runs).str(), "cuda:1");
    EXPECT_EQ(chooseDevice("cuda", runs).str(), "cuda:1");
    EXPECT_EQ(chooseDevice("cuda:0", runs).str(), "cuda:0") << "a name is a name";
    EXPECT_EQ(chooseDevice("cpu", runs).str(), "cpu");
    EXPECT_THAT(errorOf([] { chooseDevice("cuda", {}); }), HasSubstr("finds none here"));
    EXPECT_THAT(errorOf([&] { chooseDevice("cuda:3", runs); }), HasSubstr("cuda:3"));
}

TEST(DeviceLease, OfTheCpuChangesNothing) {
    const DeviceLease lease("cpu", "fp32");
    EXPECT_TRUE(lease.device().is_cpu());
    EXPECT_EQ(deviceNames().front(), "cpu");
    EXPECT_THAT(errorOf([] { const DeviceLease none("cpu", "bf16"); }), HasSubstr("bf16"));
}

TEST(DeviceLease, OfAGpuThatIsNotThereIsRefused) {
    if (torch::cuda::device_count() > 0) GTEST_SKIP() << "this machine has a GPU";
    EXPECT_EQ(deviceNames().size(), 1U);
    EXPECT_TRUE(DeviceLease("auto", "fp32").device().is_cpu());
    EXPECT_THAT(errorOf([] { const DeviceLease none("cuda", "fp32"); }),
                HasSubstr("choose device = \"cpu\""));
    EXPECT_THAT(errorOf([] { const DeviceLease none("auto", "bf16"); }), HasSubstr("bf16"));
}

TEST(WantedDevice, OfARunThatGoesOnIsTheCpuWhereItBeganThere) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("device-" + std::to_string(::getpid()) + ".safetensors");
    RunSpec spec{.task = "demo"};
    const auto wanted = [&](const std::map<std::string, std::string>& metadata) {
        writeTensorFile(file, {.tensors = {{"x", torch::ones({3})}}, .metadata = metadata});
        return wantedDevice(spec, file);
    };
    EXPECT_EQ(wantedDevice(spec, {}), "auto");
    EXPECT_EQ(wanted({{"device", "cpu"}}), "cpu");
    EXPECT_EQ(wanted({{"step", "1"}}), "cpu") << "of an earlier version";
    EXPECT_EQ(wanted({{"device", "cuda:1"}}), "auto");
    spec.device = "cuda";
    EXPECT_EQ(wanted({{"device", "cpu"}}), "cuda") << "what the spec names holds";
    std::filesystem::remove(file);
    EXPECT_THAT(errorOf([&] { readTensorMetadata(file); }), HasSubstr(file.filename().string()));
}

/// What a training shows of itself.
struct Course {
    std::vector<double> losses, norms;
    torch::Tensor first_weights, logits;
};

Course train(const RunSpec& spec, const PreparedData& data, const Placement& placement) {
    at::set_num_threads(1);
    // Without dropout: the packed pass draws masks for fewer rows of the last layer.
    Classifier model(toy::smallConfig(data.tokenizer->size(), 0.0), 2);
    model.initialise(spec.seed);
    model.parameters().values().mul_(5.0);
    model.moveTo(placement);
    TrainingLoop loop(spec, model, data, data.train, &data.meta, toy::oracleLogits(data.train),
                      toy::oracleLogits(data.meta));
    Course course;
    LoopHooks hooks;
    hooks.on_step = [&](const StepReport& report) {
        if (report.step == 1) course.first_weights = report.weights;
        course.losses.push_back(report.total_loss);
        course.norms.push_back(report.gradient_norm);
    };
    EXPECT_TRUE(loop.run(hooks));
    course.logits =
        model.predict(packBatch(data.meta.encodings, {0, 1, 2, 3}, data.tokenizer->padId()));
    return course;
}

RunSpec withMethod(const std::string& method) {
    auto spec = toy::spec("rw-kd");
    spec.scheme_parameters["method"] = method;
    spec.scheme_parameters["meta_every"] = std::int64_t{2};
    return spec;
}

class ByOperations : public ::testing::TestWithParam<RunSpec> {};

TEST_P(ByOperations, TrainingTakesTheCourseOfOwnLoops) {
    const auto data = toy::separableTask(64, 32, 0.2);
    const auto loops = train(GetParam(), data, {}),
               operations = train(GetParam(), data, {.device = torch::kCPU, .own_loops = false});
    EXPECT_TRUE(torch::allclose(operations.first_weights, loops.first_weights, 1e-3, 1e-4));
    ASSERT_EQ(operations.losses.size(), 8U);
    for (std::size_t i = 0; i < loops.losses.size(); ++i) {
        EXPECT_NEAR(operations.losses[i], loops.losses[i], 2e-3 * loops.losses[i]) << "step " << i;
        EXPECT_NEAR(operations.norms[i], loops.norms[i], 1e-2 * loops.norms[i]) << "step " << i;
    }
    EXPECT_TRUE(torch::allclose(operations.logits, loops.logits, 1e-2, 1e-2));
    EXPECT_FALSE(torch::equal(operations.logits, loops.logits)) << "the same way twice";
}

INSTANTIATE_TEST_SUITE_P(Schemes, ByOperations,
                         ::testing::Values(withMethod("exact"), withMethod("tangent"),
                                           withMethod("differences"), withMethod("last_layer"),
                                           toy::spec("rw-kd-adam"), toy::spec("gradnorm"),
                                           toy::spec("mw-net")),
                         [](const auto& one) {
                             auto name = one.param.scheme + "_" + std::to_string(one.index);
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(TrainingInBf16, LearnsAsTheFloatTrainingDoes) {
    const auto data = toy::separableTask(128, 32, 0.0);
    auto spec = toy::spec("rw-kd");
    spec.train.epochs = 15;
    spec.train.learning_rate = 1e-2;
    spec.train.precision = "bf16";
    const Placement operations{.device = torch::kCPU, .own_loops = false};
    const auto half = train(spec, data, operations);
    spec.train.precision = "fp32";
    const auto full = train(spec, data, operations);
    EXPECT_NE(half.losses.front(), full.losses.front());
    EXPECT_NEAR(half.losses.front(), full.losses.front(), 0.02 * full.losses.front());
    EXPECT_LT(half.losses.back(), 0.1);
}

}  // namespace
}  // namespace alphascope
