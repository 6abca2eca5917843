// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of fields are those of tensorflow/core/util/event.proto, and of summary.proto,
// histogram.proto, tensor.proto, tensor_shape.proto in tensorflow/core/framework.
#include "interop/event.h"

#include "interop/wire.h"
#include "study/error.h"

#include <cstring>
#include <optional>

namespace alphascope {

const char* const kEventFileVersion = "brain.Event:2";

namespace {

namespace event_field {
constexpr std::uint32_t kWallTime = 1, kStep = 2, kFileVersion = 3, kSummary = 5;
}
namespace summary_field {
constexpr std::uint32_t kValue = 1;
}
namespace value_field {
constexpr std::uint32_t kTag = 1, kSimpleValue = 2, kHistogram = 5, kTensor = 8, kMetadata = 9;
}
namespace histogram_field {
constexpr std::uint32_t kMin = 1, kMax = 2, kNum = 3, kSum = 4, kSumSquares = 5, kLimits = 6,
                        kCounts = 7;
}
namespace tensor_field {
constexpr std::uint32_t kType = 1, kShape = 2, kContent = 4, kSingles = 5, kReals = 6, kTexts = 8;
}
constexpr std::uint32_t kShapeDimension = 2, kDimensionSize = 1;
constexpr std::uint32_t kPluginData = 1, kPluginName = 1;
constexpr std::int64_t kSingle = 1, kReal = 2, kText = 7;  // DataType
constexpr std::size_t kLongestTag = 4096;

std::string encodeHistogram(const EventHistogram& histogram) {
    double total = 0.0;
    for (const double count : histogram.counts) total += count;
    WireWriter proto;
    proto.real(histogram_field::kMin, histogram.min);
    proto.real(histogram_field::kMax, histogram.max);
    proto.real(histogram_field::kNum, total);
    proto.real(histogram_field::kSum, histogram.sum);
    proto.real(histogram_field::kSumSquares, histogram.sum_of_squares);
    proto.packedReals(histogram_field::kLimits, histogram.limits);
    proto.packedReals(histogram_field::kCounts, histogram.counts);
    return proto.text();
}

/// A tensor of one text, with the name of the page that shows it.
void encodeText(WireWriter& value, const EventText& text) {
    WireWriter plugin, metadata, size, shape, tensor;
    plugin.bytes(kPluginName, "text");
    metadata.bytes(kPluginData, plugin.text());
    size.integer(kDimensionSize, 1);
    shape.bytes(kShapeDimension, size.text());
    tensor.integer(tensor_field::kType, kText);
    tensor.bytes(tensor_field::kShape, shape.text());
    tensor.bytes(tensor_field::kTexts, text.text);
    value.bytes(value_field::kTensor, tensor.text());
    value.bytes(value_field::kMetadata, metadata.text());
}

template <typename Number>
std::optional<double> onlyNumber(std::string_view bytes) {
    if (bytes.size() != sizeof(Number)) return std::nullopt;
    Number number{};
    std::memcpy(&number, bytes.data(), sizeof number);
    return static_cast<double>(number);
}

/// Elements of the shape; 0 where it has none or cannot be known.
std::int64_t elementsOf(std::string_view bytes) {
    std::int64_t elements = 1;
    for (WireReader shape(bytes); shape.next();) {
        if (!shape.is(kShapeDimension, WireType::kBytes)) continue;
        std::int64_t size = 0;
        for (WireReader dimension(shape.bytes()); dimension.next();)
            if (dimension.is(kDimensionSize, WireType::kVarint)) size = dimension.integer();
        if (size != 1) elements = 0;
    }
    return elements;
}

std::optional<double> decodeTensor(std::string_view bytes) {
    std::int64_t type = 0, elements = 1;
    std::string_view content;
    std::optional<double> single, real;
    int numbers = 0;
    for (WireReader tensor(bytes); tensor.next();) {
        if (tensor.is(tensor_field::kType, WireType::kVarint)) type = tensor.integer();
        if (tensor.is(tensor_field::kShape, WireType::kBytes))
            elements = elementsOf(tensor.bytes());
        if (tensor.is(tensor_field::kContent, WireType::kBytes)) content = tensor.bytes();
        // Numbers come packed, or one by one.
        if (tensor.is(tensor_field::kSingles, WireType::kBytes))
            single = onlyNumber<float>(tensor.bytes());
        if (tensor.is(tensor_field::kSingles, WireType::kFixed32)) single = tensor.single();
        if (tensor.is(tensor_field::kReals, WireType::kBytes))
            real = onlyNumber<double>(tensor.bytes());
        if (tensor.is(tensor_field::kReals, WireType::kFixed64)) real = tensor.real();
        if (tensor.field() == tensor_field::kSingles || tensor.field() == tensor_field::kReals)
            ++numbers;
    }
    if (elements != 1 || (type != kSingle && type != kReal)) return std::nullopt;
    if (!content.empty())
        return type == kSingle ? onlyNumber<float>(content) : onlyNumber<double>(content);
    if (numbers == 0) return 0.0;  // a tensor's missing numbers are zero
    return type == kSingle ? single : real;
}

std::string_view pluginOf(std::string_view bytes) {
    std::string_view name;
    for (WireReader metadata(bytes); metadata.next();) {
        if (!metadata.is(kPluginData, WireType::kBytes)) continue;
        for (WireReader plugin(metadata.bytes()); plugin.next();)
            if (plugin.is(kPluginName, WireType::kBytes)) name = plugin.bytes();
    }
    return name;
}

void decodeValue(std::string_view bytes, std::vector<EventScalar>& scalars) {
    std::string_view tag, plugin;
    std::optional<double> number;
    for (WireReader value(bytes); value.next();) {
        if (value.is(value_field::kTag, WireType::kBytes)) tag = value.bytes();
        if (value.is(value_field::kSimpleValue, WireType::kFixed32)) number = value.single();
        if (value.is(value_field::kTensor, WireType::kBytes)) number = decodeTensor(value.bytes());
        if (value.is(value_field::kMetadata, WireType::kBytes)) plugin = pluginOf(value.bytes());
    }
    const bool shown_otherwise = !plugin.empty() && plugin != "scalars";
    if (!number || tag.empty() || shown_otherwise) return;
    if (tag.size() > kLongestTag)
        throw Error("the event cannot be read (a tag has " + std::to_string(tag.size()) +
                    " bytes)");
    if (scalars.size() == kMostScalars)
        throw Error("the event cannot be read (it has more than " + std::to_string(kMostScalars) +
                    " scalars)");
    scalars.push_back({std::string(tag), *number});
}

}  // namespace

std::string encodeEvent(const Event& event) {
    WireWriter proto, summary;
    proto.real(event_field::kWallTime, event.wall_time);
    if (event.step != 0) proto.integer(event_field::kStep, event.step);
    if (!event.file_version.empty()) proto.bytes(event_field::kFileVersion, event.file_version);
    for (const EventScalar& scalar : event.scalars) {
        WireWriter value;
        value.bytes(value_field::kTag, scalar.tag);
        value.single(value_field::kSimpleValue, static_cast<float>(scalar.value));
        summary.bytes(summary_field::kValue, value.text());
    }
    for (const EventHistogram& histogram : event.histograms) {
        WireWriter value;
        value.bytes(value_field::kTag, histogram.tag);
        value.bytes(value_field::kHistogram, encodeHistogram(histogram));
        summary.bytes(summary_field::kValue, value.text());
    }
    for (const EventText& text : event.texts) {
        WireWriter value;
        value.bytes(value_field::kTag, text.tag);
        encodeText(value, text);
        summary.bytes(summary_field::kValue, value.text());
    }
    if (!summary.text().empty()) proto.bytes(event_field::kSummary, summary.text());
    return proto.text();
}

Event decodeEvent(std::string_view bytes) {
    Event event;
    for (WireReader proto(bytes); proto.next();) {
        if (proto.is(event_field::kWallTime, WireType::kFixed64)) event.wall_time = proto.real();
        if (proto.is(event_field::kStep, WireType::kVarint)) event.step = proto.integer();
        if (proto.is(event_field::kFileVersion, WireType::kBytes))
            event.file_version = proto.bytes();
        if (!proto.is(event_field::kSummary, WireType::kBytes)) continue;
        for (WireReader summary(proto.bytes()); summary.next();)
            if (summary.is(summary_field::kValue, WireType::kBytes))
                decodeValue(summary.bytes(), event.scalars);
    }
    return event;
}

}  // namespace alphascope
