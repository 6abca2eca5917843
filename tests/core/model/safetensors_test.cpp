// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors.h"

#include "study/error.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>

namespace alphascope {
namespace {

class Safetensors : public ::testing::Test {
protected:
    Safetensors()
        : folder(std::filesystem::temp_directory_path() /
                 ("safetensors-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder);
    }
    ~Safetensors() override { std::filesystem::remove_all(folder); }
    std::filesystem::path raw(const std::string& header, const std::string& body) {
        const auto file = folder / "raw.safetensors";
        const std::uint64_t length = header.size();
        std::ofstream out(file, std::ios::binary);
        out.write(reinterpret_cast<const char*>(&length), 8);
        out << header << body;
        return file;
    }
    std::filesystem::path folder;
};

TEST_F(Safetensors, ComeBackAsTheyWere) {
    TensorFile content;
    content.tensors["a"] = torch::randn({3, 4});
    content.tensors["b"] = torch::randn({2}, torch::kFloat64);
    content.tensors["c"] = torch::tensor({1, -5, 7}, torch::kInt64);
    content.metadata["key"] = "väl\"ue";
    writeTensorFile(folder / "sub" / "x.safetensors", content);
    const auto back = readTensorFile(folder / "sub" / "x.safetensors");
    ASSERT_EQ(back.tensors.size(), 3U);
    for (const auto& [name, tensor] : content.tensors)
        EXPECT_TRUE(torch::equal(tensor, back.tensors.at(name))) << name;
    EXPECT_EQ(back.metadata, content.metadata);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "sub"), {}), 1)
        << "a temporary file is left";
}

TEST_F(Safetensors, ReadsTheLayoutOfTheFormatDescription) {
    float values[2] = {1.5F, -2.0F};
    std::string body(8, '\0');
    std::memcpy(body.data(), values, 8);
    const auto file = raw(R"({"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}})", body);
    EXPECT_TRUE(torch::equal(readTensorFile(file).tensors.at("w"), torch::tensor({{1.5F, -2.0F}})));
}

TEST_F(Safetensors, RefusesWhatIsWrong) {
    const std::string eight(8, 'x');
    EXPECT_THROW(readTensorFile(raw("{", eight)), Error);
    EXPECT_THROW(
        readTensorFile(raw(R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", eight)),
        Error);
    EXPECT_THROW(
        readTensorFile(raw(R"({"w":{"dtype":"Q9","shape":[2],"data_offsets":[0,8]}})", eight)),
        Error);
    EXPECT_THROW(
        readTensorFile(raw(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,800]}})", eight)),
        Error);
    EXPECT_THROW(
        readTensorFile(raw(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", eight)),
        Error);
    EXPECT_THROW(
        readTensorFile(raw(R"({"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", eight)),
        Error);
    EXPECT_THROW(
        readTensorFile(raw(
            R"({"w":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,8]}})",
            eight)),
        Error);
    EXPECT_THROW(
        readTensorFile(raw(
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            eight)),
        Error);
    EXPECT_THROW(readTensorFile(raw(R"({})", eight)), Error);
    std::ofstream(folder / "short") << "abc";
    EXPECT_THROW(readTensorFile(folder / "short"), Error);
    EXPECT_THROW(readTensorFile(folder / "absent"), Error);
}

}  // namespace
}  // namespace alphascope
