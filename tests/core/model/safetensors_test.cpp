// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/safetensors.h"

#include "core/data/helpers.h"

#include <nlohmann/json.hpp>

#include <cstring>

namespace alphascope {
namespace {

class Safetensors : public ::testing::Test {
protected:
    /// A file of these bytes; `length` in front says how long its header is.
    std::filesystem::path raw(std::uint64_t length, const std::string& bytes) const {
        return scratch.write("raw.safetensors",
                             std::string(reinterpret_cast<const char*>(&length), 8) + bytes);
    }
    static std::string refusal(const std::filesystem::path& file) {
        return errorOf([&] { readTensorFile(file); });
    }
    testing::ScratchFolder scratch;
    std::filesystem::path folder = scratch.path();
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
    const std::string header = R"({"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}})";
    const auto file = raw(header.size(), header + body);
    EXPECT_TRUE(torch::equal(readTensorFile(file).tensors.at("w"), torch::tensor({{1.5F, -2.0F}})));
}

TEST_F(Safetensors, KeepsEveryTypeAsItIsStored) {
    TensorFile content;
    for (const auto type :
         {torch::kFloat64, torch::kFloat32, torch::kFloat16, torch::kBFloat16, torch::kInt64,
          torch::kInt32, torch::kInt16, torch::kInt8, torch::kUInt8, torch::kBool})
        content.tensors[torch::toString(type)] = torch::tensor({0, 1, 1}).to(type);
    content.tensors["empty"] = torch::empty({2, 0, 3});
    content.tensors["scalar"] = torch::tensor(2.5);
    writeTensorFile(folder / "x", content);
    const auto back = readTensorFile(folder / "x");
    ASSERT_EQ(back.tensors.size(), content.tensors.size());
    for (const auto& [name, tensor] : content.tensors) {
        EXPECT_EQ(back.tensors.at(name).scalar_type(), tensor.scalar_type());
        EXPECT_EQ(back.tensors.at(name).sizes(), tensor.sizes());
        EXPECT_TRUE(torch::equal(tensor, back.tensors.at(name))) << name;
    }
    content.tensors = {{"c", torch::complex(torch::ones({1}), torch::ones({1}))}};
    EXPECT_THROW(writeTensorFile(folder / "x", content), Error);
}

TEST_F(Safetensors, AlignsEveryTensorToItsElements) {
    writeTensorFile(folder / "x", {.tensors = {{"a", torch::tensor({1, 2, 3}, torch::kUInt8)},
                                               {"b", torch::tensor({1.0, 2.0}, torch::kFloat64)},
                                               {"c", torch::tensor({1.0F})}},
                                   .metadata = {}});
    std::ifstream in(folder / "x", std::ios::binary);
    std::uint64_t length = 0;
    in.read(reinterpret_cast<char*>(&length), 8);
    EXPECT_EQ(length % 8, 0U);
    std::string text(length, ' ');
    in.read(text.data(), static_cast<std::streamsize>(length));
    const auto header = nlohmann::json::parse(text);
    EXPECT_EQ(header["b"]["data_offsets"][0].get<int>() % 8, 0);
    EXPECT_EQ(header["c"]["data_offsets"][0].get<int>() % 4, 0);
}

TEST_F(Safetensors, OutliveTheirFile) {
    writeTensorFile(folder / "x", {.tensors = {{"a", torch::arange(1000)}}, .metadata = {}});
    const auto tensor = readTensorFile(folder / "x").tensors.at("a");
    std::filesystem::resize_file(folder / "x", 0);  // a mapping would end the process here
    EXPECT_TRUE(torch::equal(tensor, torch::arange(1000)));
}

/// A header over eight bytes of data, and what the refusal must say.
struct BadFile {
    const char* name;
    std::string header;
    const char* said;
};

void PrintTo(const BadFile& file, std::ostream* out) {
    *out << file.header.substr(0, 200);
}

class BadSafetensors : public Safetensors, public ::testing::WithParamInterface<BadFile> {};

TEST_P(BadSafetensors, AreRefusedInASentenceThatNamesFileAndFault) {
    const std::string& header = GetParam().header;
    const auto file = raw(header.size(), header + std::string(8, 'x'));
    EXPECT_THAT(refusal(file), ::testing::HasSubstr(file.string()));
    EXPECT_THAT(refusal(file), ::testing::HasSubstr(GetParam().said));
}

std::string entry(const char* dtype, const char* shape, const char* offsets) {
    return std::string(R"({"w":{"dtype":)") + dtype + R"(,"shape":)" + shape +
           R"(,"data_offsets":)" + offsets + "}}";
}

const BadFile kBadFiles[] = {
    {"CutJson", "{", "not JSON"},
    {"Rest", entry("\"F32\"", "[2]", "[0,8]") + "}", "not JSON"},
    {"NoObject", "[1]", "begin with {"},
    {"LeadingSpace", " " + entry("\"F32\"", "[2]", "[0,8]"), "begin with {"},
    {"BadUtf8", "{\"\xff\":1}", "not JSON"},
    {"Deep",
     std::string(R"({"w":{"dtype":)") + std::string(5000, '[') + std::string(5000, ']') + "}}",
     "nested too deeply"},
    {"DoubleTensor",
     R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
     R"("w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
     "names w twice"},
    {"DoubleField", R"({"w":{"dtype":"F32","dtype":"I8","shape":[2],"data_offsets":[0,8]}})",
     "names dtype twice"},
    {"DoubleMetadata", R"({"__metadata__":{"a":"1","a":"2"}})", "names a twice"},
    {"MetadataNumber", R"({"__metadata__":{"a":1}})", "metadata a is not a text"},
    {"MetadataList", R"({"__metadata__":[]})", "__metadata__"},
    {"NoFields", R"({"w":{}})", "dtype, shape and data_offsets"},
    {"MoreFields", R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}})",
     "nothing else"},
    {"UnknownType", entry("\"Q9\"", "[2]", "[0,8]"), "dtype Q9"},
    {"TypeNumber", entry("3", "[2]", "[0,8]"), "dtype of w"},
    {"ShapeTooLarge", entry("\"F32\"", "[3]", "[0,8]"), "needs 12 bytes"},
    {"ShapeTooSmall", entry("\"F32\"", "[1]", "[0,8]"), "needs 4 bytes"},
    {"ShapeText", entry("\"F32\"", "2", "[0,8]"), "not a list"},
    {"NegativeShape", entry("\"F32\"", "[-2]", "[0,8]"), "-2"},
    {"BrokenShape", entry("\"F32\"", "[2.0]", "[0,8]"), "2.0"},
    {"ShapeOverflow", entry("\"F32\"", "[4294967296,4294967296,4294967296]", "[0,8]"), "overflows"},
    {"ShapeOverflowToFit", entry("\"F32\"", "[4611686018427387906]", "[0,8]"), "overflows"},
    {"ZeroHidesOverflow",
     R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
     R"("z":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[8,8]}})",
     "z overflows"},
    {"NumberOverflow", entry("\"F32\"", "[99999999999999999999]", "[0,8]"), "not a whole number"},
    {"OneOffset", entry("\"F32\"", "[2]", "[0]"), "two numbers"},
    {"Backwards", entry("\"F32\"", "[2]", "[8,0]"), "run backwards"},
    {"PastTheEnd", entry("\"F32\"", "[200]", "[0,800]"), "past the end"},
    {"HoleInFront", entry("\"F32\"", "[1]", "[4,8]"), "a hole before w"},
    {"BytesLeftOver", entry("\"F32\"", "[1]", "[0,4]"), "belong to no tensor"},
    {"NothingNamed", "{}", "belong to no tensor"},
    {"Overlap",
     R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
     R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
     "b overlaps"},
    {"SamePlace",
     R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
     R"("b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
     "overlaps"},
    {"BoolOfOtherBytes", entry("\"BOOL\"", "[8]", "[0,8]"), "other than 0 and 1"},
};
INSTANTIATE_TEST_SUITE_P(Files, BadSafetensors, ::testing::ValuesIn(kBadFiles),
                         [](const auto& one) { return one.param.name; });

TEST_F(Safetensors, SurviveAnyChangedByte) {
    writeTensorFile(folder / "good", {.tensors = {{"a", torch::arange(6).view({2, 3})},
                                                  {"b", torch::tensor({true, false})},
                                                  {"c", torch::ones({3})}},
                                      .metadata = {{"k", "v"}}});
    std::ifstream in(folder / "good", std::ios::binary);
    const std::string good((std::istreambuf_iterator<char>(in)), {});
    std::size_t refused = 0;
    for (std::size_t place = 0; place < good.size(); ++place)
        for (const char byte : {'\0', '9', '-', '"', '[', '}', '\xff'}) {
            std::string bad = good;
            bad[place] = byte;
            // A changed number or name may still be a file.
            refused += refusal(scratch.write("bad", bad)).empty() ? 0 : 1;
        }
    EXPECT_GT(refused, good.size()) << "nothing else may come out than Error";
}

TEST_F(Safetensors, RefusesHeaderLengthsThatCannotBe) {
    for (const char* bytes : {"", "abc"})
        EXPECT_THAT(refusal(scratch.write("x", bytes)), ::testing::HasSubstr("fewer than 8 bytes"));
    EXPECT_THAT(refusal(raw(3, "{}")), ::testing::HasSubstr("pass the end"));
    EXPECT_THAT(refusal(raw(~0ULL, "{}")), ::testing::HasSubstr("over the limit"));
    EXPECT_THAT(refusal(raw(0, "{}")), ::testing::HasSubstr("begin with {"));
    EXPECT_EQ(refusal(raw(2, "{}")), "") << "no tensors at all are a valid file";
    EXPECT_THROW(readTensorFile(folder / "absent"), Error);
    EXPECT_THROW(readTensorFile(folder), Error) << "a folder";
}

}  // namespace
}  // namespace alphascope
